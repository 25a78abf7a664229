// Tests of the counts and of the closing line.
import { describe, expect, it } from "vitest";
import { addCounts, countVitestRun, formatClosingLine, listSkippedTests, type VitestReport } from "./test-counts.ts";

const report: VitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [
    {
      name: "a.test.ts",
      status: "passed",
      assertionResults: [
        { status: "passed", fullName: "[GCT1] contact" },
        { status: "skipped", fullName: "[ACC1] length (not run: no recordings) is right" },
      ],
    },
  ],
};

describe("[HOUSE6] the closing line tells what happened", () => {
  it("adds up what passed, failed and was skipped", () => {
    const counts = addCounts({ passed: 9, failed: 0, skipped: 0 }, countVitestRun(report, 0));
    expect(formatClosingLine(counts)).toBe("12 passed, 0 failed, 1 skipped");
  });

  it("counts a file that could not be loaded as failed", () => {
    const broken = { ...report, testResults: [{ name: "b.test.ts", status: "failed", assertionResults: [] }] };
    expect(countVitestRun(broken, 1).failed).toBe(1);
  });

  it("counts a run that ended badly, or without a report, as failed", () => {
    expect(countVitestRun(report, 1).failed).toBe(1);
    expect(countVitestRun(null, 0).failed).toBe(1);
  });
});

describe("[HOUSE8] a test that is not run is named", () => {
  it("with its title, which says why", () => {
    expect(listSkippedTests(report)).toEqual(["[ACC1] length (not run: no recordings) is right"]);
  });
});
