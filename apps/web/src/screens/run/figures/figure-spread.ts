// How a figure's strides spread in this run: 10th, 50th and 90th percentile of both feet together, and the line that a
// picture of it is drawn on. Comes in: distributions. Goes out: SI values in the figure's own unit.
import type { Distribution, FigureKey, RunFigure } from "@solewise/insight";
import { cadenceOf } from "../words/quantity-words.ts";

/** Low, middle and high: one in ten strides lies below low, one in ten above high. */
export type Spread = [low: number, median: number, high: number];

const DISTRIBUTION_FIELDS: Partial<Record<FigureKey, Distribution["field"]>> = {
  pace: "speedMps",
  cadence: "strideTimeMs",
  groundContactTime: "groundContactTimeMs",
  strideLength: "strideLengthMeters",
  footStrikeAngle: "footStrikeAngleDeg",
};

/** The spread of a figure's strides; null where it has none. */
export function figureSpread(key: FigureKey, distributions: readonly Distribution[]): Spread | null {
  const found = distributions.find(({ field }) => field === DISTRIBUTION_FIELDS[key]);
  const spread = found === undefined ? null : jointSpread(found);
  if (spread === null || key !== "cadence") return spread;
  return [cadenceOf(spread[2]), cadenceOf(spread[1]), cadenceOf(spread[0])];
}

/** Percentiles over both feet: each foot's own, weighted by its strides. */
export function jointSpread({ quantiles, left, right }: Distribution): Spread | null {
  if (quantiles.left === null || quantiles.right === null) return quantiles.left ?? quantiles.right;
  const [leftCount, rightCount] = [sum(left), sum(right)];
  const share = leftCount / Math.max(1, leftCount + rightCount);
  const mix = (at: 0 | 1 | 2) => (quantiles.left?.[at] ?? 0) * share + (quantiles.right?.[at] ?? 0) * (1 - share);
  return [mix(0), mix(1), mix(2)];
}

/** Ends of the line that a value, its interval and the spread are drawn on; a sixth of room at either end. */
export function pictureRange({ value, halfWidth }: RunFigure, spread: Spread | null): [number, number] | null {
  if (value === null || halfWidth === null) return null;
  const low = Math.min(value - halfWidth, spread?.[0] ?? Infinity);
  const high = Math.max(value + halfWidth, spread?.[2] ?? -Infinity);
  const room = (high - low) / 6;
  return high > low ? [low - room, high + room] : null;
}

function sum(counts: Uint32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
