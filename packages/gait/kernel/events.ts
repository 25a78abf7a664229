// Foot events inside one stride (anchor → next anchor) and its gait class. Several cues vote for each event, since each
// alone is biased for some strike pattern. Sources: Falbriard 2018 (10.3389/fphys.2018.00610) for the pitch-rate
// features; the ensembles and their constants: GAIT.md, prototype 6 (measured on the development recordings).
// Positions are in cells after the start anchor's centre (f32, sub-cell), so that they stay exact in long recordings.
import { CELLS_PER_SEC } from "./params";
import { cellAt, forceMagnitudeAt, forceX, forceY, forceZ, rateX, rateY, rateZ, readForce, readRate } from "./ring";
import { C, S, ringCounts } from "./state";
import { Vec, clamp, norm3 } from "./vector";

/**
 * Walking contact comes this long before its cues, cells (7.5 ms): half way between two references that disagree by 20 ms
 * [M: hand-checked events of 7 walkers, motion capture of one].
 */
const WALK_CONTACT_LEAD_CELLS: f32 = 1.5;

/** A swing pitches the foot up at more than this, push-off and landing pitch it down at more than that, rad/s [E]. */
const SWING_RATE_MIN: f32 = 1.2;
const PUSH_OFF_RATE_MIN: f32 = 0.4;
/** Average peak stillness of a sprint's swings. */
const SPRINT_STILL: f32 = 500;
/** Half the window of mid-swing, cells; small enough that the newest cells cover it. */
const SWING_HALF_CELLS: i32 = 10;
/** Shortest swing, cells (75 ms). */
const SWING_MIN_CELLS: f32 = 15;
/** A landing before the first anchor is looked for this far back, cells (0.5 s). */
const FIRST_CONTACT_CELLS: i32 = 100;
/** The stillness window sees movement this much early and rest this much late, cells [E: half its half]. */
const BOUND_LAG_CELLS: f32 = 3;

export class Events {
  terminalContact: f32 = 0;
  nextContact: f32 = 0;
  /** Minimum of the pitch rate at the next landing, and the largest landing jerk. */
  slap: f32 = 0;
  jerkPeak: f32 = 0;
  /** Largest change of the specific force from one cell to the next at the landing, m/s². */
  landingJerk: f32 = 0;
  running: i32 = 0;
  /** 0 when the foot's pitch showed no swing and the events are only bounds. */
  swung: i32 = 0;
}

export const events = new Events();

let pitchAxisX: f32 = 0;
let pitchAxisY: f32 = 0;
let pitchAxisZ: f32 = 0;
let origin: i32 = 0;

/** Pitch rate, toe up positive, rad/s. */
function pitchRate(k: i32): f32 {
  if (S.repairOn != 0) {
    readRate(k);
    return -(rateX * pitchAxisX + rateY * pitchAxisY + rateZ * pitchAxisZ);
  }
  const i: i32 = cellAt(k);
  const scale: f32 = C.gyrScaleRadPerSec;
  const bias: Vec = S.bias;
  const x: f32 = f32(unchecked(ringCounts[i + 3])) * scale - bias.x;
  const y: f32 = f32(unchecked(ringCounts[i + 4])) * scale - bias.y;
  const z: f32 = f32(unchecked(ringCounts[i + 5])) * scale - bias.z;
  return -(x * pitchAxisX + y * pitchAxisY + z * pitchAxisZ);
}

/** Change of the specific force from the cell before, m/s². */
function jerkStep(k: i32): f32 {
  readForce(k - 1);
  const x: f32 = forceX;
  const y: f32 = forceY;
  const z: f32 = forceZ;
  readForce(k);
  return norm3(forceX - x, forceY - y, forceZ - z);
}

/** Five times the change of the 5-cell mean of |f| over four cells around k. */
function forceFall(k: i32): f32 {
  let sum: f32 = 0;
  for (let m: i32 = 1; m <= 4; m++) sum = sum + forceMagnitudeAt(k + m) - forceMagnitudeAt(k - m);
  return sum;
}

