// Tests of the command line: what is refused, and what is printed.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRecording } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { describeWithTools } from "../test/tools/describe-with-tools.ts";
import { CHIP_TOOLS, CHROMIUM } from "../test/tools/test-tools.ts";
import { readOptions } from "./arguments.ts";
import { runChip } from "./run-chip.ts";
import { findToolChain } from "./tool-chain.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const HEADER = { startedAtUtc: null, side: "left", place: null, rangeG: null, rangeDps: null, device: null } as const;

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "solewise-chip-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runMain(...mainArguments: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, ...mainArguments], { encoding: "utf8" });
}

function plant(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("[CHIP7] what cannot be used is told in one sentence", () => {
  it("a recording that is not there, empty or no file", async () => {
    mkdirSync(join(folder, "inner"));
    const cases = [
      [join(folder, "none.csv"), /none\.csv: .* no such file; check the path$/],
      [plant("empty.csv", ""), /empty\.csv: .* an empty file/],
      [join(folder, "inner"), /inner: .* it is no file/],
    ] as const;
    for (const [path, sentence] of cases) {
      await expect(runChip(readOptions(["--recording", path], {})), path).rejects.toThrow(sentence);
    }
    await expect(runChip(readOptions(["--data", join(folder, "inner")], {}))).rejects.toThrow(/expected recordings/);
    const { status, stdout, stderr } = runMain("--recording", join(folder, "none.csv"));
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([1, ""]);
  });

  it("wrong usage", () => {
    for (const wrong of [["run.csv"], ["--seed", "1.5"], ["--at-once", "3"], ["--data", "no/such"]]) {
      expect(() => readOptions(wrong, {})).toThrow(Error);
    }
    const { status, stderr } = runMain("--nope");
    expect(stderr).toMatch(/--nope[^]*Usage: npm run chip/);
    expect(status).toBe(2);
  });

  it("a tool that is missing", () => {
    expect(() => findToolChain({ PATH: folder })).toThrow(/arm-none-eabi-gcc.*apt-get install gcc-arm-none-eabi/);
  });

  it("takes files behind one --recording or several", () => {
    const { recordingFiles } = readOptions(["--recording", "a.csv", "b.csv", "--recording", "c.csv"], {});
    expect(recordingFiles.toSorted()).toEqual(["a.csv", "b.csv", "c.csv"]);
    expect(readOptions(["--quick"], { SOLEWISE_DATA: folder })).toMatchObject({
      dataFolder: null,
      isQuick: true,
      seed: 1,
    });
    expect(readOptions([], { SOLEWISE_DATA: folder }).dataFolder).toBe(folder);
  });
});

describeWithTools("[CHIP7] a recording that nobody has seen", [...CHIP_TOOLS, CHROMIUM], () => {
  it("is refused in one sentence when it is broken", async () => {
    const rows = "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\n0,1,2,3,4,5,6\n0.005,1,2,x,4,5,6\n";
    const path = plant("broken.csv", rows);
    const refused = runChip(readOptions(["--recording", path], {}));
    await expect(refused).rejects.toThrow(/broken\.csv, line 3: expected a number in column acc_z/);
  });

  it("is played in all places; standard output is one JSON line of counts", { timeout: 180_000 }, () => {
    const path = plant("unseen.csv", [...formatRecording(HEADER, [walkNoisyFoot({ startSec: -5 })])].join(""));
    const { status, stdout, stderr } = runMain("--recording", path, "--quick", "--json", "--at-once", "1");
    expect(stdout.trim().split("\n"), stderr).toHaveLength(1);
    const counts = JSON.parse(stdout) as { differences: number; broken: string[] };
    expect(counts).toMatchObject({ command: "chip", recordings: 1, records: 12, states: 7, differences: 0 });
    expect(status).toBe(counts.broken.length === 0 ? 0 : 1);
  });
});
