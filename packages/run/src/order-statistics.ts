// Medians and spreads of number columns; NaN stands for "not measured" and is left out.

/** The measured numbers of a column, sorted into a new array. `keep` selects positions. */
export function sortedMeasured(column: ArrayLike<number>, keep?: (index: number) => boolean): Float64Array {
  const measured = new Float64Array(column.length);
  let count = 0;
  for (let index = 0; index < column.length; index++) {
    const value = column[index] as number;
    if (Number.isNaN(value) || (keep !== undefined && !keep(index))) continue;
    measured[count++] = value;
  }
  return measured.subarray(0, count).sort();
}

/** Median of sorted numbers: the middle one, or the mean of the middle two; NaN when there are none. */
export function medianOfSorted(sorted: Float64Array): number {
  if (sorted.length === 0) return Number.NaN;
  const upper = sorted.length >> 1;
  const high = sorted[upper] as number;
  return sorted.length % 2 === 1 ? high : 0.5 * (high + (sorted[upper - 1] as number));
}

/** Median of the measured numbers of a column; NaN when there are none. */
export function medianOf(column: ArrayLike<number>, keep?: (index: number) => boolean): number {
  return medianOfSorted(sortedMeasured(column, keep));
}

/** Factor that makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL_SD_PER_MAD = 1.4826;

/** Standard deviation by the median absolute deviation from the median: outliers hardly move it. NaN when empty. */
export function robustSd(column: ArrayLike<number>): number {
  const center = medianOf(column);
  const deviations = Float64Array.from(column, (value) => Math.abs(value - center));
  return NORMAL_SD_PER_MAD * medianOf(deviations);
}

/** A number rounded to decimals, or null where it was not measured. */
export function measuredOrNull(value: number, decimalCount: number): number | null {
  return Number.isFinite(value) ? roundTo(value, decimalCount) : null;
}

/** A number rounded to decimals; never −0. */
export function roundTo(value: number, decimalCount: number): number {
  const scale = 10 ** decimalCount;
  return Math.round(value * scale) / scale + 0;
}
