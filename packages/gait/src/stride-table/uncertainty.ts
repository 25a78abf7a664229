// How sure each figure of a stride is: the half width of its 90 % interval, from the pack's priors, the stride's
// closure, clipping and losses. Widths are priors (few persons), stated in parameter-pack.ts. // UNC1
import type { Stride, UncertainStrideField } from "@solewise/terms";
import { FLAG } from "../kernel/record-layout.ts";
import { NORMAL_90, PRIOR } from "../parameter-pack.ts";

/** A stride before its uncertainty is known. */
export type MeasuredStride = Omit<Stride, "uncertainty" | "footStrikePattern">;

function root(...parts: number[]): number {
  return Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0));
}

/** Wider when a sensor was at its end stop or samples were missing. */
function signalFactor(flags: number): number {
  const clipped = flags & (FLAG.accClipped | FLAG.gyrClipped) ? 1.5 : 1;
  return flags & (FLAG.lost | FLAG.gap) ? clipped * 1.5 : clipped;
}

/** Standard deviation of every field, whether measured or not; ms, m, m/s, degrees, g as the field's name says. */
/** What the kernel met on the way of a stride. */
export interface StrideSignal {
  /** Bits of FLAG. */
  flags: number;
  /** Share of the stride with a clipped accelerometer, 0…1. */
  clippedFraction: number;
}

/**
 * What velocity errors may have done to a path, m. Their remainder at the closure is usually a small part of it; after
 * clipping the error came at one unknown instant, and what the end stop took off is not known at all.
 */
function pathDeviationMeters(stride: MeasuredStride, { flags, clippedFraction }: StrideSignal): number {
  const closureMps = stride.evidence.closureResidualMps ?? 0;
  const { strideLengthMeters, speedMps } = stride;
  if ((flags & FLAG.accClipped) === 0 || !strideLengthMeters || !speedMps)
    return PRIOR.lengthPerClosureSec * closureMps;
  const closureMeters = PRIOR.clippedClosureFraction * closureMps * (strideLengthMeters / speedMps);
  return root(closureMeters, PRIOR.lengthPerClipped * clippedFraction * strideLengthMeters);
}

function deviations(stride: MeasuredStride, signal: StrideSignal): Record<UncertainStrideField, number> {
  const running = stride.activity === "run";
  const eventMs = root(
    running ? PRIOR.contactRunMs : PRIOR.contactWalkMs,
    running ? PRIOR.contactPersonRunMs : PRIOR.contactPersonWalkMs,
  );
  const pathMeters = pathDeviationMeters(stride, signal);
  const lengthMeters = root(
    running ? PRIOR.lengthRunMeters : PRIOR.lengthWalkMeters,
    (running ? PRIOR.lengthRunFraction : PRIOR.lengthWalkFraction) * (stride.strideLengthMeters ?? 0),
    pathMeters,
  );
  const speedMps = stride.speedMps ?? 0;
  const lengthShare = stride.strideLengthMeters ? lengthMeters / stride.strideLengthMeters : 0;
  return {
    initialContactSec: eventMs / 1000,
    terminalContactSec: eventMs / 1000,
    groundContactTimeMs: eventMs * Math.SQRT2,
    swingTimeMs: eventMs * Math.SQRT2,
    strideTimeMs: (running ? PRIOR.contactRunMs : PRIOR.contactWalkMs) * Math.SQRT2,
    strideLengthMeters: lengthMeters,
    speedMps: lengthShare * speedMps,
    heightChangeMeters: root(PRIOR.heightMeters, pathMeters),
    clearanceMeters: root(PRIOR.clearanceMeters, pathMeters),
    turnDeg: PRIOR.turnDeg,
    footStrikeAngleDeg: PRIOR.strikeDeg,
    eversionExcursionDeg: PRIOR.eversionDeg,
    impactPeakG: PRIOR.impactFraction * (stride.impactPeakG ?? 0),
  };
}

/** Half widths of the 90 % intervals of the measured fields, rounded to four significant digits. */
export function deriveUncertainty(stride: MeasuredStride, signal: StrideSignal): Stride["uncertainty"] {
  const factor = NORMAL_90 * signalFactor(signal.flags);
  const uncertainty: Stride["uncertainty"] = {};
  for (const [field, deviation] of Object.entries(deviations(stride, signal)) as [UncertainStrideField, number][]) {
    if (stride[field] !== null) uncertainty[field] = Number((deviation * factor).toPrecision(4));
  }
  return uncertainty;
}
