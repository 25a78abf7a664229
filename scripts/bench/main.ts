// `npm run bench`: measures kernel, reader and command line on a virtual runner's hour and the app in Chromium, writes
// docs/benchmarks.md and ends with one JSON line of all figures. Exit 0 done, 1 a command failed, a size is over its
// limit or memory grew, 2 wrong usage.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { VirtualRun } from "@solewise/simulate";
import { measureAnalyzeCost } from "./analyze-cost.ts";
import { measureKernelInChromium } from "./kernel-chromium.ts";
import { describeGrowth, measureDay } from "./kernel-day.ts";
import { measureKernelSpeed } from "./kernel-speed.ts";
import { simulateHour, writeHours } from "./long-recordings.ts";
import { measureWeb } from "./measure-web.ts";
import { type KernelCost, type Measurements, PARTS, writePage } from "./page.ts";
import { measureReaderSpeed } from "./reader-speed.ts";
import { measureBlocks } from "./recording-blocks-cost.ts";
import { measureRequests, measureStarts } from "./server-requests.ts";
import { measureServerRuns } from "./server-runs-cost.ts";
import { rowsOverLimit } from "./web-sizes.ts";

const USAGE = `Usage: npm run bench [-- OPTIONS]
  --only NAMES      only these parts, printed and not written to the page; names or beginnings of names,
                    with commas: ${PARTS.join(", ")}
  --out FILE        where to write the page (default docs/benchmarks.md; with --only or --small nowhere)
  --long-hours N    length of the long recording, 0 for none (default 10)
  --small           the app's parts with short recordings, to try them out; such figures are not to be kept
  --seed S          the virtual runner's seed (default 1)`;

const DEFAULT_PAGE = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
/** Samples that the kernel alone is measured on: five minutes. */
const KERNEL_SAMPLES = 60_000;
/** Start of them in the hour: the walk's last minute, then running. */
const KERNEL_START_SAMPLE = 46_000;
/** Length of the recording whose memory is watched. */
const DAY_HOURS = 24;

interface Options {
  parts: ReadonlySet<string>;
  /** Null: the page is printed only. */
  page: string | null;
  longHours: number;
  isSmall: boolean;
  seed: number;
}

function wholeNumber(text: string, name: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} must be a whole number, but is “${text}”`);
  return Number(text);
}

function readParts(only: string | undefined): ReadonlySet<string> {
  const wanted = (only ?? "").split(",").map((name) => name.trim());
  const unknown = wanted.filter((name) => !PARTS.some((part) => part.startsWith(name)));
  if (unknown.length > 0) throw new RangeError(`--only: no part begins with “${unknown.join("”, “")}”`);
  return new Set(PARTS.filter((part) => wanted.some((name) => part.startsWith(name))));
}

function readOptions(args: string[]): Options {
  const option = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { only: option, out: option, "long-hours": option, small: { type: "boolean" }, seed: option },
  });
  const isSmall = values.small ?? false;
  return {
    parts: readParts(values.only),
    page: values.out ?? (values.only === undefined && !isSmall ? DEFAULT_PAGE : null),
    longHours: wholeNumber(values["long-hours"] ?? "10", "long-hours"),
    isSmall,
    seed: wholeNumber(values.seed ?? "1", "seed"),
  };
}

/** Five minutes in Node and in Chromium, and the hour so often that it is a day. */
async function measureKernel({ left }: VirtualRun): Promise<KernelCost> {
  const [from, to] = [KERNEL_START_SAMPLE, KERNEL_START_SAMPLE + KERNEL_SAMPLES];
  const block = {
    sampleCount: KERNEL_SAMPLES,
    timeUs: left.timeUs.slice(from, to),
    values: left.values.slice(from * 6, to * 6),
  };
  const speed = measureKernelSpeed(block);
  const chromium = await measureKernelInChromium(block);
  const day = measureDay({ sampleCount: left.timeUs.length, timeUs: left.timeUs, values: left.values }, DAY_HOURS);
  return { ...speed, chromium, day };
}

/** Does a part when it is wanted. */
async function partOf<Result>(
  { parts }: Options,
  name: string,
  work: () => Promise<Result> | Result,
): Promise<Result | null> {
  if (!parts.has(name)) return null;
  process.stderr.write(`${name}\n`);
  return work();
}

async function measure(options: Options, folder: string): Promise<Measurements> {
  const { longHours, seed, isSmall, parts } = options;
  const cores = availableParallelism();
  const loadPerCore = (loadavg()[0] ?? 0) / cores;
  let run: VirtualRun | null = null;
  const hour = (): VirtualRun => (run ??= simulateHour(seed));
  const kernel = await partOf(options, "kernel", () => measureKernel(hour()));
  const analyze = await partOf(options, "command", () => measureAnalyzeCost(folder, hour(), longHours));
  const reader = await partOf(options, "reader", async () =>
    measureReaderSpeed(await readFile((await writeHours(folder, hour(), 1)).left)),
  );
  const blocks = await partOf(options, "blocks", async () => measureBlocks((await writeHours(folder, hour(), 1)).left));
  const server = await partOf(options, "server", async () => measureServerRuns(await writeHours(folder, hour(), 1)));
  const requests = await partOf(options, "requests", measureRequests);
  const starts = await partOf(options, "starts", measureStarts);
  const web = await measureWeb(folder, { parts, isSmall, seed }, hour);
  const platform = `${process.platform} ${process.arch}`;
  const machine = {
    cores,
    node: process.versions.node,
    platform,
    chromium: web.chromium || (kernel?.chromium.version ?? ""),
    loadPerCore,
  };
  return { machine, kernel, reader, analyze, blocks, server, requests, starts, web };
}

async function bench(options: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "solewise-bench-"));
  try {
    const measurements = await measure(options, folder);
    const page = writePage(measurements);
    if (options.page !== null) await writeFile(options.page, page);
    process.stdout.write(`${page}\n${JSON.stringify({ command: "bench", seed: options.seed, ...measurements })}\n`);
    const over = rowsOverLimit(measurements.web.sizes?.rows ?? []).map((line) => `over its limit: ${line}`);
    const grown = measurements.kernel === null ? null : describeGrowth(measurements.kernel.day);
    const broken = grown === null ? over : [...over, grown];
    for (const line of broken) process.stderr.write(`${line}\n`);
    if (broken.length > 0) process.exitCode = 1;
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
