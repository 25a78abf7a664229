// `npm run fuzz`: feeds the kernel adversarial streams and looks at every record and call. Prints each failure with the
// command that plays it again, counts, and one JSON line. Exit 0 nothing broke, 1 something did, 2 wrong usage.
import { parseArgs } from "node:util";
import { driveStream, type Outcome } from "./drive-stream.ts";
import { createStream, createWalks } from "./streams.ts";

const USAGE = `Usage: npm run fuzz [-- OPTIONS]
  --streams N   how many (default 100000)
  --seed S      the run's seed (default: random, printed)
  --stream I    only this one, with its records' count`;

/** A call on 64 samples that takes longer, twice in a row, is a failure: it takes well under 1 ms. */
const CALL_MAX_MS = 50;
/** Failures printed in full. */
const PRINTED_COUNT = 40;

interface Options {
  streamCount: number;
  seed: number;
  only: number | null;
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number, but is “${text}”.\n${USAGE}`);
  return Number(text);
}

function readOptions(args: string[]): Options {
  const option = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { streams: option, seed: option, stream: option } });
  return {
    streamCount: wholeNumber(values.streams, "streams") ?? 100_000,
    seed: wholeNumber(values.seed, "seed") ?? Math.floor(Math.random() * 2 ** 31),
    only: wholeNumber(values.stream, "stream"),
  };
}

function fuzz({ streamCount, seed, only }: Options): boolean {
  const walks = createWalks(seed);
  const drive = (index: number): Outcome => driveStream(createStream(seed, index, walks));
  const startedMs = performance.now();
  const totals = { streams: 0, samples: 0, strides: 0, failures: 0, slowestCallMs: 0 };
  const kinds = new Map<string, number>();
  const first = only ?? 0;
  const end = only === null ? streamCount : only + 1;
  for (let index = first; index < end; index++) {
    const stream = createStream(seed, index, walks);
    const outcome = driveStream(stream);
    // A slow call may be the machine's doing: only one that is slow again is the kernel's.
    const isSlow = outcome.callMs > CALL_MAX_MS && drive(index).callMs > CALL_MAX_MS;
    const problem = outcome.problem ?? (isSlow ? `a call took ${outcome.callMs.toFixed(0)} ms` : null);
    totals.streams += 1;
    totals.samples += stream.block.sampleCount;
    totals.strides += outcome.strideCount;
    totals.slowestCallMs = Math.max(totals.slowestCallMs, outcome.callMs);
    if (problem === null) continue;
    totals.failures += 1;
    const kind = problem.replace(/^.*?: (record \d+ of \d+: )?/, "").replace(/-?\d+/g, "N");
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (totals.failures <= PRINTED_COUNT)
      console.log(`npm run fuzz -- --seed ${seed} --stream ${index}   # ${problem}`);
  }
  for (const [kind, count] of [...kinds].toSorted((a, b) => b[1] - a[1])) console.log(`${count} × ${kind}`);
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(
    `${totals.streams} streams, ${totals.samples} samples, ${totals.strides} strides, ${totals.failures} failures`,
  );
  console.log(
    JSON.stringify({
      command: "fuzz",
      seed,
      ...totals,
      kinds: Object.fromEntries(kinds),
      seconds: Math.round(seconds),
    }),
  );
  return totals.failures === 0;
}

try {
  process.exitCode = fuzz(readOptions(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
