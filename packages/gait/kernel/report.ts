// One stride's figures, rounded to the integers of the wire. Definitions: SPEC.md of gait.
import { angles, measureAngles } from "./angles";
import { startAttitude } from "./closure";
import { dominantAxisFraction } from "./evidence";
import { events } from "./events";
import { CELL_SEC, CELL_US, DEG_PER_RAD } from "./params";
import * as record from "./record";
import { FLAG_ACC_CLIPPED, FLAG_GAP, FLAG_LOST, FLAGS_TOLD, flagAt } from "./ring";
import { C, P, S } from "./state";
import { track, trackPosition } from "./strapdown";
import { absolute, expNegative } from "./vector";
import { highWord, lowWord } from "./wide";

/** Wire ticks (0.1 ms) in one cell. */
const TICKS_PER_CELL: f32 = 50;
const US_PER_TICK: i32 = 100;
/** A shorter displacement is a shuffle, not a stride, m. */
const STRIDE_MIN_METERS: f32 = 0.12;
/** No foot goes farther or faster from midstance to midstance: the fastest sprint is 12.4 m/s with strides of 5.6 m. */
const STRIDE_MAX_METERS: f32 = 8;
const SPEED_MAX_MPS: f32 = 13;
/** A stride that rises or falls further than this, with this much velocity left over, was shaken, not walked. */
const RISE_MAX_METERS: f32 = 0.6;
const RISE_CLOSURE_MPS: f32 = 3;
/** A step of a stair rises more than this and goes less far than that [E], m. */
const STAIR_RISE_METERS: f32 = 0.18;
const STAIR_LENGTH_METERS: f32 = 1;
const STAIR_CLOSURE_MPS: f32 = 1;
/**
 * A contact is a place on the foot's way, known to this much and so much more a radian that the foot turns [M: where the
 * largest errors of contact times lie]; divided by the stride's speed it is a time that is not known. Slower strides are
 * judged as this fast.
 */
const PLACE_METERS: f32 = 0.02;
const PLACE_METERS_PER_RAD: f32 = 0.04;
const PLACE_SPEED_MIN_MPS: f32 = 0.1;
/** Quality kept by a stride with a clipped accelerometer, or with lost samples. */
const QUALITY_KEPT_FRACTION: f32 = 0.7;

/** A landing changes the force by more than this from one cell to the next, m/s² [M: 1st percentile 3.4…38, pedals under 5]. */
const LANDING_JERK_MIN: f32 = 6;
const RESTLESS_STILL: f32 = 0.04;
/** Motion about one axis: of a foot that is restless at midstance, and of one that is quiet there. */
const ONE_AXIS_RESTLESS_FRACTION: f32 = 0.9;
const ONE_AXIS_FRACTION: f32 = 0.995;

const ACTIVITY_OTHER: i32 = 0;
const ACTIVITY_WALK: i32 = 1;
const ACTIVITY_RUN: i32 = 2;
const ACTIVITY_STAIRS_UP: i32 = 3;
const ACTIVITY_STAIRS_DOWN: i32 = 4;

/** Share of the stride's cells whose accelerometer was at its end stop. */
function clippedFraction(from: i32, to: i32): f32 {
  let clipped: i32 = 0;
  for (let k: i32 = from + 1; k <= to; k++) clipped += flagAt(k) & FLAG_ACC_CLIPPED;
  return f32(clipped) / f32(to - from);
}

function flagsOver(from: i32, to: i32): i32 {
  let flags: i32 = 0;
  for (let k: i32 = from; k <= to; k++) flags |= flagAt(k);
  return flags & FLAGS_TOLD;
}

/**
 * Whether something landed. A pedal, a step machine or a rocker lets a foot pass its quietest instant without a landing,
 * and moves about one axis, the more so when that instant is quiet (GAIT.md "Is it a foot?").
 */
