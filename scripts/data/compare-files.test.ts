// Tests of the comparison of data files with their recorded hashes, and of the command's exit code.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareFiles, describeState, hashFiles, hashSet } from "./compare-files.ts";
import { DATA_SETS, readManifest } from "./data-sets.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "solewise-data-"));
  mkdirSync(join(folder, "trials"));
  writeFileSync(join(folder, "trials", "a.csv"), "1\n");
  writeFileSync(join(folder, "b.csv"), "2\n");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("[HOUSE17] data sets are compared with their recorded hashes", () => {
  it("finds a whole set present", async () => {
    const comparison = await compareFiles(folder, await hashFiles(folder));
    expect(comparison).toEqual({ present: ["b.csv", "trials/a.csv"], missing: [], differing: [], unknown: [] });
    expect(describeState(comparison)).toBe("present");
  });

  it("tells missing, differing and unknown files apart", async () => {
    const expected = { ...(await hashFiles(folder)), "c.csv": "0".repeat(64) };
    writeFileSync(join(folder, "b.csv"), "3\n");
    writeFileSync(join(folder, "d.csv"), "4\n");
    const comparison = await compareFiles(folder, expected);
    expect(comparison).toEqual({
      present: ["trials/a.csv"],
      missing: ["c.csv"],
      differing: ["b.csv"],
      unknown: ["d.csv"],
    });
    expect(describeState(comparison)).toBe("differs");
  });

  it("knows a set that is not there, and one that is there in part", async () => {
    const expected = await hashFiles(folder);
    expect(describeState(await compareFiles(join(folder, "nowhere"), expected))).toBe("missing");
    rmSync(join(folder, "b.csv"));
    expect(describeState(await compareFiles(folder, expected))).toBe("in part");
  });

  it("has a recorded hash for each file of each set, and one over the set that does not depend on their order", () => {
    const manifest = readManifest();
    for (const set of DATA_SETS) expect(Object.keys(manifest[set.folder] ?? {}).length).toBeGreaterThan(0);
    expect(hashSet({ a: "1", b: "2" })).toBe(hashSet({ b: "2", a: "1" }));
  });

  it("makes the command exit with 1 when a file differs and with 0 when all is missing", () => {
    expect(runCommand().status).toBe(0);
    mkdirSync(join(folder, "wmf-run-100s"));
    writeFileSync(join(folder, "wmf-run-100s", "run-first-50s.imu.csv"), "changed\n");
    const run = runCommand();
    expect(run.stdout).toContain("differs: wmf-run-100s/run-first-50s.imu.csv");
    expect(run.status).toBe(1);
  });
});

function runCommand(): { status: number | null; stdout: string } {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  return spawnSync(process.execPath, [main, "--data", folder], { encoding: "utf8" });
}
