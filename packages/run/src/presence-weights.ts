// How much each stride counts when two feet measured the same travel: spans of both feet in, a weight a stride out.
// Half where both feet are present (so that their sum is the mean), one where a foot is alone; never the sum (RUN7).
import type { FootColumns, TravelColumns } from "./foot-columns.ts";
import type { TravelledSpans } from "./travelled-spans.ts";

/**
 * Longest time one foot may travel before the other starts or after it stops and still be the same travel, as a
 * fraction of its stride time. Default 0.75 (feet alternate by half a stride), range 0.5…1. Engineering estimate.
 */
const STAGGER_MAX_STRIDES = 0.75;

/** Spans closer than this are one stretch of travel. Seconds; covers rounding of stride times. */
const TOUCH_SEC = 0.002;

/** With clocks that cannot be compared: totals that agree this well are averaged, else the larger is taken. */
const TOTALS_AGREE_FRACTION = 0.9;

/** One foot's columns and where they say it travelled. */
export interface FootTravel<Columns extends TravelColumns = FootColumns> {
  columns: Columns;
  spans: TravelledSpans;
}

/** Stretches of time, half-open, sorted, not overlapping. */
interface Stretches {
  count: number;
  startSec: Float64Array;
  endSec: Float64Array;
}

/** Joins a foot's touching spans into stretches of travel. */
function stretchesOf(foot: FootTravel<TravelColumns>): Stretches {
  const { columns, spans } = foot;
  const stretches: Stretches = {
    count: 0,
    startSec: new Float64Array(columns.strideCount),
    endSec: new Float64Array(columns.strideCount),
  };
  for (let index = 0; index < columns.strideCount; index++) {
    const startSec = columns.midstanceSec[index] as number;
    const endSec = spans.endSec[index] as number;
    if (!(endSec > startSec)) continue;
    const last = stretches.count - 1;
    if (last >= 0 && startSec - (stretches.endSec[last] as number) <= TOUCH_SEC) {
      stretches.endSec[last] = Math.max(endSec, stretches.endSec[last] as number);
    } else {
      stretches.startSec[stretches.count] = startSec;
      stretches.endSec[stretches.count++] = endSec;
    }
  }
  return stretches;
}

/** Calls `visit` with every piece of [fromSec, toSec) that no stretch covers; returns where the next search may begin. */
function visitUncovered(
  stretches: Stretches,
  cursor: number,
  fromSec: number,
  toSec: number,
  visit: (fromSec: number, toSec: number) => void,
): number {
  let next = cursor;
  while (next < stretches.count && (stretches.endSec[next] as number) <= fromSec) next++;
  const resume = next;
  let openSec = fromSec;
  while (next < stretches.count && (stretches.startSec[next] as number) < toSec) {
    if ((stretches.startSec[next] as number) > openSec) visit(openSec, stretches.startSec[next] as number);
    openSec = Math.max(openSec, stretches.endSec[next++] as number);
  }
  if (openSec < toSec) visit(openSec, toSec);
  return resume;
}

/** Stretches where a foot travels without the other for longer than a stagger between feet explains. */
function stretchesAlone(own: Stretches, other: Stretches, staggerMaxSec: number): Stretches {
  const startsSec: number[] = [];
  const endsSec: number[] = [];
  let cursor = 0;
  for (let index = 0; index < own.count; index++) {
    const fromSec = own.startSec[index] as number;
    cursor = visitUncovered(other, cursor, fromSec, own.endSec[index] as number, (openSec, closeSec) => {
      if (closeSec - openSec <= staggerMaxSec) return;
      startsSec.push(openSec);
      endsSec.push(closeSec);
    });
  }
  return { count: startsSec.length, startSec: Float64Array.from(startsSec), endSec: Float64Array.from(endsSec) };
}

/** Weight of each stride of a foot, ½…1, from where it is alone. */
function weightsOf(foot: FootTravel<TravelColumns>, alone: Stretches): Float32Array {
  const { columns, spans } = foot;
  const weights = new Float32Array(columns.strideCount).fill(0.5);
  let cursor = 0;
  for (let index = 0; index < columns.strideCount && alone.count > 0; index++) {
    const startSec = columns.midstanceSec[index] as number;
    const endSec = spans.endSec[index] as number;
    if (!(endSec > startSec)) continue;
    let sharedSec = 0;
    cursor = visitUncovered(alone, cursor, startSec, endSec, (openSec, closeSec) => {
      sharedSec += closeSec - openSec;
    });
    weights[index] = 1 - (0.5 * sharedSec) / (endSec - startSec);
  }
  return weights;
}

/** Typical stride time of a foot: of all its locomotion, for telling a stagger from an absence. */
function staggerLimitSec(foot: FootTravel<TravelColumns>): number {
  return STAGGER_MAX_STRIDES * (foot.spans.typicalStrideSec[0] as number);
}

/** Weights of two feet whose times can be compared. */
export function derivePresenceWeights(
  left: FootTravel<TravelColumns>,
  right: FootTravel<TravelColumns>,
): { left: Float32Array; right: Float32Array } {
  const leftStretches = stretchesOf(left);
  const rightStretches = stretchesOf(right);
  return {
    left: weightsOf(left, stretchesAlone(leftStretches, rightStretches, staggerLimitSec(left))),
    right: weightsOf(right, stretchesAlone(rightStretches, leftStretches, staggerLimitSec(right))),
  };
}

/** Sum of the metres a foot counts for. */
export function sumTravelledMeters(spans: TravelledSpans): number {
  let sumMeters = 0;
  for (const meters of spans.travelledMeters) sumMeters += meters;
  return sumMeters;
}

/** Weights of two feet whose times cannot be compared: the mean of totals that agree, else the fuller foot (RUN8). */
export function deriveTotalWeights(left: FootTravel, right: FootTravel): { left: Float32Array; right: Float32Array } {
  const leftMeters = sumTravelledMeters(left.spans);
  const rightMeters = sumTravelledMeters(right.spans);
  const agree = Math.min(leftMeters, rightMeters) >= TOTALS_AGREE_FRACTION * Math.max(leftMeters, rightMeters);
  const leftWeight = agree ? 0.5 : leftMeters > rightMeters ? 1 : 0;
  return {
    left: new Float32Array(left.columns.strideCount).fill(leftWeight),
    right: new Float32Array(right.columns.strideCount).fill(1 - leftWeight),
  };
}
