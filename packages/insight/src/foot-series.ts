// Strides of a run as columns of each foot: one pass over the strides in, typed arrays out (INS1, INS2).
import { CODE_OF_ACTIVITY, deriveDistanceScale, type TravelColumns } from "@solewise/run";
import { type Analysis, type FiguresActivity, type Side, type Stride, STRIDE_MEASURES } from "@solewise/terms";
import { isOfFigures } from "./odometer.ts";
import {
  type FootSeries,
  NO_PATTERN,
  type RunView,
  SERIES_ACTIVITIES,
  SERIES_PATTERNS,
  type SeriesField,
} from "./run-view.ts";

/** Columns of both feet. */
export type FeetSeries = RunView["feet"];

type FieldColumns = Record<SeriesField, Float32Array>;

const FIRST_CAPACITY = 256;

function fieldColumns(columnOf: (field: SeriesField) => Float32Array): FieldColumns {
  const columns = {} as FieldColumns;
  for (const field of STRIDE_MEASURES) columns[field] = columnOf(field);
  return columns;
}

function emptySeries(side: Side, capacity: number): FootSeries {
  return {
    side,
    strideCount: 0,
    elapsedSec: new Float64Array(capacity),
    distanceMeters: new Float64Array(capacity),
    activityCodes: new Uint8Array(capacity),
    patternCodes: new Uint8Array(capacity),
    figuresFlags: new Uint8Array(capacity),
    qualityFraction: new Float32Array(capacity),
    values: fieldColumns(() => new Float32Array(capacity)),
    halfWidths: fieldColumns(() => new Float32Array(capacity)),
  };
}

/** A copy with room for `capacity` strides, or cut to them. */
function resized(series: FootSeries, capacity: number): FootSeries {
  const copied = Math.min(capacity, series.strideCount);
  const to = emptySeries(series.side, capacity);
  to.strideCount = copied;
  to.elapsedSec.set(series.elapsedSec.subarray(0, copied));
  to.activityCodes.set(series.activityCodes.subarray(0, copied));
  to.patternCodes.set(series.patternCodes.subarray(0, copied));
  to.figuresFlags.set(series.figuresFlags.subarray(0, copied));
  to.qualityFraction.set(series.qualityFraction.subarray(0, copied));
  for (const field of STRIDE_MEASURES) {
    to.values[field].set(series.values[field].subarray(0, copied));
    to.halfWidths[field].set(series.halfWidths[field].subarray(0, copied));
  }
  return to;
}

/** Code of an activity; one that this version does not know counts as "other". */
function activityCodeOf(stride: Stride): number {
  const code = SERIES_ACTIVITIES.indexOf(stride.activity);
  return code === -1 ? SERIES_ACTIVITIES.indexOf("other") : code;
}

function fillRow(series: FootSeries, stride: Stride, startSec: number, kind: FiguresActivity | null): void {
  const index = series.strideCount++;
  const pattern = stride.footStrikePattern === null ? -1 : SERIES_PATTERNS.indexOf(stride.footStrikePattern);
  series.elapsedSec[index] = stride.midstanceSec - startSec;
  series.activityCodes[index] = activityCodeOf(stride);
  series.patternCodes[index] = pattern === -1 ? NO_PATTERN : pattern;
  series.figuresFlags[index] = isOfFigures(stride.activity, kind) ? 1 : 0;
  series.qualityFraction[index] = stride.qualityFraction;
  for (const field of STRIDE_MEASURES) {
    series.values[field][index] = stride[field] ?? Number.NaN;
    series.halfWidths[field][index] = stride.uncertainty[field] ?? Number.NaN;
  }
}

const TRAVEL_CODES = Uint8Array.from(SERIES_ACTIVITIES, (activity) => CODE_OF_ACTIVITY[activity]);

function travelColumns({ strideCount, elapsedSec, activityCodes, values }: FootSeries): TravelColumns {
  return {
    strideCount,
    activity: activityCodes.map((code) => TRAVEL_CODES[code] as number),
    midstanceSec: elapsedSec,
    strideTimeMs: values.strideTimeMs,
    strideLengthMeters: values.strideLengthMeters,
    speedMps: values.speedMps,
  };
}

/** Puts both feet on the run's distance. */
function placeOnDistance(feet: FeetSeries, distanceMeters: number): void {
  const scale = deriveDistanceScale(
    feet.left && travelColumns(feet.left),
    feet.right && travelColumns(feet.right),
    distanceMeters,
  );
  if (feet.left !== null && scale.left !== null) feet.left.distanceMeters = scale.left;
  if (feet.right !== null && scale.right !== null) feet.right.distanceMeters = scale.right;
}

/** Columns of each foot that has strides, not yet placed on the run's distance. */
export function readStrides({ strides, summary }: Analysis, startSec: Record<Side, number>): FeetSeries {
  const kind = summary.figuresActivity ?? null;
  const growing = { left: emptySeries("left", FIRST_CAPACITY), right: emptySeries("right", FIRST_CAPACITY) };
  for (const stride of strides) {
    let series = growing[stride.side];
    if (series.strideCount === series.elapsedSec.length) {
      series = resized(series, 2 * series.strideCount);
      growing[stride.side] = series;
    }
    fillRow(series, stride, startSec[stride.side], kind);
  }
  const whole = (series: FootSeries): FootSeries | null =>
    series.strideCount === 0 ? null : resized(series, series.strideCount);
  return { left: whole(growing.left), right: whole(growing.right) };
}

/** Columns of each foot that has strides. `startSec`: instant on each foot's clock at which the run began. */
export function readFeetSeries(analysis: Analysis, startSec: Record<Side, number>): FeetSeries {
  const feet = readStrides(analysis, startSec);
  placeOnDistance(feet, analysis.summary.distanceMeters);
  return feet;
}

/** Strides of both feet in time order, the left first where two coincide; codes as `RunView.order` has them. */
export function timeOrder({ left, right }: FeetSeries): Uint32Array {
  const [leftCount, rightCount] = [left?.strideCount ?? 0, right?.strideCount ?? 0];
  const order = new Uint32Array(leftCount + rightCount);
  let [leftIndex, rightIndex] = [0, 0];
  for (let position = 0; position < order.length; position++) {
    const leftSec = left?.elapsedSec[leftIndex] ?? Number.POSITIVE_INFINITY;
    const rightSec = right?.elapsedSec[rightIndex] ?? Number.POSITIVE_INFINITY;
    order[position] = leftSec <= rightSec ? 2 * leftIndex++ : 2 * rightIndex++ + 1;
  }
  return order;
}
