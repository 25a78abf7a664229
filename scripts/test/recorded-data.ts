// What a test does that needs the recordings with reference truth: without them it fails in CI, and on a contributor's
// machine it is left out and its title says why.
import { describe, expect, it } from "vitest";
import { findRecordedData, type RecordedData } from "./recorded-data-folder.ts";

export { findRecordedData, type RecordedData };

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
  describe.runIf(plan === "run")(`${title}${reason}`, () => {
    define(recorded?.folder ?? "");
  });
}