function landed(dominantFraction: f32): bool {
  if (events.landingJerk >= LANDING_JERK_MIN) return true;
  return dominantFraction <= (S.anchorStill > RESTLESS_STILL ? ONE_AXIS_RESTLESS_FRACTION : ONE_AXIS_FRACTION);
}

function activityOf(rise: f32, length: f32, dominantFraction: f32): i32 {
  // One soft landing among others is believed; the second in a row is none, nor is one after something that was no foot.
  S.softLandings = landed(dominantFraction) ? 0 : S.softLandings + 1;
  if (S.softLandings > 1 || (S.softLandings > 0 && S.lastActivity == ACTIVITY_OTHER)) return ACTIVITY_OTHER;
  const stairs: bool =
    absolute(rise) > STAIR_RISE_METERS && length < STAIR_LENGTH_METERS && S.closureMps < STAIR_CLOSURE_MPS;
  if (stairs) return rise > 0 ? ACTIVITY_STAIRS_UP : ACTIVITY_STAIRS_DOWN;
  return events.running != 0 ? ACTIVITY_RUN : ACTIVITY_WALK;
}

/** Event position (cells after the anchor's centre) as ticks after midstance (the anchor's right edge). */
function ticks(cells: f32): i32 {
  return record.toWire((cells - 0.5) * TICKS_PER_CELL);
}

/** Instant of midstance at an anchor cell: its right edge, µs on the recording's clock. */
export function midstanceUs(anchor: i32): i64 {
  return S.originUs + (i64(anchor) + 1) * i64(CELL_US);
}

function putMidstance(us: i64): void {
  record.putInteger(record.WORD_MIDSTANCE_LOW, lowWord(us));
  record.putInteger(record.WORD_MIDSTANCE_HIGH, highWord(us));
}

function putTimes(from: i32, to: i32, contact: f32): void {
  putMidstance(midstanceUs(from));
  if (S.hasContact != 0) record.putInteger(record.WORD_CONTACT, ticks(contact));
  record.putInteger(record.WORD_TERMINAL_CONTACT, ticks(events.terminalContact));
  record.putInteger(record.WORD_NEXT_CONTACT, ticks(events.nextContact));
  record.putInteger(record.WORD_NEXT_MIDSTANCE, (to - from) * i32(TICKS_PER_CELL));
}

function putPath(length: f32, durationSec: f32): void {
  const turnDeg: f32 = S.footTurnRad * DEG_PER_RAD;
  record.putNumber(record.WORD_LENGTH, length * 1000);
  record.putNumber(record.WORD_SPEED, (length / durationSec) * 1000);
  record.putNumber(record.WORD_HEIGHT, trackPosition.z * 1000);
  record.putNumber(record.WORD_CLEARANCE, track.heightPeak * 1000);
  record.putNumber(record.WORD_TURN, (C.mirrored != 0 ? -turnDeg : turnDeg) * 10);
}

function putStance(from: i32, contact: f32): void {
  if (S.hasContact == 0) return;
  measureAngles(from, startAttitude, contact, events.terminalContact);
  if (angles.measured == 0) return;
  record.putNumber(record.WORD_STRIKE, angles.strikeDeg * 10);
  record.putNumber(record.WORD_EVERSION, angles.eversionDeg * 10);
  record.putNumber(record.WORD_IMPACT, angles.impactG * 100);
}

/** Falls with what is not known of the path (velocity left over, m/s) and of the contacts (s). */
function qualityOf(speedMps: f32, flags: i32): f32 {
  const placeMeters: f32 = PLACE_METERS + PLACE_METERS_PER_RAD * absolute(S.footTurnRad);
  const placeSec: f32 = placeMeters / (speedMps > PLACE_SPEED_MIN_MPS ? speedMps : PLACE_SPEED_MIN_MPS);
  let quality: f32 = expNegative(S.closureMps + placeSec);
  if ((flags & FLAG_ACC_CLIPPED) != 0) quality = quality * QUALITY_KEPT_FRACTION;
  if ((flags & FLAG_LOST) != 0) quality = quality * QUALITY_KEPT_FRACTION;
  return quality;
}

