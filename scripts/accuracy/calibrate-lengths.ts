// What two coefficients per shoe would gain: L′ = L·(1 + b) + a·T, fitted on all other recordings of a person and set,
// judged on the one left out (GAIT.md, "Anchor and stride close", 4). In: length readings. Out: a distance error.
import type { LengthReading } from "./score-recording.ts";

/** The two coefficients; a in m/s, b as a fraction. */
export interface LengthCalibration {
  a: number;
  b: number;
}

/** Least squares over readings; zero coefficients when they are too few or all alike. */
export function fitCalibration(readings: readonly LengthReading[]): LengthCalibration {
  let [tt, tl, ll, te, le] = [0, 0, 0, 0, 0];
  for (const { truthMeters, foundMeters, strideTimeSec } of readings) {
    const errorMeters = truthMeters - foundMeters;
    tt += strideTimeSec ** 2;
    tl += strideTimeSec * foundMeters;
    ll += foundMeters ** 2;
    te += strideTimeSec * errorMeters;
    le += foundMeters * errorMeters;
  }
  const determinant = tt * ll - tl * tl;
  if (readings.length < 3 || determinant < 1e-9 * tt * ll) return { a: 0, b: 0 };
  return { a: (te * ll - le * tl) / determinant, b: (le * tt - te * tl) / determinant };
}

const calibrated = (reading: LengthReading, { a, b }: LengthCalibration): number =>
  reading.foundMeters * (1 + b) + a * reading.strideTimeSec;

/** Percent by which the summed found lengths exceed the reference; null without a reference length. */
export function distanceErrorPercent(readings: readonly LengthReading[]): number | null {
  const truthMeters = readings.reduce((sum, r) => sum + r.truthMeters, 0);
  const foundMeters = readings.reduce((sum, r) => sum + r.foundMeters, 0);
  return truthMeters > 0 ? (foundMeters / truthMeters - 1) * 100 : null;
}

/** Distance error of each recording with coefficients from the others; empty when there are fewer than three. */
export function leaveOneOutErrorsPercent(recordings: readonly (readonly LengthReading[])[]): number[] {
  const usable = recordings.filter((readings) => readings.length > 0);
  if (usable.length < 3) return [];
  return usable.flatMap((readings, index) => {
    const fit = fitCalibration(usable.filter((_, other) => other !== index).flat());
    const moved = readings.map((r) => ({ ...r, foundMeters: calibrated(r, fit) }));
    return distanceErrorPercent(moved) ?? [];
  });
}
