// How sure each figure of a stride is: the half width of its 90 % interval, from the pack's priors, the stride's
// closure, clipping and losses. Widths are priors (few persons), stated in parameter-pack.ts. // UNC1
import { type Stride, UNCERTAIN_STRIDE_FIELDS, type UncertainStrideField } from "@solewise/terms";
import { FLAG } from "../kernel/record-layout.ts";
import { NORMAL_90, PRIOR } from "../parameter-pack.ts";
import { roundToFourDigits } from "./round-digits.ts";

/** A stride before its uncertainty is known. */
export type MeasuredStride = Omit<Stride, "uncertainty" | "footStrikePattern">;

function root(a: number, b: number, c = 0): number {
  return Math.sqrt(a * a + b * b + c * c);
}

/** Deviation of one contact event, ms: of the method and of the person. */
const EVENT_RUN_MS = root(PRIOR.contactRunMs, PRIOR.contactPersonRunMs);
const EVENT_WALK_MS = root(PRIOR.contactWalkMs, PRIOR.contactPersonWalkMs);

/** Wider when a sensor was at its end stop or samples were missing. */
function signalFactor(flags: number): number {
  const clipped = flags & (FLAG.accClipped | FLAG.gyrClipped) ? 1.5 : 1;
  return flags & (FLAG.lost | FLAG.gap) ? clipped * 1.5 : clipped;
}

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

/** Half widths that gait and signal decide alone. */
function makeFixedWidths(isRunning: boolean, factor: number) {
  const widthOf = (deviation: number): number => roundToFourDigits(deviation * factor);
  const eventMs = isRunning ? EVENT_RUN_MS : EVENT_WALK_MS;
  return {
    eventSec: widthOf(eventMs / 1000),
    spanMs: widthOf(eventMs * Math.SQRT2),
    strideTimeMs: widthOf((isRunning ? PRIOR.contactRunMs : PRIOR.contactWalkMs) * Math.SQRT2),
    turnDeg: widthOf(PRIOR.turnDeg),
    strikeDeg: widthOf(PRIOR.strikeDeg),
    eversionDeg: widthOf(PRIOR.eversionDeg),
  };
}

type FixedWidths = ReturnType<typeof makeFixedWidths>;

/** By the factor, which has few values: rounding these for each stride took a third of its decoding (measured). */
const FIXED_WIDTHS = { run: new Map<number, FixedWidths>(), other: new Map<number, FixedWidths>() };

function fixedWidths(isRunning: boolean, factor: number): FixedWidths {
  const made = isRunning ? FIXED_WIDTHS.run : FIXED_WIDTHS.other;
  const known = made.get(factor);
  if (known !== undefined) return known;
  const widths = makeFixedWidths(isRunning, factor);
  made.set(factor, widths);
  return widths;
}

/** Half widths of every field, whether measured or not; ms, m, m/s, degrees, g as the field's name says. */
function halfWidths(stride: MeasuredStride, signal: StrideSignal): Record<UncertainStrideField, number> {
  const factor = NORMAL_90 * signalFactor(signal.flags);
  const widthOf = (deviation: number): number => roundToFourDigits(deviation * factor);
  const running = stride.activity === "run";
  const fixed = fixedWidths(running, factor);
  const pathMeters = pathDeviationMeters(stride, signal);
  const lengthMeters = root(
    running ? PRIOR.lengthRunMeters : PRIOR.lengthWalkMeters,
    (running ? PRIOR.lengthRunFraction : PRIOR.lengthWalkFraction) * (stride.strideLengthMeters ?? 0),
    pathMeters,
  );
  const speedMps = stride.speedMps ?? 0;
  const lengthShare = stride.strideLengthMeters ? lengthMeters / stride.strideLengthMeters : 0;
  return {
    initialContactSec: fixed.eventSec,
    terminalContactSec: fixed.eventSec,
    groundContactTimeMs: fixed.spanMs,
    swingTimeMs: fixed.spanMs,
    strideTimeMs: fixed.strideTimeMs,
    strideLengthMeters: widthOf(lengthMeters),
    speedMps: widthOf(lengthShare * speedMps),
    heightChangeMeters: widthOf(root(PRIOR.heightMeters, pathMeters)),
    clearanceMeters: widthOf(root(PRIOR.clearanceMeters, pathMeters)),
    turnDeg: fixed.turnDeg,
    footStrikeAngleDeg: fixed.strikeDeg,
    eversionExcursionDeg: fixed.eversionDeg,
    impactPeakG: widthOf(PRIOR.impactFraction * (stride.impactPeakG ?? 0)),
  };
}

/** Whether nothing is missing, as in nearly every stride. */
function isWhole(stride: MeasuredStride): boolean {
  return (
    stride.initialContactSec !== null &&
    stride.terminalContactSec !== null &&
    stride.groundContactTimeMs !== null &&
    stride.swingTimeMs !== null &&
    stride.strideTimeMs !== null &&
    stride.strideLengthMeters !== null &&
    stride.speedMps !== null &&
    stride.heightChangeMeters !== null &&
    stride.clearanceMeters !== null &&
    stride.turnDeg !== null &&
    stride.footStrikeAngleDeg !== null &&
    stride.eversionExcursionDeg !== null &&
    stride.impactPeakG !== null
  );
}

/** Half widths of the 90 % intervals of the measured fields, rounded to four significant digits. */
export function deriveUncertainty(stride: MeasuredStride, signal: StrideSignal): Stride["uncertainty"] {
  const widths = halfWidths(stride, signal);
  if (isWhole(stride)) return widths;
  const uncertainty: Stride["uncertainty"] = {};
  for (const field of UNCERTAIN_STRIDE_FIELDS) {
    if (stride[field] !== null) uncertainty[field] = widths[field];
  }
  return uncertainty;
}
