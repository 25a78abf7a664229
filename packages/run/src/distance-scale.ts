// Where along a run's distance each stride was made: columns of one or two feet and the run's distance in, metres at
// every midstance out. Both feet are on one scale that ends at the run's distance (RUN23).
import type { TravelColumns } from "./foot-columns.ts";
import { derivePresenceWeights, type FootTravel } from "./presence-weights.ts";
import { deriveTravelledSpans } from "./travelled-spans.ts";

/**
 * Weighted metres of two feet that differ from the run's distance by more than this fraction were not joined by time
 * (RUN8). Default 0.01, range 0.001…0.05; rounding makes 1e-6. Engineering estimate.
 */
const JOINED_BY_TIME_FRACTION = 0.01;

/** A foot's travel, the share of it that counts, and the metres that count before each stride. */
interface WeightedTravel extends FootTravel<TravelColumns> {
  weights: Float32Array;
  /** Shape [strideCount + 1]. */
  beforeMeters: Float64Array;
}

function weighted(travel: FootTravel<TravelColumns>, weights: Float32Array): WeightedTravel {
  const { columns, spans } = travel;
  const beforeMeters = new Float64Array(columns.strideCount + 1);
  for (let index = 0; index < columns.strideCount; index++) {
    const meters = (weights[index] as number) * (spans.travelledMeters[index] as number);
    beforeMeters[index + 1] = (beforeMeters[index] as number) + meters;
  }
  return { ...travel, weights, beforeMeters };
}

function totalMeters(foot: WeightedTravel): number {
  return foot.beforeMeters[foot.columns.strideCount] as number;
}

/** Metres that count of `foot` at given instants, which must not go back; inside a stride they grow evenly. */
function metersAt(foot: WeightedTravel, atSec: Float64Array): Float64Array {
  const { columns, spans, beforeMeters } = foot;
  const meters = new Float64Array(atSec.length);
  let next = 0;
  for (let index = 0; index < atSec.length; index++) {
    const instantSec = atSec[index] as number;
    while (next < columns.strideCount && (columns.midstanceSec[next] as number) <= instantSec) next++;
    if (next === 0) continue;
    const startSec = columns.midstanceSec[next - 1] as number;
    const endSec = spans.endSec[next - 1] as number;
    const share = endSec > startSec ? Math.min(1, (instantSec - startSec) / (endSec - startSec)) : 1;
    const before = beforeMeters[next - 1] as number;
    meters[index] = before + share * ((beforeMeters[next] as number) - before);
  }
  return meters;
}

function scaled(meters: Float64Array, fromMeters: number, toMeters: number): Float64Array {
  const factor = fromMeters > 0 ? toMeters / fromMeters : 0;
  return meters.map((value) => value * factor);
}

/** A foot's own way, stretched to the run's distance: for one foot, or feet that nothing lays side by side. */
function ownScale(travel: FootTravel<TravelColumns>, distanceMeters: number): Float64Array {
  const foot = weighted(travel, new Float32Array(travel.columns.strideCount).fill(1));
  return scaled(foot.beforeMeters.subarray(0, travel.columns.strideCount), totalMeters(foot), distanceMeters);
}

function pairScale(left: WeightedTravel, right: WeightedTravel, distanceMeters: number) {
  const sumMeters = totalMeters(left) + totalMeters(right);
  const scaleOf = (foot: WeightedTravel, other: WeightedTravel): Float64Array => {
    const meters = metersAt(other, foot.columns.midstanceSec);
    return scaled(
      meters.map((value, index) => value + (foot.beforeMeters[index] as number)),
      sumMeters,
      distanceMeters,
    );
  };
  return { left: scaleOf(left, right), right: scaleOf(right, left) };
}

function travelOf(columns: TravelColumns): FootTravel<TravelColumns> {
  return { columns, spans: deriveTravelledSpans(columns) };
}

/**
 * The run's distance at every midstance of each foot, m, never falling; `midstanceSec` of both feet are on one clock.
 * `distanceMeters` is the summary's.
 */
export function deriveDistanceScale(
  left: TravelColumns | null,
  right: TravelColumns | null,
  distanceMeters: number,
): { left: Float64Array | null; right: Float64Array | null } {
  const travels = { left: left && travelOf(left), right: right && travelOf(right) };
  if (travels.left !== null && travels.right !== null) {
    const weights = derivePresenceWeights(travels.left, travels.right);
    const pair = { left: weighted(travels.left, weights.left), right: weighted(travels.right, weights.right) };
    const sumMeters = totalMeters(pair.left) + totalMeters(pair.right);
    if (Math.abs(sumMeters - distanceMeters) <= JOINED_BY_TIME_FRACTION * distanceMeters) {
      return pairScale(pair.left, pair.right, distanceMeters);
    }
  }
  return {
    left: travels.left && ownScale(travels.left, distanceMeters),
    right: travels.right && ownScale(travels.right, distanceMeters),
  };
}
