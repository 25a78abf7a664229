// Signs of a landing and a push-off in the cells of one stride: pitch rate, landing jerk, fore-aft force. In: the ring,
// the stride's first anchor and the foot's axes. Out: cells of extrema and crossings, found by the one who asks.
// Positions are in cells after the start anchor's centre (f32, sub-cell), so that they stay exact in long recordings.
// Source of the pitch-rate features: Falbriard 2018 (10.3389/fphys.2018.00610).
import { left } from "./mounting";
import { cellAt, isRepaired, forceX, forceY, forceZ, rateX, rateY, rateZ, readForce, readRate } from "./ring";
import { C, S, gyroBias, ringCounts } from "./state";
import { Vec, clamp, norm3 } from "./vector";

let origin: i32 = 0;

/** The stride whose cells are read from here on, by its start anchor; the foot's axes are those of mounting.ts. */
export function openCues(from: i32): void {
  origin = from;
}

/** A cell as a position. */
export function positionOf(k: i32): f32 {
  return f32(k - origin);
}

/** Pitch rate, toe up positive, rad/s. */
export function pitchRate(k: i32): f32 {
  const axis: Vec = left;
  if (S.repairOn != 0 && isRepaired(k)) {
    readRate(k);
    return -(rateX * axis.x + rateY * axis.y + rateZ * axis.z);
  }
  const i: i32 = cellAt(k);
  const scale: f32 = C.gyrScaleRadPerSec;
  const bias: Vec = gyroBias;
  const x: f32 = f32(unchecked(ringCounts[i + 3])) * scale - bias.x;
  const y: f32 = f32(unchecked(ringCounts[i + 4])) * scale - bias.y;
  const z: f32 = f32(unchecked(ringCounts[i + 5])) * scale - bias.z;
  return -(x * axis.x + y * axis.y + z * axis.z);
}

/** Change of the specific force from the cell before, m/s². */
export function jerkStep(k: i32): f32 {
  readForce(k - 1);
  const x: f32 = forceX;
  const y: f32 = forceY;
  const z: f32 = forceZ;
  readForce(k);
  return norm3(forceX - x, forceY - y, forceZ - z);
}

/** Specific force along an axis of the sensor, m/s². */
export function forceAlong(k: i32, axis: Vec): f32 {
  readForce(k);
  return forceX * axis.x + forceY * axis.y + forceZ * axis.z;
}

/** Sub-cell position of an extremum from three neighbours, −½…½. */
export function parabola(before: f32, middle: f32, after: f32): f32 {
  const bend: f32 = before - 2 * middle + after;
  if (bend < 1e-9 && bend > -1e-9) return 0;
  return clamp((0.5 * (before - after)) / bend, -0.5, 0.5);
}

function between(low: f32, high: f32, level: f32): f32 {
  const span: f32 = high - low;
  if (span < 1e-9 && span > -1e-9) return 0;
  return clamp((level - low) / span, 0, 1);
}

/** Where the pitch rate rises through `level`, going forward from `from`. */
export function riseAfter(from: i32, end: i32, level: f32): f32 {
  let k: i32 = from;
  while (k < end && pitchRate(k) < level) k++;
  return positionOf(k - 1) + between(pitchRate(k - 1), pitchRate(k), level);
}

/** Where the pitch rate last fell through `level` before `from`. */
export function fallBefore(from: i32, end: i32, level: f32): f32 {
  let k: i32 = from;
  while (k > end && pitchRate(k) < level) k--;
  return positionOf(k) + between(pitchRate(k), pitchRate(k + 1), level);
}

export function median3(a: f32, b: f32, c: f32): f32 {
  const low: f32 = a < b ? a : b;
  const high: f32 = a < b ? b : a;
  return c < low ? low : c > high ? high : c;
}

function larger(a: f32, b: f32): f32 {
  return a > b ? a : b;
}

function smaller(a: f32, b: f32): f32 {
  return a < b ? a : b;
}

/** Mean of the middle two of four. */
export function middlePair(a: f32, b: f32, c: f32, d: f32): f32 {
  const highest: f32 = larger(larger(a, b), larger(c, d));
  const lowest: f32 = smaller(smaller(a, b), smaller(c, d));
  return 0.5 * (a + b + c + d - highest - lowest);
}

/** Push-off: cell, pitch rate and position of the pitch-rate minimum between anchor and mid-swing. */
export let pushOff: i32 = 0;
export let pushOffRate: f32 = 0;

/** Finds the push-off; of twins within 12 % the first. */
export function findPushOff(from: i32, midswing: i32): void {
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

export function pushOffPosition(): f32 {
  return positionOf(pushOff) + parabola(pitchRate(pushOff - 1), pushOffRate, pitchRate(pushOff + 1));
}

/** Landing: cell, pitch rate and position of the deepest pitch-rate minimum in [first, end). */
export let slapCell: i32 = 0;
export let slapRate: f32 = 0;
export let slap: f32 = 0;

export function findSlap(first: i32, end: i32): void {
  slapCell = first;
  slapRate = 1e9;
  for (let k: i32 = first; k < end; k++) {
    const rate: f32 = pitchRate(k);
    if (rate < slapRate) {
      slapRate = rate;
      slapCell = k;
    }
  }
  slap = positionOf(slapCell) + parabola(pitchRate(slapCell - 1), slapRate, pitchRate(slapCell + 1));
}

/** Cells before the slap in which the landing jerk is looked for (70 ms). */
const JERK_CELLS: i32 = 14;

/** Largest landing jerk, m/s² a cell; where it is; and where the jerk first reaches 0.4 of it. */
export let landingJerk: f32 = 0;
export let jerkPeak: f32 = 0;
export let jerkFirst: f32 = 0;

/** Finds the landing jerk from 70 ms before the slap, but not before `earliest`, to `late` cells after it. */
export function findJerk(earliest: i32, late: i32): void {
  const first: i32 = slapCell - JERK_CELLS > earliest ? slapCell - JERK_CELLS : earliest;
  let best: i32 = slapCell;
  let largest: f32 = -1;
  for (let k: i32 = first; k <= slapCell + late; k++) {
    const step: f32 = jerkStep(k);
    if (step > largest) {
      largest = step;
      best = k;
    }
  }
  landingJerk = largest;
  let early: i32 = first;
  while (early < best && jerkStep(early) < 0.4 * largest) early++;
  jerkFirst = positionOf(early) - 0.5;
  jerkPeak = positionOf(best) - 0.5 + parabola(jerkStep(best - 1), largest, jerkStep(best + 1));
}
