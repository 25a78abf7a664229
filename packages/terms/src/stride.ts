// The stride as `solewise analyze --json` and every later room know it. Source: DESIGN §4; defined in gait/SPEC.md.
import type { Side } from "./recording.ts";

/** What the foot was doing. Readers accept activities they do not know. */
export type Activity = "walk" | "run" | "stairs-up" | "stairs-down" | "other";

/** Where the sole met the ground first. */
export type FootStrikePattern = "rearfoot" | "midfoot" | "forefoot" | "uncertain";

/** Signs by which later rooms judge whether a foot made this stride (GAIT.md, "Is it a foot?"). */
export interface StrideEvidence {
  /** Stillness statistic J at the stride's midstance: mean |ω|² plus weighted deviation of |f| from gravity. */
  anchorEnergyRad2PerSec2: number | null;
  /** Angle between the sole's normal at midstance and the learned wear tilt. */
  anchorTiltDeg: number | null;
  /** Share of the angular-rate energy that lies in one axis, 1/3…1. */
  dominantAxisPowerFraction: number | null;
  /** Velocity error left at the next midstance after the tilt correction. */
  closureResidualMps: number | null;
  /** Largest landing jerk after the landing minimum of the pitch rate; negative when it comes before. */
  impactDelayMs: number | null;
}

/** One stride: initial contact to next initial contact of the same foot. Null is "could not be measured", never 0. */
export interface Stride {
  strideIndex: number;
  side: Side;
  initialContactSec: number | null;
  midstanceSec: number;
  terminalContactSec: number | null;
  nextInitialContactSec: number | null;
  activity: Activity;
  groundContactTimeMs: number | null;
  swingTimeMs: number | null;
  strideTimeMs: number | null;
  strideLengthMeters: number | null;
  speedMps: number | null;
  heightChangeMeters: number | null;
  clearanceMeters: number | null;
  turnDeg: number | null;
  footStrikeAngleDeg: number | null;
  footStrikePattern: FootStrikePattern | null;
  eversionExcursionDeg: number | null;
  impactPeakG: number | null;
  qualityFraction: number;
  /** Half width of the 90 % interval of each measured field; a field that is null has none. */
  uncertainty: Partial<Record<UncertainStrideField, number>>;
  evidence: StrideEvidence;
}

/** Fields that every stride states by themselves. */
export type PlainStrideField = Exclude<keyof Stride, "uncertainty" | "evidence">;

/**
 * A stride's own fields in the order in which they are told, and what each is: an instant of the stride itself with an
 * uncertainty (`event`), a quantity measured over it with one (`measure`), or anything else (`fact`). The unit is the
 * name's last word.
 */
const FIELD_KINDS = {
  strideIndex: "fact",
  side: "fact",
  initialContactSec: "event",
  midstanceSec: "fact",
  terminalContactSec: "event",
  nextInitialContactSec: "fact",
  activity: "fact",
  groundContactTimeMs: "measure",
  swingTimeMs: "measure",
  strideTimeMs: "measure",
  strideLengthMeters: "measure",
  speedMps: "measure",
  heightChangeMeters: "measure",
  clearanceMeters: "measure",
  turnDeg: "measure",
  footStrikeAngleDeg: "measure",
  footStrikePattern: "fact",
  eversionExcursionDeg: "measure",
  impactPeakG: "measure",
  qualityFraction: "fact",
} as const satisfies Record<PlainStrideField, "event" | "measure" | "fact">;

type FieldOf<Kind> = {
  [Field in PlainStrideField]: (typeof FIELD_KINDS)[Field] extends Kind ? Field : never;
}[PlainStrideField];

/** What is measured over a stride. */
export type StrideMeasure = FieldOf<"measure">;

/** Measured fields that carry an uncertainty. */
export type UncertainStrideField = FieldOf<"event" | "measure">;

export const PLAIN_STRIDE_FIELDS = Object.keys(FIELD_KINDS) as PlainStrideField[];

export const UNCERTAIN_STRIDE_FIELDS = PLAIN_STRIDE_FIELDS.filter(
  (field): field is UncertainStrideField => FIELD_KINDS[field] !== "fact",
);

export const STRIDE_MEASURES = UNCERTAIN_STRIDE_FIELDS.filter(
  (field): field is StrideMeasure => FIELD_KINDS[field] === "measure",
);
