// Closing a stride at its second anchor: path, mounting, events, record; and the chain of anchors from stride to stride.
// The work is done in steps, one a sample, so that no call is long on a chip; the stance machine waits for the last.
// Method: GAIT.md "Anchor and stride close" and prototype 3–5.
import {
  beforeAttitude,
  closeVelocity,
  endAttitude,
  findPath,
  learnBias,
  learnTurnedOffset,
  startAttitude,
} from "./closure";
import {
  boundEvents,
  detectEvents,
  detectFirstContact,
  events,
  firstContact,
  firstJerkPeak,
  firstSlap,
} from "./events";
import { learnForward, learnUp } from "./mounting";
import { learnHeight } from "./roll";
import { CELL_SEC, RING_CELLS } from "./params";
import { midstanceUs, report, reportGap, reportUnmeasured } from "./report";
import { S, SEARCH, UP_UNKNOWN, anchorAttitude, bestUp, lateUp, liveUp } from "./state";
import { trackPosition, turnOver, turnOverCell } from "./strapdown";
import { copyQuat, copyVec, normalizeQuat, quatFromUp, upOf } from "./vector";

/** Anchors closer than this are one stance seen twice, cells (0.3 s). */
const STRIDE_MIN_CELLS: i32 = 60;
/** A contact longer than this is standing: the stride has no initial contact, cells (1.6 s). */
const CONTACT_MAX_CELLS: f32 = 320;
/** A foot whose last midstance is no older than this is on its way, cells (1.2 s). */
const ON_WAY_CELLS: i32 = 240;
/** A gap that swallowed more than this is a pause of the recording, µs. */
const GAP_SPAN_MAX_US: i32 = 10000000;
/** Steps still to do once the velocity is closed, counted down; at 1 the machine waits for one more call. */
const PATH_STEP: i32 = 4;
const EVENTS_STEP: i32 = 3;
const RECORD_STEP: i32 = 2;

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
  S.aheadTo = -1;
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
  quatFromUp(anchorAttitude, bestUp);
  copyQuat(beforeAttitude, anchorAttitude);
  copyVec(lateUp, bestUp);
  S.hasContact = 0;
}

/** A stride whose path cannot be trusted still was one when the foot was on its way; the chain starts anew behind it. */
function loseStride(from: i32, to: i32): void {
  if (S.strideCount > 0) {
    boundEvents(from);
    reportUnmeasured(from, to);
  }
  restartAt(to);
}

/** Before a long gap: remembers where a foot on its way was last seen. */
export function openGap(): void {
  if (S.phase == SEARCH && S.gapOpen != 0) return;
  const since: i32 = S.newest - S.anchorCell;
  S.gapOpen = S.phase != SEARCH && S.lastActivity != 0 && since < ON_WAY_CELLS ? 1 : 0;
  S.gapFromUs = midstanceUs(S.anchorCell);
}

/** After a long gap, at the first stride from anchor `from`: what the gap swallowed counts as one unmeasured stride. */
function closeGap(from: i32): void {
  if (S.gapOpen == 0) return;
  S.gapOpen = 0;
  const toUs: i64 = midstanceUs(from);
  const spanUs: i64 = toUs - S.gapFromUs;
  if (spanUs > 0 && spanUs < i64(GAP_SPAN_MAX_US)) reportGap(S.gapFromUs, toUs);
}

/** The same stance seen twice: keep the quieter anchor. */
function mergeAnchors(to: i32): void {
  if (S.bestStill < S.anchorStill) {
    turnOver(S.anchorCell, to, anchorAttitude);
    moveAnchor(to);
    S.anchorStill = S.bestStill;
    copyVec(lateUp, bestUp);
    S.lateCell = to;
  } else {
    S.bestCell = S.anchorCell;
    S.bestStill = S.anchorStill;
  }
}

/** The end anchor becomes the next start; the live up follows to the present. */
function carry(to: i32): void {
  copyQuat(anchorAttitude, endAttitude);
  normalizeQuat(anchorAttitude);
  upOf(anchorAttitude, lateUp);
  moveAnchor(to);
  S.lateCell = to;
  S.anchorStill = S.bestStill;
  S.lateStill = S.bestStill;
  copyVec(liveUp, lateUp);
  for (let k: i32 = to + 1; k <= S.cell; k++) turnOverCell(liveUp, k, CELL_SEC);
}

/** Started in motion, or anew after a gap: the landing before the first anchor may still be in the ring. */
function lookBack(from: i32): void {
  const kept: i32 = S.newest - RING_CELLS + 16;
  if (!detectFirstContact(from, kept > S.searchFrom + 4 ? kept : S.searchFrom + 4)) return;
  S.contactCells = firstContact;
  S.contactSlapCells = firstSlap;
  S.contactImpactDelayCells = firstJerkPeak - firstSlap;
  S.hasContact = 1;
}

/** Begins to close the stride that ends at the best cell: its velocity. Nothing is left to do where it is none. */
export function closeStride(): void {
  S.closed = 1;
  S.repairOn = 0;
  S.leftCell = S.exitCell;
  const from: i32 = S.anchorCell;
  const to: i32 = S.bestCell;
  const cells: i32 = to - from;
  if (cells < STRIDE_MIN_CELLS) {
    mergeAnchors(to);
    return;
  }
  if (cells > RING_CELLS - 60 || S.newest - from >= RING_CELLS - 4) {
    restartAt(to);
    return;
  }
  closeGap(from);
  if (closeVelocity(from, to)) S.closing = PATH_STEP;
  else loseStride(from, to);
}

/** Does the next step of closing the stride: at the end one record at most, and the state of the next stride. */
export function closeFurther(): void {
  const from: i32 = S.anchorCell;
  const to: i32 = S.bestCell;
  if (S.closing == PATH_STEP) {
    findPath(from, to);
    learnUp(startAttitude, endAttitude);
    learnForward(startAttitude, endAttitude, trackPosition.x, trackPosition.y);
  } else if (S.closing == EVENTS_STEP) {
    if (S.forwardCount == 0 || !detectEvents(from, to)) boundEvents(from);
    else if (S.hasContact == 0) lookBack(from);
  } else if (S.closing == RECORD_STEP) endStride(from, to);
  S.closing -= 1;
}

/** The record, what is learned from the stride, and the state of the next one. */
function endStride(from: i32, to: i32): void {
  report(from, to);
  S.contactCells = events.nextContact;
  S.contactSlapCells = events.slap;
  S.contactImpactDelayCells = events.jerkPeak - events.slap;
  S.hasContact = 1;
  S.strideCount += 1;
  learnBias();
  learnTurnedOffset(events.running != 0);
  learnHeight(from, startAttitude);
  carry(to);
}
