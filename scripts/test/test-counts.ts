// Counts of a test run, from Vitest's JSON report and from the steps of the check, and the closing line they make.

/** How many tests ended how. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The parts of Vitest's JSON report that are read. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

/**
 * Counts a Vitest run. A file that failed without a failed test (it could not be loaded) counts as one failed, and so
 * does a run that ended badly with nothing else to show for it.
 */
export function countVitestRun(report: VitestReport | null, exitCode: number): TestCounts {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Titles of the tests that were not run; the title says why. */
export function listSkippedTests(report: VitestReport): string[] {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  return tests.filter((test) => ["skipped", "pending", "todo"].includes(test.status)).map((test) => test.fullName);
}

/** The last line of `npm test`. */
export function formatClosingLine(counts: TestCounts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}