function putEvidence(speedMps: f32, dominantFraction: f32, flags: i32): void {
  record.putNumber(record.WORD_QUALITY, qualityOf(speedMps, flags) * 1000);
  record.putNumber(record.WORD_ANCHOR_ENERGY, S.anchorStill * 1000);
  record.putNumber(record.WORD_ANCHOR_TILT, S.upTiltRad * DEG_PER_RAD * 10);
  record.putNumber(record.WORD_DOMINANT_AXIS, dominantFraction * 1000);
  record.putNumber(record.WORD_CLOSURE, S.closureMps * 1000);
  if (S.hasContact != 0) record.putNumber(record.WORD_IMPACT_DELAY, S.contactImpactDelayCells * TICKS_PER_CELL);
  record.putInteger(record.WORD_FLAGS, flags);
}

function openStride(activity: i32): void {
  record.openRecord();
  record.putInteger(record.WORD_SEQUENCE, S.sequence);
  record.putInteger(record.WORD_ACTIVITY, activity);
  S.sequence += 1;
}

/** A stride (from, to] that was made but cannot be measured: its times as far as they are known, quality 0. */
export function reportUnmeasured(from: i32, to: i32): void {
  openStride(S.lastActivity);
  putTimes(from, to, S.contactCells);
  record.putInteger(record.WORD_QUALITY, 0);
  record.putInteger(record.WORD_FLAGS, flagsOver(from, to));
}

/** The time that a gap swallowed while the foot was on its way, from the last midstance to the first one after it. */
export function reportGap(fromUs: i64, toUs: i64): void {
  openStride(S.lastActivity);
  putMidstance(fromUs);
  record.putInteger(record.WORD_NEXT_MIDSTANCE, i32(toUs - fromUs) / US_PER_TICK);
  record.putInteger(record.WORD_QUALITY, 0);
  record.putInteger(record.WORD_FLAGS, FLAG_GAP);
}

/** Writes the stride (from, to]. Angles need the foot's forward axis. */
export function report(from: i32, to: i32): void {
  const durationSec: f32 = f32(to - from) * CELL_SEC;
  const x: f32 = trackPosition.x;
  const y: f32 = trackPosition.y;
  const raw: f32 = Mathf.sqrt(x * x + y * y);
  if (raw <= STRIDE_MIN_METERS) return;
  const running: bool = events.running != 0;
  const scale: f32 = running ? P.runScaleFraction : P.walkScaleFraction;
  const offset: f32 = running ? P.runOffsetMps : P.walkOffsetMps;
  const length: f32 = raw * (1 + scale) + offset * durationSec;
  const flags: i32 = flagsOver(from, to);
  const dominantFraction: f32 = dominantAxisFraction(from, to);
  const activity: i32 = activityOf(trackPosition.z, raw, dominantFraction);
  openStride(activity);
  S.lastActivity = activity;
  putTimes(from, to, S.contactCells);
  const rise: f32 = absolute(trackPosition.z);
  const leap: bool = rise > STRIDE_MAX_METERS || (rise > RISE_MAX_METERS && S.closureMps > RISE_CLOSURE_MPS);
  const plausible: bool = length < STRIDE_MAX_METERS && length < SPEED_MAX_MPS * durationSec && !leap;
  if ((flags & FLAG_GAP) == 0 && plausible) putPath(length, durationSec);
  if (S.forwardCount > 0) putStance(from, S.contactCells);
  putEvidence(length / durationSec, dominantFraction, flags);
  if ((flags & FLAG_ACC_CLIPPED) != 0) record.putNumber(record.WORD_CLIPPED, clippedFraction(from, to) * 1000);
  if (!plausible) record.putInteger(record.WORD_QUALITY, 0);
}
