// Medians and spreads of number columns; NaN stands for "not measured" and is left out.

/** The measured numbers of a column in a new array. `keep` selects positions. */
export function measuredValues(column: ArrayLike<number>, keep?: (index: number) => boolean): Float64Array {
  const measured = new Float64Array(column.length);
  let count = 0;
  for (let index = 0; index < column.length; index++) {
    const value = column[index] as number;
    if (Number.isNaN(value) || (keep !== undefined && !keep(index))) continue;
    measured[count++] = value;
  }
  return measured.subarray(0, count);
}

/** Middle value of the first, middle and last of a range: a pivot that sorted and equal columns do not defeat. */
function pivotOf(values: Float64Array, from: number, to: number): number {
  const first = values[from] as number;
  const middle = values[(from + to) >> 1] as number;
  const last = values[to] as number;
  return Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
}

/** Reorders values so that position `rank` holds what sorting would put there, nothing larger before it (Hoare 1961). */
export function selectRank(values: Float64Array, rank: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = pivotOf(values, from, to);
    let low = from;
    let high = to;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const swapped = values[low] as number;
      values[low++] = values[high] as number;
      values[high--] = swapped;
    }
    if (rank <= high) to = high;
    else if (rank >= low) from = low;
    else break;
  }
  return values[rank] as number;
}

/** Median of numbers, reordering them: the middle one, or the mean of the middle two; NaN when there are none. */
export function medianInPlace(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  const upper = values.length >> 1;
  const high = selectRank(values, upper);
  if (values.length % 2 === 1) return high;
  let low = values[0] as number;
  for (let index = 1; index < upper; index++) low = Math.max(low, values[index] as number);
  return 0.5 * (low + high);
}

/** Median of the measured numbers of a column; NaN when there are none. */
export function medianOf(column: ArrayLike<number>, keep?: (index: number) => boolean): number {
  return medianInPlace(measuredValues(column, keep));
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
