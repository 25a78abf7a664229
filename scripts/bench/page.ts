// The measurements as docs/benchmarks.md. In: figures. Out: Markdown that names no machine but what decides the figures.
import type { AnalyzeCost } from "./analyze-cost.ts";
import type { ChromiumSpeed } from "./kernel-chromium.ts";
import type { DayCost } from "./kernel-day.ts";
import type { KernelSpeed } from "./kernel-speed.ts";
import type { ReaderSpeed } from "./reader-speed.ts";
import { markdownTable } from "./markdown-table.ts";
import { WEB_PARTS, type WebMeasurements } from "./measure-web.ts";
import { formatFigure } from "./statistics.ts";
import { type BlocksCost, blocksSection } from "./recording-blocks-cost.ts";
import type { ServerRunsCost } from "./server-runs-cost.ts";
import { serverRunsSection } from "./server-runs-page.ts";
import { type RequestsCost, requestsSection, type StartsCost, startsSection } from "./server-requests.ts";
import { webSections } from "./web-page.ts";

/** The kernel in Node, in a page of Chromium, and over a day. */
export interface KernelCost extends KernelSpeed {
  chromium: ChromiumSpeed;
  day: DayCost;
}

export interface Measurements {
  machine: { cores: number; node: string; platform: string; chromium: string; loadPerCore: number };
  /** Null where the part was left out. */
  kernel: KernelCost | null;
  reader: ReaderSpeed | null;
  analyze: AnalyzeCost | null;
  blocks: BlocksCost[] | null;
  server: ServerRunsCost | null;
  requests: RequestsCost | null;
  starts: StartsCost | null;
  web: WebMeasurements;
}

/** What can be measured by itself. */
export const PARTS: readonly string[] = [
  "kernel",
  "command",
  "reader",
  "blocks",
  "server",
  "requests",
  "starts",
  ...WEB_PARTS,
];

const MB = 1e6;

function kernelSection(kernel: KernelCost): string {
  const row = (name: string, speed: number): string[] => [
    name,
    formatFigure(speed / 1e6),
    formatFigure(1e9 / speed),
    formatFigure(speed / kernel.plainSamplesPerSec),
  ];
  return `## Samples to strides, in one thread

${kernel.sampleCount.toLocaleString("en-US")} samples of a virtual left foot at 200 Hz, ${kernel.strideCount} strides. Through the host in batches of 64:
quantising, copying in and taking the records out are counted. CPU time of the thread, median of 7 rounds after 4 of
warm-up; in Node the three in turn in each round, Chromium after them.

${markdownTable(
  ["implementation", "M samples/s", "ns a sample", "against plain TypeScript"],
  [
    row("kernel.wasm, Node", kernel.wasmSamplesPerSec),
    row("kernel.wasm and the same host in a page of Chromium", kernel.chromium.samplesPerSec),
    row("the same source as plain TypeScript, doubles", kernel.plainSamplesPerSec),
    row("the same with every result rounded to f32 (bit-identical to kernel.wasm)", kernel.twinSamplesPerSec),
  ],
)}

The median of the rounds' own ratios, wasm against plain TypeScript, is ${formatFigure(kernel.wasmOverPlain)}. Both plain versions are made from
the kernel's source by \`scripts/twin\`; their 64-bit words are numbers.

${dayNote(kernel.day)}`;
}

function dayNote({
  repeatCount,
  sampleCount,
  strideCount,
  cpuSec,
  firstBytes,
  lastBytes,
  kernelBytes,
}: DayCost): string {
  const grownKb = (lastBytes - firstBytes) / 1000;
  return `**A recording of ${repeatCount} hours**, the virtual hour again and again on one clock: ${sampleCount.toLocaleString("en-US")} samples, ${strideCount.toLocaleString("en-US")} strides in
${formatFigure(cpuSec)} s of CPU time. Memory in use, garbage collected: ${formatFigure(firstBytes / MB)} MB after the first hour (that hour's own samples are most
of it), ${grownKb < 0 ? `${formatFigure(-grownKb)} kB less` : `${formatFigure(grownKb)} kB more`} after the last; the kernel's own memory is ${formatFigure(kernelBytes / 1024)} KiB and cannot grow.`;
}

