// Events of a walking stride, and of one whose swing or landing shows no pitch (turns, side steps, a foot set down flat).
// The foot moves over ground only while it swings: its largest speed is a mid-swing that no turn or drag misplaces, and
// its last tenth the latest end of the landing. Each event is the mean of the middle two of four cues.
// Constants: medians over seven walkers with events checked by hand; motion capture of one more agrees within 15 ms.
import {
  fallBefore,
  findSlap,
  forceAlong,
  jerkStep,
  middlePair,
  pitchRate,
  positionOf,
  pushOff,
  pushOffPosition,
  pushOffRate,
  riseAfter,
  slapCell,
  slapRate,
} from "./cues";
import { front } from "./mounting";

/** Push-off and landing pitch the foot down at more than this, rad/s [E]. */
const PITCH_DOWN_MIN: f32 = 0.4;
/** Cells from each cue of terminal contact to it [M]: the pitch-rate minimum, and its recovery to 0.8, 0.7 and 0.5. */
const MINIMUM_CELLS: f32 = 7;
const RECOVERY_80_CELLS: f32 = 2;
const RECOVERY_50_CELLS: f32 = -2;
/** The landing's slap comes up to this long after the foot has slowed down to a tenth, cells (40 ms). */
const SLAP_LATE_CELLS: i32 = 8;
/** A foot set down flat had swung for longer than this, cells (0.2 s) [E]. */
const FLAT_SWING_MIN_CELLS: f32 = 40;
/** The forward force is looked for from this long before the slap to that long after it, cells. */
const FORWARD_EARLY_CELLS: i32 = 16;
const FORWARD_LATE_CELLS: i32 = 10;
/** The jerk is looked for this long before and after the slap, cells (70 ms). */
const JERK_HALF_CELLS: i32 = 14;
/**
 * Cells from each cue of initial contact to it [M]: the pitch rate's last fall through 0.25 and 0.5 of the slap's, the
 * middle of the jerk, the steepest rise of the forward force.
 */
const FALL_25_CELLS: f32 = 1.5;
const FALL_50_CELLS: f32 = -1;
const JERK_CELLS: f32 = -5;
const FORWARD_CELLS: f32 = -0.5;
/** Half of what the two references disagree by, cells (7.5 ms). */
const REFERENCE_LEAD_CELLS: f32 = 1.25;

/** Terminal contact, after `findPushOff`; `leaving` where the push-off shows no pitch. */
export function walkTerminalContact(fastest: i32, leaving: f32): f32 {
  if (pushOffRate > -PITCH_DOWN_MIN || pitchRate(fastest) < 0.5 * pushOffRate) return leaving;
  const minimum: f32 = pushOffPosition() + MINIMUM_CELLS;
  const early: f32 = riseAfter(pushOff, fastest, 0.8 * pushOffRate) + RECOVERY_80_CELLS;
  const middle: f32 = riseAfter(pushOff, fastest, 0.7 * pushOffRate);
  const late: f32 = riseAfter(pushOff, fastest, 0.5 * pushOffRate) + RECOVERY_50_CELLS;
  return middlePair(minimum, early, middle, late);
}

/** Middle of the landing's jerk, weighted by its square. */
function findJerkCentre(earliest: i32, end: i32): f32 {
  const first: i32 = slapCell - JERK_HALF_CELLS > earliest ? slapCell - JERK_HALF_CELLS : earliest;
  const last: i32 = slapCell + JERK_HALF_CELLS < end ? slapCell + JERK_HALF_CELLS : end;
  let weight: f32 = 1e-6;
  let moment: f32 = 0;
  for (let k: i32 = first; k <= last; k++) {
    const jerk: f32 = jerkStep(k);
    weight = weight + jerk * jerk;
    moment = moment + jerk * jerk * f32(k - first);
  }
  return positionOf(first) - 0.5 + moment / weight;
}

/** Steepest rise of the forward force around the slap: the ground brakes the foot, and the foot comes down flat. */
function findForwardRise(earliest: i32, end: i32): f32 {
  const first: i32 = slapCell - FORWARD_EARLY_CELLS > earliest ? slapCell - FORWARD_EARLY_CELLS : earliest;
  const last: i32 = slapCell + FORWARD_LATE_CELLS < end ? slapCell + FORWARD_LATE_CELLS : end;
  let best: i32 = first;
  let steepest: f32 = -1e9;
  let before: f32 = forceAlong(first - 1, front);
  let here: f32 = forceAlong(first, front);
  for (let k: i32 = first; k <= last; k++) {
    const after: f32 = forceAlong(k + 1, front);
    if (after - before > steepest) {
      steepest = after - before;
      best = k;
    }
    before = here;
    here = after;
  }
  return positionOf(best);
}

/** Initial contact from the landing's cues in [earliest, end], after `findSlap` there. */
export function walkLanding(earliest: i32, end: i32): f32 {
  const early: f32 = fallBefore(slapCell, earliest, 0.25 * slapRate) + FALL_25_CELLS;
  const late: f32 = fallBefore(slapCell, earliest, 0.5 * slapRate) + FALL_50_CELLS;
  const jerk: f32 = findJerkCentre(earliest, end) + JERK_CELLS;
  const forward: f32 = findForwardRise(earliest, end) + FORWARD_CELLS;
  return middlePair(early, late, jerk, forward) - REFERENCE_LEAD_CELLS;
}

/**
 * Next initial contact: the slap of a foot that was pitching up after `midswing`; or, of one set down flat, the instant at
 * which its speed has fallen to a tenth (`slow`), or its stillness to a stance's (`resting`) if that is earlier.
 */
export function walkContact(midswing: i32, slow: i32, to: i32, terminalContact: f32, resting: f32): f32 {
  const last: i32 = slow + SLAP_LATE_CELLS < to ? slow + SLAP_LATE_CELLS : to;
  let rising: i32 = midswing;
  while (rising < last && pitchRate(rising) < 0) rising++;
  findSlap(rising, last + 1);
  if (slapRate <= -PITCH_DOWN_MIN) return walkLanding(rising, to);
  const slowed: f32 = positionOf(slow);
  return resting < slowed && resting > terminalContact + FLAT_SWING_MIN_CELLS ? resting : slowed;
}
