// Strides and recordings made up for the tests of this folder: a walk of one-second strides with known lengths.
import type { Stride } from "@solewise/terms";
import { UNKNOWN_STRIDE, type TruthStride } from "../truth.ts";

/** A stride from one second to the next: contact 0.6 s, swing 0.4 s, 1.3 m in 1 s. */
export function madeUpStride(startSec: number, changes: Partial<Stride> = {}): Stride {
  return {
    strideIndex: 0,
    side: "right",
    initialContactSec: startSec,
    midstanceSec: startSec + 0.3,
    terminalContactSec: startSec + 0.6,
    nextInitialContactSec: startSec + 1,
    activity: "walk",
    groundContactTimeMs: 600,
    swingTimeMs: 400,
    strideTimeMs: 1000,
    strideLengthMeters: 1.3,
    speedMps: 1.3,
    heightChangeMeters: 0,
    clearanceMeters: 0.1,
    turnDeg: 0,
    footStrikeAngleDeg: 15,
    footStrikePattern: "rearfoot",
    eversionExcursionDeg: 8,
    impactPeakG: 3,
    qualityFraction: 0.9,
    uncertainty: { strideLengthMeters: 0.05 },
    evidence: {
      anchorEnergyRad2PerSec2: null,
      anchorTiltDeg: null,
      dominantAxisPowerFraction: null,
      closureResidualMps: null,
      impactDelayMs: null,
    },
    ...changes,
  };
}

/** The reference's view of `madeUpStride`. */
export function madeUpTruthStride(startSec: number, changes: Partial<TruthStride> = {}): TruthStride {
  return {
    ...UNKNOWN_STRIDE,
    initialContactSec: startSec,
    terminalContactSec: startSec + 0.6,
    nextInitialContactSec: startSec + 1,
    swingCentreSec: startSec + 0.8,
    strideLengthMeters: 1.3,
    activity: "walk",
    ...changes,
  };
}

/** A recording CSV of a resting sensor, `durationSec` at 100 Hz. */
export function restingRecordingCsv(durationSec: number): string {
  const rows = Array.from({ length: durationSec * 100 + 1 }, (_, n) => `${n / 100},0,0,9.80665,0,0,0`);
  return `time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\n${rows.join("\n")}\n`;
}
