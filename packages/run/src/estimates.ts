// Load and energy from models, never "measured" and validated here on nobody: columns, distances, body mass and height
// in, estimates out. Spring-mass running: Morin 2005, J Appl Biomech 21:167. Energy cost of walking and running by
// slope: Minetti 2002, J Appl Physiol 93:1039, doi:10.1152/japplphysiol.01177.2001 (slopes −0.45…0.45).
import { type FiguresActivity, GRAVITY_MPS2, type RunEstimates } from "@solewise/terms";
import { type FootColumns, type Quantity, RUN, WALK } from "./foot-columns.ts";
import { pooledMedian } from "./figures.ts";
import { measuredOrNull } from "./order-statistics.ts";

/** Steepest slope that counts as level, rise over run: the spring-mass model holds up to it. GAIT "Load and energy". */
const LEVEL_SLOPE_MAX = 0.03;

/** Least share of running strides that must be level for the model to speak of the run. Engineering estimate. */
const LEVEL_SHARE_MIN = 0.5;

/** Leg length as a fraction of body height (Winter 2005, as used by Morin 2005). */
const LEG_PER_HEIGHT = 0.53;

/** Slopes the energy polynomials were fitted on. */
const ENERGY_SLOPE_MAX = 0.45;

/** Energy cost, J/(kg·m), against slope i: coefficients of i⁵, i⁴, i³, i², i, 1 (Minetti 2002). */
const RUN_COST = [155.4, -30.4, -43.3, 46.3, 19.5, 3.6] as const;
const WALK_COST = [280.5, -58.7, -76.8, 51.9, 19.6, 2.5] as const;

/** What a runner may tell of the body; null where untold. */
export interface Body {
  massKg: number | null;
  heightCm: number | null;
}

/** Distances the energy is counted over. */
export interface EnergyDistances {
  runMeters: number;
  walkMeters: number;
}

/** Energy cost of a slope (rise over run), J/(kg·m); slopes beyond the fitted range count as its end. */
function energyCost(coefficients: readonly number[], slope: number): number {
  const clamped = Math.max(-ENERGY_SLOPE_MAX, Math.min(ENERGY_SLOPE_MAX, slope));
  return coefficients.reduce((sum, coefficient) => sum * clamped + coefficient, 0);
}

/**
 * Mean slope of an activity: height gained over length, strides with both. Level where no height was measured, and up
 * to ± 3 %, because the heights of strides, each from its own integration, add up to a false slope of that size.
 */
function meanSlope(feet: readonly FootColumns[], code: number): number {
  let heightMeters = 0;
  let lengthMeters = 0;
  for (const foot of feet) {
    for (let index = 0; index < foot.strideCount; index++) {
      const height = foot.heightChangeMeters[index] as number;
      const length = foot.strideLengthMeters[index] as number;
      if (foot.activity[index] !== code || Number.isNaN(height) || Number.isNaN(length)) continue;
      heightMeters += height;
      lengthMeters += length;
    }
  }
  const slope = lengthMeters > 0 ? heightMeters / lengthMeters : 0;
  return Math.abs(slope) <= LEVEL_SLOPE_MAX ? 0 : slope;
}

/** A copy of a foot whose activity is RUN only on level running strides, and how many of them there are. */
function levelRunning(foot: FootColumns): { columns: FootColumns; levelCount: number; runCount: number } {
  let levelCount = 0;
  let runCount = 0;
  const activity = foot.activity.map((code, index) => {
    if (code !== RUN) return code;
    runCount++;
    const slope = (foot.heightChangeMeters[index] as number) / (foot.strideLengthMeters[index] as number);
    if (!(Math.abs(slope) <= LEVEL_SLOPE_MAX)) return WALK;
    levelCount++;
    return RUN;
  });
  return { columns: { ...foot, activity }, levelCount, runCount };
}

/** Median contact, flight (stride ÷ 2 − contact, as the model has it) and speed of level running; NaN where unknown. */
function levelRunningMedians(feet: readonly FootColumns[]): {
  contactSec: number;
  flightSec: number;
  speedMps: number;
} {
  const level = feet.map(levelRunning);
  const levelCount = level.reduce((sum, foot) => sum + foot.levelCount, 0);
  const runCount = level.reduce((sum, foot) => sum + foot.runCount, 0);
  const holds = levelCount > 0 && levelCount >= LEVEL_SHARE_MIN * runCount;
  const columns = level.map((foot) => foot.columns);
  const median = (quantity: Quantity): number => (holds ? pooledMedian(columns, quantity, RUN) : Number.NaN);
  const contactSec = median("groundContactTimeMs") / 1000;
  return { contactSec, flightSec: median("strideTimeMs") / 2000 - contactSec, speedMps: median("speedMps") };
}

type SpringMass = Pick<
  RunEstimates,
  "verticalOscillationMeters" | "peakForceBodyWeights" | "peakForceNewtons" | "legStiffnessNewtonsPerMeter"
>;

/** The spring-mass quantities; NaN inputs and untold body figures come out as null. */
function estimateSpringMass(feet: readonly FootColumns[], body: Body): SpringMass {
  const { contactSec, flightSec, speedMps } = levelRunningMedians(feet);
  const peakBodyWeights = flightSec > 0 ? (Math.PI / 2) * (flightSec / contactSec + 1) : Number.NaN;
  const weightNewtons = (body.massKg ?? Number.NaN) * GRAVITY_MPS2;
  const squashMeters = Math.abs(
    (peakBodyWeights * GRAVITY_MPS2 * contactSec ** 2) / Math.PI ** 2 - (GRAVITY_MPS2 * contactSec ** 2) / 8,
  );
  const legMeters = (LEG_PER_HEIGHT * (body.heightCm ?? Number.NaN)) / 100;
  const halfSweepMeters = (speedMps * contactSec) / 2;
  const legShorteningMeters = legMeters - Math.sqrt(legMeters ** 2 - halfSweepMeters ** 2) + squashMeters;
  return {
    verticalOscillationMeters: measuredOrNull(squashMeters + (GRAVITY_MPS2 * flightSec ** 2) / 8, 4),
    peakForceBodyWeights: measuredOrNull(peakBodyWeights, 3),
    peakForceNewtons: measuredOrNull(peakBodyWeights * weightNewtons, 1),
    legStiffnessNewtonsPerMeter: measuredOrNull((peakBodyWeights * weightNewtons) / legShorteningMeters, 0),
  };
}

/** Estimates of a run; each is null where its inputs are missing or its model does not hold. */
export function estimateLoadAndEnergy(
  feet: readonly FootColumns[],
  activity: FiguresActivity | null,
  distances: EnergyDistances,
  body: Body,
): RunEstimates {
  const runCost = energyCost(RUN_COST, meanSlope(feet, RUN));
  const walkCost = energyCost(WALK_COST, meanSlope(feet, WALK));
  const joulesPerKg = runCost * distances.runMeters + walkCost * distances.walkMeters;
  const energyKilojoules = joulesPerKg > 0 ? ((body.massKg ?? Number.NaN) * joulesPerKg) / 1000 : Number.NaN;
  const cost = activity === "run" ? runCost : activity === "walk" ? walkCost : Number.NaN;
  return {
    ...estimateSpringMass(feet, body),
    energyCostJoulesPerKgMeter: measuredOrNull(cost, 3),
    energyKilojoules: measuredOrNull(energyKilojoules, 1),
  };
}
