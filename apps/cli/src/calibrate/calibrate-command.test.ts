// `solewise calibrate` and `analyze --shoe` as a user runs them, on a virtual runner of known length.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runSolewise } from "../testing/run-solewise.ts";
import { makeRecordingFolder } from "../testing/virtual-recordings.ts";

const recordings = makeRecordingFolder();
const { folder, left, right } = recordings;
afterAll(recordings.remove);

interface Analysed {
  algorithm: { lengthCalibration?: Record<string, { sessionCount: number; runScaleFraction: number }> };
  summary: { distanceMeters: number; distanceUncertaintyMeters: number };
}

async function analyse(...args: string[]): Promise<Analysed> {
  const { exitCode, stdout, stderr } = await runSolewise(["analyze", "--json", left, right, ...args]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Analysed;
}

/** A new folder to run in. */
function workFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

/** The command with a distance that is 2 % longer than what was measured. */
async function calibrate(cwd: string, ...args: string[]) {
  const { summary } = await analyse();
  const distance = (1.02 * summary.distanceMeters).toFixed(2);
  const exact = ["--known-distance-meters", distance, "--distance-uncertainty-meters", "0.2"];
  return { ...(await runSolewise(["calibrate", left, right, ...exact, ...args], { cwd })), distance: Number(distance) };
}

describe("calibrate", () => {
  it("[CLI60] [CLI62] teaches the shoes, and what they learned moves and narrows their distances", async () => {
    const cwd = workFolder("teaches");
    const { exitCode, stdout, stderr, distance } = await calibrate(cwd);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Known distance \d+\.\d m ±0\.2\n/u);
    expect(stdout).toMatch(/^Off without calibration +-\d\.\d\d % +-\d\.\d\d %$/mu);
    expect(stdout).toMatch(/^Off by what was known before +- +-$/mu);
    expect(stdout).toMatch(/^Running: offset, mm\/s +\d+ ±\d+ +\d+ ±\d+$/mu);
    expect(stdout).toContain("Written to shoe.json.");
    const shoe = join(cwd, "shoe.json");
    const [before, after] = [await analyse(), await analyse("--shoe", shoe)];
    const off = (run: Analysed): number => Math.abs(run.summary.distanceMeters - distance);
    expect(off(after)).toBeLessThan(0.6 * off(before));
    expect(after.summary.distanceUncertaintyMeters).toBeLessThan(0.9 * before.summary.distanceUncertaintyMeters);
    expect(before.algorithm.lengthCalibration).toBeUndefined();
    expect(after.algorithm.lengthCalibration?.["left"]).toMatchObject({ sessionCount: 1 });
    const report = await runSolewise(["analyze", left, "--shoe", shoe]);
    expect(report.stdout.replaceAll("\n", " ")).toMatch(/own calibration: +left from 1 run\./u);
  });

  it("[CLI60] says ± as the terminal can, and believes a bare distance to 0.5 % and 2 m", async () => {
    const cwd = workFolder("plain");
    const args = ["calibrate", left, "--known-distance-meters", "60"];
    const { stdout } = await runSolewise(args, { cwd, env: { LC_ALL: "C" } });
    expect(stdout).toMatch(/^Known distance 60\.0 m \+\/-2\.3\n/u);
    expect(stdout).not.toMatch(/right {2,}/u);
  });

  it("[CLI61] replaces only the calibration that it goes on with", async () => {
    const cwd = workFolder("replaces");
    expect((await calibrate(cwd)).exitCode).toBe(0);
    const shoe = join(cwd, "shoe.json");
    const first = readFileSync(shoe, "utf8");
    const again = await calibrate(cwd);
    expect([again.exitCode, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toMatch(/shoe\.json is there already, and nothing was written\.\nTry: .+--shoe shoe\.json/u);
    const same = await calibrate(cwd, "--shoe", "shoe.json");
    expect([same.exitCode, same.stdout]).toEqual([1, ""]);
    expect(same.stderr).toContain("a recording that it has already learned from");
    expect(readFileSync(shoe, "utf8")).toBe(first);
    expect((await calibrate(cwd, "--force")).exitCode).toBe(0);
    expect((await calibrate(cwd, "--out", "other.json")).exitCode).toBe(0);
    expect(existsSync(join(cwd, "other.json"))).toBe(true);
  });

  it("[CLI60] refuses a distance of another run, and asks for one", async () => {
    const cwd = workFolder("refuses");
    const wrong = await runSolewise(["calibrate", left, "--known-distance-meters", "5000"], { cwd });
    expect([wrong.exitCode, wrong.stdout]).toEqual([1, ""]);
    expect(wrong.stderr).toMatch(/expected a known distance within 10 % of what the left foot measured \(\d+\.\d m\)/u);
    const none = await runSolewise(["calibrate", left], { cwd });
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining("--known-distance-meters")]);
    expect(existsSync(join(cwd, "shoe.json"))).toBe(false);
  });

  it("[CLI62] refuses the calibration of the other shoe alone", async () => {
    const cwd = workFolder("other");
    const args = ["calibrate", left, "--known-distance-meters", "60"];
    expect((await runSolewise(args, { cwd })).exitCode).toBe(0);
    const { exitCode, stdout, stderr } = await runSolewise(["analyze", right, "--shoe", "shoe.json"], { cwd });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("shoe.json: expected a calibration of the right shoe, but found one without it");
    expect((await runSolewise(["analyze", left, right, "--shoe", "shoe.json"], { cwd })).exitCode).toBe(0);
  });

  it("[CLI62] refuses what is no calibration with one sentence", async () => {
    const damaged = join(folder, "damaged.json");
    writeFileSync(damaged, "{");
    for (const [file, came] of [
      [damaged, "text that is no JSON"],
      [left, "text that is no JSON"],
      [folder, "a folder"],
      ["/dev/zero", "a device"],
      [join(folder, "nowhere.json"), "no file of that name"],
    ] as const) {
      const { exitCode, stdout, stderr } = await runSolewise(["analyze", left, "--shoe", file]);
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^solewise: [^\n]+\.\n$/u);
      expect(stderr).toContain(came);
    }
  });
});
