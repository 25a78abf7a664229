// What one shoe has learned of its length coefficients: recursive least squares with forgetting, in information form.
// In: sessions of observations (a distance measured by someone else beside the foot's own). Out: coefficients with their
// covariance. The pack's prior is never forgotten, so the covariance cannot wind up where nothing new is learned.
// Source: GAIT "Anchor and stride close" 4; Falbriard 2021, Front Sports Act Living 3:585809. Rules RUN30–RUN34.
import { type LengthCoefficients, PACK_ID } from "@solewise/gait";
import type { AlgorithmDescription, Side } from "@solewise/terms";
import {
  COEFFICIENT_BOUNDS,
  COEFFICIENT_COUNT,
  COEFFICIENTS,
  DAY_RUN_FRACTION,
  DAY_WALK_FRACTION,
  FORGETTING_FRACTION,
  NORMAL_90,
  PACK_LENGTH,
  PERSON_DEVIATIONS,
} from "./length-prior.ts";
import { invertPositive, quadraticForm, solvePositive } from "./symmetric-matrix.ts";

/** One run that taught a shoe. Errors are found ÷ reference − 1, per cent. */
export interface CalibrationSession {
  kind: "known-distance" | "track";
  /** Of the foot's samples (`SignalQuality.fingerprint`): the same recording teaches once. */
  fingerprint: string;
  /** What was compared: the known distance, or the accepted windows together. */
  referenceMeters: number;
  packErrorPercent: number;
  /** The same with the coefficients from before this run, which had not seen it; null where there were none. */
  earlierErrorPercent: number | null;
  acceptedCount: number;
  refusedCount: number;
}

/** A shoe's calibration; plain data, to be kept as JSON. */
export interface FootCalibration {
  packId: string;
  /** What all sessions told, forgetting included: a symmetric matrix, row-major [4 × 4], in the order of COEFFICIENTS. */
  information: readonly number[];
  /** That matrix times the coefficients that the sessions alone would have. */
  pull: readonly number[];
  /** Oldest first; at most SESSION_COUNT_MAX. */
  sessions: readonly CalibrationSession[];
}

/** Both shoes; null for one that was never calibrated. */
export interface ShoeCalibration {
  left: FootCalibration | null;
  right: FootCalibration | null;
}

/** Sessions whose records are kept. The oldest then no longer guard against a second use. Range 50…1000. */
const SESSION_COUNT_MAX = 200;

/** A shoe that has learned nothing. */
export const UNCALIBRATED: FootCalibration = {
  packId: PACK_ID,
  information: Array.from({ length: COEFFICIENT_COUNT ** 2 }, () => 0),
  pull: Array.from({ length: COEFFICIENT_COUNT }, () => 0),
  sessions: [],
};

/** What observations of one session told; the day's own error is already taken out. */
export interface SessionInformation {
  information: Float64Array;
  pull: Float64Array;
  /** Windows by which what was known before ages. */
  windowCount: number;
}

/** Coefficients and how sure they are. */
export interface CoefficientEstimate {
  coefficients: LengthCoefficients;
  /** Row-major [4 × 4], in the order of COEFFICIENTS. */
  covariance: Float64Array;
}

const PRIOR_MEAN: readonly number[] = COEFFICIENTS.map((name) => PACK_LENGTH[name]);

/** The prior and the sessions together. */
function joined(calibration: FootCalibration): { information: Float64Array; pull: Float64Array } {
  const information = Float64Array.from(calibration.information);
  const pull = Float64Array.from(calibration.pull);
  PERSON_DEVIATIONS.forEach((deviation, index) => {
    const at = index * (COEFFICIENT_COUNT + 1);
    information[at] = (information[at] as number) + 1 / deviation ** 2;
    pull[index] = (pull[index] as number) + (PRIOR_MEAN[index] as number) / deviation ** 2;
  });
  return { information, pull };
}

/** Solves for the coefficients that are not held; a held one is where it is. */
function solveFree(information: Float64Array, pull: Float64Array, held: readonly (number | null)[]): Float64Array {
  const free = held.flatMap((value, index) => (value === null ? [index] : []));
  const matrix = new Float64Array(free.length ** 2);
  const right = new Float64Array(free.length);
  free.forEach((row, at) => {
    let told = pull[row] as number;
    for (let column = 0; column < COEFFICIENT_COUNT; column++) {
      const value = information[row * COEFFICIENT_COUNT + column] as number;
      const place = free.indexOf(column);
      if (place >= 0) matrix[at * free.length + place] = value;
      else told -= value * (held[column] as number);
    }
    right[at] = told;
  });
  const solved = solvePositive(matrix, right);
  return Float64Array.from(held, (value, index) => value ?? (solved[free.indexOf(index)] as number));
}

