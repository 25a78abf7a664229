// The files that the command line is measured on: a virtual runner's hour, and the same hour again and again as one long
// recording. In: how often. Out: two CSV files in a folder. Simulated motion.
import { createWriteStream } from "node:fs";
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

/** The foot's samples, `repeatCount` times one after the other, each an hour later. */
function* blocksOf(foot: VirtualFoot, repeatCount: number): Generator<SampleBlock> {
  for (let repeat = 0; repeat < repeatCount; repeat++) {
    const isInHour = (us: number): boolean => us < HOUR_US;
    const end = foot.timeUs.findLastIndex(isInHour) + 1;
    for (let from = 0; from < end; from += BLOCK_SAMPLES) {
      const to = Math.min(from + BLOCK_SAMPLES, end);
      const timeUs = foot.timeUs.slice(from, to).map((us) => us + repeat * HOUR_US);
      yield { sampleCount: to - from, timeUs, values: foot.values.subarray(from * 6, to * 6) };
    }
  }
}

async function writeFoot(path: string, foot: VirtualFoot, repeatCount: number): Promise<void> {
  const file = createWriteStream(path);
  for (const text of formatRecording(foot.header, blocksOf(foot, repeatCount))) {
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await finished(file);
}

/** Writes both feet of a run that lasts `repeatCount` hours. */
export async function writeRun(folder: string, run: VirtualRun, repeatCount: number): Promise<RunFiles> {
  const left = join(folder, `hours-${repeatCount}.left.csv`);
  const right = join(folder, `hours-${repeatCount}.right.csv`);
  await writeFoot(left, run.left, repeatCount);
  await writeFoot(right, run.right, repeatCount);
  return { left, right, sampleCount: (run.left.timeUs.length + run.right.timeUs.length) * repeatCount };
}