/** Sub-cell position of an extremum from three neighbours, −½…½. */
function parabola(left: f32, middle: f32, right: f32): f32 {
  const bend: f32 = left - 2 * middle + right;
  if (bend < 1e-9 && bend > -1e-9) return 0;
  return clamp((0.5 * (left - right)) / bend, -0.5, 0.5);
}

function between(low: f32, high: f32, level: f32): f32 {
  const span: f32 = high - low;
  if (span < 1e-9 && span > -1e-9) return 0;
  return clamp((level - low) / span, 0, 1);
}

/** Where the pitch rate rises through `level`, going forward from k. */
function riseAfter(from: i32, end: i32, level: f32): f32 {
  let k: i32 = from;
  while (k < end && pitchRate(k) < level) k++;
  return f32(k - 1 - origin) + between(pitchRate(k - 1), pitchRate(k), level);
}

/** Where the pitch rate last fell through `level` before k. */
function fallBefore(from: i32, end: i32, level: f32): f32 {
  let k: i32 = from;
  while (k > end && pitchRate(k) < level) k--;
  return f32(k - origin) + between(pitchRate(k), pitchRate(k + 1), level);
}

function median3(a: f32, b: f32, c: f32): f32 {
  const low: f32 = a < b ? a : b;
  const high: f32 = a < b ? b : a;
  return c < low ? low : c > high ? high : c;
}

function middlePair(a: f32, b: f32, c: f32, d: f32): f32 {
  const highest: f32 = Mathf.max(Mathf.max(a, b), Mathf.max(c, d));
  const lowest: f32 = Mathf.min(Mathf.min(a, b), Mathf.min(c, d));
  return 0.5 * (a + b + c + d - highest - lowest);
}

/** Mid-swing: the highest mean pitch rate over 105 ms, so that the short rebound after a landing is not taken for it. */
function findMidswing(from: i32, to: i32): i32 {
  const cells: i32 = to - from;
  const first: i32 = from + (cells >> 2);
  const last: i32 = to - ((cells * 5) >> 6);
  let sum: f32 = 0;
  for (let k: i32 = first - SWING_HALF_CELLS; k <= first + SWING_HALF_CELLS; k++) sum = sum + pitchRate(k);
  let best: i32 = first;
  let highest: f32 = sum;
  for (let k: i32 = first + 1; k <= last; k++) {
    sum = sum + pitchRate(k + SWING_HALF_CELLS) - pitchRate(k - SWING_HALF_CELLS - 1);
    if (sum > highest) {
      highest = sum;
      best = k;
    }
  }
  return best;
}

let pushOff: i32 = 0;
let pushOffRate: f32 = 0;

/** Push-off: the pitch-rate minimum between anchor and mid-swing; of twins within 12 % the first. */
function findPushOff(from: i32, midswing: i32): void {
  pushOff = from;
  pushOffRate = 1e9;
  for (let k: i32 = from + 2; k < midswing; k++) {
    const rate: f32 = pitchRate(k);
    if (rate < pushOffRate) {
      pushOffRate = rate;
      pushOff = k;
    }
  }
  for (let k: i32 = from + 3; k < pushOff; k++) {
    const rate: f32 = pitchRate(k);
    if (rate >= 0.88 * pushOffRate) continue;
    if (rate > pitchRate(k - 1) || rate >= pitchRate(k + 1)) continue;
    if (rate > pitchRate(k + 2) || rate > pitchRate(k - 2)) continue;
    pushOff = k;
    pushOffRate = rate;
    return;
  }
}

