// What a foot travelled before any coefficient was applied: weighted spans in, time and metres of each gait out.
// The kernel takes the walking coefficients for stairs, and so does this.
import type { LengthCoefficients } from "@solewise/gait";
import { RUN } from "../foot-columns.ts";
import type { FootTravel } from "../presence-weights.ts";
import type { RawTravel } from "./foot-calibration.ts";

/** Takes given coefficients out of what was measured with them; both by gait. */
function removeCoefficients(travel: RawTravel, coefficients: LengthCoefficients): RawTravel {
  const { runOffsetMps, runScaleFraction, walkOffsetMps, walkScaleFraction } = coefficients;
  return {
    ...travel,
    runMeters: (travel.runMeters - runOffsetMps * travel.runSec) / (1 + runScaleFraction),
    walkMeters: (travel.walkMeters - walkOffsetMps * travel.walkSec) / (1 + walkScaleFraction),
  };
}

/**
 * Sums a foot's travel, each stride by its weight. Inferred metres count like measured ones: they come from speeds that
 * were measured with the same coefficients.
 */
export function measureRawTravel(
  foot: FootTravel,
  weights: ArrayLike<number>,
  measuredWith: LengthCoefficients,
): RawTravel {
  const { columns, spans } = foot;
  const travel: RawTravel = { runSec: 0, runMeters: 0, walkSec: 0, walkMeters: 0 };
  for (let index = 0; index < columns.strideCount; index++) {
    const spanSec = (spans.endSec[index] as number) - (columns.midstanceSec[index] as number);
    if (Number.isNaN(spanSec)) continue;
    const weight = weights[index] as number;
    const meters = weight * (spans.travelledMeters[index] as number);
    if (columns.activity[index] === RUN) {
      travel.runSec += weight * spanSec;
      travel.runMeters += meters;
    } else {
      travel.walkSec += weight * spanSec;
      travel.walkMeters += meters;
    }
  }
  return removeCoefficients(travel, measuredWith);
}

/** Sums of a foot's travel at the start of each stride and after the last, so that any stretch of time is a difference. */
export class TravelLine {
  readonly #foot: FootTravel;
  readonly #measuredWith: LengthCoefficients;
  /** Shape [strideCount + 1] each. */
  readonly #before: { runSec: Float64Array; runMeters: Float64Array; walkSec: Float64Array; walkMeters: Float64Array };

  constructor(foot: FootTravel, measuredWith: LengthCoefficients) {
    const { columns, spans } = foot;
    const length = columns.strideCount + 1;
    const [runSec, runMeters] = [new Float64Array(length), new Float64Array(length)];
    const [walkSec, walkMeters] = [new Float64Array(length), new Float64Array(length)];
    for (let index = 0; index < columns.strideCount; index++) {
      const spanSec = (spans.endSec[index] as number) - (columns.midstanceSec[index] as number);
      const countedSec = Number.isNaN(spanSec) ? 0 : spanSec;
      const isRunning = columns.activity[index] === RUN;
      const meters = spans.travelledMeters[index] as number;
      runSec[index + 1] = (runSec[index] as number) + (isRunning ? countedSec : 0);
      runMeters[index + 1] = (runMeters[index] as number) + (isRunning ? meters : 0);
      walkSec[index + 1] = (walkSec[index] as number) + (isRunning ? 0 : countedSec);
      walkMeters[index + 1] = (walkMeters[index] as number) + (isRunning ? 0 : meters);
    }
    this.#foot = foot;
    this.#measuredWith = measuredWith;
    this.#before = { runSec, runMeters, walkSec, walkMeters };
  }

  /** What was travelled in [fromSec, toSec); inside a stride it grows evenly. */
  between(fromSec: number, toSec: number): RawTravel {
    const from = this.#at(fromSec);
    const to = this.#at(toSec);
    const part = (sums: Float64Array): number => valueAt(sums, to) - valueAt(sums, from);
    const { runSec, runMeters, walkSec, walkMeters } = this.#before;
    const travel = {
      runSec: part(runSec),
      runMeters: part(runMeters),
      walkSec: part(walkSec),
      walkMeters: part(walkMeters),
    };
    return removeCoefficients(travel, this.#measuredWith);
  }

  /** Position of an instant on the sums: a stride's index and the share of it that has passed. */
  #at(instantSec: number): number {
    const { columns, spans } = this.#foot;
    let low = 0;
    let high = columns.strideCount;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((columns.midstanceSec[middle] as number) <= instantSec) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const startSec = columns.midstanceSec[low - 1] as number;
    const share = (instantSec - startSec) / ((spans.endSec[low - 1] as number) - startSec);
    return low - 1 + (share < 1 ? share : 1);
  }
}

/** A value between two of a row. */
function valueAt(row: Float64Array, position: number): number {
  const index = Math.min(Math.floor(position), row.length - 2);
  const before = row[index] as number;
  return before + (position - index) * ((row[index + 1] as number) - before);
}
