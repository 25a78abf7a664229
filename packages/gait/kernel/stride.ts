// Closing a stride at its second anchor: tilt from the velocity closure, path without drift, mounting, events, record.
// Method: GAIT.md "Anchor and stride close" and prototype 3–5 (velocity closure after Suzuki 2022, Sensors 22:7129;
// linear velocity de-drift after Zrenner 2018, Sensors 18:4194).
import { boundEvents, detectEvents, events } from "./events";
import { learnForward, learnUp, left } from "./mounting";
import { CELL_SEC, GRAVITY_MPS2, RING_CELLS } from "./params";
import { report } from "./report";
import { FLAG_GYR_CLIPPED, flagAt, rateX, rateY, rateZ, readRate } from "./ring";
import { P, S, SEARCH, UP_DOUBTFUL, UP_KNOWN, UP_UNKNOWN } from "./state";
import { integrate, track, turnOver } from "./strapdown";
import {
  Quat,
  Vec,
  arcsin,
  arctan2,
  clamp,
  copyQuat,
  copyVec,
  cross,
  norm3,
  normalizeQuat,
  quatFromUp,
  rotate,
  rotateBack,
  setVec,
  tilt,
  turnDirection,
  upOf,
} from "./vector";

/** Anchors closer than this are one stance seen twice, cells (0.3 s). */
const STRIDE_MIN_CELLS: i32 = 60;
/** A contact longer than this is standing: the stride has no initial contact, cells (1.6 s). */
const CONTACT_MAX_CELLS: f32 = 320;
/** Clipped gyro cells in a swing that make its attitude doubtful. */
const CLIPPED_DOUBT_CELLS: i32 = 3;
/** Closure tilt beyond which the mean force is turned upright at once, rad. */
const TILT_LARGE_RAD: f32 = 0.35;
/** The bias learns from at most this rate error a stride, rad/s. */
const BIAS_STEP_MAX: f32 = 0.02;

/** Attitudes at the start and end anchor, corrected; velocity error left after the correction, m/s. */
export const startAttitude = new Quat();
export const endAttitude = new Quat();
export let closureMps: f32 = 0;

const drift = new Vec();
const force = new Vec();
const biasStep = new Vec();
const turn = new Quat();
const scratch = new Vec();
const scratchUp = new Vec();

/** Forgets the chain of strides; the mounting and the bias stay. */
export function resetChain(): void {
  S.phase = SEARCH;
  S.cell = S.newest;
  S.searchFrom = S.newest + 1;
  S.bestStill = 1e9;
  S.bestCell = -1;
  S.hasContact = 0;
  S.closed = 1;
  S.anchorCell = -1;
  S.repairOn = 0;
}

/** Forgets the mounting too. */
export function forgetMounting(): void {
  S.mountKnown = UP_UNKNOWN;
  S.forwardCount = 0;
}

/** Moves the anchor; the initial contact keeps its place in time. */
export function moveAnchor(to: i32): void {
  const cells: f32 = f32(to - S.anchorCell);
  S.contactCells = S.contactCells - cells;
  S.contactSlapCells = S.contactSlapCells - cells;
  if (S.contactCells < -CONTACT_MAX_CELLS) S.hasContact = 0;
  S.anchorCell = to;
}

/** The chain cannot be trusted here: start anew from this anchor, without a stride. */
function restartAt(to: i32): void {
  S.anchorCell = to;
  S.lateCell = to;
  S.anchorStill = S.bestStill;
  quatFromUp(S.attitude, S.bestUp);
  copyVec(S.lateUp, S.bestUp);
  S.hasContact = 0;
}

/** The same stance seen twice: keep the quieter anchor. */
function mergeAnchors(to: i32): void {
  if (S.bestStill < S.anchorStill) {
    turnOver(S.anchorCell, to, S.attitude);
    moveAnchor(to);
    S.anchorStill = S.bestStill;
    copyVec(S.lateUp, S.bestUp);
    S.lateCell = to;
  } else {
    S.bestCell = S.anchorCell;
    S.bestStill = S.anchorStill;
  }
}

/** The swing was quieter than both anchors: the chain had locked on mid-swing. */
function lockedOnSwing(): bool {
  const quieter: f32 = S.bestStill < S.anchorStill ? S.bestStill : S.anchorStill;
  return S.swingLow < 0.35 * quieter && quieter > 1;
}

/** The stride must end flat: the rotation that is missing is shared among the clipped cells that turn that way. */
function repairClipping(from: i32, to: i32): void {
  copyQuat(turn, S.attitude);
  turnOver(from, to, turn);
  upOf(turn, scratchUp);
  cross(S.mountUp, scratchUp, scratch);
  const sine: f32 = norm3(scratch.x, scratch.y, scratch.z);
  if (sine < 0.05) return;
  let clipped: i32 = 0;
  for (let k: i32 = from + 1; k <= to; k++) {
    if ((flagAt(k) & FLAG_GYR_CLIPPED) == 0) continue;
    readRate(k);
    if (rateX * scratch.x + rateY * scratch.y + rateZ * scratch.z > 0) clipped++;
  }
  if (clipped == 0) return;
  const gain: f32 = arcsin(sine) / sine / (f32(clipped) * CELL_SEC);
  setVec(S.repair, gain * scratch.x, gain * scratch.y, gain * scratch.z);
  S.repairUntil = to;
  S.repairOn = 1;
}

