// How the figures' strides spread: columns of each foot in, bins of a fixed width out (INS9).
import type { FeetSeries } from "./foot-series.ts";
import type { Distribution, FootSeries, SeriesField } from "./run-view.ts";
import { quantileOf, SortedFigures } from "./series-values.ts";

/**
 * Width of a bin in the field's unit: fixed, so that two runs can be laid over each other. Range: ⅓…1 × the half width of
 * one stride's own 90 % interval (gait/SPEC.md). Engineering estimates.
 */
const BIN_WIDTHS = {
  groundContactTimeMs: 5,
  swingTimeMs: 5,
  strideTimeMs: 5,
  strideLengthMeters: 0.05,
  speedMps: 0.1,
  footStrikeAngleDeg: 1,
  eversionExcursionDeg: 1,
  impactPeakG: 0.5,
  clearanceMeters: 0.01,
} as const satisfies Partial<Record<SeriesField, number>>;

/** Fields that have a distribution; cadence is told by `strideTimeMs`. */
type DistributionField = keyof typeof BIN_WIDTHS;

const DISTRIBUTION_FIELDS = Object.keys(BIN_WIDTHS) as DistributionField[];

/** Most bins of a distribution. Range 20…200; at 360 px a bin is then 6 px. */
const BIN_MAX_COUNT = 60;

/** Shares of a foot's strides between which bins are made; the rest joins the outermost bins. */
const LOW_FRACTION = 0.005;
const HIGH_FRACTION = 0.995;

/** Decimals that a bin's edge is rounded to: finer than any width. */
const EDGE_PER_UNIT = 1e6;

const NONE = new Float64Array(0);

/** Number of the bin from zero on that holds a value; a value on an edge belongs to the bin above it. */
function binOf(value: number, width: number): number {
  return Math.floor(value / width + 1e-6);
}

/** First bin and how many there are: those of nearly all values of each foot, at most BIN_MAX_COUNT around the medians. */
function binRange(feet: readonly Float64Array[], width: number): { first: number; count: number } {
  const first = Math.min(...feet.map((sorted) => binOf(quantileOf(sorted, LOW_FRACTION), width)));
  const last = Math.max(...feet.map((sorted) => binOf(quantileOf(sorted, HIGH_FRACTION), width)));
  const count = last - first + 1;
  if (count <= BIN_MAX_COUNT) return { first, count };
  const middle = feet.reduce((sum, sorted) => sum + quantileOf(sorted, 0.5), 0) / feet.length;
  const around = binOf(middle, width) - BIN_MAX_COUNT / 2;
  return { first: Math.max(first, Math.min(around, last - BIN_MAX_COUNT + 1)), count: BIN_MAX_COUNT };
}

function countInBins(values: Float64Array, width: number, first: number, count: number): Uint32Array {
  const bins = new Uint32Array(count);
  for (const value of values) {
    const bin = Math.min(count - 1, Math.max(0, binOf(value, width) - first));
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bins;
}

function quantilesOf(sorted: Float64Array): [number, number, number] | null {
  if (sorted.length === 0) return null;
  return [quantileOf(sorted, 0.1), quantileOf(sorted, 0.5), quantileOf(sorted, 0.9)];
}

function distributionOf(feet: FeetSeries, field: DistributionField, sorted: SortedFigures): Distribution | null {
  const sortedOf = (foot: FootSeries | null): Float64Array => (foot === null ? NONE : sorted.of(foot, field));
  const [left, right] = [sortedOf(feet.left), sortedOf(feet.right)];
  const measured = [left, right].filter(({ length }) => length > 0);
  if (measured.length === 0) return null;
  const width = BIN_WIDTHS[field];
  const { first, count } = binRange(measured, width);
  return {
    field,
    start: Math.round(first * width * EDGE_PER_UNIT) / EDGE_PER_UNIT,
    width,
    left: countInBins(left, width, first, count),
    right: countInBins(right, width, first, count),
    quantiles: { left: quantilesOf(left), right: quantilesOf(right) },
  };
}

/** Distributions of the fields that were measured, in a fixed order. */
export function deriveDistributions(feet: FeetSeries, sorted = new SortedFigures()): Distribution[] {
  return DISTRIBUTION_FIELDS.map((field) => distributionOf(feet, field, sorted)).filter((found) => found !== null);
}