/** Steepest fall of |f| near push-off. */
function findForceFall(midswing: i32): f32 {
  let best: i32 = pushOff;
  let steepest: f32 = 1e9;
  const last: i32 = pushOff + 16 < midswing ? pushOff + 16 : midswing;
  for (let k: i32 = pushOff > 10 ? pushOff - 6 : 4; k <= last; k++) {
    const fall: f32 = forceFall(k);
    if (fall < steepest) {
      steepest = fall;
      best = k;
    }
  }
  return f32(best - origin) + parabola(forceFall(best - 1), steepest, forceFall(best + 1));
}

function detectTerminalContact(midswing: i32, running: bool): f32 {
  if (!running) {
    const late: f32 = riseAfter(pushOff, midswing, 0.5 * pushOffRate);
    const middle: f32 = riseAfter(pushOff, midswing, 0.7 * pushOffRate);
    const early: f32 = riseAfter(pushOff, midswing, 0.8 * pushOffRate);
    return 0.33333334 * (late + middle + early);
  }
  const minimum: f32 = f32(pushOff - origin) + parabola(pitchRate(pushOff - 1), pushOffRate, pitchRate(pushOff + 1));
  const recovered: f32 = riseAfter(pushOff, midswing, 0.8 * pushOffRate);
  return median3(findForceFall(midswing), recovered - 1.6, minimum + 4.8);
}

let slapCell: i32 = 0;
let slapRate: f32 = 0;

/** Landing: the deepest pitch-rate minimum between mid-swing and the next anchor. */
function findSlap(midswing: i32, to: i32): void {
  slapCell = midswing;
  slapRate = 1e9;
  for (let k: i32 = midswing; k < to; k++) {
    const rate: f32 = pitchRate(k);
    if (rate < slapRate) {
      slapRate = rate;
      slapCell = k;
    }
  }
  events.slap = f32(slapCell - origin) + parabola(pitchRate(slapCell - 1), slapRate, pitchRate(slapCell + 1));
}

let jerkFirst: f32 = 0;

/**
 * Largest landing jerk from 70 ms before the slap to 10 ms after it, and the first one that reaches 0.4 of it. A sprinter's
 * forefoot already pitches down before it lands: there up to 40 ms after.
 */
function findJerk(midswing: i32): void {
  const first: i32 = slapCell - 14 > midswing ? slapCell - 14 : midswing;
  let best: i32 = slapCell;
  let largest: f32 = -1;
  const last: i32 = slapCell + (S.swingPeakAverage > SPRINT_STILL ? 8 : 2);
  for (let k: i32 = first; k <= last; k++) {
    const step: f32 = jerkStep(k);
    if (step > largest) {
      largest = step;
      best = k;
    }
  }
  events.landingJerk = largest;
  let early: i32 = first;
  while (early < best && jerkStep(early) < 0.4 * largest) early++;
  jerkFirst = f32(early - origin) - 0.5;
  events.jerkPeak = f32(best - origin) - 0.5 + parabola(jerkStep(best - 1), largest, jerkStep(best + 1));
}

function detectContact(midswing: i32, running: bool): f32 {
  const half: f32 = fallBefore(slapCell, midswing, 0.5 * slapRate);
  if (running) return middlePair(events.slap, half, events.jerkPeak, jerkFirst);
  const quarter: f32 = fallBefore(slapCell, midswing, 0.25 * slapRate);
  return middlePair(half, quarter, jerkFirst, events.jerkPeak - 3) - WALK_CONTACT_LEAD_CELLS;
}

/**
 * Share of swing in the stride, corrected for slow cadence and averaged over about two strides; running when positive.
 * The first stride from a stand says nothing of the second.
 */
