// What `solewise analyze --json` costs on an hour of two feet, and on a recording ten times as long, beside the floors
// that no analysis can go under: reading the files, and starting Node. In: a scratch folder. Out: seconds and bytes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { VirtualRun } from "@solewise/simulate";
import { measureCommand, type CommandCost } from "./command-cost.ts";
import { writeHours, type RunFiles } from "./long-recordings.ts";
import { medianOf } from "./statistics.ts";

export interface AnalyzeCost {
  sampleCount: number;
  fileBytes: number;
  strideCount: number;
  /** Command line from start to JSON: median wall time, largest peak memory. */
  wallSec: number;
  peakBytes: number;
  /** `cat` of both files, and Node doing nothing. */
  readSec: number;
  nodeStartSec: number;
  nodePeakBytes: number;
  /** The recording `longHours` times as long; one round. */
  longHours: number;
  longWallSec: number;
  longPeakBytes: number;
}

const ROUNDS = 5;
const CLI = fileURLToPath(new URL("../../apps/cli/bin/solewise.js", import.meta.url));

function analyze(files: RunFiles, outFile: string): Promise<CommandCost> {
  const args = [CLI, "analyze", "--left", files.left, "--right", files.right, "--json"];
  return measureCommand(process.execPath, args, outFile);
}

async function repeat(measure: () => Promise<CommandCost>): Promise<CommandCost> {
  await measure();
  const costs: CommandCost[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push(await measure());
  return {
    wallSec: medianOf(costs.map((cost) => cost.wallSec)),
    peakBytes: Math.max(...costs.map((cost) => cost.peakBytes)),
  };
}

/** Median of several runs of `solewise analyze --json` on two files, after one. */
export function measureAnalyzeCommand(files: RunFiles, outFile: string): Promise<CommandCost> {
  return repeat(() => analyze(files, outFile));
}

function countStrides(outFile: string): number {
  const { strides } = JSON.parse(readFileSync(outFile, "utf8")) as { strides: unknown[] };
  return strides.length;
}

/** Measures the command line; `longHours` 0 leaves the long recording out. */
export async function measureAnalyzeCost(folder: string, run: VirtualRun, longHours: number): Promise<AnalyzeCost> {
  const outFile = join(folder, "analysis.json");
  const nothing = join(folder, "nothing");
  const hour = await writeHours(folder, run, 1);
  const analysis = await measureAnalyzeCommand(hour, outFile);
  const strideCount = countStrides(outFile);
  const reading = await repeat(() => measureCommand("cat", [hour.left, hour.right], nothing));
  const start = await repeat(() => measureCommand(process.execPath, ["-e", "0"], nothing));
  const long = longHours === 0 ? null : await analyze(await writeHours(folder, run, longHours), outFile);
  return {
    sampleCount: hour.sampleCount,
    fileBytes: hour.byteCount,
    strideCount,
    wallSec: analysis.wallSec,
    peakBytes: analysis.peakBytes,
    readSec: reading.wallSec,
    nodeStartSec: start.wallSec,
    nodePeakBytes: start.peakBytes,
    longHours,
    longWallSec: long?.wallSec ?? 0,
    longPeakBytes: long?.peakBytes ?? 0,
  };
}
