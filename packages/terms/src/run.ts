// The result of an analysis: what `solewise analyze --json` prints. Source: DESIGN §4.
import type { Side } from "./recording.ts";
import type { Stride } from "./stride.ts";

/** Which feet a run was measured with. */
export type Feet = "left" | "right" | "both";

/** What made the numbers: enough to make them again. */
export interface AlgorithmDescription {
  /** Version of the kernel and the host rules together. */
  version: string;
  /** Parameter pack (coefficients and their priors). */
  packId: string;
  /** Full scales the samples were quantised to. */
  accRangeG: number;
  gyrRangeDps: number;
  /** SHA-256 of the kernel's bytes, lower-case hex, where the host could compute it. */
  kernelSha256?: string;
  /** Feet whose lengths were measured with their shoe's own coefficients, and those; absent where the pack's were used. */
  lengthCalibration?: { left?: AppliedLengthCalibration; right?: AppliedLengthCalibration };
}

/** Length = raw · (1 + scale) + offset · time, a pair a gait; stairs take the walking pair. */
export interface AppliedLengthCalibration {
  runOffsetMps: number;
  runScaleFraction: number;
  walkOffsetMps: number;
  walkScaleFraction: number;
  /** Runs that the shoe has learned from. */
  sessionCount: number;
}

/** The kind of strides that a summary's medians are taken over. */
export type FiguresActivity = "run" | "walk" | "stairs";

/** What one foot alone measured. Medians are over the same kind of strides as the summary's. */
export interface FootFigures {
  strideCount: number;
  /** Sum of this foot's own lengths, inferred ones included. */
  distanceMeters: number;
  strideTimeMs: number | null;
  groundContactTimeMs: number | null;
  swingTimeMs: number | null;
  strideLengthMeters: number | null;
  speedMps: number | null;
  footStrikeAngleDeg: number | null;
  eversionExcursionDeg: number | null;
  impactPeakG: number | null;
  qualityFraction: number | null;
}

/** Left against right: the left foot's share of left + right, 50 = even. A left step ends with left initial contact. */
export interface RunSymmetry {
  stepTimeLeftPercent: number | null;
  groundContactTimeLeftPercent: number | null;
  swingTimeLeftPercent: number | null;
}

/**
 * Model quantities, never measured ones: spring-mass running (Morin 2005, J Appl Biomech 21:167) over running strides
 * on slopes up to 3 %, energy cost by slope (Minetti 2002, J Appl Physiol 93:1039). Not validated here on anybody.
 */
export interface RunEstimates {
  /** Up-and-down travel of the body's centre of mass in one step. */
  verticalOscillationMeters: number | null;
  /** Largest vertical ground force in a step, as a multiple of body weight, and (mass given) in newtons. */
  peakForceBodyWeights: number | null;
  peakForceNewtons: number | null;
  /** Spring constant of the leg; needs body mass and height. */
  legStiffnessNewtonsPerMeter: number | null;
  /** Metabolic cost of travel, per kilogram of body mass and metre, at the mean slope. */
  energyCostJoulesPerKgMeter: number | null;
  /** Metabolic energy of all running and walking; needs body mass. */
  energyKilojoules: number | null;
}

/** Figures of a whole recording. Medians are over running strides, else walking. */
export interface RunSummary {
  durationSec: number;
  movingTimeSec: number;
  distanceMeters: number;
  distanceUncertaintyMeters: number;
  inferredDistanceMeters: number;
  walkDistanceMeters: number;
  runDistanceMeters: number;
  strideCount: number;
  stepCount: number;
  cadenceSpm: number | null;
  groundContactTimeMs: number | null;
  flightTimeMs: number | null;
  strideLengthMeters: number | null;
  speedMps: number | null;
  footStrikeAngleDeg: number | null;
  feet: Feet;
  clockOffsetMs: number | null;
  clockOffsetUncertaintyMs: number | null;
  /** Strides the medians are taken over; null when there are none. */
  figuresActivity?: FiguresActivity | null;
  /** Distance on stairs, so that walk + run + stairs = distance. */
  stairsDistanceMeters?: number;
  /** One foot's initial contact to the other's; needs two synchronised feet. */
  stepTimeMs?: number | null;
  /** How fast the right clock gains on the left, parts per million; null when not estimated. */
  clockDriftPpm?: number | null;
  perFoot?: { left: FootFigures | null; right: FootFigures | null };
  /** Null with one foot, or when the feet are not synchronised. */
  symmetry?: RunSymmetry | null;
  estimates?: RunEstimates;
}

/** Codes of `warnings[].code`; docs/protocol/analyze.md says what each means. Readers accept unknown ones. */
export const WARNING_CODES = [
  "one-foot-assumes-symmetry",
  "feet-not-synchronised",
  "samples-lost",
  "samples-duplicated",
  "gaps",
  "accelerometer-clipped",
  "gyroscope-clipped",
  "no-rest-at-start",
  "started-in-motion",
  "no-strides",
  "side-guessed",
  "side-assumed",
  "sides-look-swapped",
  "acceleration-unit-suspect",
  "gyroscope-unit-suspect",
  "recording-truncated",
  "low-quality",
  "feet-disagree",
  "steps-uneven",
] as const;

export type WarningCode = (typeof WARNING_CODES)[number];

export interface AnalysisWarning {
  code: WarningCode;
  /** One sentence in plain words: what was seen, what it does to the numbers, what to do. */
  message: string;
  /** The foot that it is about; absent where it is about none. */
  side?: Side | "both";
  /**
   * What the message shows, so that an app can word it in any language: numbers by name and unit, code words, file names.
   * docs/protocol/analyze.md lists them by code.
   */
  values?: Readonly<Record<string, number | string>>;
}

/** The whole result. `strides` may be a lazy view: iterate it, do not assume an array. */
export interface Analysis {
  algorithm: AlgorithmDescription;
  strides: Iterable<Stride>;
  summary: RunSummary;
  warnings: AnalysisWarning[];
}
