// Distance, moving time and steps of a run: weighted strides in, sums with one uncertainty out (RUN5–RUN11).
import {
  deviationMeters,
  estimateCoefficients,
  type FootCalibration,
  UNCALIBRATED,
} from "./calibration/foot-calibration.ts";
import { NORMAL_90 } from "./calibration/length-prior.ts";
import { measureRawTravel } from "./calibration/raw-travel.ts";
import { RUN, STAIRS, WALK } from "./foot-columns.ts";
import type { FootTravel } from "./presence-weights.ts";

/**
 * Share of a stride length's variance that is the same on every stride, for strides that state wider intervals than the
 * pack's priors explain. Default 0.3, range 0…1. Engineering estimate: 3–5 cm on one stride (GAIT, measured
 * tables) beside about 1 % on a whole trial of an unseen person.
 */
export const SYSTEMATIC_VARIANCE_FRACTION = 0.3;

/** Half width (90 %) of a length that states none, as a fraction of it. Default 0.04, range 0.01…0.1. Engineering estimate. */
const LENGTH_HALF_WIDTH_FRACTION = 0.04;

/** Half width (90 %) of an inferred distance, as a fraction of it. Default 0.2, range 0.05…1. Engineering estimate. */
export const INFERRED_HALF_WIDTH_FRACTION = 0.2;

/** One foot's travel with the weight of each stride: 1 alone, ½ beside the other foot. */
export interface WeightedFoot extends FootTravel {
  weights: Float32Array;
  /** What the lengths were measured with; UNCALIBRATED for the pack's own coefficients. */
  calibration: FootCalibration;
}

/** Sums over a run. `walk + run + stairs` is the distance; inferred metres are part of it. */
export interface TravelTotals {
  distanceMeters: number;
  inferredMeters: number;
  walkMeters: number;
  runMeters: number;
  stairsMeters: number;
  movingSec: number;
  stepCount: number;
  distanceHalfWidthMeters: number;
}

/** Sums that only the uncertainty needs. */
interface ErrorSums {
  /** Half widths added up: errors that are the same on every stride. */
  systematicMeters: number;
  /** Squared half widths added up: errors that are each stride's own. */
  randomMeters2: number;
}

function addStride(totals: TravelTotals, errors: ErrorSums, foot: WeightedFoot, index: number): void {
  const { columns, spans } = foot;
  const weight = foot.weights[index] as number;
  const activity = columns.activity[index];
  if (activity !== WALK && activity !== RUN && activity !== STAIRS) return;
  totals.stepCount += 2 * weight;
  const endSec = spans.endSec[index] as number;
  if (Number.isNaN(endSec)) return;
  const meters = weight * (spans.travelledMeters[index] as number);
  totals.movingSec += weight * (endSec - (columns.midstanceSec[index] as number));
  totals.distanceMeters += meters;
  if (activity === WALK) totals.walkMeters += meters;
  else if (activity === RUN) totals.runMeters += meters;
  else totals.stairsMeters += meters;
  if (spans.inferred[index] === 1) {
    totals.inferredMeters += meters;
    return;
  }
  const stated = weight * (columns.lengthHalfWidthMeters[index] as number);
  const halfWidthMeters = Number.isNaN(stated) ? LENGTH_HALF_WIDTH_FRACTION * meters : stated;
  errors.systematicMeters += halfWidthMeters;
  errors.randomMeters2 += halfWidthMeters * halfWidthMeters;
}

/** Half the difference of what the two feet measured where both were present: what they disagree by is an error too. */
function disagreementMeters(feet: readonly WeightedFoot[]): number {
  if (feet.length < 2) return 0;
  return Math.abs(sharedMeters(feet[0] as WeightedFoot) - sharedMeters(feet[1] as WeightedFoot)) / 2;
}

/** Metres a foot measured while the other was present. */
export function sharedMeters(foot: WeightedFoot): number {
  let sumMeters = 0;
  for (let index = 0; index < foot.columns.strideCount; index++) {
    const weight = foot.weights[index] as number;
    const sharedFraction = weight < 0.5 ? 0 : 2 * (1 - weight);
    sumMeters += sharedFraction * (foot.spans.travelledMeters[index] as number);
  }
  return sumMeters;
}

/**
 * Half width of what all strides of a foot have in common: its coefficients and the day's error. With `calibration` left
 * out, what the pack's priors would give to the same strides.
 */
function commonHalfWidthMeters(foot: WeightedFoot, calibration = UNCALIBRATED): number {
  const travel = measureRawTravel(foot, foot.weights, estimateCoefficients(foot.calibration).coefficients);
  return NORMAL_90 * deviationMeters(travel, estimateCoefficients(calibration).covariance);
}

/**
 * The systematic part: the calibration's (of an uncalibrated shoe the priors'), joined by what the strides state beyond
 * the priors (clipped or unsteady ones). Feet are added linearly: they share the person, the day and their teacher.
 */
function systematicHalfWidthMeters(feet: readonly WeightedFoot[], statedMeters: number): number {
  let calibratedMeters = 0;
  let priorMeters = 0;
  for (const foot of feet) {
    calibratedMeters += commonHalfWidthMeters(foot, foot.calibration);
    priorMeters += commonHalfWidthMeters(foot);
  }
  const excessMeters2 = SYSTEMATIC_VARIANCE_FRACTION * statedMeters * statedMeters - priorMeters * priorMeters;
  return Math.hypot(calibratedMeters, Math.sqrt(Math.max(0, excessMeters2)));
}

/**
 * Sums a run. The half width of the distance's 90 % interval joins in quadrature: the part common to all strides, the
 * strides' own parts, the inferred part, and half the feet's disagreement.
 */
export function computeTravelTotals(feet: readonly WeightedFoot[]): TravelTotals {
  const totals: TravelTotals = {
    distanceMeters: 0,
    inferredMeters: 0,
    walkMeters: 0,
    runMeters: 0,
    stairsMeters: 0,
    movingSec: 0,
    stepCount: 0,
    distanceHalfWidthMeters: 0,
  };
  const errors: ErrorSums = { systematicMeters: 0, randomMeters2: 0 };
  for (const foot of feet) {
    for (let index = 0; index < foot.columns.strideCount; index++) addStride(totals, errors, foot, index);
  }
  totals.stepCount = Math.round(totals.stepCount);
  totals.distanceHalfWidthMeters = Math.hypot(
    systematicHalfWidthMeters(feet, errors.systematicMeters),
    Math.sqrt((1 - SYSTEMATIC_VARIANCE_FRACTION) * errors.randomMeters2),
    INFERRED_HALF_WIDTH_FRACTION * totals.inferredMeters,
    disagreementMeters(feet),
  );
  return totals;
}