/**
 * A constant tilt error c leaves the velocity error ΔV = c × (g·T·z): solve for c and turn the start by a share of it.
 * False when the mean specific force is not gravity's: the stride cannot be trusted.
 */
function alignTilt(from: i32, to: i32, durationSec: f32): bool {
  setVec(drift, 0, 0, 0);
  integrate(from, to, S.attitude, drift);
  const v: Vec = track.velocity;
  const gt: f32 = GRAVITY_MPS2 * durationSec;
  let cx: f32 = v.y / gt;
  let cy: f32 = -v.x / gt;
  let gain: f32 = P.tiltGainFraction;
  const first: bool = S.forwardCount == 0 && S.mountKnown == UP_DOUBTFUL;
  if (first || cx * cx + cy * cy > TILT_LARGE_RAD * TILT_LARGE_RAD) {
    const mx: f32 = v.x / durationSec;
    const my: f32 = v.y / durationSec;
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
  rotateBack(track.attitude, cx / durationSec, cy / durationSec, 0, biasStep);
  copyQuat(startAttitude, S.attitude);
  tilt(startAttitude, gain * cx, gain * cy);
  // The same turn applied to the summed force gives the closure after the correction, without a further pass.
  turn.w = 1;
  turn.x = 0;
  turn.y = 0;
  turn.z = 0;
  tilt(turn, gain * cx, gain * cy);
  rotate(turn, v.x, v.y, v.z + gt, force);
  force.z = force.z - gt;
  closureMps = norm3(force.x, force.y, force.z);
  const share: f32 = 1 / durationSec;
  setVec(drift, force.x * share, force.y * share, force.z * share);
  return true;
}

function learnBias(): void {
  if (S.strideCount <= 2) return;
  S.bias.x = S.bias.x - P.biasGainFraction * clamp(biasStep.x, -BIAS_STEP_MAX, BIAS_STEP_MAX);
  S.bias.y = S.bias.y - P.biasGainFraction * clamp(biasStep.y, -BIAS_STEP_MAX, BIAS_STEP_MAX);
  S.bias.z = S.bias.z - P.biasGainFraction * clamp(biasStep.z, -BIAS_STEP_MAX, BIAS_STEP_MAX);
}

/** The end anchor becomes the next start; the live up follows to the present. */
function carry(to: i32): void {
  copyQuat(S.attitude, endAttitude);
  normalizeQuat(S.attitude);
  upOf(S.attitude, S.lateUp);
  moveAnchor(to);
  S.lateCell = to;
  S.anchorStill = S.bestStill;
  S.lateStill = S.bestStill;
  copyVec(S.up, S.lateUp);
  for (let k: i32 = to + 1; k <= S.cell; k++) {
    readRate(k);
    turnDirection(S.up, rateX, rateY, rateZ, CELL_SEC);
  }
}

/** Closes the stride that ends at cell `to`: one record at most, and the state of the next stride. */
export function closeStride(to: i32): void {
  S.closed = 1;
  S.repairOn = 0;
  const from: i32 = S.anchorCell;
  const cells: i32 = to - from;
  if (cells < STRIDE_MIN_CELLS) {
    mergeAnchors(to);
    return;
  }
  if (cells > RING_CELLS - 60 || S.newest - from >= RING_CELLS - 4) {
    restartAt(to);
    return;
  }
  if (lockedOnSwing()) {
    forgetMounting();
    resetChain();
    return;
  }
  if (S.clippedCells > CLIPPED_DOUBT_CELLS && S.mountKnown == UP_KNOWN) repairClipping(from, to);
  const durationSec: f32 = f32(cells) * CELL_SEC;
  if (!alignTilt(from, to, durationSec)) {
    restartAt(to);
    return;
  }
  integrate(from, to, startAttitude, drift);
  copyQuat(endAttitude, track.attitude);
  learnUp(startAttitude, endAttitude);
  const forwardKnown: bool = learnForward(startAttitude, endAttitude, track.position.x, track.position.y);
  const contact: f32 = S.contactCells;
  if (!forwardKnown || !detectEvents(from, to, left)) boundEvents(from);
  report(from, to, contact);
  S.contactCells = events.nextContact;
  S.contactSlapCells = events.slap;
  S.contactImpactDelayCells = events.jerkPeak - events.slap;
  S.hasContact = 1;
  S.strideCount += 1;
  learnBias();
  carry(to);
}