/** The most likely coefficients inside their bounds: whichever leaves them most is held at its bound, the rest follow. */
function solveWithinBounds(information: Float64Array, pull: Float64Array): Float64Array {
  const held: (number | null)[] = COEFFICIENTS.map(() => null);
  for (;;) {
    const solved = solveFree(information, pull, held);
    const excess = COEFFICIENT_BOUNDS.map(({ least, most }, index) => {
      const value = solved[index] as number;
      return Math.max(least - value, value - most) / (PERSON_DEVIATIONS[index] as number);
    });
    const worst = excess.indexOf(Math.max(...excess));
    const bounds = COEFFICIENT_BOUNDS[worst];
    if (bounds === undefined || !((excess[worst] as number) > 1e-9)) return solved;
    held[worst] = (solved[worst] as number) < bounds.least ? bounds.least : bounds.most;
  }
}

/** A shoe's coefficients with their covariance; the pack's own for one that has learned nothing. */ // RUN30, RUN33
export function estimateCoefficients(calibration: FootCalibration): CoefficientEstimate {
  const { information, pull } = joined(calibration);
  const solved = solveWithinBounds(information, pull);
  const [runOffsetMps, runScaleFraction, walkOffsetMps, walkScaleFraction] = solved as unknown as [
    number,
    number,
    number,
    number,
  ];
  const coefficients = { runOffsetMps, runScaleFraction, walkOffsetMps, walkScaleFraction };
  return { coefficients, covariance: invertPositive(information, COEFFICIENT_COUNT) };
}

/** A shoe's coefficients and the half widths of their 90 % intervals, by name. */
export function describeCoefficients(calibration: FootCalibration): {
  coefficients: LengthCoefficients;
  halfWidths: LengthCoefficients;
} {
  const { coefficients, covariance } = estimateCoefficients(calibration);
  const halfWidths = { ...coefficients };
  COEFFICIENTS.forEach((name, index) => {
    halfWidths[name] = NORMAL_90 * Math.sqrt(covariance[index * (COEFFICIENT_COUNT + 1)] as number);
  });
  return { coefficients, halfWidths };
}

/** What `algorithm` says of the calibrations that a run was measured with; nothing without one. */ // RUN35
export function describeCalibrations(
  feet: Record<Side, unknown>,
  shoe: ShoeCalibration | undefined,
): Pick<AlgorithmDescription, "lengthCalibration"> {
  const lengthCalibration: AlgorithmDescription["lengthCalibration"] = {};
  for (const side of ["left", "right"] as const) {
    const calibration = feet[side] === null ? null : (shoe?.[side] ?? null);
    if (calibration === null) continue;
    const { coefficients } = estimateCoefficients(calibration);
    lengthCalibration[side] = { ...coefficients, sessionCount: calibration.sessions.length };
  }
  return Object.keys(lengthCalibration).length === 0 ? {} : { lengthCalibration };
}

/** What a foot travelled in each gait: time and metres before any coefficient. */
export interface RawTravel {
  runSec: number;
  runMeters: number;
  walkSec: number;
  walkMeters: number;
}

/** The factors of the coefficients in a distance, in the order of COEFFICIENTS. */
export function factorsOf(travel: RawTravel): Float64Array {
  return Float64Array.of(travel.runSec, travel.runMeters, travel.walkSec, travel.walkMeters);
}

/** Metres that a travel comes to with given coefficients. */
export function metersWith(travel: RawTravel, coefficients: LengthCoefficients): number {
  const factors = factorsOf(travel);
  return COEFFICIENTS.reduce(
    (meters, name, index) => meters + (factors[index] as number) * coefficients[name],
    travel.runMeters + travel.walkMeters,
  );
}

/** Standard deviation of such a distance: of the coefficients and of the day. */ // RUN10
export function deviationMeters(travel: RawTravel, covariance: Float64Array): number {
  return Math.hypot(
    Math.sqrt(quadraticForm(covariance, factorsOf(travel))),
    DAY_RUN_FRACTION * travel.runMeters,
    DAY_WALK_FRACTION * travel.walkMeters,
  );
}

/** The calibration after one more session; what was known before ages by the session's windows. */ // RUN31
export function absorbSession(
  calibration: FootCalibration,
  told: SessionInformation,
  session: CalibrationSession,
): FootCalibration {
  const kept = FORGETTING_FRACTION ** told.windowCount;
  return {
    ...calibration,
    information: calibration.information.map((value, index) => kept * value + (told.information[index] as number)),
    pull: calibration.pull.map((value, index) => kept * value + (told.pull[index] as number)),
    sessions: [...calibration.sessions, session].slice(-SESSION_COUNT_MAX),
  };
}
