// The result of an analysis: what `solewise analyze --json` prints. Source: DESIGN §4.
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
] as const;

export type WarningCode = (typeof WARNING_CODES)[number];

export interface AnalysisWarning {
  code: WarningCode;
  /** One sentence in plain words: what was seen, what it does to the numbers, what to do. */
  message: string;
}

/** The whole result. `strides` may be a lazy view: iterate it, do not assume an array. */
export interface Analysis {
  algorithm: AlgorithmDescription;
  strides: Iterable<Stride>;
  summary: RunSummary;
  warnings: AnalysisWarning[];
}
