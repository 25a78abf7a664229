// What a shoe's length coefficients would gain by the calibration that users have: each recording is judged with what the
// known distances of all the others taught, the pack's priors included. In: length readings. Out: distance errors.
import {
  estimateCoefficients,
  metersWith,
  PACK_LENGTH,
  type RawTravel,
  teachDistance,
  UNCALIBRATED,
} from "@solewise/run";
import type { LengthReading } from "./score-recording.ts";

/** Mean stride time under which a recording is taken as running, s: readings do not say which gait they are of. */
const RUN_STRIDE_MAX_SEC = 0.9;

/** One stride's own error, and the reference's over a whole recording, m (parameter-pack.ts; motion capture, steady belts). */
const STRIDE_DEVIATION_METERS = 0.025;
const REFERENCE_DEVIATION_METERS = 0.02;

const sum = (readings: readonly LengthReading[], field: keyof LengthReading): number =>
  readings.reduce((total, reading) => total + reading[field], 0);

/** A recording as one travel of one gait, the pack's coefficients taken out. */
export function travelOf(readings: readonly LengthReading[]): RawTravel {
  const sec = sum(readings, "strideTimeSec");
  const meters = sum(readings, "foundMeters");
  const { runOffsetMps, runScaleFraction, walkOffsetMps, walkScaleFraction } = PACK_LENGTH;
  return sec / readings.length < RUN_STRIDE_MAX_SEC
    ? { runSec: sec, runMeters: (meters - runOffsetMps * sec) / (1 + runScaleFraction), walkSec: 0, walkMeters: 0 }
    : { runSec: 0, runMeters: 0, walkSec: sec, walkMeters: (meters - walkOffsetMps * sec) / (1 + walkScaleFraction) };
}

/** Percent by which the summed found lengths exceed the reference; null without a reference length. */
export function distanceErrorPercent(readings: readonly LengthReading[]): number | null {
  const truthMeters = sum(readings, "truthMeters");
  return truthMeters > 0 ? (sum(readings, "foundMeters") / truthMeters - 1) * 100 : null;
}

/** Distance error of each recording with what the others taught; empty when there are fewer than three. */
export function leaveOneOutErrorsPercent(recordings: readonly (readonly LengthReading[])[]): number[] {
  const lessons = recordings
    .filter((readings) => sum(readings, "truthMeters") > 0)
    .map((readings) => ({
      travel: travelOf(readings),
      referenceMeters: sum(readings, "truthMeters"),
      deviationMeters: Math.hypot(STRIDE_DEVIATION_METERS * Math.sqrt(readings.length), REFERENCE_DEVIATION_METERS),
    }));
  if (lessons.length < 3) return [];
  return lessons.map((judged) => {
    const others = lessons.filter((lesson) => lesson !== judged);
    const shoe = others.reduce((before, lesson) => teachDistance(before, lesson, "").after, UNCALIBRATED);
    return (metersWith(judged.travel, estimateCoefficients(shoe).coefficients) / judged.referenceMeters - 1) * 100;
  });
}
