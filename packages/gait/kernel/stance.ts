// The stance machine: search → stance ⇄ swing, half a stillness window behind the newest cell. It keeps the quietest
// instant of every stance as the anchor, so no threshold has to be right. Source: GAIT.md, prototype 2 (measured).
import { beforeAttitude, passAhead } from "./closure";
import { CELL_SEC, RING_CELLS, STILL_CELLS, STILL_HALF_CELLS } from "./params";
import { FLAG_GYR_CLIPPED, flagAt, forceX, forceY, forceZ, readForce } from "./ring";
import { placeSums, slideSums, windowStillness } from "./stillness";
import {
  P,
  S,
  SEARCH,
  STANCE,
  SWING,
  UP_DOUBTFUL,
  UP_KNOWN,
  UP_UNKNOWN,
  anchorAttitude,
  bestUp,
  lateUp,
  liveUp,
  mountForward,
  mountUp,
} from "./state";
import { turnOverCell } from "./strapdown";
import { closeStride, forgetMounting, moveAnchor, openGap, resetChain } from "./stride";
import { Vec, arctan2, clamp, copyQuat, copyVec, dot, normalize, norm3, quatFromUp, rotate, tilt } from "./vector";

/** Stillness that counts as a foot at rest, and as moving [M]. */
const STILL_REST: f32 = 0.15;
const STILL_MOVING: f32 = 1.5;
/** A swing that is quieter than this for 80 ms has ended, whatever its peak was. */
const STILL_LANDED: f32 = 0.3;
/** Times in cells: shortest stance 30 ms, shortest swing 120 ms, quiet end of a swing 150 ms, longest swing 2 s. */
const STANCE_MIN_CELLS: i32 = 6;
const SWING_MIN_CELLS: i32 = 24;
const LANDED_CELLS: i32 = 16;
const LANDED_SWING_CELLS: i32 = 30;
const SWING_MAX_CELLS: i32 = 400;
/** After 0.3 s a swing's peak has come. */
const SWING_SEEN_CELLS: i32 = 60;
/** Swings with a higher peak stillness than this are fast running's; a walk reaches a third of it [M]. */
const SWING_FAST: f32 = 300;
/** An average above this is running's [M: walks reach 100]; a swing under half of it is a short step, into a stop or out of one. */
const SWING_RUN: f32 = 120;
/** Movement without rest that no sprint's contact lasts, cells (0.4 s). */
const SPRINT_MOVING_CELLS: i32 = 80;
/** An open stance longer than this closes its stride, once its best instant is this old. */
const STANCE_CLOSE_CELLS: i32 = 100;
const STANCE_CLOSE_AGE_CELLS: i32 = 30;
/** An instant that has been the stillest for this long is taken for the anchor, cells (75 ms). */
const AHEAD_CELLS: i32 = 15;

const meanForce = new Vec();

/** Mean specific force of cells centre ± half, as far as they exist; returns its magnitude. */
function averageForce(centre: i32, half: i32): f32 {
  let count: f32 = 0;
  meanForce.x = 0;
  meanForce.y = 0;
  meanForce.z = 0;
  for (let k: i32 = centre - half; k <= centre + half; k++) {
    if (k < 0 || k > S.newest || k <= S.newest - RING_CELLS) continue;
    readForce(k);
    meanForce.x = meanForce.x + forceX;
    meanForce.y = meanForce.y + forceY;
    meanForce.z = meanForce.z + forceZ;
    count = count + 1;
  }
  if (count == 0) return 0;
  const r: f32 = 1 / count;
  meanForce.x = meanForce.x * r;
  meanForce.y = meanForce.y * r;
  meanForce.z = meanForce.z * r;
  return norm3(meanForce.x, meanForce.y, meanForce.z);
}

function threshold(): f32 {
  return clamp(P.stillShareFraction * S.swingPeakAverage, P.stillLow, P.stillHigh);
}

/** The same from a fast swing's own peak, once most of it has been seen: speeds change within a stride or two there. */
function swingThreshold(swung: i32): f32 {
  const fast: bool = S.swingPeak > SWING_FAST || S.swingPeakAverage > SWING_FAST;
  const weak: bool = S.swingPeakAverage > SWING_RUN && S.swingPeak < 0.5 * S.swingPeakAverage;
  if (swung < SWING_SEEN_CELLS || (!fast && !weak)) return threshold();
  return clamp(P.stillShareFraction * S.swingPeak, P.stillLow, P.stillHigh);
}

/** Turns the attitude so that `up` (sensor axes) is upright again; the heading stays. */
function relevel(up: Vec): void {
  rotate(anchorAttitude, up.x, up.y, up.z, meanForce);
  const level: f32 = Mathf.sqrt(meanForce.x * meanForce.x + meanForce.y * meanForce.y);
  if (level < 1e-6) return;
  const angle: f32 = arctan2(level, meanForce.z) / level;
  tilt(anchorAttitude, meanForce.y * angle, -meanForce.x * angle);
}

