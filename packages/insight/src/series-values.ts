// Numbers out of a foot's columns: exact again after single precision, chosen, and ranked (INS2, INS3).
import type { FootSeries, SeriesField } from "./run-view.ts";

/** Units of a field in one step of the kernel's integers: 1 ÷ 0.1 ms, 1 mm, 1 mm/s, 0.1°, 0.01 g (DESIGN §4, Kernel). */
const PER_UNIT: Readonly<Record<SeriesField, number>> = {
  groundContactTimeMs: 10,
  swingTimeMs: 10,
  strideTimeMs: 10,
  strideLengthMeters: 1000,
  speedMps: 1000,
  heightChangeMeters: 1000,
  clearanceMeters: 1000,
  turnDeg: 10,
  footStrikeAngleDeg: 10,
  eversionExcursionDeg: 10,
  impactPeakG: 100,
};

/**
 * The number that a stride of the analysis holds, from its single-precision copy: the same bits for every whole multiple
 * of the kernel's step below 2²³ steps. NaN stays NaN.
 */
export function exactValue(field: SeriesField, value: number): number {
  const perUnit = PER_UNIT[field];
  return Math.round(value * perUnit) / perUnit + 0;
}

/** Exact values of a field over the figures' strides of [from, to), not measured ones left out; a new array. */
export function figuresValues(
  foot: FootSeries,
  field: SeriesField,
  from = 0,
  to: number = foot.strideCount,
): Float64Array<ArrayBuffer> {
  const column = foot.values[field];
  const chosen = new Float64Array(to - from);
  let count = 0;
  for (let index = from; index < to; index++) {
    const value = column[index] as number;
    if (foot.figuresFlags[index] === 1 && !Number.isNaN(value)) chosen[count++] = exactValue(field, value);
  }
  return chosen.slice(0, count);
}

/** Several arrays behind each other; a new array. */
export function joinValues(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const values = new Float64Array(parts.reduce((count, { length }) => count + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

/** The sorted figures' values of each field and foot, sorted once for all who ask. */
export class SortedFigures {
  readonly #sorted = new Map<FootSeries, Map<SeriesField, Float64Array>>();

  /** Not to be changed. */
  of(foot: FootSeries, field: SeriesField): Float64Array {
    const fields = this.#sorted.get(foot) ?? new Map<SeriesField, Float64Array>();
    this.#sorted.set(foot, fields);
    const sorted = fields.get(field) ?? figuresValues(foot, field).sort();
    fields.set(field, sorted);
    return sorted;
  }
}

/** The value below which a share 0…1 of sorted numbers lies: nearest rank, the lower of two middle ones; NaN of none. */
export function quantileOf(sorted: ArrayLike<number>, fraction: number): number {
  return sorted[Math.max(1, Math.ceil(fraction * sorted.length)) - 1] ?? Number.NaN;
}

/** Fewest strides of a stretch that is told, unless none has as many. Range 1…4. */
const TOLD_MIN_STRIDES = 3;

/** How many strides a stretch needs to be told, from the counts of all stretches: a median of one or two jumps about. */
export function leastToldStrides(strideCounts: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < strideCounts.length; index++) most = Math.max(most, strideCounts[index] as number);
  return Math.min(TOLD_MIN_STRIDES, most);
}
