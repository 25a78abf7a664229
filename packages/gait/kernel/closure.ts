// From one anchor to the next: tilt from the velocity closure, lost rotation of clipped samples, path without drift.
// Method: GAIT.md "Anchor and stride close" and prototype 3 (velocity closure after Suzuki 2022, Sensors 22:7129; linear
// velocity de-drift after Zrenner 2018, Sensors 18:4194).
import { CELL_SEC, GRAVITY_MPS2, RING_CELLS } from "./params";
import { addRoll } from "./roll";
import {
  P,
  S,
  UP_DOUBTFUL,
  UP_KNOWN,
  accOffset,
  aheadAttitude,
  aheadPosition,
  aheadVelocity,
  anchorAttitude,
  gyroBias,
  mountUp,
} from "./state";
import { NO_DRIFT, integrate, track, trackAttitude, trackPosition, trackVelocity } from "./strapdown";
import {
  Quat,
  Vec,
  absolute,
  arctan2,
  clamp,
  copyQuat,
  copyVec,
  norm3,
  rotate,
  rotateBack,
  setVec,
  tilt,
} from "./vector";

/** Clipped gyro cells in a swing that make its attitude doubtful. */
const CLIPPED_DOUBT_CELLS: i32 = 3;
/** The first strides take the closure's tilt whole: the start's own level is not trusted when started in motion. */
const SETTLING_STRIDES: i32 = 3;
/** Closure tilt beyond which the mean force is turned upright at once, rad. */
const TILT_LARGE_RAD: f32 = 0.35;
/** What a start tilt and an end anchor's tilt usually are, rad [E: half a degree and two]. */
const REPAIR_START_RAD: f32 = 0.01;
const REPAIR_END_RAD: f32 = 0.035;
/** Missing rates that are tried and allowed, rad/s. */
const REPAIR_TRIAL: f32 = 2;
const REPAIR_MAX: f32 = 20;
const REPAIR_DOUBT: f32 = 0.25;
/** The bias learns from at most this rate error a stride, rad/s. */
const BIAS_STEP_MAX: f32 = 0.02;

/** Share of a stride's lesson about the accelerometer's offset that is learned [E: twice as much learns what is none]. */
const OFFSET_GAIN: f32 = 0.07;
/** A force left over that any stride leaves, and one that no sensor's offset leaves, m/s². */
const OFFSET_USUAL_MPS2: f32 = 0.05;
const OFFSET_LEFT_MAX_MPS2: f32 = 1;
/** A stride that turns less shows nothing, rad (11°). */
const OFFSET_TURN_MIN_RAD: f32 = 0.2;
/** No sensor of a shoe is off by more, m/s² (60 mg). */
const OFFSET_MAX_MPS2: f32 = 0.6;

/** Attitudes at the start and end anchor, corrected. */
export const startAttitude = new Quat();
export const endAttitude = new Quat();

const drift = new Vec();
const force = new Vec();
const biasStep = new Vec();
const offsetStep = new Vec();
/** The foot's at the start of the stride before; of the chain's first stride, at its own. */
export const beforeAttitude = new Quat();
const turn = new Quat();
const scratch = new Vec();

/**
 * What an attempt at the missing rate leaves: the start tilt that the closure would ask for (cx, cy) in units of what it
 * usually is, and how far the end anchor then is from flat (ux, uy) in units of that.
 */
class Attempt {
  cx: f32 = 0;
  cy: f32 = 0;
  ux: f32 = 0;
  uy: f32 = 0;
}

const without = new Attempt();
const withSome = new Attempt();

/** Notes what the pass in `track…` leaves. */
function noteAttempt(durationSec: f32, out: Attempt): void {
  const gt: f32 = GRAVITY_MPS2 * durationSec;
  const cx: f32 = trackVelocity.y / gt;
  const cy: f32 = -trackVelocity.x / gt;
  rotate(trackAttitude, mountUp.x, mountUp.y, mountUp.z, scratch);
  out.cx = cx / REPAIR_START_RAD;
  out.cy = cy / REPAIR_START_RAD;
  out.ux = (cx - scratch.y) / REPAIR_END_RAD;
  out.uy = (cy + scratch.x) / REPAIR_END_RAD;
}