/** Search: the quietest instant of the first second, at once when the foot is at rest. */
export function searchAnchor(last: i32, still: f32): void {
  if (last < S.searchFrom + STILL_HALF_CELLS) return;
  if (still < S.bestStill) {
    S.bestStill = still;
    S.bestCell = last;
  }
  if (last - S.searchFrom > P.searchCells || (S.bestStill < STILL_REST && last - S.bestCell > 10)) lock();
}

/** Starts the chain at the best instant of the search and catches up with the present. */
export function lock(): void {
  const cell: i32 = S.bestCell;
  const size: f32 = averageForce(cell, 5);
  const r: f32 = size > 1e-6 ? 1 / size : 0;
  meanForce.x = meanForce.x * r;
  meanForce.y = meanForce.y * r;
  meanForce.z = meanForce.z * r;
  if (S.mountKnown == UP_UNKNOWN) {
    copyVec(mountUp, meanForce);
    S.mountKnown = S.bestStill < 0.5 ? UP_KNOWN : UP_DOUBTFUL;
  }
  const gravity: bool = (S.mountKnown == UP_KNOWN && S.bestStill < STILL_LANDED) || S.mountKnown == UP_DOUBTFUL;
  copyVec(liveUp, gravity ? meanForce : mountUp);
  S.phase = STANCE;
  S.cell = cell;
  S.entryCell = cell;
  S.lateCell = cell;
  S.anchorCell = cell;
  S.lateStill = S.bestStill;
  S.anchorStill = S.bestStill;
  copyVec(bestUp, liveUp);
  copyVec(lateUp, liveUp);
  S.closed = 1;
  S.hasContact = 0;
  S.swingPeak = 0;
  S.movingCells = 0;
  quatFromUp(anchorAttitude, liveUp);
  copyQuat(beforeAttitude, anchorAttitude);
  raiseSwingPeak(S.newest - STILL_HALF_CELLS);
  catchUp();
}

/** Started in motion: the loudest instant of the search stands for the swing that was not seen. */
function raiseSwingPeak(last: i32): void {
  if (S.bestStill <= STILL_REST) return;
  const oldest: i32 = S.newest - RING_CELLS + 8;
  const first: i32 = S.searchFrom + STILL_CELLS > oldest ? S.searchFrom + STILL_CELLS : oldest;
  placeSums(first + STILL_HALF_CELLS - 1);
  for (let k: i32 = first; k <= last; k++) {
    slideSums(k + STILL_HALF_CELLS);
    const still: f32 = windowStillness();
    if (still > S.swingPeakAverage) S.swingPeakAverage = still;
  }
}

/** Steps to the present, or to a stride that is to be closed first. */
export function catchUp(): void {
  const last: i32 = S.newest - STILL_HALF_CELLS;
  placeSums(S.cell + STILL_HALF_CELLS);
  while (S.phase != SEARCH && S.closing == 0 && S.cell < last) {
    slideSums(S.cell + 1 + STILL_HALF_CELLS);
    stepStance(windowStillness());
  }
  placeSums(S.newest);
}

/** One cell of stance or swing; `still` is the stillness of the cell after S.cell. */
export function stepStance(still: f32): void {
  const k: i32 = S.cell + 1;
  S.cell = k;
  turnOverCell(liveUp, k, CELL_SEC);
  if (S.phase == STANCE) stepInStance(k, still);
  else stepInSwing(k, still);
}

/** Keeps the quietest instants: of an open stance the anchor, while standing the instant to start the next stride from. */
function noteStillness(k: i32, still: f32): void {
  if (S.closed == 0) {
    if (still < S.bestStill) {
      S.bestStill = still;
      S.bestCell = k;
      copyVec(bestUp, liveUp);
    }
    return;
  }
  const standing: bool = k - S.anchorCell > P.standingCells || S.strideCount == 0;
  if (standing && (still < S.lateStill || still < P.quietStill)) {
    S.lateStill = still;
    S.lateCell = k;
    copyVec(lateUp, liveUp);
  }
}

/** No contact of a sprint moves this long: the threshold remembered from one would hold the foot in stance for ever. */
function forgetSprint(): void {
  if (S.swingPeakAverage < SWING_FAST || S.movingCells < SPRINT_MOVING_CELLS) return;
  S.swingPeakAverage = 0.5 * S.swingPeakAverage;
  S.movingCells = SPRINT_MOVING_CELLS - 40;
}

