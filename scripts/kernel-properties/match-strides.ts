// Detected strides beside the virtual runner's true ones. In: both lists of one foot. Out: pairs, one to one, by the
// instant the foot left the ground; what is left over on either side.
import type { TrueStride } from "@solewise/simulate";
import type { Stride } from "@solewise/terms";

export interface StridePair {
  found: Stride;
  truth: TrueStride;
}

export interface Matching {
  pairs: StridePair[];
  missed: TrueStride[];
  invented: Stride[];
}

/** Events of one stride lie nearer than this; a third of the quickest stride. */
const NEAR_SEC = 0.2;

function leftGroundSec(stride: Stride): number {
  return stride.terminalContactSec ?? stride.midstanceSec;
}

/** Pairs each true stride with the nearest one found. */
export function matchStrides(found: Iterable<Stride>, truth: readonly TrueStride[]): Matching {
  const free = new Set(found);
  const pairs: StridePair[] = [];
  const missed: TrueStride[] = [];
  for (const each of truth) {
    let nearest: Stride | null = null;
    let leastSec = NEAR_SEC;
    for (const stride of free) {
      const apartSec = Math.abs(leftGroundSec(stride) - each.terminalContactSec);
      if (apartSec < leastSec) [nearest, leastSec] = [stride, apartSec];
    }
    if (nearest === null) missed.push(each);
    else {
      free.delete(nearest);
      pairs.push({ found: nearest, truth: each });
    }
  }
  return { pairs, missed, invented: [...free] };
}

/** The middle value of those that are there; NaN of none. */
export function medianOf(values: Iterable<number | null>): number {
  const sorted = [...values].filter((value) => value !== null).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** found − truth of one field, where both are there. */
export function errorsOf(pairs: readonly StridePair[], field: keyof Stride & keyof TrueStride): number[] {
  return pairs.flatMap(({ found, truth }) => {
    const [value, expected] = [found[field], truth[field]];
    return typeof value === "number" && typeof expected === "number" ? [value - expected] : [];
  });
}
