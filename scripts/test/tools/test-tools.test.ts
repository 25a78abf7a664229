// Tests of how the tools of the tests are found and installed, with planted programs in a PATH of their own.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureTestTools } from "./ensure-test-tools.ts";
import { findChromium, listMissingTools } from "./test-tools.ts";

let folder = "";
let environment: Record<string, string> = {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "solewise-tools-"));
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, "fonts"));
  environment = { PATH: join(folder, "bin"), SOLEWISE_FONT_FOLDER: join(folder, "fonts") };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plantProgram(name: string, script = "exit 0"): string {
  const path = join(folder, "bin", name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function plantTools(): void {
  plantProgram("chromium");
  plantProgram("certutil");
  plantProgram("faketime");
  plantChipTools();
  writeFileSync(join(folder, "fonts", "NotoSansCJK-Regular.ttc"), "");
}

function plantChipTools(): void {
  plantProgram("qemu-system-arm");
  plantProgram("arm-none-eabi-gcc", `echo ${folder}/nano.specs`);
}

/** An apt-get that writes down its arguments and, for `install`, does what `effect` says. */
function plantAptGet(effect: string): () => string {
  const log = join(folder, "apt.log");
  plantProgram("apt-get", `echo "$*" >> ${log}\nif [ "$1" = install ]; then\n${effect}\nfi`);
  return () => (existsSync(log) ? readFileSync(log, "utf8") : "");
}

const INSTALLING = (bin: string, fonts: string): string =>
  [
    `: > ${bin}/chromium`,
    `: > ${bin}/certutil`,
    `/bin/chmod +x ${bin}/chromium ${bin}/certutil`,
    `: > ${fonts}/NotoSansCJK.ttc`,
  ].join("\n");

describe("[HOUSE22] npm test makes sure of the tools of the tests", () => {
  it("touches nothing where all are there", () => {
    plantTools();
    const readLog = plantAptGet("exit 1");
    const outcome = ensureTestTools({ environment, isRoot: true });
    expect(outcome.missing).toEqual([]);
    expect(outcome.isFailure).toBe(false);
    expect(outcome.lines).toHaveLength(1);
    expect(readLog()).toBe("");
  });

  it("installs what is missing, and only that, as root", () => {
    for (const name of ["certutil", "faketime"]) plantProgram(name);
    plantChipTools();
    const readLog = plantAptGet(INSTALLING(join(folder, "bin"), join(folder, "fonts")));
    const outcome = ensureTestTools({ environment: { ...environment, CI: "true" }, isRoot: true });
    expect(outcome).toMatchObject({ missing: [], isFailure: false });
    expect(outcome.lines.join()).toMatch(/chromium, fonts-noto-cjk in \d+\.\d s/);
    expect(readLog()).toBe("update --quiet\ninstall --yes --quiet --no-install-recommends chromium fonts-noto-cjk\n");
  });

  it("names what is missing where it may not install: a failure in CI, told elsewhere", () => {
    const readLog = plantAptGet("exit 1");
    const elsewhere = ensureTestTools({ environment, isRoot: false });
    expect(elsewhere.isFailure).toBe(false);
    expect(elsewhere.lines.join()).toMatch(
      /missing Chromium.*fonts-noto-cjk.*certutil.*faketime.*gcc-arm-none-eabi.*libnewlib.*qemu-system-arm.*not run/,
    );
    expect(ensureTestTools({ environment: { ...environment, CI: "true" }, isRoot: false }).isFailure).toBe(true);
    expect(readLog()).toBe("");
  });

  it("prints what apt-get said when it failed", () => {
    plantAptGet("echo E: Unable to locate package chromium >&2; exit 100");
    const outcome = ensureTestTools({ environment: { ...environment, CI: "true" }, isRoot: true });
    expect(outcome.isFailure).toBe(true);
    expect(outcome.missing).toHaveLength(7);
    expect(outcome.lines.join("\n")).toMatch(/exit code 100[^]*Unable to locate package chromium/);
  });

  it("knows an Arm compiler without its C library", () => {
    plantTools();
    plantProgram("arm-none-eabi-gcc", "echo nano.specs");
    expect(listMissingTools(environment).map((tool) => tool.packageName)).toEqual(["libnewlib-arm-none-eabi"]);
  });

  it("does not believe an apt-get that installed nothing", () => {
    plantAptGet("exit 0");
    expect(ensureTestTools({ environment, isRoot: true }).missing).toHaveLength(7);
  });
});

describe("[HOUSE23] another Chromium can be named", () => {
  it("takes SOLEWISE_CHROMIUM before PATH", () => {
    plantTools();
    const named = plantProgram("my-chrome");
    expect(findChromium({ ...environment, SOLEWISE_CHROMIUM: named })).toBe(named);
    expect(findChromium(environment)).toBe(join(folder, "bin", "chromium"));
    expect(listMissingTools({ ...environment, SOLEWISE_CHROMIUM: named })).toEqual([]);
  });

  it("refuses a SOLEWISE_CHROMIUM that is no program, instead of taking another", () => {
    plantTools();
    expect(() => findChromium({ ...environment, SOLEWISE_CHROMIUM: join(folder, "none") })).toThrow(
      /SOLEWISE_CHROMIUM must be/,
    );
  });

  it("knows the names that Chrome has elsewhere", () => {
    const chrome = plantProgram("google-chrome");
    expect(findChromium(environment)).toBe(chrome);
    expect(findChromium({ PATH: "" })).toBeNull();
  });
});
