// How sure each figure of a stride is: the half width of its 90 % interval, from the pack's priors and the stride's
// closure, turn, speed, clipping and losses. Person parts are priors (few people), see parameter-pack.ts. // UNC1
import { type Stride, UNCERTAIN_STRIDE_FIELDS, type UncertainStrideField } from "@solewise/terms";
import { FLAG } from "../kernel/record-layout.ts";
import { NORMAL_90, PRIOR } from "../parameter-pack.ts";
import { roundToFourDigits } from "./round-digits.ts";

/** A stride before its uncertainty is known. */
export type MeasuredStride = Omit<Stride, "uncertainty" | "footStrikePattern">;

function root(a: number, b: number, c = 0, d = 0): number {
  return Math.sqrt(a * a + b * b + c * c + d * d);
}

const RAD_PER_DEG = Math.PI / 180;
const MS_PER_SEC = 1000;

/** Share of a rotation about one foot axis that the unknown toe-out shows about the other. */
const CROSS_TALK = Math.sin(PRIOR.toeOutPersonDeg * RAD_PER_DEG);

/** Slower strides are told as sure as this one, m/s: below, a place on the way is no longer what is unknown. */
const SPEED_MIN_MPS = 0.1;

/**
 * Events and angles while a sensor was at its end stop or samples were missing [±8 g: as without; ±4 g, ±500 °/s and 12 %
 * lost in bursts, running: 1.1 to 2].
 */
const SPOILED_FACTOR = 1.25;

/** Paths with a gyroscope at its end stop [±500 °/s in fast running]; what the accelerometer cut off is told by its share. */
const GYR_CLIPPED_PATH_FACTOR = 1.5;

/** Paths with samples missing [12 % lost: 1.2 to 1.4]. */
const LOST_PATH_FACTOR = 1.25;

/** What the kernel met on the way of a stride. */
export interface StrideSignal {
  /** Bits of FLAG. */
  flags: number;
  /** Share of the stride with a clipped accelerometer, 0…1. */
  clippedFraction: number;
}

function pathSignalFactor(flags: number): number {
  const clipped = flags & FLAG.gyrClipped ? GYR_CLIPPED_PATH_FACTOR : 1;
  return flags & (FLAG.lost | FLAG.gap) ? clipped * LOST_PATH_FACTOR : clipped;
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

/** Half widths of contact events and of the times between them. */
type EventWidths = Record<
  "initialContactSec" | "terminalContactSec" | "groundContactTimeMs" | "swingTimeMs" | "strideTimeMs",
  number
>;

/** Deviations, ms: `own` of each stride's initial and terminal contact, `person` of the person's, all early or all late. */
function eventWidths(
  [ownInitial, ownTerminal]: readonly [number, number],
  [personInitial, personTerminal]: readonly [number, number],
  factor: number,
): EventWidths {
  const initialMs = factor * root(ownInitial, personInitial);
  const terminalMs = factor * root(ownTerminal, personTerminal);
  const contactMs = roundToFourDigits(root(initialMs, terminalMs));
  return {
    initialContactSec: roundToFourDigits(initialMs / MS_PER_SEC),
    terminalContactSec: roundToFourDigits(terminalMs / MS_PER_SEC),
    groundContactTimeMs: contactMs,
    swingTimeMs: contactMs,
    strideTimeMs: roundToFourDigits(factor * ownInitial * Math.SQRT2),
  };
}

const runEvents = (factor: number): EventWidths =>
  eventWidths(
    [PRIOR.initialContactRunMs, PRIOR.terminalContactRunMs],
    [PRIOR.initialContactPersonRunMs, PRIOR.terminalContactPersonRunMs],
    factor,
  );

/** Rounded once: nothing of a running stride changes them. */
const RUN_EVENTS = { plain: runEvents(NORMAL_90), spoiled: runEvents(NORMAL_90 * SPOILED_FACTOR) };
const TURN_DEG = roundToFourDigits(NORMAL_90 * PRIOR.turnDeg);
const TURN_SPOILED_DEG = roundToFourDigits(NORMAL_90 * SPOILED_FACTOR * PRIOR.turnDeg);

function walkEvents(stride: MeasuredStride, factor: number): EventWidths {
  const turnRad = Math.abs(stride.turnDeg ?? 0) * RAD_PER_DEG;
  const placeMeters = PRIOR.eventPlaceMeters + PRIOR.eventPlaceMetersPerRad * turnRad;
  const placeMs = (MS_PER_SEC * placeMeters) / Math.max(SPEED_MIN_MPS, stride.speedMps ?? SPEED_MIN_MPS);
  return eventWidths(
    [root(PRIOR.initialContactWalkMs, placeMs), root(PRIOR.terminalContactWalkMs, placeMs)],
    [PRIOR.initialContactPersonWalkMs, PRIOR.terminalContactPersonWalkMs],
    factor,
  );
}

/** Half widths of every field, whether measured or not; ms, m, m/s, degrees, g as the field's name says. */
function halfWidths(stride: MeasuredStride, signal: StrideSignal): Record<UncertainStrideField, number> {
  const isSpoiled = signal.flags !== 0;
  const factor = NORMAL_90 * (isSpoiled ? SPOILED_FACTOR : 1);
  const pathFactor = NORMAL_90 * pathSignalFactor(signal.flags);
  const widthOf = (deviation: number): number => roundToFourDigits(deviation * factor);
  const pathWidthOf = (deviation: number): number => roundToFourDigits(deviation * pathFactor);
  const runEventsNow = isSpoiled ? RUN_EVENTS.spoiled : RUN_EVENTS.plain;
  const events = stride.activity === "run" ? runEventsNow : walkEvents(stride, factor);
  const pathMeters = pathDeviationMeters(stride, signal);
  const lengthMeters = lengthDeviationMeters(stride, pathMeters);
  const lengthShare = stride.strideLengthMeters ? lengthMeters / stride.strideLengthMeters : 0;
  return {
    initialContactSec: events.initialContactSec,
    terminalContactSec: events.terminalContactSec,
    groundContactTimeMs: events.groundContactTimeMs,
    swingTimeMs: events.swingTimeMs,
    strideTimeMs: events.strideTimeMs,
    strideLengthMeters: pathWidthOf(lengthMeters),
    speedMps: pathWidthOf(lengthShare * (stride.speedMps ?? 0)),
    heightChangeMeters: pathWidthOf(root(PRIOR.heightMeters, pathMeters)),
    clearanceMeters: pathWidthOf(root(PRIOR.clearanceMeters, pathMeters)),
    turnDeg: isSpoiled ? TURN_SPOILED_DEG : TURN_DEG,
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
