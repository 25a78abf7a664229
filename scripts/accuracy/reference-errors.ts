// How far a reference itself may be off: half widths that hold 90 % of its errors, by format, or as the recording's
// meta.json states them. In: format and meta. Out: half widths for the report; an Error for one that is no number.
import type { TrialMeta } from "./person.ts";
import { NO_ERRORS, type ReferenceErrors, type TruthFormat } from "./truth.ts";

/** Half width of a normal 90 % interval in standard deviations. */
const NORMAL_90 = 1.645;
const DEG_PER_RAD = 180 / Math.PI;

/**
 * What each format is good for. Force plates: contact at 50 N, at 300 Hz no better than 10 ms absolute (the same foot
 * passes 20 N 1 to 7 ms earlier and 3 to 11 ms later); markers 1 cm and, unless meta.json tells how well they fitted, 1°.
 * Vicon: the marker is good to millimetres, the instant between which it is measured moves the ends by half a centimetre.
 * Mocap and hand-checked events: one frame of 10 ms. OptoGait: 1 ms and 1 cm as written.
 */
const BY_FORMAT: Readonly<Record<TruthFormat, ReferenceErrors>> = {
  "force-plate": { instantMs: 10, lengthCm: 1, angleDeg: 1, clearanceCm: 1 },
  "vicon-strides": { ...NO_ERRORS, lengthCm: 0.5 },
  "gait-events": { ...NO_ERRORS, instantMs: 10, lengthCm: 1 },
  swings: { ...NO_ERRORS, instantMs: 10 },
  optogait: { ...NO_ERRORS, instantMs: 1, lengthCm: 1 },
  stairs: NO_ERRORS,
  none: NO_ERRORS,
};

/** Keys of meta.json by which a laboratory states its own reference's half widths. */
const STATED = {
  instantMs: "reference_error_ms",
  lengthCm: "reference_error_cm",
  angleDeg: "reference_error_deg",
  clearanceCm: "reference_error_clearance_cm",
} as const;

function statedError(meta: TrialMeta, key: string): number | null {
  const value = meta[key];
  if (value === undefined) return null;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw new Error(
    `meta.json: ${key} has to be a number from 0 (half width that holds 90 % of the reference's errors), but found ${JSON.stringify(value)}.`,
  );
}

/** How well the markers kept their distances: a rigid foot's misfit over heel to toe is an angle. */
function markerAngleDeg(meta: TrialMeta, side: "left" | "right"): number | null {
  const letter = side === "left" ? "L" : "R";
  const [misfitMm, lengthMeters] = [meta[`rigid_rms_mm_${letter}`], meta[`heel_to_mt_m_${letter}`]];
  if (typeof misfitMm !== "number" || typeof lengthMeters !== "number" || lengthMeters <= 0) return null;
  return NORMAL_90 * Math.atan(misfitMm / 1000 / lengthMeters) * DEG_PER_RAD;
}

/** Half widths of one recording's reference. */
export function referenceErrors(format: TruthFormat, meta: TrialMeta, side: "left" | "right"): ReferenceErrors {
  const usual = BY_FORMAT[format];
  return {
    instantMs: statedError(meta, STATED.instantMs) ?? usual.instantMs,
    lengthCm: statedError(meta, STATED.lengthCm) ?? usual.lengthCm,
    angleDeg: statedError(meta, STATED.angleDeg) ?? markerAngleDeg(meta, side) ?? usual.angleDeg,
    clearanceCm: statedError(meta, STATED.clearanceCm) ?? usual.clearanceCm,
  };
}
