// The files that the app is measured on: an hour, a long steady run, and ten short ones that differ. In: lengths. Out: CSV
// files in a folder. Simulated motion.
import { readFileSync, writeFileSync } from "node:fs";
import { createVirtualRunnerSettings, simulateRun } from "@solewise/simulate";
import { type RunFiles, writeRun } from "./long-recordings.ts";

/** Running at one speed for this long, both feet. */
export async function writeSteadyRun(folder: string, durationSec: number, seed: number): Promise<RunFiles> {
  const settings = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 5 },
      { activity: "run", durationSec, speedMps: 3 },
      { activity: "stand", durationSec: 5 },
    ],
  });
  return writeRun(folder, simulateRun(settings, seed), `steady-${durationSec}`);
}

/** Copies of a run's files that each lack one more row at the end, so that no two are the same recording. */
export function writeShortened(files: RunFiles, count: number): RunFiles[] {
  const [left, right] = [readFileSync(files.left), readFileSync(files.right)];
  return Array.from({ length: count }, (_, index) => {
    const copy = (path: string, bytes: Buffer): string => {
      const shortened = path.replace(/\.(left|right)\.csv$/, `.${index + 1}.$1.csv`);
      writeFileSync(shortened, bytes.subarray(0, startOfLastRows(bytes, index + 1)));
      return shortened;
    };
    return { ...files, left: copy(files.left, left), right: copy(files.right, right) };
  });
}

function startOfLastRows(bytes: Buffer, rowCount: number): number {
  let end = bytes.length - 1;
  for (let row = 0; row < rowCount; row++) end = bytes.lastIndexOf(10, end - 1);
  return end + 1;
}
