// The way of the strides that were found beside their true way. In: a virtual foot or a matching. Out: shares.
import type { VirtualFoot } from "@solewise/simulate";
import type { Side } from "@solewise/terms";
import { blockOf, detectRecords, kernelSettings } from "./compiled-kernel.ts";
import { matchStrides, type Matching, type StridePair } from "./match-strides.ts";

/** Detects one virtual foot's strides and pairs them with the true ones. */
export function matchFoot(foot: VirtualFoot, side: Side = "right"): Matching {
  return matchStrides(detectRecords(blockOf(foot), kernelSettings(side)), foot.truth);
}

/** Error of the whole way of these strides, as a share of it; a length that is null counts as nothing. */
export function wayErrorFraction(pairs: readonly StridePair[]): number {
  let [foundMeters, trueMeters] = [0, 0];
  for (const { found, truth } of pairs) {
    foundMeters += found.strideLengthMeters ?? 0;
    trueMeters += truth.strideLengthMeters;
  }
  return foundMeters / trueMeters - 1;
}
