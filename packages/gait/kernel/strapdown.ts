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

/** Square of a tenth. */
const SLOW_SHARE_SQUARED: f32 = 0.01;

export const track = new Track();
export const trackAttitude = new Quat();
export const trackVelocity = new Vec();
export const trackPosition = new Vec();

/**
 * Integrates cells (from, to] starting with attitude `start`; `drift` (m/s², navigation axes) is taken off every cell;
 * `traced` also notes the path's highest point and speeds; `risePerCell` (m) is the slope of the line that height is measured from.
 * Local copies keep everything in registers: this loop is most of a stride's cost.
 */
export function integrate(from: i32, to: i32, start: Quat, drift: Vec, traced: bool, risePerCell: f32): void {
  const h: f32 = 0.25 * CELL_SEC;
  const dt: f32 = CELL_SEC;
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
  let heightPeak: f32 = 0;
  let line: f32 = 0;
  let fastest: f32 = 0;
  let fastCell: i32 = to;
  let slowCell: i32 = to;
  const accScale: f32 = C.accScaleMps2;
  const gyrScale: f32 = C.gyrScaleRadPerSec;
  const offset: Vec = accOffset;
  const offsetX: f32 = offset.x;
  const offsetY: f32 = offset.y;
  const offsetZ: f32 = offset.z;
  const bias: Vec = gyroBias;
  const biasX: f32 = bias.x;
  const biasY: f32 = bias.y;
  const biasZ: f32 = bias.z;
  const repairing: bool = S.repairOn != 0;
  for (let k: i32 = from + 1; k <= to; k++) {
    const i: i32 = cellAt(k);
    let turnX: f32 = f32(unchecked(ringCounts[i + 3])) * gyrScale - biasX;
    let turnY: f32 = f32(unchecked(ringCounts[i + 4])) * gyrScale - biasY;
    let turnZ: f32 = f32(unchecked(ringCounts[i + 5])) * gyrScale - biasZ;
    if (repairing && isRepaired(k)) {
      readRate(k);
      turnX = rateX;
      turnY = rateY;
      turnZ = rateZ;
    }
    const forceX: f32 = f32(unchecked(ringCounts[i])) * accScale - offsetX;
    const forceY: f32 = f32(unchecked(ringCounts[i + 1])) * accScale - offsetY;
    const forceZ: f32 = f32(unchecked(ringCounts[i + 2])) * accScale - offsetZ;
    const a: f32 = turnX * h;
    const b: f32 = turnY * h;
    const c: f32 = turnZ * h;
    const n2: f32 = a * a + b * b + c * c;
    const s: f32 = 1 - n2 * 0.16666667;
    const hw: f32 = 1 - n2 * 0.5 + n2 * n2 * 0.041666668;
    const hx: f32 = a * s;
    const hy: f32 = b * s;
    const hz: f32 = c * s;
    // half a cell's turn, to the middle of the cell
    const w1: f32 = w * hw - x * hx - y * hy - z * hz;
    const x1: f32 = w * hx + x * hw + y * hz - z * hy;
    const y1: f32 = w * hy - x * hz + y * hw + z * hx;
    const z1: f32 = w * hz + x * hy - y * hx + z * hw;
    // specific force in navigation axes, less gravity and drift
    const tx: f32 = 2 * (y1 * forceZ - z1 * forceY);
    const ty: f32 = 2 * (z1 * forceX - x1 * forceZ);
    const tz: f32 = 2 * (x1 * forceY - y1 * forceX);
    const ax: f32 = forceX + w1 * tx + y1 * tz - z1 * ty - ex;
    const ay: f32 = forceY + w1 * ty + z1 * tx - x1 * tz - ey;
    const az: f32 = forceZ + w1 * tz + x1 * ty - y1 * tx - ez;
    px = px + (vx + 0.5 * ax * dt) * dt;
    py = py + (vy + 0.5 * ay * dt) * dt;
    pz = pz + (vz + 0.5 * az * dt) * dt;
    vx = vx + ax * dt;
    vy = vy + ay * dt;
    vz = vz + az * dt;
    if (traced) {
      line = line + risePerCell;
      if (pz - line > heightPeak) heightPeak = pz - line;
      const square: f32 = vx * vx + vy * vy;
      if (square > fastest) {
        fastest = square;
        fastCell = k;
        slowCell = to;
      } else if (slowCell == to && square < SLOW_SHARE_SQUARED * fastest) slowCell = k;
    }
    // the other half
    w = w1 * hw - x1 * hx - y1 * hy - z1 * hz;
    x = w1 * hx + x1 * hw + y1 * hz - z1 * hy;
    y = w1 * hy - x1 * hz + y1 * hw + z1 * hx;
    z = w1 * hz + x1 * hy - y1 * hx + z1 * hw;
  }
  if (traced) {
    track.heightPeak = heightPeak;
    track.fastCell = fastCell;
    track.slowCell = slowCell;
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

const NO_DRIFT = new Vec();

/** Turns `attitude` over cells (from, to]. */
export function turnOver(from: i32, to: i32, attitude: Quat): void {
  integrate(from, to, attitude, NO_DRIFT, false, 0);
  copyQuat(attitude, trackAttitude);
}

/** Turns a direction fixed in the world, seen in sensor axes, over cell k; back over it with a negative `dtSec`. */
export function turnOverCell(direction: Vec, k: i32, dtSec: f32): void {
  if (isRepaired(k)) {
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
