// `npm run faults`: a full disk, a stopped database, a store that is read-only, a clock that jumps, ten gigabytes, ten thousand
// uploads, each done to a real server while clients write. Prints what clients were told, how long service was away, what was
// lost, and one JSON line. Exit 0 every fault held or could not be run (said so), 1 something did not hold, 2 wrong usage.
import { constants } from "node:os";
import { parseArgs } from "node:util";
import type { FaultCounts } from "./fault.ts";
import { type FaultOptions, type FaultOutcome, FAULTS, runFaults } from "./run-faults.ts";

const USAGE = `Usage: npm run faults [-- OPTIONS]
  --only NAME  this fault alone; may be given again: ${FAULTS.map(({ name }) => name).join(", ")}
  --small      small counts, as npm test
  --uploads N  how many tiny uploads at once (default 10,000, small 200)
  --seed S     the run's seed (default: random, printed)`;

/** Problems printed in full. */
const PRINTED_COUNT = 40;

const FULL: FaultCounts = {
  roundCount: 5,
  refusedMinCount: 20,
  jumps: ["+2d", "-2d", "+400d", "+20d", "-400d"],
  hugeBytes: 10_000_000_000,
  withLargest: true,
  tinyUploadCount: 10_000,
  tinyReadCount: 1000,
};
const SMALL: FaultCounts = {
  ...FULL,
  roundCount: 1,
  refusedMinCount: 3,
  jumps: ["-2d", "+400d"],
  withLargest: false,
  tinyUploadCount: 200,
  tinyReadCount: 20,
};

function readOptions(args: string[]): Pick<FaultOptions, "faults" | "counts" | "seed"> {
  const texts = { seed: { type: "string" }, uploads: { type: "string" } } as const;
  const { values } = parseArgs({
    args,
    options: { only: { type: "string", multiple: true }, small: { type: "boolean" }, ...texts },
  });
  const { only = FAULTS.map(({ name }) => name), small = false, seed } = values;
  const unknown = only.filter((wanted) => !FAULTS.some(({ name }) => name === wanted));
  if (unknown.length > 0) throw new Error(`No fault is called ${unknown.join(", ")}.`);
  for (const [name, text] of Object.entries({ seed, uploads: values.uploads }))
    if (text !== undefined && !/^\d{1,10}$/u.test(text))
      throw new Error(`--${name} must be a whole number, but is “${text}”.`);
  const counts = small ? SMALL : FULL;
  return {
    faults: FAULTS.filter(({ name }) => only.includes(name)),
    counts: { ...counts, tinyUploadCount: Number(values.uploads ?? counts.tinyUploadCount) },
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(seed),
  };
}

function optionsOrUsage(): ReturnType<typeof readOptions> {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

function describe({ name, what, notRun, report }: FaultOutcome): string {
  if (notRun !== null) return `\nNOT RUN ${name}: ${what}\n  because ${notRun}`;
  const { told, backMs, figures, problems } = report;
  return [
    `\n${problems.length === 0 ? "holds " : "FAILED"} ${name}: ${what}`,
    ...(told.length === 0 ? ["  clients were told nothing"] : []),
    ...told.map(({ status, code, sentence, count }) => `  clients were told ${count} × ${status} ${code}: ${sentence}`),
    ...(backMs.length === 0 ? [] : [`  service was back after ${backMs.join(", ")} ms`]),
    ...Object.entries(figures).map(([figure, value]) => `  ${figure}: ${value}`),
    `  lost: ${problems.length === 0 ? "nothing" : ""}`,
    ...problems.slice(0, PRINTED_COUNT).map((problem) => `    ${problem}`),
  ].join("\n");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    console.error(`Broken off by ${signal}; nothing is shown.`);
    process.exit(128 + constants.signals[signal]); // what was started ends too
  });
const options = optionsOrUsage();
console.log(`Seed ${options.seed}; faults: ${options.faults.map(({ name }) => name).join(", ")}`);
const startedMs = performance.now();
const outcomes: FaultOutcome[] = [];
const endProblems = await runFaults({
  ...options,
  say: (line) => console.log(line),
  onOutcome: (outcome) => {
    outcomes.push(outcome);
    console.log(describe(outcome));
  },
});
const problemCount = outcomes.reduce((count, { report }) => count + report.problems.length, endProblems.length);
console.log(endProblems.length === 0 ? "\nAt the end everything belongs together." : `\nAt the end:`);
for (const problem of endProblems.slice(0, PRINTED_COUNT)) console.log(`  ${problem}`);
const summary = {
  seed: options.seed,
  held: outcomes
    .filter(({ notRun, report }) => notRun === null && report.problems.length === 0)
    .map(({ name }) => name),
  notRun: outcomes.filter(({ notRun }) => notRun !== null).map(({ name }) => name),
  backMaxMs: Object.fromEntries(
    outcomes.flatMap(({ name, report: { backMs } }) => (backMs.length === 0 ? [] : [[name, Math.max(...backMs)]])),
  ),
  told: Object.fromEntries(
    outcomes.map(({ name, report }) => [name, report.told.map(({ status, code }) => `${status} ${code}`)]),
  ),
  problemCount,
  timeSec: Math.round((performance.now() - startedMs) / 1000),
};
console.log(JSON.stringify(summary));
process.exit(problemCount === 0 ? 0 : 1);
