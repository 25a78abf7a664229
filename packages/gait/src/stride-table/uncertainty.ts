// How sure each figure of a stride is: the half width of its 90 % interval, from the pack's priors and the stride's
// closure, turn, speed, clipping and losses. Person parts are priors (few people), see parameter-pack.ts. // UNC1
import { type Stride, UNCERTAIN_STRIDE_FIELDS, type UncertainStrideField } from "@solewise/terms";
import { FLAG } from "../kernel/record-layout.ts";
import { NORMAL_90, PRIOR } from "../parameter-pack.ts";
import { roundToFourDigits } from "./round-digits.ts";

/** A stride before its uncertainty is known. */
export type MeasuredStride = Omit<Stride, "uncertainty" | "footStrikePattern">;

function root(...parts: number[]): number {
  let sum = 0;
  for (const part of parts) sum += part * part;
  return Math.sqrt(sum);
}

const RAD_PER_DEG = Math.PI / 180;
const MS_PER_SEC = 1000;

/** Share of a rotation about one foot axis that the unknown toe-out shows about the other. */
const CROSS_TALK = Math.sin(PRIOR.toeOutPersonDeg * RAD_PER_DEG);

/** Slower strides are told as sure as this one, m/s: below, a place on the way is no longer what is unknown. */
const SPEED_MIN_MPS = 0.1;

/** Everything was measured worse while a sensor was at its end stop. */
const CLIPPED_FACTOR = 1.5;

/** Paths suffer from samples that are missing; events and angles do not [12 % lost: the same errors]. */
const LOST_PATH_FACTOR = 1.25;

/** What the kernel met on the way of a stride. */
export interface StrideSignal {
  /** Bits of FLAG. */
  flags: number;
  /** Share of the stride with a clipped accelerometer, 0…1. */
  clippedFraction: number;
}

/** What velocity errors may have done to a path, m; after clipping, what the end stop took off is not known at all. */
function pathDeviationMeters(stride: MeasuredStride, { flags, clippedFraction }: StrideSignal): number {
  const { strideLengthMeters, speedMps } = stride;
  if (!strideLengthMeters || !speedMps) return 0;
  const closureMps = stride.evidence.closureResidualMps ?? 0;
  const closureMeters = PRIOR.closureFraction * closureMps * (strideLengthMeters / speedMps);
  if ((flags & FLAG.accClipped) === 0) return closureMeters;
  return root(closureMeters, PRIOR.lengthPerClipped * clippedFraction * strideLengthMeters);
}

function lengthDeviationMeters(stride: MeasuredStride, pathMeters: number): number {
  const isRunning = stride.activity === "run";
  return root(
    isRunning ? PRIOR.lengthRunMeters : PRIOR.lengthWalkMeters,
    (isRunning ? PRIOR.lengthRunFraction : PRIOR.lengthWalkFraction) * (stride.strideLengthMeters ?? 0),
    PRIOR.lengthMetersPerRad * (stride.turnDeg ?? 0) * RAD_PER_DEG,
    pathMeters,
  );
}

/** Deviations of contact events and of the times between them, ms. */
interface EventDeviations {
  initialMs: number;
  terminalMs: number;
  contactMs: number;
  strideTimeMs: number;
}

/** `ownMs` of each stride's own events and `personMs` of the person, whose landings are all early or all late. */
function eventDeviations(ownMs: readonly [number, number], personMs: readonly [number, number]): EventDeviations {
  const initialMs = root(ownMs[0], personMs[0]);
  const terminalMs = root(ownMs[1], personMs[1]);
  return { initialMs, terminalMs, contactMs: root(initialMs, terminalMs), strideTimeMs: ownMs[0] * Math.SQRT2 };
}

const RUN_EVENTS = eventDeviations(
  [PRIOR.initialContactRunMs, PRIOR.terminalContactRunMs],
  [PRIOR.contactPersonRunMs, PRIOR.contactPersonRunMs],
);

function walkEvents(stride: MeasuredStride): EventDeviations {
  const turnRad = Math.abs(stride.turnDeg ?? 0) * RAD_PER_DEG;
  const placeMeters = PRIOR.eventPlaceMeters + PRIOR.eventPlaceMetersPerRad * turnRad;
  const placeMs = (MS_PER_SEC * placeMeters) / Math.max(SPEED_MIN_MPS, stride.speedMps ?? SPEED_MIN_MPS);
  return eventDeviations(
    [root(PRIOR.initialContactWalkMs, placeMs), root(PRIOR.terminalContactWalkMs, placeMs)],
    [PRIOR.initialContactPersonWalkMs, PRIOR.terminalContactPersonWalkMs],
  );
}

/** Half widths of every field, whether measured or not; ms, m, m/s, degrees, g as the field's name says. */
function halfWidths(stride: MeasuredStride, signal: StrideSignal): Record<UncertainStrideField, number> {
  const isClipped = (signal.flags & (FLAG.accClipped | FLAG.gyrClipped)) !== 0;
  const isLost = (signal.flags & (FLAG.lost | FLAG.gap)) !== 0;
  const factor = NORMAL_90 * (isClipped ? CLIPPED_FACTOR : 1);
  const pathFactor = factor * (isLost ? LOST_PATH_FACTOR : 1);
  const widthOf = (deviation: number): number => roundToFourDigits(deviation * factor);
  const pathWidthOf = (deviation: number): number => roundToFourDigits(deviation * pathFactor);
  const events = stride.activity === "run" ? RUN_EVENTS : walkEvents(stride);
  const contactWidthMs = widthOf(events.contactMs);
  const pathMeters = pathDeviationMeters(stride, signal);
  const lengthMeters = lengthDeviationMeters(stride, pathMeters);
  const lengthShare = stride.strideLengthMeters ? lengthMeters / stride.strideLengthMeters : 0;
  return {
    initialContactSec: widthOf(events.initialMs / MS_PER_SEC),
    terminalContactSec: widthOf(events.terminalMs / MS_PER_SEC),
    groundContactTimeMs: contactWidthMs,
    swingTimeMs: contactWidthMs,
    strideTimeMs: widthOf(events.strideTimeMs),
    strideLengthMeters: pathWidthOf(lengthMeters),
    speedMps: pathWidthOf(lengthShare * (stride.speedMps ?? 0)),
    heightChangeMeters: pathWidthOf(root(PRIOR.heightMeters, pathMeters)),
    clearanceMeters: pathWidthOf(root(PRIOR.clearanceMeters, pathMeters)),
    turnDeg: widthOf(PRIOR.turnDeg),
    footStrikeAngleDeg: widthOf(root(PRIOR.strikeDeg, CROSS_TALK * (stride.eversionExcursionDeg ?? 0))),
    eversionExcursionDeg: widthOf(root(PRIOR.eversionDeg, CROSS_TALK * (stride.footStrikeAngleDeg ?? 0))),
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
