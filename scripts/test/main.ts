// `npm test`: the tools of the tests, the steps of the check, each counted as one test, then every Vitest test;
// prints the seed, the time and, as its last line, `N passed, N failed, N skipped`. With arguments
// (`npm test -- run/src`) only the tests they name.
import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeOutcome, runSteps } from "../check/run-steps.ts";
import { CHECK_STEPS } from "../check/steps.ts";
import { findRecordedData } from "./recorded-data-folder.ts";
import { ensureTestTools } from "./tools/ensure-test-tools.ts";
import { readRunSeed } from "./run-seed.ts";
import {
  addCounts,
  countVitestRun,
  formatClosingLine,
  listSkippedTests,
  type TestCounts,
  type VitestReport,
} from "./test-counts.ts";

const rootFolder = fileURLToPath(new URL("../..", import.meta.url));
const filters = process.argv.slice(2);
const startedAtMs = performance.now();
const seed = readRunSeed(process.env);

console.log(`Seed of the property tests: ${seed} (the same again: SOLEWISE_SEED=${seed} npm test)`);
console.log(`Recordings with reference truth: ${findRecordedData()?.folder ?? "none found; their tests are not run"}`);
const tools = ensureTestTools({ environment: process.env, isRoot: process.getuid?.() === 0 });
for (const line of tools.lines) console.log(line);
const toolCounts: TestCounts = { passed: 0, failed: tools.isFailure ? 1 : 0, skipped: 0 };
const checkCounts = filters.length === 0 ? await runCheck() : { passed: 0, failed: 0, skipped: 0 };
const counts = [toolCounts, checkCounts, await runVitest()].reduce(addCounts);
console.log(`Time: ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s, seed ${seed}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(formatClosingLine(counts));

async function runCheck(): Promise<TestCounts> {
  const outcomes = await runSteps(CHECK_STEPS, rootFolder, (outcome) => console.log(describeOutcome(outcome)));
  const failed = outcomes.filter((outcome) => outcome.problems.length > 0).length;
  return { passed: outcomes.length - failed, failed, skipped: 0 };
}

async function runVitest(): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), "solewise-test-"));
  const reportFile = join(folder, "report.json");
  try {
    const exitCode = await spawnVitest(reportFile);
    const report = existsSync(reportFile) ? parseReport(reportFile) : null;
    if (report !== null) for (const title of listSkippedTests(report)) console.log(`Not run: ${title}`);
    return countVitestRun(report, exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseReport(reportFile: string): VitestReport {
  return JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport;
}

function spawnVitest(reportFile: string): Promise<number> {
  const vitest = join(rootFolder, "node_modules", "vitest", "vitest.mjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, "run", ...filters], {
      cwd: rootFolder,
      env: { ...process.env, SOLEWISE_SEED: String(seed), SOLEWISE_TEST_REPORT: reportFile },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
