// Which stride lies nearest to a place in the run. Comes in: instants or distances in rising order, NaN-free.
// Goes out: an index, −1 where there is none (PGE5).

/** Position of the value nearest to `target` in a rising array; the earlier one of two alike; −1 in an empty one. */
export function nearestIndex(rising: ArrayLike<number>, target: number): number {
  const after = firstNotBelow(rising, target);
  if (after === 0) return rising.length === 0 ? -1 : 0;
  if (after === rising.length) return after - 1;
  const before = after - 1;
  return target - (rising[before] ?? 0) <= (rising[after] ?? 0) - target ? before : after;
}

/** First position whose value is not below `target`; the length when there is none. */
export function firstNotBelow(rising: ArrayLike<number>, target: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
