// What is known of a shoe's length coefficients before anything was measured: the pack's own values, how far a person
// may be from them, and how far one day from the next. Length = raw · (1 + scale) + offset · time, a pair a gait.
// Few people stand behind the widths (four runners, three walkers); they are priors, not fitted confidences.
import { type LengthCoefficients, PRIOR } from "@solewise/gait";

/** The coefficients' order in every vector and matrix here. */
export const COEFFICIENTS = [
  "runOffsetMps",
  "runScaleFraction",
  "walkOffsetMps",
  "walkScaleFraction",
] as const satisfies (keyof LengthCoefficients)[];

export const COEFFICIENT_COUNT = COEFFICIENTS.length;

/** What the kernel takes when nobody calibrates: gait/kernel/params.ts. */ // RUN32
export const PACK_LENGTH: Readonly<LengthCoefficients> = {
  runOffsetMps: 0.012,
  runScaleFraction: 0,
  walkOffsetMps: 0.01,
  walkScaleFraction: 0,
};

/** Speeds at which offset and scale each take half of that variance, m/s: nothing tells beforehand which of them it is. */
const PERSON_RUN_SPEED_MPS = 2.5;
const PERSON_WALK_SPEED_MPS = 1.2;

/** Deviations of the coefficients between persons (the pack's `lengthRunFraction` and `lengthWalkFraction`), in the order of COEFFICIENTS. */
export const PERSON_DEVIATIONS: readonly number[] = [
  (PRIOR.lengthRunFraction * PERSON_RUN_SPEED_MPS) / Math.SQRT2,
  PRIOR.lengthRunFraction / Math.SQRT2,
  (PRIOR.lengthWalkFraction * PERSON_WALK_SPEED_MPS) / Math.SQRT2,
  PRIOR.lengthWalkFraction / Math.SQRT2,
];

/**
 * Standard deviation of what remains from one run to the next with the best coefficients, as a fraction of the distance:
 * lacing, tiredness, ground. From one runner's twelve and one walker's 23 trials on three days, each calibrated by the
 * others, which scatter by 0.4 and 0.8 %; rounded up, because it is one person each. Range 0.002…0.02.
 */
export const DAY_RUN_FRACTION = 0.005;
export const DAY_WALK_FRACTION = 0.01;

/** Coefficients never leave these, m/s and fractions: beyond, something else is wrong. Engineering estimate. */ // RUN33
export const COEFFICIENT_BOUNDS: readonly { least: number; most: number }[] = [
  { least: -0.06, most: 0.1 },
  { least: -0.06, most: 0.06 },
  { least: -0.06, most: 0.1 },
  { least: -0.06, most: 0.06 },
];

/**
 * Share of what was learned that a new window leaves: shoes wear and people change. Default 0.998, range 0.99…1.
 * Source: GAIT "Anchor and stride close" 4, after Falbriard 2021 (Front Sports Act Living 3:585809).
 */
export const FORGETTING_FRACTION = 0.998;

/** Length of a window in which a satellite track is compared, and by which a known distance ages, s. Range 15…60. */
export const WINDOW_SEC = 30;

/** Half width of a normal 90 % interval in standard deviations. */
export const NORMAL_90 = 1.645;
