// Observations of one run become what a shoe learns from it. All distances of a run share that day's error: it is a
// further unknown of each gait, estimated with the coefficients and then left out of them, so that an hour of satellite
// fixes does not pretend to be hundreds of independent days.
import type { SessionInformation } from "./foot-calibration.ts";
import { factorsOf, type RawTravel } from "./foot-calibration.ts";
import { COEFFICIENT_COUNT, DAY_RUN_FRACTION, DAY_WALK_FRACTION } from "./length-prior.ts";
import { addOuter, invertPositive } from "./symmetric-matrix.ts";

/** A distance that someone else measured beside a foot's own travel. */
export interface LengthObservation {
  travel: RawTravel;
  referenceMeters: number;
  /** Standard deviation of what the two may differ by for reasons of their own, m, above 0; the day's error is not in it. */
  deviationMeters: number;
}

/** How far a whole session may be off, as a fraction of each gait's distance. */
export interface DayDeviations {
  runFraction: number;
  walkFraction: number;
}

export const DAY_DEVIATIONS: DayDeviations = { runFraction: DAY_RUN_FRACTION, walkFraction: DAY_WALK_FRACTION };

/** Unknowns of a session: the coefficients, then the day's error of running and of walking. */
const UNKNOWN_COUNT = COEFFICIENT_COUNT + 2;

function unknownFactors(travel: RawTravel): Float64Array {
  const factors = new Float64Array(UNKNOWN_COUNT);
  factors.set(factorsOf(travel));
  factors[COEFFICIENT_COUNT] = travel.runMeters;
  factors[COEFFICIENT_COUNT + 1] = travel.walkMeters;
  return factors;
}

/** Joins a session's observations; `windowCount` says by how many windows earlier knowledge ages. */ // RUN31
export function summariseSession(
  observations: readonly LengthObservation[],
  windowCount: number,
  day: DayDeviations = DAY_DEVIATIONS,
): SessionInformation {
  const whole = new Float64Array(UNKNOWN_COUNT ** 2);
  const wholePull = new Float64Array(UNKNOWN_COUNT);
  whole[COEFFICIENT_COUNT * (UNKNOWN_COUNT + 1)] = 1 / day.runFraction ** 2;
  whole[(COEFFICIENT_COUNT + 1) * (UNKNOWN_COUNT + 1)] = 1 / day.walkFraction ** 2;
  for (const { travel, referenceMeters, deviationMeters } of observations) {
    const factors = unknownFactors(travel);
    const weight = 1 / deviationMeters ** 2;
    const missingMeters = referenceMeters - travel.runMeters - travel.walkMeters;
    addOuter(whole, factors, weight);
    factors.forEach((factor, index) => {
      wholePull[index] = (wholePull[index] as number) + weight * factor * missingMeters;
    });
  }
  return { ...withoutDay(whole, wholePull), windowCount };
}

/** Leaves the day's errors out: the Schur complement of their block. */
function withoutDay(whole: Float64Array, wholePull: Float64Array): { information: Float64Array; pull: Float64Array } {
  const at = (row: number, column: number): number => whole[row * UNKNOWN_COUNT + column] as number;
  const dayBlock = new Float64Array(4);
  for (let index = 0; index < 4; index++)
    dayBlock[index] = at(COEFFICIENT_COUNT + (index >> 1), COEFFICIENT_COUNT + (index & 1));
  const inverse = invertPositive(dayBlock, 2);
  const information = new Float64Array(COEFFICIENT_COUNT ** 2);
  const pull = new Float64Array(COEFFICIENT_COUNT);
  for (let row = 0; row < COEFFICIENT_COUNT; row++) {
    const [first, second] = [at(row, COEFFICIENT_COUNT), at(row, COEFFICIENT_COUNT + 1)];
    const shareRun = first * (inverse[0] as number) + second * (inverse[2] as number);
    const shareWalk = first * (inverse[1] as number) + second * (inverse[3] as number);
    const [pullRun, pullWalk] = [wholePull[COEFFICIENT_COUNT] as number, wholePull[COEFFICIENT_COUNT + 1] as number];
    pull[row] = (wholePull[row] as number) - shareRun * pullRun - shareWalk * pullWalk;
    for (let column = 0; column < COEFFICIENT_COUNT; column++) {
      const dayPart = shareRun * at(COEFFICIENT_COUNT, column) + shareWalk * at(COEFFICIENT_COUNT + 1, column);
      information[row * COEFFICIENT_COUNT + column] = at(row, column) - dayPart;
    }
  }
  return { information, pull };
}