function readerSection(reader: ReaderSpeed): string {
  const row = (name: string, speed: number): string[] => [
    name,
    formatFigure(speed / 1e6),
    formatFigure(1e9 / speed),
    formatFigure(reader.floorRowsPerSec / speed),
  ];
  return `## Reading a recording CSV

${reader.rowCount.toLocaleString("en-US")} rows of ${formatFigure(reader.bytesPerRow)} bytes in memory, chunks of 64 KiB. CPU time of the thread, median of 5 rounds after 2 of warm-up.

${markdownTable(
  ["work", "M rows/s", "ns a row", "times the floor"],
  [
    row("counting line feeds, byte by byte (floor)", reader.floorRowsPerSec),
    row("parsing", reader.parseRowsPerSec),
    row("parsing, signal meter, quantising, kernel: file to strides", reader.detectRowsPerSec),
  ],
)}`;
}

function analyzeSection(cost: AnalyzeCost): string {
  const memory = (bytes: number): string => (bytes === 0 ? "–" : formatFigure(bytes / MB));
  const rows = [
    [
      "Node doing nothing",
      formatFigure(cost.nodeStartSec),
      memory(cost.nodePeakBytes),
      formatFigure(cost.nodeStartSec / cost.readSec),
    ],
    ["`cat` of both files (floor)", formatFigure(cost.readSec), "–", "1"],
    [
      "`solewise analyze … --json > file`",
      formatFigure(cost.wallSec),
      memory(cost.peakBytes),
      formatFigure(cost.wallSec / cost.readSec),
    ],
  ];
  const longRow = [
    `the same, ${cost.longHours} hours (one round)`,
    formatFigure(cost.longWallSec),
    memory(cost.longPeakBytes),
    "–",
  ];
  return `## One hour of two feet, from command line to JSON

${cost.sampleCount.toLocaleString("en-US")} samples (two feet at 200 Hz) in ${formatFigure(cost.fileBytes / MB)} MB of CSV, ${cost.strideCount.toLocaleString("en-US")} strides out. Wall time from start to exit, median of 5 runs after
one; peak memory is the largest resident set of any run, worker threads included.

${markdownTable(["command", "s", "peak MB", "times reading"], cost.longHours === 0 ? rows : [...rows, longRow])}${longNote(cost)}`;
}

function longNote({ longHours, longPeakBytes, peakBytes }: AnalyzeCost): string {
  if (longHours === 0) return "";
  const perHourMb = (longPeakBytes - peakBytes) / MB / (longHours - 1);
  return `

A recording ${longHours} times as long takes ${formatFigure(longPeakBytes / peakBytes)} times the memory: ${formatFigure(perHourMb)} MB more for each further hour, which is the strides
themselves and their JSON; samples are never kept.`;
}

/** The whole page, of the parts that were measured. */
export function writePage(measurements: Measurements): string {
  const { machine, kernel, reader, analyze, blocks, server, requests, starts, web } = measurements;
  const sections = [
    ...(kernel === null ? [] : [kernelSection(kernel)]),
    ...(reader === null ? [] : [readerSection(reader)]),
    ...(analyze === null ? [] : [analyzeSection(analyze)]),
    ...(blocks === null ? [] : [blocksSection(blocks)]),
    ...(server === null ? [] : [serverRunsSection(server)]),
    ...(requests === null ? [] : [requestsSection(requests)]),
    ...(starts === null ? [] : [startsSection(starts)]),
    ...webSections(web),
  ];
  return `# Benchmarks

Written by \`npm run bench\`; do not edit. Recordings are simulated (the virtual runner). Figures are of one machine:
${machine.cores} cores, ${machine.platform}, Node ${machine.node}${machine.chromium === "" ? "" : `, Chromium ${machine.chromium}`}, ${formatFigure(machine.loadPerCore)} other running programs a core. Ratios travel to other machines better than seconds.

    npm run bench                     # all, about ten minutes, a 1 GB file in the temporary folder
    npm run bench -- --long-hours 0   # without the long recording
    npm run bench -- --only web       # the app alone, printed; names of parts: ${PARTS.join(", ")}
    npm run bench -- --out FILE       # elsewhere than docs/benchmarks.md

${sections.join("\n\n")}
`;
}