/** to ← from + share·(to − from). */
function blend(from: Vec, to: Vec, share: f32): void {
  to.x = from.x + share * (to.x - from.x);
  to.y = from.y + share * (to.y - from.y);
  to.z = from.z + share * (to.z - from.z);
}

/**
 * How much faster than its end stop the gyroscope turned: the one rate for all clipped cells with which the velocity closes
 * without tilting the start, and the foot ends flat. Both are linear in it, so the first pass and one with a trial rate give
 * the least squares, and what a first pass with that rate would have left in `track…`.
 */
function repairClipping(from: i32, to: i32, durationSec: f32): void {
  noteAttempt(durationSec, without);
  copyVec(aheadVelocity, trackVelocity);
  copyVec(aheadPosition, trackPosition);
  S.aheadTo = -1;
  S.repairOn = 1;
  S.repairUntil = to;
  S.repairRadPerSec = REPAIR_TRIAL;
  integrate(from, to, anchorAttitude, NO_DRIFT, false, 0);
  noteAttempt(durationSec, withSome);
  const a: f32 = withSome.cx - without.cx;
  const b: f32 = withSome.cy - without.cy;
  const c: f32 = withSome.ux - without.ux;
  const d: f32 = withSome.uy - without.uy;
  const square: f32 = a * a + b * b + c * c + d * d + REPAIR_TRIAL * REPAIR_TRIAL * REPAIR_DOUBT;
  const along: f32 = a * without.cx + b * without.cy + c * without.ux + d * without.uy;
  const share: f32 = clamp(-along / square, 0, REPAIR_MAX / REPAIR_TRIAL);
  S.repairRadPerSec = REPAIR_TRIAL * share;
  blend(aheadVelocity, trackVelocity, share);
  blend(aheadPosition, trackPosition, share);
}

/**
 * The first pass of a stride that would end at cell `to`, done when that seems to be its anchor: so the call that closes the
 * stride need not do both. It depends on nothing that changes until then but the lessons of rest, which undo it.
 */
export function passAhead(from: i32, to: i32): void {
  if (to - from > RING_CELLS - 60) return;
  integrate(from, to, anchorAttitude, NO_DRIFT, false, 0);
  copyQuat(aheadAttitude, trackAttitude);
  copyVec(aheadVelocity, trackVelocity);
  copyVec(aheadPosition, trackPosition);
  S.aheadFrom = from;
  S.aheadTo = to;
}

function firstPass(from: i32, to: i32): void {
  if (S.aheadTo != to || S.aheadFrom != from) {
    integrate(from, to, anchorAttitude, NO_DRIFT, false, 0);
    return;
  }
  copyQuat(trackAttitude, aheadAttitude);
  copyVec(trackVelocity, aheadVelocity);
  copyVec(trackPosition, aheadPosition);
}

/** What the mean force left over (navigation axes, m/s²) tells of an offset: seen from this stride, less from the one before. */
function noteOffset(mx: f32, my: f32): void {
  rotateBack(trackAttitude, mx, my, 0, offsetStep);
  rotateBack(beforeAttitude, mx, my, 0, scratch);
  offsetStep.x = offsetStep.x - scratch.x;
  offsetStep.y = offsetStep.y - scratch.y;
  offsetStep.z = offsetStep.z - scratch.z;
  if (mx * mx + my * my > OFFSET_LEFT_MAX_MPS2 * OFFSET_LEFT_MAX_MPS2) setVec(offsetStep, 0, 0, 0);
}

/**
 * A constant tilt error c leaves the velocity error ΔV = c × (g·T·z): solve for c and turn the start by a share of it.
 * False when the mean specific force is not gravity's: the stride cannot be trusted.
 */
