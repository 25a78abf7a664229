// The demo run: a virtual runner's two recordings as files, the same as `solewise demo` writes for that seed.
import { simulateRun, type VirtualFoot, virtualRecordingCsv, virtualRunnerPresets } from "@solewise/simulate";
import type { Side } from "@solewise/terms";

/** The preset that the demo is made with. */
export const DEMO_PRESET = "demo";

function recordingFile(foot: VirtualFoot, side: Side, madeAtMs: number): File {
  return new File([...virtualRecordingCsv(foot)], `${DEMO_PRESET}.${side}.imu.csv`, {
    type: "text/csv",
    lastModified: madeAtMs,
  });
}

/** Left and right. `madeAtMs` dates the files. */
export function simulateDemo(seed: number, madeAtMs: number): { files: [File, File]; durationSec: number } {
  const run = simulateRun(virtualRunnerPresets[DEMO_PRESET], seed);
  const files: [File, File] = [recordingFile(run.left, "left", madeAtMs), recordingFile(run.right, "right", madeAtMs)];
  return { files, durationSec: run.truth.durationSec };
}
