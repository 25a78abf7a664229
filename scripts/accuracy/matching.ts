// Pairs what an engine found with what a reference saw, one to one and in time order.
// In: two ascending lists of instants and a tolerance. Out: index pairs; as many as possible, then as close as possible.

import { median } from "./statistics.ts";

/** One reference instant and the detection that belongs to it, as positions in the two lists. */
export interface MatchedPair {
  truthIndex: number;
  foundIndex: number;
}

interface Cell {
  count: number;
  costSec: number;
}

const isBetter = (a: Cell, b: Cell): boolean =>
  a.count > b.count || (a.count === b.count && a.costSec < b.costSec - 1e-12);

/** Solves one stretch exactly: longest pairing first, smallest summed distance second (dynamic programming). */
function matchStretch(truthSec: readonly number[], foundSec: readonly number[], toleranceSec: number): MatchedPair[] {
  const width = foundSec.length + 1;
  const cells: Cell[] = Array.from({ length: (truthSec.length + 1) * width }, () => ({ count: 0, costSec: 0 }));
  const cellAt = (i: number, j: number): Cell => cells[i * width + j] ?? { count: 0, costSec: 0 };
  const pairCell = (i: number, j: number): Cell | null => {
    const distanceSec = Math.abs((truthSec[i - 1] ?? NaN) - (foundSec[j - 1] ?? NaN));
    if (!(distanceSec <= toleranceSec)) return null;
    const before = cellAt(i - 1, j - 1);
    return { count: before.count + 1, costSec: before.costSec + distanceSec };
  };
  for (let i = 1; i <= truthSec.length; i++) {
    for (let j = 1; j <= foundSec.length; j++) {
      let best = isBetter(cellAt(i, j - 1), cellAt(i - 1, j)) ? cellAt(i, j - 1) : cellAt(i - 1, j);
      const pair = pairCell(i, j);
      if (pair !== null && isBetter(pair, best)) best = pair;
      cells[i * width + j] = best;
    }
  }
  const pairs: MatchedPair[] = [];
  let i = truthSec.length;
  let j = foundSec.length;
  while (i > 0 && j > 0) {
    if (cellAt(i, j) === cellAt(i - 1, j)) i--;
    else if (cellAt(i, j) === cellAt(i, j - 1)) j--;
    else pairs.push({ truthIndex: --i, foundIndex: --j });
  }
  return pairs.toReversed();
}

/**
 * Pairs instants one to one, both lists ascending (seconds). A pair is never further apart than `toleranceSec`.
 * The lists fall into stretches that cannot reach each other, so the cost is linear for recordings of any length.
 */
export function matchOneToOne(
  truthSec: readonly number[],
  foundSec: readonly number[],
  toleranceSec: number,
): MatchedPair[] {
  const pairs: MatchedPair[] = [];
  let i = 0;
  let j = 0;
  while (i < truthSec.length && j < foundSec.length) {
    const startI = i;
    const startJ = j;
    let edgeSec = Math.min(truthSec[i] ?? Infinity, foundSec[j] ?? Infinity);
    while (i < truthSec.length || j < foundSec.length) {
      const nextSec = Math.min(truthSec[i] ?? Infinity, foundSec[j] ?? Infinity);
      if (nextSec - edgeSec > toleranceSec) break;
      edgeSec = nextSec;
      if ((truthSec[i] ?? Infinity) <= (foundSec[j] ?? Infinity)) i++;
      else j++;
    }
    const stretch = matchStretch(truthSec.slice(startI, i), foundSec.slice(startJ, j), toleranceSec);
    for (const pair of stretch) {
      pairs.push({ truthIndex: pair.truthIndex + startI, foundIndex: pair.foundIndex + startJ });
    }
  }
  return pairs;
}

/**
 * The constant offset of a reference's clock against the recording's: found − truth, seconds.
 * Tries offsets to ±`reachSec` and keeps the one that pairs most instants closely, then takes the median of the rest.
 */
export function estimateClockOffsetSec(
  truthSec: readonly number[],
  foundSec: readonly number[],
  reachSec: number,
): number {
  const stepSec = 0.01;
  let best = { count: 0, spreadSec: Infinity, offsetSec: 0 };
  for (let k = -Math.round(reachSec / stepSec); k <= Math.round(reachSec / stepSec); k++) {
    const shifted = truthSec.map((t) => t + k * stepSec);
    const pairs = matchOneToOne(shifted, foundSec, 0.1);
    const rests = pairs.map((p) => (foundSec[p.foundIndex] ?? 0) - (shifted[p.truthIndex] ?? 0));
    const spreadSec = rests.reduce((sum, r) => sum + Math.abs(r), 0) / Math.max(1, rests.length);
    const isCloser = pairs.length === best.count && spreadSec < best.spreadSec;
    if (pairs.length > best.count || isCloser) {
      best = { count: pairs.length, spreadSec, offsetSec: k * stepSec + (median(rests) ?? 0) };
    }
  }
  return best.offsetSec;
}
