// Foot events inside one stride (anchor → next anchor) and its gait class. A stride is first looked at as running's pitch
// shows it; then its events are found as its class asks (running.ts, walking.ts).
import {
  findJerk,
  findPushOff,
  findSlap,
  jerkPeak,
  jerkStep,
  landingJerk,
  openCues,
  pitchRate,
  pushOff,
  pushOffPosition,
  pushOffRate,
  slap,
  slapRate,
} from "./cues";
import { CELLS_PER_SEC } from "./params";
import { runContact, runTerminalContact } from "./running";
import { S } from "./state";
import { track } from "./strapdown";
import { clamp } from "./vector";
import { walkContact, walkLanding, walkTerminalContact } from "./walking";

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
}

export const events = new Events();

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

/** A sprinter's forefoot already pitches down before it lands: there the jerk comes up to 40 ms after the slap. */
function jerkLateCells(): i32 {
  return S.swingPeakAverage > SPRINT_STILL ? 8 : 2;
}

/** Push-off, slap and landing jerk about a mid-swing that the pitch shows; false where it shows none. */
function findPitchedSwing(from: i32, midswing: i32, to: i32): bool {
  if (pitchRate(midswing) < SWING_RATE_MIN) return false;
  findPushOff(from, midswing);
  findSlap(midswing, to);
  if (pushOffRate > -PUSH_OFF_RATE_MIN || slapRate > -PUSH_OFF_RATE_MIN) return false;
  findJerk(midswing, jerkLateCells());
  events.slap = slap;
  events.jerkPeak = jerkPeak;
  events.landingJerk = landingJerk;
  return true;
}

/**
 * Share of swing in the stride, corrected for slow cadence and averaged over about two strides; running when positive.
 * The first stride from a stand says nothing of the second.
 */
function classify(cells: i32): bool {
  // A step sideways or backwards pitches in its own way, and says nothing of the gait.
  if (S.oddWays > 0 && S.chainStrides > 1) return S.runScore > 0;
  const sinceContact: f32 = events.slap - S.contactSlapCells;
  const known: bool = S.hasContact != 0 && sinceContact > 80 && sinceContact < 500;
  const strideCells: f32 = known ? sinceContact : f32(cells);
  const swingFraction: f32 = (events.slap - pushOffPosition()) / strideCells;
  const slow: f32 = f32(cells) / CELLS_PER_SEC - 0.8;
  const score: f32 = clamp(swingFraction - 0.52 - 0.5 * (slow > 0 ? slow : 0), -0.2, 0.2);
  if (S.hasContact == 0) S.chainStrides = 0;
  S.runScore = S.chainStrides > 1 ? S.runScore + 0.5 * (score - S.runScore) : score;
  S.chainStrides += 1;
  return S.runScore > 0;
}

function wasRunning(): bool {
  return S.strideCount > 0 && S.runScore > 0;
}

/** A swing of a known length between two contacts. */
function keepContacts(terminalContact: f32, contact: f32, cells: f32): bool {
  events.terminalContact = terminalContact;
  events.nextContact = contact < cells ? contact : cells;
  return events.nextContact - events.terminalContact > SWING_MIN_CELLS;
}

/**
 * Finds the events of the stride (from, to], whose path `track` holds, about the foot's axes of mounting.ts.
 * False when a running foot did not swing in that axis, or no swing is left between the events: then nothing here is to
 * be trusted.
 */
export function detectEvents(from: i32, to: i32): bool {
  openCues(from);
  const cells: f32 = f32(to - from);
  const midswing: i32 = findMidswing(from, to);
  const pitched: bool = findPitchedSwing(from, midswing, to);
  const running: bool = pitched ? classify(to - from) : wasRunning();
  events.running = running ? 1 : 0;
  if (running) return pitched && keepContacts(runTerminalContact(midswing), runContact(midswing), cells);
  if (!pitched) findBounds(from);
  return detectWalk(from, to, midswing, pitched);
}

/** Events of a walking stride; where its pitch shows no swing they also stand for the landing's cues. */
function detectWalk(from: i32, to: i32, midswing: i32, pitched: bool): bool {
  if (!pitched || pushOff >= track.fastCell) findPushOff(from, track.fastCell);
  const terminalContact: f32 = walkTerminalContact(track.fastCell, leavingPosition(from));
  const earliest: i32 = pitched && midswing > track.fastCell ? midswing : track.fastCell;
  const contact: f32 = walkContact(earliest, track.slowCell, to, terminalContact, restingPosition(from));
  if (!pitched) {
    events.slap = contact;
    events.jerkPeak = contact;
  }
  return keepContacts(terminalContact, contact, f32(to - from));
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
  findSlap(midswing, from);
  if (slapRate >= -PUSH_OFF_RATE_MIN) return false;
  findJerk(midswing, jerkLateCells());
  firstSlap = slap;
  firstJerkPeak = jerkPeak;
  firstContact = events.running != 0 ? runContact(midswing) : walkLanding(midswing, from);
  return firstContact < 0;
}

function leavingPosition(from: i32): f32 {
  return f32(S.leftCell - from) + BOUND_LAG_CELLS;
}

function restingPosition(from: i32): f32 {
  return f32(S.entryCell - from) - BOUND_LAG_CELLS;
}

/** Bounds of a stride whose swing shows no pitch: where the stance machine saw the foot leave and come to rest. */
function findBounds(from: i32): void {
  events.terminalContact = leavingPosition(from);
  events.nextContact = restingPosition(from);
  events.landingJerk = 0;
  for (let k: i32 = S.entryCell - 14; k <= S.entryCell + 2; k++) {
    const step: f32 = jerkStep(k);
    if (step > events.landingJerk) events.landingJerk = step;
  }
  events.slap = events.nextContact;
  events.jerkPeak = events.nextContact;
}

/** Events of a stride of which nothing else is known: its bounds. */
export function boundEvents(from: i32): void {
  events.running = wasRunning() ? 1 : 0;
  findBounds(from);
}
