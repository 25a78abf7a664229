// The medians of a summary: columns of one or two feet in, figures out. A figure nobody measured is null, never 0.
import type { FiguresActivity, FootFigures } from "@solewise/terms";
import { CODE_OF_FIGURES_ACTIVITY, type FootColumns, type Quantity, RUN, STAIRS, WALK } from "./foot-columns.ts";
import { measuredOrNull, measuredValues, medianInPlace, medianOf, roundTo } from "./order-statistics.ts";
import { type FootTravel, sumTravelledMeters } from "./presence-weights.ts";

/** Fewest running strides of one foot in a row, or least share of all strides with a shorter row, that make a run. */
const RUN_IN_A_ROW_MIN = 10;
const RUN_SHARE_MIN = 0.05;
const RUN_SHORT_ROW_MIN = 3;

/** Decimals of summary figures: one beyond the wire's step, so that the mean of two middle values is exact. */
export const MS_DECIMALS = 2;
const METERS_DECIMALS = 4;
const DEG_DECIMALS = 2;

const DECIMALS: Record<Quantity, number> = {
  groundContactTimeMs: MS_DECIMALS,
  swingTimeMs: MS_DECIMALS,
  strideTimeMs: MS_DECIMALS,
  strideLengthMeters: METERS_DECIMALS,
  speedMps: METERS_DECIMALS,
  heightChangeMeters: METERS_DECIMALS,
  footStrikeAngleDeg: DEG_DECIMALS,
  eversionExcursionDeg: DEG_DECIMALS,
  impactPeakG: 3,
  qualityFraction: 4,
};

function countOf(feet: readonly FootColumns[], code: number): number {
  let count = 0;
  for (const foot of feet) for (const activity of foot.activity) if (activity === code) count++;
  return count;
}

/** Most strides of one activity in a row on one foot. */
function longestRowOf(feet: readonly FootColumns[], code: number): number {
  let longest = 0;
  for (const foot of feet) {
    let row = 0;
    for (const activity of foot.activity) {
      row = activity === code ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
  }
  return longest;
}

/**
 * The strides that a summary's medians are over: running, else walking, else stairs. A few running strides in a long
 * walk (a misread step, a dash over a road) do not make it a run (RUN12).
 */
export function chooseFiguresActivity(feet: readonly FootColumns[]): FiguresActivity | null {
  const runCount = countOf(feet, RUN);
  const walkCount = countOf(feet, WALK);
  const row = longestRowOf(feet, RUN);
  const isShare = row >= RUN_SHORT_ROW_MIN && runCount >= RUN_SHARE_MIN * (runCount + walkCount);
  if (row >= RUN_IN_A_ROW_MIN || isShare || runCount > walkCount) return "run";
  if (walkCount > 0) return "walk";
  return countOf(feet, STAIRS) > 0 ? "stairs" : null;
}

/** Median of a quantity over the strides of one activity of all feet together; NaN when none was measured. */
export function pooledMedian(feet: readonly FootColumns[], quantity: Quantity, code: number): number {
  const perFoot = feet.map((foot) => measuredValues(foot[quantity], (index) => foot.activity[index] === code));
  const pooled = new Float64Array(perFoot.reduce((count, values) => count + values.length, 0));
  let offset = 0;
  for (const values of perFoot) {
    pooled.set(values, offset);
    offset += values.length;
  }
  return medianInPlace(pooled);
}

/** Median figures of a summary that no clock is needed for. */
export interface MedianFigures {
  cadenceSpm: number | null;
  groundContactTimeMs: number | null;
  strideLengthMeters: number | null;
  speedMps: number | null;
  footStrikeAngleDeg: number | null;
}

/** Medians over all feet together; everything null when there is no locomotion. */
export function computeMedianFigures(feet: readonly FootColumns[], activity: FiguresActivity | null): MedianFigures {
  const median = (quantity: Quantity): number =>
    activity === null ? Number.NaN : pooledMedian(feet, quantity, CODE_OF_FIGURES_ACTIVITY[activity]);
  return {
    // Two steps a stride: 120 000 ms of steps in a minute of strides.
    cadenceSpm: measuredOrNull(120_000 / median("strideTimeMs"), 2),
    groundContactTimeMs: measuredOrNull(median("groundContactTimeMs"), MS_DECIMALS),
    strideLengthMeters: measuredOrNull(median("strideLengthMeters"), METERS_DECIMALS),
    speedMps: measuredOrNull(median("speedMps"), METERS_DECIMALS),
    footStrikeAngleDeg: measuredOrNull(median("footStrikeAngleDeg"), DEG_DECIMALS),
  };
}

/** What one foot alone measured. */
export function computeFootFigures(foot: FootTravel, activity: FiguresActivity | null): FootFigures {
  const { columns, spans } = foot;
  const code = activity === null ? Number.NaN : CODE_OF_FIGURES_ACTIVITY[activity];
  const median = (quantity: Quantity): number | null =>
    measuredOrNull(
      medianOf(columns[quantity], (index) => columns.activity[index] === code),
      DECIMALS[quantity],
    );
  return {
    strideCount: columns.strideCount,
    distanceMeters: roundTo(sumTravelledMeters(spans), 3),
    strideTimeMs: median("strideTimeMs"),
    groundContactTimeMs: median("groundContactTimeMs"),
    swingTimeMs: median("swingTimeMs"),
    strideLengthMeters: median("strideLengthMeters"),
    speedMps: median("speedMps"),
    footStrikeAngleDeg: median("footStrikeAngleDeg"),
    eversionExcursionDeg: median("eversionExcursionDeg"),
    impactPeakG: median("impactPeakG"),
    qualityFraction: median("qualityFraction"),
  };
}