function alignTilt(from: i32, to: i32, durationSec: f32): bool {
  const v: Vec = trackVelocity;
  const gt: f32 = GRAVITY_MPS2 * durationSec;
  const mx: f32 = v.x / durationSec;
  const my: f32 = v.y / durationSec;
  let cx: f32 = v.y / gt;
  let cy: f32 = -v.x / gt;
  let gain: f32 = S.strideCount < SETTLING_STRIDES ? 1 : P.tiltGainFraction;
  const first: bool = S.forwardCount == 0 && S.mountKnown == UP_DOUBTFUL;
  if (first || cx * cx + cy * cy > TILT_LARGE_RAD * TILT_LARGE_RAD) {
    const mz: f32 = v.z / durationSec + GRAVITY_MPS2;
    const excess: f32 = norm3(mx, my, mz) - GRAVITY_MPS2;
    const allowed: f32 = S.clippedCells > CLIPPED_DOUBT_CELLS ? 9 : 4;
    if (excess > allowed || excess < -allowed) return false;
    const level: f32 = Mathf.sqrt(mx * mx + my * my);
    const angle: f32 = level > 1e-6 ? arctan2(level, mz) / level : 0;
    cx = my * angle;
    cy = -mx * angle;
    gain = 1;
  }
  rotateBack(trackAttitude, cx / durationSec, cy / durationSec, 0, biasStep);
  noteOffset(mx, my);
  copyQuat(startAttitude, anchorAttitude);
  tilt(startAttitude, gain * cx, gain * cy);
  // The same turn applied to the summed force gives the closure after the correction, without a further pass.
  turn.w = 1;
  turn.x = 0;
  turn.y = 0;
  turn.z = 0;
  tilt(turn, gain * cx, gain * cy);
  rotate(turn, v.x, v.y, v.z + gt, force);
  force.z = force.z - gt;
  S.closureMps = norm3(force.x, force.y, force.z);
  const share: f32 = 1 / durationSec;
  setVec(drift, force.x * share, force.y * share, force.z * share);
  const fall: f32 = 0.5 * gt * durationSec;
  rotate(turn, trackPosition.x, trackPosition.y, trackPosition.z + fall, force);
  const rise: f32 = force.z - fall - 0.5 * drift.z * durationSec * durationSec;
  S.risePerCell = rise / f32(to - from);
  return true;
}

/** Closes the velocity of cells (from, to]: attitude at the start, drift; false when the stride cannot be trusted. */
export function closeVelocity(from: i32, to: i32): bool {
  const durationSec: f32 = f32(to - from) * CELL_SEC;
  firstPass(from, to);
  if (S.clippedCells > CLIPPED_DOUBT_CELLS && S.mountKnown == UP_KNOWN) repairClipping(from, to, durationSec);
  return alignTilt(from, to, durationSec);
}

/** The path without drift, after `closeVelocity`. Results: `track`, attitude at the end. */
export function findPath(from: i32, to: i32): void {
  integrate(from, to, startAttitude, drift, true, S.risePerCell);
  copyQuat(endAttitude, trackAttitude);
  addRoll(from, to, startAttitude, endAttitude);
}

/** The gyro bias follows the closure's tilt: a little a stride, more while no rest has taught it and strides are few. */
export function learnBias(): void {
  if (S.strideCount <= 2) return;
  const settling: f32 = S.rested != 0 ? 0 : 1 / f32(S.strideCount);
  const gain: f32 = -(settling > P.biasGainFraction ? settling : P.biasGainFraction);
  gyroBias.x = gyroBias.x + gain * clamp(biasStep.x, -BIAS_STEP_MAX, BIAS_STEP_MAX);
  gyroBias.y = gyroBias.y + gain * clamp(biasStep.y, -BIAS_STEP_MAX, BIAS_STEP_MAX);
  gyroBias.z = gyroBias.z + gain * clamp(biasStep.z, -BIAS_STEP_MAX, BIAS_STEP_MAX);
}

/** A component of the offset, a little of the step nearer; what any stride leaves over teaches nothing. */
function learned(offset: f32, step: f32): f32 {
  const told: f32 = step - clamp(step, -OFFSET_USUAL_MPS2, OFFSET_USUAL_MPS2);
  return clamp(offset + OFFSET_GAIN * told, -OFFSET_MAX_MPS2, OFFSET_MAX_MPS2);
}

/**
 * The accelerometer's offset follows what turns show of it. At rest it looks like a tilt, and the anchors' attitudes take it for
 * one; but a tilt keeps its place in the world, and an offset turns with the foot (docs/decisions/0018).
 */
export function learnTurnedOffset(running: bool): void {
  copyQuat(beforeAttitude, startAttitude);
  if (running || S.strideCount <= SETTLING_STRIDES || absolute(S.footTurnRad) < OFFSET_TURN_MIN_RAD) return;
  accOffset.x = learned(accOffset.x, offsetStep.x);
  accOffset.y = learned(accOffset.y, offsetStep.y);
  accOffset.z = learned(accOffset.z, offsetStep.z);
}