function classify(cells: i32): bool {
  const sinceContact: f32 = events.slap - S.contactSlapCells;
  const known: bool = S.hasContact != 0 && sinceContact > 80 && sinceContact < 500;
  const strideCells: f32 = known ? sinceContact : f32(cells);
  const minimum: f32 = f32(pushOff - origin) + parabola(pitchRate(pushOff - 1), pushOffRate, pitchRate(pushOff + 1));
  const swingFraction: f32 = (events.slap - minimum) / strideCells;
  const slow: f32 = f32(cells) / CELLS_PER_SEC - 0.8;
  const score: f32 = clamp(swingFraction - 0.52 - 0.5 * (slow > 0 ? slow : 0), -0.2, 0.2);
  if (S.hasContact == 0) S.chainStrides = 0;
  S.runScore = S.chainStrides > 1 ? S.runScore + 0.5 * (score - S.runScore) : score;
  S.chainStrides += 1;
  return S.runScore > 0;
}

/**
 * Finds the events of the stride (from, to]; `pitchAxis` is the foot's left axis in sensor axes. False when the foot did
 * not swing in that axis (side steps, shuffles): then nothing here is to be trusted.
 */
export function detectEvents(from: i32, to: i32, pitchAxis: Vec): bool {
  pitchAxisX = pitchAxis.x;
  pitchAxisY = pitchAxis.y;
  pitchAxisZ = pitchAxis.z;
  origin = from;
  const midswing: i32 = findMidswing(from, to);
  if (pitchRate(midswing) < SWING_RATE_MIN) return false;
  findPushOff(from, midswing);
  findSlap(midswing, to);
  if (pushOffRate > -PUSH_OFF_RATE_MIN || slapRate > -PUSH_OFF_RATE_MIN) return false;
  findJerk(midswing);
  const running: bool = classify(to - from);
  events.swung = 1;
  events.running = running ? 1 : 0;
  events.terminalContact = detectTerminalContact(midswing, running);
  const contact: f32 = detectContact(midswing, running);
  events.nextContact = contact < f32(to - from) ? contact : f32(to - from);
  return events.nextContact - events.terminalContact > SWING_MIN_CELLS;
}

/** Initial contact and landing cues of the stance that holds the chain's first anchor; cells after it, negative. */
export let firstContact: f32 = 0;
export let firstSlap: f32 = 0;
export let firstJerkPeak: f32 = 0;

/**
 * Looks back from the chain's first anchor for the landing that began its stance; after `detectEvents` of the stride that
 * starts there. False when the foot had stood, or the recording began within the stance.
 */
export function detectFirstContact(from: i32, oldest: i32): bool {
  let midswing: i32 = from;
  let peak: f32 = SWING_RATE_MIN;
  for (let k: i32 = from - FIRST_CONTACT_CELLS > oldest ? from - FIRST_CONTACT_CELLS : oldest; k < from; k++) {
    const rate: f32 = pitchRate(k);
    if (rate > peak) {
      peak = rate;
      midswing = k;
    }
  }
  if (midswing == from) return false;
  const slap: f32 = events.slap;
  const jerkPeak: f32 = events.jerkPeak;
  findSlap(midswing, from);
  const landed: bool = slapRate < -PUSH_OFF_RATE_MIN;
  if (landed) {
    findJerk(midswing);
    firstContact = detectContact(midswing, events.running != 0);
    firstSlap = events.slap;
    firstJerkPeak = events.jerkPeak;
  }
  events.slap = slap;
  events.jerkPeak = jerkPeak;
  return landed && firstContact < 0;
}

/** Events of a stride whose swing shows no pitch: where the stance machine saw the foot leave and come to rest. */
export function boundEvents(from: i32): void {
  events.swung = 0;
  events.running = S.strideCount > 0 && S.runScore > 0 ? 1 : 0;
  events.terminalContact = f32(S.exitCell - from) + BOUND_LAG_CELLS;
  events.nextContact = f32(S.entryCell - from) - BOUND_LAG_CELLS;
  events.landingJerk = 0;
  for (let k: i32 = S.entryCell - 14; k <= S.entryCell + 2; k++) {
    const step: f32 = jerkStep(k);
    if (step > events.landingJerk) events.landingJerk = step;
  }
  events.slap = events.nextContact;
  events.jerkPeak = events.nextContact;
}
