// One foot's samples, recorded or virtual, reduced to what does not depend on how the sensor was mounted.
// In: CSV text or a virtual foot. Out: |f| in g, pitch rate (about the foot's main axis of turning) and |ω| in rad/s.
import { GRAVITY_MPS2 } from "@solewise/terms";
import type { VirtualFoot } from "@solewise/simulate";

export interface FootSignals {
  timeSec: Float64Array;
  forceG: Float64Array;
  /** Toe up positive once `orientPitch` has seen a stride; before that of either sign. */
  pitchRadPerSec: Float64Array;
  turnRadPerSec: Float64Array;
  sampleRateHz: number;
}

/** Reads the columns time_s, acc_*, gyr_* of a recording whose quality is known. */
export function parseSamples(text: string): { timeSec: Float64Array; values: Float64Array } {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const timeSec = new Float64Array(lines.length - 1);
  const values = new Float64Array((lines.length - 1) * 6);
  lines.slice(1).forEach((line, i) => {
    const fields = line.split(",").map(Number);
    timeSec[i] = fields[0] ?? Number.NaN;
    for (let k = 0; k < 6; k++) values[6 * i + k] = fields[k + 1] ?? Number.NaN;
  });
  return { timeSec, values };
}

/** Main axis of turning: power iteration on Σ ω ωᵀ. */
function mainAxis(values: Float64Array): [number, number, number] {
  const m = new Float64Array(9);
  for (let i = 0; i + 5 < values.length; i += 6) {
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++)
        m[3 * a + b] = (m[3 * a + b] ?? 0) + (values[i + 3 + a] ?? 0) * (values[i + 3 + b] ?? 0);
    }
  }
  let axis: [number, number, number] = [0.5, 0.6, 0.62];
  for (let round = 0; round < 200; round++) {
    const next = [0, 1, 2].map((a) => [0, 1, 2].reduce((sum, b) => sum + (m[3 * a + b] ?? 0) * (axis[b] ?? 0), 0));
    const norm = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
    axis = [(next[0] ?? 0) / norm, (next[1] ?? 0) / norm, (next[2] ?? 0) / norm];
  }
  return axis;
}

export function reduceSamples(timeSec: Float64Array, values: Float64Array): FootSignals {
  const count = timeSec.length;
  const axis = mainAxis(values);
  const forceG = new Float64Array(count);
  const pitchRadPerSec = new Float64Array(count);
  const turnRadPerSec = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = (k: number): number => values[6 * i + k] ?? 0;
    forceG[i] = Math.sqrt(at(0) ** 2 + at(1) ** 2 + at(2) ** 2) / GRAVITY_MPS2;
    pitchRadPerSec[i] = axis[0] * at(3) + axis[1] * at(4) + axis[2] * at(5);
    turnRadPerSec[i] = Math.sqrt(at(3) ** 2 + at(4) ** 2 + at(5) ** 2);
  }
  const span = (timeSec[count - 1] ?? 0) - (timeSec[0] ?? 0);
  return { timeSec, forceG, pitchRadPerSec, turnRadPerSec, sampleRateHz: Math.round((count - 1) / span) };
}

/** Turns the pitch rate toe-up positive: over the first third after midstance the heel rises, toe down. */
export function orientPitch(signals: FootSignals, windows: readonly { startSec: number; endSec: number }[]): void {
  let sum = 0;
  for (const { startSec, endSec } of windows) {
    const thirdSec = startSec + (endSec - startSec) * 0.35;
    signals.timeSec.forEach((t, i) => {
      if (t >= startSec && t < thirdSec) sum += signals.pitchRadPerSec[i] ?? 0;
    });
  }
  if (sum > 0) signals.pitchRadPerSec.forEach((rate, i, all) => (all[i] = -rate));
}

export function reduceVirtualFoot(foot: VirtualFoot): FootSignals {
  return reduceSamples(
    foot.timeUs.map((us) => us / 1e6),
    foot.values,
  );
}
