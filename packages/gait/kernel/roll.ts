// The foot still rolls at its anchor: a sensor `height` over the ground then moves at ω × height, which the path, closed at
// rest, does not know (it read 2 % short at the instep, measured). The height shows itself while the heel comes up: the
// velocity gained since the anchor, by dead reckoning, is height times the gained angular rate. Own method.
import { CELL_SEC } from "./params";
import { FLAG_GAP, FLAG_GYR_CLIPPED, FLAG_LOST, flagAt, rateX, rateY, rateZ, readRate } from "./ring";
import { S } from "./state";
import { NO_DRIFT, integrate, track, trackAttitude, trackPosition, trackVelocity } from "./strapdown";
import { Quat, Vec, clamp, copyQuat, rotate } from "./vector";

/** Longest part of the rise that teaches, cells (120 ms), and how far the foot may have turned by then, rad (8°). */
const RISE_CELLS: i32 = 24;
const RISE_MAX_RAD: f32 = 0.14;
/** A rise that turned less than this teaches nothing, rad²/s² over its cells; nor one whose height no shoe has, m [E]. */
const RISE_MIN_RAD2_PER_SEC2: f32 = 0.3;
const RISE_HEIGHT_MIN_METERS: f32 = -0.1;
const RISE_HEIGHT_MAX_METERS: f32 = 0.3;
/** Before anything was learned: a sensor in the sole or on the instep, m, and what that is worth, rad²/s² [E]. */
const HEIGHT_PRIOR_METERS: f32 = 0.03;
const HEIGHT_PRIOR_RAD2_PER_SEC2: f32 = 3;
/** Share of what was learned that a stride keeps, and the highest place on a shoe, m [E]. */
const HEIGHT_KEPT_FRACTION: f32 = 0.98;
const HEIGHT_MAX_METERS: f32 = 0.12;

const rise = new Quat();
const anchorRate = new Vec();
const rate = new Vec();

/** Mean angular rate of five cells around k in navigation axes, rad/s. */
function rateAround(k: i32, attitude: Quat, out: Vec): void {
  let x: f32 = 0;
  let y: f32 = 0;
  let z: f32 = 0;
  for (let m: i32 = k - 2; m <= k + 2; m++) {
    readRate(m);
    x = x + rateX;
    y = y + rateY;
    z = z + rateZ;
  }
  rotate(attitude, 0.2 * x, 0.2 * y, 0.2 * z, out);
}

/** Height of the sensor over the ground as far as it was learned, m. */
function sensorHeight(): f32 {
  const weight: f32 = S.riseWeight + HEIGHT_PRIOR_RAD2_PER_SEC2;
  const height: f32 = (S.riseProduct + HEIGHT_PRIOR_RAD2_PER_SEC2 * HEIGHT_PRIOR_METERS) / weight;
  return clamp(height, 0, HEIGHT_MAX_METERS);
}

/** Adds to the path what the velocities at both anchors moved: half their sum times the duration. */
export function addRoll(from: i32, to: i32, start: Quat, end: Quat): void {
  const share: f32 = 0.5 * f32(to - from) * CELL_SEC * sensorHeight();
  rateAround(from, start, anchorRate);
  rateAround(to, end, rate);
  trackPosition.x = trackPosition.x + share * (anchorRate.y + rate.y);
  trackPosition.y = trackPosition.y - share * (anchorRate.x + rate.x);
}

/** Learns from the rise after the anchor `from`; overwrites `track`. */
export function learnHeight(from: i32, start: Quat): void {
  copyQuat(rise, start);
  rateAround(from, rise, anchorRate);
  let vx: f32 = 0;
  let vy: f32 = 0;
  let turnX: f32 = 0;
  let turnY: f32 = 0;
  let product: f32 = 0;
  let square: f32 = 0;
  for (let k: i32 = from + 1; k <= from + RISE_CELLS; k++) {
    if ((flagAt(k) & (FLAG_GAP | FLAG_GYR_CLIPPED | FLAG_LOST)) != 0) break;
    integrate(k - 1, k, rise, NO_DRIFT, false, 0);
    copyQuat(rise, trackAttitude);
    vx = vx + trackVelocity.x;
    vy = vy + trackVelocity.y;
    rateAround(k, rise, rate);
    turnX = turnX + rate.x * CELL_SEC;
    turnY = turnY + rate.y * CELL_SEC;
    if (turnX * turnX + turnY * turnY > RISE_MAX_RAD * RISE_MAX_RAD) break;
    const wx: f32 = rate.x - anchorRate.x;
    const wy: f32 = rate.y - anchorRate.y;
    product = product + vx * wy - vy * wx;
    square = square + wx * wx + wy * wy;
  }
  if (
    square < RISE_MIN_RAD2_PER_SEC2 ||
    product < RISE_HEIGHT_MIN_METERS * square ||
    product > RISE_HEIGHT_MAX_METERS * square
  )
    return;
  S.riseProduct = HEIGHT_KEPT_FRACTION * S.riseProduct + product;
  S.riseWeight = HEIGHT_KEPT_FRACTION * S.riseWeight + square;
}
