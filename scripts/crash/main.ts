// `npm run crash`: kill -9 of the server, of its PostgreSQL, of both, while clients write; after each start everything that
// was acknowledged is there. Prints what was lost, counts, and one JSON line. Exit 0 nothing was lost, 1 something was, 2
// wrong usage.
import { constants } from "node:os";
import { parseArgs } from "node:util";
import { type CrashOptions, crashRounds } from "./crash-rounds.ts";

const USAGE = `Usage: npm run crash [-- OPTIONS]
  --rounds N        how many kills (default 30)
  --seed S          the run's seed (default: random, printed)
  --time-max-sec T  begin no round after it`;

/** Problems printed in full. */
const PRINTED_COUNT = 40;

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,10}$/u.test(text)) throw new Error(`--${name} must be a whole number, but is “${text}”.`);
  return Number(text);
}

function readOptions(args: string[]): CrashOptions {
  const option = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { rounds: option, seed: option, "time-max-sec": option } });
  return {
    roundCount: wholeNumber(values.rounds, "rounds") ?? 30,
    seed: wholeNumber(values.seed, "seed") ?? Math.floor(Math.random() * 2 ** 31),
    timeMaxSec: wholeNumber(values["time-max-sec"], "time-max-sec"),
    say: (line) => console.log(line),
  };
}

function optionsOrUsage(): CrashOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    console.error(`Broken off by ${signal}; nothing is shown.`);
    process.exit(128 + constants.signals[signal]); // what was started ends too
  });
const options = optionsOrUsage();
console.log(`Seed ${options.seed}; up to ${options.roundCount} rounds`);
const startedMs = performance.now();
const { problems, ...counts } = await crashRounds(options);
for (const problem of problems.slice(0, PRINTED_COUNT)) console.log(problem);
if (problems.length > 0) console.log(`Again: npm run crash -- --rounds ${counts.rounds} --seed ${options.seed}`);
const timeSec = Math.round((performance.now() - startedMs) / 1000);
console.log(JSON.stringify({ seed: options.seed, ...counts, problemCount: problems.length, timeSec }));
process.exit(problems.length === 0 ? 0 : 1);