/** The heel is off: toe-down tilt once forward is known, any tilt before; or movement after a quiet stance (tiny steps). */
function stanceEnds(k: i32, still: f32): bool {
  const upright: f32 = dot(liveUp, mountUp);
  const down: bool =
    S.forwardCount == 0 ? upright < 0.9396926 : dot(liveUp, mountForward) < -P.heelOffSine || upright < P.endTiltCosine;
  S.movingCells = still > STILL_MOVING ? S.movingCells + 1 : 0;
  forgetSprint();
  const quietest: f32 = S.closed != 0 ? S.lateStill : S.bestStill;
  return (down && still > threshold()) || (S.movingCells > 10 && quietest < STILL_REST);
}

/** Closes the stride at the stance's best instant; standing goes on from there. */
function closeStance(): void {
  closeStride();
  S.lateCell = S.bestCell;
  S.lateStill = S.bestStill;
}

function stepInStance(k: i32, still: f32): void {
  noteStillness(k, still);
  if (S.closed == 0 && k - S.bestCell == AHEAD_CELLS) passAhead(S.anchorCell, S.bestCell);
  if (S.closed != 0 && S.restCells > 40) levelAtRest(k);
  if (!stanceEnds(k, still)) {
    if (S.closed == 0 && k - S.entryCell > STANCE_CLOSE_CELLS && k - S.bestCell > STANCE_CLOSE_AGE_CELLS) closeStance();
    return;
  }
  if (S.closed == 0) {
    const tooShort: bool = k - S.entryCell < STANCE_MIN_CELLS || S.bestStill > 0.6 * threshold();
    if (tooShort && S.anchorCell >= 0) {
      S.phase = SWING;
      S.closed = 1;
      return;
    }
    closeStance();
  } else if (S.lateCell > S.anchorCell) {
    moveAnchor(S.lateCell);
    relevel(lateUp);
    S.anchorStill = S.lateStill;
  }
  beginSwing(k, still);
}

function beginSwing(k: i32, still: f32): void {
  S.phase = SWING;
  S.clippedCells = 0;
  S.exitCell = k;
  S.swingPeak = still;
  S.quietCells = 0;
}

/** Standing at rest: the accelerometer slowly levels the live up. */
function levelAtRest(k: i32): void {
  const size: f32 = averageForce(k, 4);
  if (size < 1e-6) return;
  const gain: f32 = 0.05;
  const r: f32 = 1 / size;
  liveUp.x = liveUp.x + gain * (meanForce.x * r - liveUp.x);
  liveUp.y = liveUp.y + gain * (meanForce.y * r - liveUp.y);
  liveUp.z = liveUp.z + gain * (meanForce.z * r - liveUp.z);
  normalize(liveUp);
}

function stepInSwing(k: i32, still: f32): void {
  if (still > S.swingPeak) S.swingPeak = still;
  if ((flagAt(k) & FLAG_GYR_CLIPPED) != 0) S.clippedCells += 1;
  S.quietCells = still < STILL_LANDED ? S.quietCells + 1 : 0;
  const swung: i32 = k - S.exitCell;
  const limit: f32 = swingThreshold(swung);
  const upright: f32 = dot(liveUp, mountUp);
  const clipped: bool = S.clippedCells > 3;
  const flat: bool = upright > P.startTiltCosine || (clipped && upright > P.clippedTiltCosine && still < 0.5 * limit);
  const landed: bool = S.swingPeak > P.hysteresisFraction * limit && still < limit && flat && swung > SWING_MIN_CELLS;
  if (landed || (S.quietCells > LANDED_CELLS && swung > LANDED_SWING_CELLS)) {
    beginStance(k, still, clipped && upright < 0.9902681);
  } else if (swung > SWING_MAX_CELLS) {
    forgetMounting();
    resetChain();
    S.swingPeakAverage = 60;
  }
}

function beginStance(k: i32, still: f32, tiltLost: bool): void {
  S.phase = STANCE;
  S.movingCells = 0;
  S.entryCell = k;
  S.bestCell = k;
  S.bestStill = still;
  copyVec(bestUp, liveUp);
  S.closed = 0;
  S.swingPeakAverage = S.swingPeakAverage + 0.3 * (S.swingPeak - S.swingPeakAverage);
  if (tiltLost && S.mountKnown == UP_KNOWN) copyVec(liveUp, mountUp);
}

/** End of input or a long gap: closes what can be closed and forgets the chain; false while a stride is still to be closed. */
export function endChain(byGap: bool): bool {
  if (S.closing == 0) {
    if (S.phase != SEARCH) catchUp();
    else if (S.newest - S.searchFrom > 40 && S.bestCell >= 0) lock();
  }
  if (S.closing == 0 && S.phase == STANCE && S.closed == 0 && S.bestCell >= 0) closeStride();
  if (S.closing != 0) return false;
  if (byGap) openGap();
  resetChain();
  return true;
}
