// Events of a walking stride, and of one whose swing or landing shows no pitch (turns, side steps, a foot set down flat).
// The foot moves over ground only while it swings: its largest speed is a mid-swing that no turn or drag misplaces, and
// its last tenth the latest end of the landing. Each event is the mean of the middle two of four cues.
// Constants: medians over seven walkers with events checked by hand; motion capture of one more agrees within 15 ms.
import {
  fallBefore,
  findJerk,
  findPushOff,
  findSlap,
  forceAlong,
  jerkFirst,
  jerkPeak,
  middlePair,
  middleThree,
  parabola,
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
/** The fore-aft force is looked for from this long before the slap to that long after it, cells. */
const FORWARD_EARLY_CELLS: i32 = 16;
const FORWARD_LATE_CELLS: i32 = 10;
const JERK_LATE_CELLS: i32 = 2;
/**
 * Cells from each cue of initial contact to it [M]: the pitch rate's last fall through 0.6 and 0.25 of the slap's, first
 * and largest jerk, largest forward force.
 */
const FALL_60_CELLS: f32 = -1.5;
const FALL_25_CELLS: f32 = 1.5;
const JERK_FIRST_CELLS: f32 = 1;
const JERK_PEAK_CELLS: f32 = -3;
const FORWARD_CELLS: f32 = -3;
/** Half of what the two references disagree by, cells (7.5 ms). */
const REFERENCE_LEAD_CELLS: f32 = 1.5;

/** Terminal contact of the stride from anchor `from`; `leaving` where its push-off shows no pitch. */
export function walkTerminalContact(from: i32, fastest: i32, leaving: f32): f32 {
  findPushOff(from, fastest);
  if (pushOffRate > -PITCH_DOWN_MIN || pitchRate(fastest) < 0.5 * pushOffRate) return leaving;
  const minimum: f32 = pushOffPosition() + MINIMUM_CELLS;
  const early: f32 = riseAfter(pushOff, fastest, 0.8 * pushOffRate) + RECOVERY_80_CELLS;
  const middle: f32 = riseAfter(pushOff, fastest, 0.7 * pushOffRate);
  const late: f32 = riseAfter(pushOff, fastest, 0.5 * pushOffRate) + RECOVERY_50_CELLS;
  return middlePair(minimum, early, middle, late);
}

/** Largest forward force around the slap: the ground brakes the foot, and the foot comes down flat. */
function findForward(earliest: i32, end: i32): f32 {
  const first: i32 = slapCell - FORWARD_EARLY_CELLS > earliest ? slapCell - FORWARD_EARLY_CELLS : earliest;
  const last: i32 = slapCell + FORWARD_LATE_CELLS < end ? slapCell + FORWARD_LATE_CELLS : end;
  let best: i32 = first;
  let largest: f32 = -1e9;
  for (let k: i32 = first; k <= last; k++) {
    const force: f32 = forceAlong(k, front);
    if (force > largest) {
      largest = force;
      best = k;
    }
  }
  return positionOf(best) + parabola(forceAlong(best - 1, front), largest, forceAlong(best + 1, front));
}

/** Initial contact from the landing's cues in [earliest, end], after `findSlap` there. */
export function walkLanding(earliest: i32, end: i32): f32 {
  findJerk(earliest, JERK_LATE_CELLS);
  const late: f32 = fallBefore(slapCell, earliest, 0.6 * slapRate) + FALL_60_CELLS;
  const early: f32 = fallBefore(slapCell, earliest, 0.25 * slapRate) + FALL_25_CELLS;
  const forward: f32 = findForward(earliest, end) + FORWARD_CELLS;
  const contact: f32 = middleThree(late, early, jerkFirst + JERK_FIRST_CELLS, jerkPeak + JERK_PEAK_CELLS, forward);
  return contact - REFERENCE_LEAD_CELLS;
}

/**
 * Next initial contact: the slap of a foot that was pitching up after `midswing`, or, set down flat, the instant at which
 * its speed has fallen to a tenth or its stillness to a stance's (`resting`), whichever comes first after the foot has `left`.
 */
export function walkContact(midswing: i32, slow: i32, to: i32, left: f32, resting: f32): f32 {
  const last: i32 = slow + SLAP_LATE_CELLS < to ? slow + SLAP_LATE_CELLS : to;
  let rising: i32 = midswing;
  while (rising < last && pitchRate(rising) < 0) rising++;
  findSlap(rising, last + 1);
  if (slapRate <= -PITCH_DOWN_MIN) return walkLanding(rising, to);
  const slowed: f32 = positionOf(slow);
  return resting < slowed && resting > left + FLAT_SWING_MIN_CELLS ? resting : slowed;
}
