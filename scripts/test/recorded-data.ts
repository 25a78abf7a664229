// Where the recordings with reference truth are, and what a test does without them: in CI their absence is a failure,
// on a contributor's machine the tests are skipped and the title says why. They are never part of the repository.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** The folder of the recordings. */
export interface RecordedData {
  folder: string;
}

/** SOLEWISE_DATA, else `../shared/data` beside the repository; null where there is no such folder. */
export function findRecordedData(environment: Record<string, string | undefined> = process.env): RecordedData | null {
  const repositoryFolder = fileURLToPath(new URL("../..", import.meta.url));
  const folder = resolve(repositoryFolder, environment["SOLEWISE_DATA"] ?? "../shared/data");
  return existsSync(folder) ? { folder } : null;
}

/** True where a missing tool or recording must fail a run instead of being left out. */
export function isContinuousIntegration(environment: Record<string, string | undefined> = process.env): boolean {
  const value = environment["CI"];
  return value !== undefined && value !== "" && value !== "false";
}

/** What is to be done with tests that need the recordings. */
export type RecordedTestsPlan = "run" | "fail" | "leave out";

export function planRecordedTests(recorded: RecordedData | null, isInCi: boolean): RecordedTestsPlan {
  if (recorded !== null) return "run";
  return isInCi ? "fail" : "leave out";
}

/**
 * A `describe` whose tests need the recordings. `define` gets their folder and must not read it before a test runs; the
 * title begins with the rule, or its tests' do: describeRecorded("[ACC1] …", (folder) => { it("…", …) }).
 */
export function describeRecorded(title: string, define: (folder: string) => void): void {
  const recorded = findRecordedData();
  const plan = planRecordedTests(recorded, isContinuousIntegration());
  if (plan === "fail") {
    it(`${title}: the recordings are there`, () => {
      expect(recorded, "CI needs the recordings: set SOLEWISE_DATA or lay them at ../shared/data").not.toBeNull();
    });
    return;
  }
  const reason = plan === "run" ? "" : " (not run: no recordings; set SOLEWISE_DATA, see `npm run data`)";
  describe.runIf(plan === "run")(title + reason, () => define(recorded?.folder ?? ""));
}
