// The files that the command line is measured on: a virtual runner's hour, and the same hour again and again as one long
// recording. In: how often. Out: two CSV files in a folder. Simulated motion.
import { createWriteStream, statSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { formatRecording } from "@solewise/gait";
import { createVirtualRunnerSettings, simulateRun, type VirtualFoot, type VirtualRun } from "@solewise/simulate";
import type { SampleBlock } from "@solewise/terms";

/** Two files of one run. */
export interface RunFiles {
  left: string;
  right: string;
  sampleCount: number;
  byteCount: number;
}

/** Samples written at a time. */
const BLOCK_SAMPLES = 20_000;
const HOUR_US = 3600e6;

/** An hour at 200 Hz: mostly running, with walks and rests. */
export function simulateHour(seed: number): VirtualRun {
  const settings = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 5 },
      { activity: "walk", durationSec: 290 },
      { activity: "run", durationSec: 1500, speedMps: 2.9 },
      { activity: "stand", durationSec: 10 },
      { activity: "run", durationSec: 1490, speedMps: 3.3 },
      { activity: "walk", durationSec: 300 },
      { activity: "stand", durationSec: 5 },
    ],
  });
  return simulateRun(settings, seed);
}

/** The foot's samples; with a count of hours, its first hour as often one after the other, each an hour later. */
function* blocksOf(foot: VirtualFoot, hourCount: number | null): Generator<SampleBlock> {
  for (let repeat = 0; repeat < (hourCount ?? 1); repeat++) {
    const isWanted = (us: number): boolean => hourCount === null || us < HOUR_US;
    const end = foot.timeUs.findLastIndex(isWanted) + 1;
    for (let from = 0; from < end; from += BLOCK_SAMPLES) {
      const to = Math.min(from + BLOCK_SAMPLES, end);
      const timeUs = foot.timeUs.slice(from, to).map((us) => us + repeat * HOUR_US);
      yield { sampleCount: to - from, timeUs, values: foot.values.subarray(from * 6, to * 6) };
    }
  }
}

async function writeFoot(path: string, foot: VirtualFoot, hourCount: number | null): Promise<void> {
  const file = createWriteStream(path);
  for (const text of formatRecording(foot.header, blocksOf(foot, hourCount))) {
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await finished(file);
}

/** Writes both feet of a run as it is. */
export async function writeRun(folder: string, run: VirtualRun, name: string): Promise<RunFiles> {
  return writeFeet(join(folder, name), run, null);
}

/** Writes both feet of a run of an hour so often that it lasts `hourCount` hours. */
export async function writeHours(folder: string, run: VirtualRun, hourCount: number): Promise<RunFiles> {
  return writeFeet(join(folder, `hours-${hourCount}`), run, hourCount);
}

async function writeFeet(base: string, run: VirtualRun, hourCount: number | null): Promise<RunFiles> {
  const [left, right] = [`${base}.left.csv`, `${base}.right.csv`];
  await writeFoot(left, run.left, hourCount);
  await writeFoot(right, run.right, hourCount);
  const sampleCount = (run.left.timeUs.length + run.right.timeUs.length) * (hourCount ?? 1);
  return { left, right, sampleCount, byteCount: statSync(left).size + statSync(right).size };
}
