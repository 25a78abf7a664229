// Tests of the one build that all tests share, with a planted build, and of the lock between processes.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "./file-lock.ts";
import { copyBuiltApp } from "./web-build.ts";

let rootFolder = "";

beforeEach(() => {
  rootFolder = mkdtempSync(join(tmpdir(), "solewise-build-"));
});

afterEach(() => rmSync(rootFolder, { recursive: true, force: true }));

/** A build that says when it begins and when it ends, and leaves an app. */
const PLANTED = `echo begin >> log; sleep 0.1; mkdir -p apps/web/dist; echo app > apps/web/dist/index.html; echo end >> log`;

function build(script: string, name = "copy"): Promise<void> {
  return copyBuiltApp(join(rootFolder, name), { rootFolder, command: ["/bin/sh", "-c", script] });
}

describe("[HOUSE28] the app is built for all browser tests by one of them at a time", () => {
  it("lets nobody build while another does", async () => {
    await Promise.all(["a", "b", "c"].map((name) => build(PLANTED, name)));
    expect(readFileSync(join(rootFolder, "log"), "utf8")).toBe("begin\nend\n".repeat(3));
  });

  it("gives each a copy that a later build does not change", async () => {
    await build(PLANTED, "before");
    await build(PLANTED.replace("echo app", "echo newer"), "after");
    expect(readFileSync(join(rootFolder, "before", "index.html"), "utf8")).toBe("app\n");
    expect(readFileSync(join(rootFolder, "after", "index.html"), "utf8")).toBe("newer\n");
  });

  it("tells what a build printed that failed, and of one that made nothing", async () => {
    await expect(build("echo planted defect >&2; exit 3")).rejects.toThrow(/exit code 3[^]*planted defect/);
    await expect(build("exit 0")).rejects.toThrow(/left no .*index\.html/);
  });

  it("takes over a lock whose holder is dead, and waits for one that lives", async () => {
    const lockFile = join(rootFolder, "lock");
    writeFileSync(lockFile, "4194305"); // above the largest process number of Linux
    expect(await withFileLock(lockFile, 2000, () => Promise.resolve("mine"))).toBe("mine");
    writeFileSync(lockFile, String(process.pid));
    await expect(withFileLock(lockFile, 300, () => Promise.resolve())).rejects.toThrow(/was held/);
  });

  it("gives the lock back when what was done under it failed", async () => {
    const lockFile = join(rootFolder, "lock");
    await expect(withFileLock(lockFile, 300, () => Promise.reject(new Error("planted")))).rejects.toThrow(/planted/);
    await withFileLock(lockFile, 300, () => Promise.resolve(appendFileSync(join(rootFolder, "log"), "after")));
    expect(readFileSync(join(rootFolder, "log"), "utf8")).toBe("after");
  });
});
