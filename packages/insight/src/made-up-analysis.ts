// A hand-made Analysis for tests: warm-up walk, a run that gets faster, stairs, cool-down.
// Comes in: what a test wants to be different. Goes out: an Analysis whose every number is known. No recording is behind it.
import type { Activity, Analysis, RunSummary, Side, Stride } from "@solewise/terms";

const RUN_SUMMARY: RunSummary = {
  durationSec: 400,
  movingTimeSec: 380,
  distanceMeters: 1052.4,
  distanceUncertaintyMeters: 16.2,
  inferredDistanceMeters: 3.1,
  walkDistanceMeters: 140.2,
  runDistanceMeters: 905,
  strideCount: 1020,
  stepCount: 1020,
  cadenceSpm: 171.4,
  groundContactTimeMs: 246.2,
  flightTimeMs: 104.1,
  strideLengthMeters: 2.11,
  speedMps: 3.01,
  footStrikeAngleDeg: 11.2,
  feet: "both",
  clockOffsetMs: 1.2,
  clockOffsetUncertaintyMs: 3.4,
  figuresActivity: "run",
};

/** A stride with every field measured; `changes` replaces some. */
export function madeUpStride(changes: Partial<Stride> = {}): Stride {
  return {
    strideIndex: 0,
    side: "left",
    initialContactSec: 0.1,
    midstanceSec: 0.2,
    terminalContactSec: 0.35,
    nextInitialContactSec: 0.8,
    activity: "run",
    groundContactTimeMs: 246.2,
    swingTimeMs: 453.8,
    strideTimeMs: 700,
    strideLengthMeters: 2.107,
    speedMps: 3.01,
    heightChangeMeters: 0.003,
    clearanceMeters: 0.21,
    turnDeg: 1.2,
    footStrikeAngleDeg: 11.2,
    footStrikePattern: "rearfoot",
    eversionExcursionDeg: 9.1,
    impactPeakG: 9.8,
    qualityFraction: 0.93,
    uncertainty: {
      groundContactTimeMs: 12.4,
      strideTimeMs: 5.2,
      strideLengthMeters: 0.061,
      speedMps: 0.087,
      footStrikeAngleDeg: 4.1,
    },
    evidence: {
      anchorEnergyRad2PerSec2: 0.8,
      anchorTiltDeg: 2.1,
      dominantAxisPowerFraction: 0.71,
      closureResidualMps: 0.06,
      impactDelayMs: 4,
    },
    ...changes,
  };
}

function activityAt(share: number): Activity {
  if (share < 0.15 || share > 0.92) return "walk";
  return share > 0.5 && share < 0.54 ? "stairs-up" : "run";
}

function strideAt(index: number, count: number, side: Side): Stride {
  const share = index / count;
  const activity = activityAt(share);
  const isRun = activity === "run";
  const wave = Math.round(30 * Math.sin(index * 2.4)) / 10;
  const speedMps = Math.round((isRun ? 2.6 + 0.9 * share : 1.4) * 1000) / 1000;
  const contactMs = Math.round((isRun ? 260 - 24 * share + (side === "right" ? 9 : 0) + wave : 690) * 10) / 10;
  const strideTimeMs = isRun ? 700 : 1080;
  const midstanceSec = Math.round((side === "left" ? 2 : 2.35) * 1e6 + share * 390e6) / 1e6;
  return madeUpStride({
    strideIndex: index,
    side,
    initialContactSec: midstanceSec - 0.1,
    midstanceSec,
    terminalContactSec: midstanceSec + 0.15,
    nextInitialContactSec: midstanceSec + 0.6,
    activity,
    groundContactTimeMs: contactMs,
    swingTimeMs: strideTimeMs - contactMs,
    strideTimeMs,
    strideLengthMeters: Math.round(speedMps * strideTimeMs) / 1000,
    speedMps,
    footStrikeAngleDeg: isRun ? Math.round((16 - 9 * share + wave) * 10) / 10 : 22,
  });
}

/** Strides of both feet in time order, made again at every reading. */
function* madeUpStrides(countPerFoot: number, sides: readonly Side[]): Generator<Stride> {
  for (let index = 0; index < countPerFoot; index += 1) {
    for (const side of sides) yield strideAt(index, countPerFoot, side);
  }
}

export interface MadeUpOptions {
  countPerFoot?: number;
  sides?: readonly Side[];
  summary?: Partial<RunSummary>;
  warnings?: Analysis["warnings"];
}

/** The whole result; `countPerFoot` strides a foot. */
export function madeUpAnalysis({
  countPerFoot = 510,
  sides = ["left", "right"],
  summary = {},
  warnings = [],
}: MadeUpOptions = {}): Analysis {
  return {
    algorithm: { version: "0.0.0-made-up", packId: "made-up", accRangeG: 16, gyrRangeDps: 2000 },
    strides: { [Symbol.iterator]: () => madeUpStrides(countPerFoot, sides) },
    summary: { ...RUN_SUMMARY, ...summary },
    warnings,
  };
}
