// Dead reckoning over one stride: cells (from, to] turn the attitude and add up the specific force.
// Method: GAIT.md "Per sample" 4–5, two half steps a cell, trapezoid for the position.
import { CELL_SEC, GRAVITY_MPS2 } from "./params";
import { cellAt, isRepaired, rateX, rateY, rateZ, readRate } from "./ring";
import { C, S, accOffset, gyroBias, ringCounts } from "./state";
import { Quat, Vec, copyQuat, turnDirection } from "./vector";

/** Result of `integrate`: navigation axes, m and m/s from a start at rest. */
export class Track {
  /** Highest point of the path over the line that rises `risePerCell` a cell from the start, m. */
  heightPeak: f32 = 0;
  /** Cell of the largest horizontal speed, and the first one after it that is slower than a tenth of that (or the last). */
  fastCell: i32 = 0;
  slowCell: i32 = 0;
}

/** A cell is turned in two halves, each by half of its angle's half. */
const HALF_TURN_SEC: f32 = 0.25 * CELL_SEC;
/** Square of a tenth. */
const SLOW_SHARE_SQUARED: f32 = 0.01;

export const track = new Track();
export const trackAttitude = new Quat();
export const trackVelocity = new Vec();
export const trackPosition = new Vec();

/** Square of the largest speed so far, and the line's height at the cell before. */
let fastestSquare: f32 = 0;
let lineHeight: f32 = 0;

function beginTrace(to: i32): void {
  fastestSquare = 0;
  lineHeight = 0;
  track.heightPeak = 0;
  track.fastCell = to;
  track.slowCell = to;
}

function tracePath(k: i32, to: i32, height: f32, speedSquare: f32, risePerCell: f32): void {
  lineHeight = lineHeight + risePerCell;
  if (height - lineHeight > track.heightPeak) track.heightPeak = height - lineHeight;
  if (speedSquare > fastestSquare) {
    fastestSquare = speedSquare;
    track.fastCell = k;
    track.slowCell = to;
  } else if (track.slowCell == to && speedSquare < SLOW_SHARE_SQUARED * fastestSquare) track.slowCell = k;
}

/**
 * Integrates cells (from, to] starting with attitude `start`; `drift` (m/s², navigation axes) is taken off every cell;
 * `traced` also notes the path's highest point and speeds; `risePerCell` (m) is the slope of the line that height is measured from.
 * A cell is half its turn (w1…z1), its specific force in navigation axes less gravity and drift (ax…az), and the other half.
 * Local copies keep everything in registers: this loop is most of a stride's cost.
 */
