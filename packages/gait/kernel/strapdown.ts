// Dead reckoning over one stride: cells (from, to] turn the attitude and add up the specific force.
// Method: GAIT.md "Per sample" 4–5, two half steps a cell, trapezoid for the position.
import { CELL_SEC, GRAVITY_MPS2 } from "./params";
import { forceX, forceY, forceZ, rateX, rateY, rateZ, readForce, readRate } from "./ring";
import { Quat, Vec, copyQuat } from "./vector";

/** Result of `integrate`: navigation axes, m and m/s from a start at rest. */
export class Track {
  attitude: Quat = new Quat();
  velocity: Vec = new Vec();
  position: Vec = new Vec();
  /** Highest point of the path over the line that rises `risePerCell` a cell from the start, m. */
  heightPeak: f32 = 0;
}

export const track = new Track();

/**
 * Integrates cells (from, to] starting with attitude `start`; `drift` (m/s², navigation axes) is taken off every cell;
 * `risePerCell` (m) is the slope of the line that the path's height is measured from.
 * Local copies keep the quaternion in registers: this loop is most of a stride's cost.
 */
export function integrate(from: i32, to: i32, start: Quat, drift: Vec, risePerCell: f32): void {
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
  track.heightPeak = 0;
  let line: f32 = 0;
  for (let k: i32 = from + 1; k <= to; k++) {
    readRate(k);
    readForce(k);
    const a: f32 = rateX * h;
    const b: f32 = rateY * h;
    const c: f32 = rateZ * h;
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
    line = line + risePerCell;
    if (pz - line > track.heightPeak) track.heightPeak = pz - line;
    // the other half
    w = w1 * hw - x1 * hx - y1 * hy - z1 * hz;
    x = w1 * hx + x1 * hw + y1 * hz - z1 * hy;
    y = w1 * hy - x1 * hz + y1 * hw + z1 * hx;
    z = w1 * hz + x1 * hy - y1 * hx + z1 * hw;
  }
  keep(w, x, y, z, vx, vy, vz, px, py, pz);
}

function keep(w: f32, x: f32, y: f32, z: f32, vx: f32, vy: f32, vz: f32, px: f32, py: f32, pz: f32): void {
  track.attitude.w = w;
  track.attitude.x = x;
  track.attitude.y = y;
  track.attitude.z = z;
  track.velocity.x = vx;
  track.velocity.y = vy;
  track.velocity.z = vz;
  track.position.x = px;
  track.position.y = py;
  track.position.z = pz;
}

const NO_DRIFT = new Vec();

/** Turns `attitude` over cells (from, to]. */
export function turnOver(from: i32, to: i32, attitude: Quat): void {
  integrate(from, to, attitude, NO_DRIFT, 0);
  copyQuat(attitude, track.attitude);
}
