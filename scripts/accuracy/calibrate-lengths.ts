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

/** Fewest other recordings of a shoe that it is judged by. */
const OTHERS_MIN = 2;

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

/**
 * Distance error of each recording with what the others of the same shoe taught; of recordings whose shoe has fewer than
 * two others nothing is said. `shoes` names each recording's shoe (a person's foot); left out, all are of one.
 */
export function leaveOneOutErrorsPercent(
  recordings: readonly (readonly LengthReading[])[],
  shoes: readonly string[] = [],
): number[] {
  const lessons = recordings.flatMap((readings, index) => {
    const referenceMeters = sum(readings, "truthMeters");
    if (referenceMeters <= 0) return [];
    const deviationMeters = Math.hypot(
      STRIDE_DEVIATION_METERS * Math.sqrt(readings.length),
      REFERENCE_DEVIATION_METERS,
    );
    return [{ shoe: shoes[index] ?? "", travel: travelOf(readings), referenceMeters, deviationMeters }];
  });
  return lessons.flatMap((judged) => {
    const others = lessons.filter((lesson) => lesson !== judged && lesson.shoe === judged.shoe);
    if (others.length < OTHERS_MIN) return [];
    const taught = others.reduce((before, lesson) => teachDistance(before, lesson, "").after, UNCALIBRATED);
    const foundMeters = metersWith(judged.travel, estimateCoefficients(taught).coefficients);
    return [(foundMeters / judged.referenceMeters - 1) * 100];
  });
}
