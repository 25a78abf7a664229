// `npm run bench`: measures kernel, reader and command line on a virtual runner's hour, writes docs/benchmarks.md and ends
// with one JSON line of all figures. Exit 0 done, 1 a command failed, 2 wrong usage.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAnalyzeCost } from "./analyze-cost.ts";
import { measureKernelSpeed } from "./kernel-speed.ts";
import { simulateHour } from "./long-recordings.ts";
import { writePage, type Measurements } from "./page.ts";
import { measureReaderSpeed } from "./reader-speed.ts";

const USAGE = `Usage: npm run bench [-- OPTIONS]
  --out FILE        where to write the page (default docs/benchmarks.md)
  --long-hours N    length of the long recording, 0 for none (default 10)
  --seed S          the virtual runner's seed (default 1)`;

const DEFAULT_PAGE = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
/** Samples that the kernel alone is measured on: five minutes. */
const KERNEL_SAMPLES = 60_000;
/** Start of them in the hour: the walk's last minute, then running. */
const KERNEL_START_SAMPLE = 46_000;

interface Options {
  page: string;
  longHours: number;
  seed: number;
}

function wholeNumber(text: string, name: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} must be a whole number, but is “${text}”`);
  return Number(text);
}

function readOptions(args: string[]): Options {
  const option = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { out: option, "long-hours": option, seed: option } });
  return {
    page: values.out ?? DEFAULT_PAGE,
    longHours: wholeNumber(values["long-hours"] ?? "10", "long-hours"),
    seed: wholeNumber(values.seed ?? "1", "seed"),
  };
}

async function measure({ longHours, seed }: Options, folder: string): Promise<Measurements> {
  const cores = availableParallelism();
  const machine = {
    cores,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    loadPerCore: (loadavg()[0] ?? 0) / cores,
  };
  process.stderr.write("simulating an hour\n");
  const run = simulateHour(seed);
  process.stderr.write("kernel and its twins\n");
  const [from, to] = [KERNEL_START_SAMPLE, KERNEL_START_SAMPLE + KERNEL_SAMPLES];
  const kernel = measureKernelSpeed({
    sampleCount: KERNEL_SAMPLES,
    timeUs: run.left.timeUs.slice(from, to),
    values: run.left.values.slice(from * 6, to * 6),
  });
  process.stderr.write("command line\n");
  const analyze = await measureAnalyzeCost(folder, run, longHours);
  process.stderr.write("reader\n");
  const reader = await measureReaderSpeed(await readFile(join(folder, "hours-1.left.csv")));
  return { machine, kernel, reader, analyze };
}

async function bench(options: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "solewise-bench-"));
  try {
    const measurements = await measure(options, folder);
    const page = writePage(measurements);
    await writeFile(options.page, page);
    process.stdout.write(`${page}\n${JSON.stringify({ command: "bench", seed: options.seed, ...measurements })}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let options: Options | null = null;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
if (options !== null) await bench(options);
