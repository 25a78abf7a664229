// A run by kilometre or mile: columns of each foot and the bands of activity in, splits out (INS15).
import { heightsAt, interpolate } from "./distance-track.ts";
import type { FeetSeries } from "./foot-series.ts";
import type { ActivityBand, FootSeries, SeriesField, Split } from "./run-view.ts";
import { figuresValues, takeMedian } from "./series-values.ts";

/** International yard and pound agreement, 1959. */
const METERS_PER_MILE = 1609.344;

/** Shortest run that is split, in splits: of one and a bit, the bit would pass for a kilometre. Range 1…2. */
const RUN_MIN_SPLITS = 1.5;

/** Shortest rest of a run that is told as a split of its own, fraction of one. Range 0…0.2. */
const REST_MIN_FRACTION = 0.02;

/** Fewest strides for a median. Range 4…20. */
const MEDIAN_MIN_STRIDES = 8;

function splitEdges(wholeMeters: number, splitMeters: number): Float64Array {
  const wholeCount = Math.floor(wholeMeters / splitMeters + REST_MIN_FRACTION);
  const edges = Array.from({ length: wholeCount + 1 }, (_, at) => Math.min(at * splitMeters, wholeMeters));
  const restMeters = wholeMeters - wholeCount * splitMeters;
  if (restMeters >= REST_MIN_FRACTION * splitMeters) edges.push(wholeMeters);
  else edges[edges.length - 1] = wholeMeters;
  return Float64Array.from(edges);
}

/** When each distance was reached, s since the run began; mean of the feet. */
function timesAt(feet: readonly FootSeries[], edges: Float64Array): Float64Array {
  const perFoot = feet.map((foot) => interpolate(foot.distanceMeters, foot.elapsedSec, edges));
  return edges.map((_, at) => perFoot.reduce((sum, times) => sum + (times[at] as number), 0) / feet.length);
}

function standingSec(bands: readonly ActivityBand[], fromSec: number, toSec: number): number {
  return bands
    .filter(({ activity }) => activity === null)
    .reduce((sum, { startSec, endSec }) => sum + Math.max(0, Math.min(endSec, toSec) - Math.max(startSec, fromSec)), 0);
}

/** First stride of a foot at or beyond a distance. */
function indexAt({ distanceMeters, strideCount }: FootSeries, meters: number): number {
  let [low, high] = [0, strideCount];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((distanceMeters[middle] as number) < meters) low = middle + 1;
    else high = middle;
  }
  return low;
}

function medianBetween(feet: readonly FootSeries[], field: SeriesField, from: number, to: number): number | null {
  const parts = feet.map((foot) => ({ foot, from: indexAt(foot, from), to: indexAt(foot, to) }));
  const values = figuresValues(parts, field);
  return values.length < MEDIAN_MIN_STRIDES ? null : takeMedian(values);
}

function deriveSplitsOf(series: FeetSeries, bands: readonly ActivityBand[], wholeMeters: number, splitMeters: number) {
  const feet = [series.left, series.right].filter((foot) => foot !== null).filter(({ strideCount }) => strideCount > 1);
  if (feet.length === 0 || wholeMeters < RUN_MIN_SPLITS * splitMeters) return [];
  const edges = splitEdges(wholeMeters, splitMeters);
  const times = timesAt(feet, edges);
  const heights = heightsAt(series, edges);
  return Array.from({ length: edges.length - 1 }, (_, at): Split => {
    const [startMeters, endMeters] = [edges[at] as number, edges[at + 1] as number];
    const [fromSec, toSec] = [times[at] as number, times[at + 1] as number];
    const movingSec = toSec - fromSec - standingSec(bands, fromSec, toSec);
    const strideTimeMs = medianBetween(feet, "strideTimeMs", startMeters, endMeters);
    return {
      startMeters,
      endMeters,
      elapsedSec: toSec - fromSec,
      movingSec,
      speedMps: movingSec > 0 ? (endMeters - startMeters) / movingSec : null,
      cadenceSpm: strideTimeMs === null ? null : 120_000 / strideTimeMs,
      groundContactTimeMs: medianBetween(feet, "groundContactTimeMs", startMeters, endMeters),
      footStrikeAngleDeg: medianBetween(feet, "footStrikeAngleDeg", startMeters, endMeters),
      heightChangeMeters: (heights[at + 1] as number) - (heights[at] as number),
    };
  });
}

/** Splits by kilometre and by mile. */
export function deriveSplits(feet: FeetSeries, bands: readonly ActivityBand[], wholeMeters: number) {
  return {
    metric: deriveSplitsOf(feet, bands, wholeMeters, 1000),
    imperial: deriveSplitsOf(feet, bands, wholeMeters, METERS_PER_MILE),
  };
}
