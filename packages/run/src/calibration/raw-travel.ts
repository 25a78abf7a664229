// What a foot travelled before any coefficient was applied: weighted spans in, time and metres of each gait out.
// The kernel takes the walking coefficients for stairs, and so does this.
import type { LengthCoefficients } from "@solewise/gait";
import { RUN } from "../foot-columns.ts";
import type { FootTravel } from "../presence-weights.ts";
import type { RawTravel } from "./foot-calibration.ts";

/** Metres and seconds as they were measured, by gait. */
interface MeasuredTravel {
  runSec: number;
  runMeters: number;
  walkSec: number;
  walkMeters: number;
}

/** Takes given coefficients out of what was measured with them. */
function removeCoefficients(travel: MeasuredTravel, coefficients: LengthCoefficients): RawTravel {
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
  const travel: MeasuredTravel = { runSec: 0, runMeters: 0, walkSec: 0, walkMeters: 0 };
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