export function integrate(from: i32, to: i32, start: Quat, drift: Vec, traced: bool, risePerCell: f32): void {
  const ex: f32 = drift.x;
  const ey: f32 = drift.y;
  const ez: f32 = drift.z + GRAVITY_MPS2;
  let w: f32 = start.w;
  let x: f32 = start.x;
  let y: f32 = start.y;
  let z: f32 = start.z;
  let vx: f32 = 0;
  let vy: f32 = 0;
  let vz: f32 = 0;
  let px: f32 = 0;
  let py: f32 = 0;
  let pz: f32 = 0;
  if (traced) beginTrace(to);
  const accScale: f32 = C.accScaleMps2;
  const gyrScale: f32 = C.gyrScaleRadPerSec;
  const offsetX: f32 = accOffset.x;
  const offsetY: f32 = accOffset.y;
  const offsetZ: f32 = accOffset.z;
  const biasX: f32 = gyroBias.x;
  const biasY: f32 = gyroBias.y;
  const biasZ: f32 = gyroBias.z;
  for (let k: i32 = from + 1; k <= to; k++) {
    const i: i32 = cellAt(k);
    let turnX: f32 = f32(unchecked(ringCounts[i + 3])) * gyrScale - biasX;
    let turnY: f32 = f32(unchecked(ringCounts[i + 4])) * gyrScale - biasY;
    let turnZ: f32 = f32(unchecked(ringCounts[i + 5])) * gyrScale - biasZ;
    if (isRepaired(k)) {
      readRate(k);
      turnX = rateX;
      turnY = rateY;
      turnZ = rateZ;
    }
    const forceX: f32 = f32(unchecked(ringCounts[i])) * accScale - offsetX;
    const forceY: f32 = f32(unchecked(ringCounts[i + 1])) * accScale - offsetY;
    const forceZ: f32 = f32(unchecked(ringCounts[i + 2])) * accScale - offsetZ;
    const a: f32 = turnX * HALF_TURN_SEC;
    const b: f32 = turnY * HALF_TURN_SEC;
    const c: f32 = turnZ * HALF_TURN_SEC;
    const n2: f32 = a * a + b * b + c * c;
    const s: f32 = 1 - n2 * 0.16666667;
    const hw: f32 = 1 - n2 * 0.5 + n2 * n2 * 0.041666668;
    const hx: f32 = a * s;
    const hy: f32 = b * s;
    const hz: f32 = c * s;
    const w1: f32 = w * hw - x * hx - y * hy - z * hz;
    const x1: f32 = w * hx + x * hw + y * hz - z * hy;
    const y1: f32 = w * hy - x * hz + y * hw + z * hx;
    const z1: f32 = w * hz + x * hy - y * hx + z * hw;
    const tx: f32 = 2 * (y1 * forceZ - z1 * forceY);
    const ty: f32 = 2 * (z1 * forceX - x1 * forceZ);
    const tz: f32 = 2 * (x1 * forceY - y1 * forceX);
    const ax: f32 = forceX + w1 * tx + y1 * tz - z1 * ty - ex;
    const ay: f32 = forceY + w1 * ty + z1 * tx - x1 * tz - ey;
    const az: f32 = forceZ + w1 * tz + x1 * ty - y1 * tx - ez;
    px = px + (vx + 0.5 * ax * CELL_SEC) * CELL_SEC;
    py = py + (vy + 0.5 * ay * CELL_SEC) * CELL_SEC;
    pz = pz + (vz + 0.5 * az * CELL_SEC) * CELL_SEC;
    vx = vx + ax * CELL_SEC;
    vy = vy + ay * CELL_SEC;
    vz = vz + az * CELL_SEC;
    if (traced) tracePath(k, to, pz, vx * vx + vy * vy, risePerCell);
    w = w1 * hw - x1 * hx - y1 * hy - z1 * hz;
    x = w1 * hx + x1 * hw + y1 * hz - z1 * hy;
    y = w1 * hy - x1 * hz + y1 * hw + z1 * hx;
    z = w1 * hz + x1 * hy - y1 * hx + z1 * hw;
  }
  keep(w, x, y, z, vx, vy, vz, px, py, pz);
}

function keep(w: f32, x: f32, y: f32, z: f32, vx: f32, vy: f32, vz: f32, px: f32, py: f32, pz: f32): void {
  trackAttitude.w = w;
  trackAttitude.x = x;
  trackAttitude.y = y;
  trackAttitude.z = z;
  trackVelocity.x = vx;
  trackVelocity.y = vy;
  trackVelocity.z = vz;
  trackPosition.x = px;
  trackPosition.y = py;
  trackPosition.z = pz;
}

export const NO_DRIFT = new Vec();

/** Turns `attitude` over cells (from, to]. */
export function turnOver(from: i32, to: i32, attitude: Quat): void {
  integrate(from, to, attitude, NO_DRIFT, false, 0);
  copyQuat(attitude, trackAttitude);
}

/** Turns a direction fixed in the world, seen in sensor axes, over cell k; back over it with a negative `dtSec`. */
export function turnOverCell(direction: Vec, k: i32, dtSec: f32): void {
  if (S.repairOn != 0 && isRepaired(k)) {
    readRate(k);
    turnDirection(direction, rateX * dtSec, rateY * dtSec, rateZ * dtSec);
    return;
  }
  const i: i32 = cellAt(k);
  const scale: f32 = C.gyrScaleRadPerSec;
  const bias: Vec = gyroBias;
  const a: f32 = (f32(unchecked(ringCounts[i + 3])) * scale - bias.x) * dtSec;
  const b: f32 = (f32(unchecked(ringCounts[i + 4])) * scale - bias.y) * dtSec;
  const c: f32 = (f32(unchecked(ringCounts[i + 5])) * scale - bias.z) * dtSec;
  turnDirection(direction, a, b, c);
}
