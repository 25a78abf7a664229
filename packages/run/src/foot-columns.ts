// The numbers of one foot's strides as packed columns: one pass over the stride table in, typed arrays out.
// About 60 bytes a stride, so that 100 hours of two feet stay under 70 MB. NaN is "not measured".
import type { StrideTable } from "@solewise/gait";
import type { Activity, FiguresActivity, Stride } from "@solewise/terms";

/** Codes in `FootColumns.activity`. Activities this version does not know count as OTHER. */
export const OTHER = 0;
export const WALK = 1;
export const RUN = 2;
export const STAIRS = 3;

/** The code of each activity. */
export const CODE_OF_ACTIVITY: Readonly<Record<Activity, number>> = {
  walk: WALK,
  run: RUN,
  "stairs-up": STAIRS,
  "stairs-down": STAIRS,
  other: OTHER,
};

export const CODE_OF_FIGURES_ACTIVITY: Record<FiguresActivity, number> = { run: RUN, walk: WALK, stairs: STAIRS };

/** Measured quantities kept in single precision: 24 bits hold every wire integer of a stride. */
const QUANTITIES = [
  "groundContactTimeMs",
  "swingTimeMs",
  "strideTimeMs",
  "strideLengthMeters",
  "speedMps",
  "heightChangeMeters",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "impactPeakG",
  "qualityFraction",
] as const;

export type Quantity = (typeof QUANTITIES)[number];

/** What tells where one foot travelled: columns of shape [strideCount] each, in time order. */
export interface TravelColumns {
  strideCount: number;
  /** OTHER, WALK, RUN or STAIRS. */
  activity: Uint8Array;
  midstanceSec: Float64Array;
  strideTimeMs: Float32Array;
  strideLengthMeters: Float32Array;
  speedMps: Float32Array;
}

/** Columns of one foot, shape [strideCount] each, in time order. */
export interface FootColumns extends TravelColumns, Record<Quantity, Float32Array> {
  initialContactSec: Float64Array;
  /** Half width of the 90 % interval of the length; NaN where none is stated. */
  lengthHalfWidthMeters: Float32Array;
}

function emptyColumns(strideCount: number): FootColumns {
  const quantities = {} as Record<Quantity, Float32Array>;
  for (const quantity of QUANTITIES) quantities[quantity] = new Float32Array(strideCount);
  return {
    ...quantities,
    strideCount,
    activity: new Uint8Array(strideCount),
    initialContactSec: new Float64Array(strideCount),
    midstanceSec: new Float64Array(strideCount),
    lengthHalfWidthMeters: new Float32Array(strideCount),
  };
}

function fillRow(columns: FootColumns, index: number, stride: Stride): void {
  for (const quantity of QUANTITIES) columns[quantity][index] = stride[quantity] ?? Number.NaN;
  columns.activity[index] = CODE_OF_ACTIVITY[stride.activity] ?? OTHER;
  columns.initialContactSec[index] = stride.initialContactSec ?? Number.NaN;
  columns.midstanceSec[index] = stride.midstanceSec;
  columns.lengthHalfWidthMeters[index] = stride.uncertainty.strideLengthMeters ?? Number.NaN;
}

/** Reads a stride table once into columns. */
export function readFootColumns(strides: StrideTable): FootColumns {
  const columns = emptyColumns(strides.strideCount);
  for (let index = 0; index < strides.strideCount; index++) fillRow(columns, index, strides.strideAt(index));
  return columns;
}
