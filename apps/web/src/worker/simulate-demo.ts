// The demo run: a virtual runner's recording of one foot as a file, the same as `solewise demo` writes for that seed.
import { simulateRecording, virtualRecordingCsv, virtualRunnerPresets } from "@solewise/simulate";
import type { Side } from "@solewise/terms";

/** The preset that the demo is made with. */
export const DEMO_PRESET = "demo";

/** One foot of a demo run. Feet are simulated apart, so that two workers do it in half the time. */
export interface DemoFoot {
  seed: number;
  side: Side;
  /** Dates the file. */
  madeAtMs: number;
}

/** Simulating takes this share of the time, writing the text the rest (measured). */
const SIMULATED_FRACTION = 0.8;

/** The file, and how long it is from first to last sample; `onShare` hears how much is made, 0…1. */
export function simulateDemo(
  { seed, side, madeAtMs }: DemoFoot,
  onShare: (share: number) => void,
): { file: File; durationSec: number } {
  let toldPercent = 0;
  const tell = (fraction: number): void => {
    const percent = Math.floor(100 * SIMULATED_FRACTION * fraction);
    if (percent > toldPercent) onShare(percent / 100);
    toldPercent = percent;
  };
  const recording = simulateRecording(virtualRunnerPresets[DEMO_PRESET], seed, side, tell);
  const { timeUs } = recording;
  const file = new File([...virtualRecordingCsv(recording)], `${DEMO_PRESET}.${side}.imu.csv`, {
    type: "text/csv",
    lastModified: madeAtMs,
  });
  onShare(1);
  return { file, durationSec: ((timeUs.at(-1) ?? 0) - (timeUs[0] ?? 0)) / 1e6 };
}
