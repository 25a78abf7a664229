// Events of a running stride: medians of cues, since each alone is biased for some strike pattern.
// The ensembles and their constants: GAIT.md, prototype 6 (measured on the development recordings).
import {
  fallBefore,
  jerkFirst,
  jerkPeak,
  median3,
  middlePair,
  parabola,
  positionOf,
  pushOff,
  pushOffPosition,
  pushOffRate,
  riseAfter,
  slap,
  slapCell,
  slapRate,
} from "./cues";
import { forceMagnitudeAt } from "./ring";

/** Five times the change of the 5-cell mean of |f| over four cells around k. */
function forceFall(k: i32): f32 {
  let sum: f32 = 0;
  for (let m: i32 = 1; m <= 4; m++) sum = sum + forceMagnitudeAt(k + m) - forceMagnitudeAt(k - m);
  return sum;
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
  return positionOf(best) + parabola(forceFall(best - 1), steepest, forceFall(best + 1));
}

/** Terminal contact, after `findPushOff`. */
export function runTerminalContact(midswing: i32): f32 {
  const minimum: f32 = pushOffPosition();
  const recovered: f32 = riseAfter(pushOff, midswing, 0.8 * pushOffRate);
  return median3(findForceFall(midswing), recovered - 1.6, minimum + 4.8);
}

/** Initial contact, after `findSlap` and `findJerk`. */
export function runContact(midswing: i32): f32 {
  const half: f32 = fallBefore(slapCell, midswing, 0.5 * slapRate);
  return middlePair(slap, half, jerkPeak, jerkFirst);
}
