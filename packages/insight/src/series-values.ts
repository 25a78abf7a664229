// Numbers out of a foot's columns: exact again after single precision, chosen, and ranked (INS2, INS3).
import { selectRank } from "@solewise/run";
import type { FootSeries, RunView, SeriesField } from "./run-view.ts";

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

function exact(value: number, perUnit: number): number {
  return Math.round(value * perUnit) / perUnit + 0;
}

/**
 * The number that a stride of the analysis holds, from its single-precision copy: the same bits for every whole multiple
 * of the kernel's step below 2²³ steps. NaN stays NaN.
 */
export function exactValue(field: SeriesField, value: number): number {
  return exact(value, PER_UNIT[field]);
}

/** How many strides of a foot are the figures'. */
export function figuresCount({ figuresFlags }: FootSeries): number {
  return figuresFlags.reduce((sum, flag) => sum + flag, 0);
}

/** Strides [from, to) of a foot. */
export interface FootPart {
  foot: FootSeries;
  from: number;
  to: number;
}

/** All strides of the feet that are there. */
export function wholeFeet({ left, right }: RunView["feet"]): FootPart[] {
  return [left, right].filter((foot) => foot !== null).map((foot) => ({ foot, from: 0, to: foot.strideCount }));
}

/**
 * Writes a field's exact values over the figures' strides of a part, not measured ones left out, to `into` from `at` on.
 * Returns where the next would go.
 */
export function gatherFigures(part: FootPart, field: SeriesField, into: Float64Array, at: number): number {
  const { figuresFlags, values } = part.foot;
  const column = values[field];
  const perUnit = PER_UNIT[field];
  let next = at;
  for (let index = part.from; index < part.to; index++) {
    const value = column[index] as number;
    if (figuresFlags[index] === 1 && !Number.isNaN(value)) into[next++] = exact(value, perUnit);
  }
  return next;
}

/** The exact values of several parts behind each other; a new array. */
export function figuresValues(parts: readonly FootPart[], field: SeriesField): Float64Array<ArrayBuffer> {
  const chosen = new Float64Array(parts.reduce((count, { from, to }) => count + to - from, 0));
  return chosen.subarray(
    0,
    parts.reduce((at, part) => gatherFigures(part, field, chosen, at), 0),
  );
}

/** Widest range, in steps for each value, that is sorted by counting; a wider one costs more than comparing does. */
const COUNTED_MAX_STEPS = 4;

/** Sorts exact values by counting how often each step came: a tenth of the time of comparing (measured, 10,000 values). */
export function sortExact(values: Float64Array, field: SeriesField): Float64Array {
  const perUnit = PER_UNIT[field];
  let [low, high] = [values[0] ?? 0, values[0] ?? 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const first = Math.round(low * perUnit);
  const span = Math.round(high * perUnit) - first + 1;
  if (!(span <= COUNTED_MAX_STEPS * values.length)) return values.sort();
  const counts = new Uint32Array(span);
  for (const value of values) {
    const step = Math.round(value * perUnit) - first;
    counts[step] = (counts[step] as number) + 1;
  }
  let at = 0;
  for (let step = 0; step < span; step++) {
    const end = at + (counts[step] as number);
    values.fill((first + step) / perUnit + 0, at, end);
    at = end;
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
    const sorted =
      fields.get(field) ?? sortExact(figuresValues([{ foot, from: 0, to: foot.strideCount }], field), field);
    fields.set(field, sorted);
    return sorted;
  }
}

/** The median of numbers by nearest rank, the lower of two middle ones; reorders them. NaN of none. */
export function takeMedian(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : selectRank(values, (values.length - 1) >> 1);
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
