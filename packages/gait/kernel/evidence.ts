// Signs that a foot made this stride: how the angular-rate energy is spread over the axes.
// A shaker or a rocker moves in one axis; a foot does not quite. Source: GAIT.md "Is it a foot?" [E].
import { cellAt, isRepaired, rateX, rateY, rateZ, readRate } from "./ring";
import { C, S, gyroBias, ringCounts } from "./state";
import { Vec, norm3 } from "./vector";

/** Power iterations: enough for 0.001 when the second axis holds less than 70 % of the first. */
const ITERATIONS: i32 = 8;

/** Share of Σ|ω|² over cells (from, to] along its principal axis, 1/3…1; the same for any mounting. */
export function dominantAxisFraction(from: i32, to: i32): f32 {
  let xx: f32 = 0;
  let yy: f32 = 0;
  let zz: f32 = 0;
  let xy: f32 = 0;
  let xz: f32 = 0;
  let yz: f32 = 0;
  const scale: f32 = C.gyrScaleRadPerSec;
  const bias: Vec = gyroBias;
  const repairing: bool = S.repairOn != 0;
  for (let k: i32 = from + 1; k <= to; k++) {
    const i: i32 = cellAt(k);
    let wx: f32 = f32(unchecked(ringCounts[i + 3])) * scale - bias.x;
    let wy: f32 = f32(unchecked(ringCounts[i + 4])) * scale - bias.y;
    let wz: f32 = f32(unchecked(ringCounts[i + 5])) * scale - bias.z;
    if (repairing && isRepaired(k)) {
      readRate(k);
      wx = rateX;
      wy = rateY;
      wz = rateZ;
    }
    xx = xx + wx * wx;
    yy = yy + wy * wy;
    zz = zz + wz * wz;
    xy = xy + wx * wy;
    xz = xz + wx * wz;
    yz = yz + wy * wz;
  }
  const total: f32 = xx + yy + zz;
  if (total < 1e-6) return 1;
  let x: f32 = xx >= yy && xx >= zz ? 1 : 0.1;
  let y: f32 = yy > xx && yy >= zz ? 1 : 0.1;
  let z: f32 = zz > xx && zz > yy ? 1 : 0.1;
  let size: f32 = 0;
  for (let i: i32 = 0; i < ITERATIONS; i++) {
    const r: f32 = 1 / norm3(x, y, z);
    const nx: f32 = (xx * x + xy * y + xz * z) * r;
    const ny: f32 = (xy * x + yy * y + yz * z) * r;
    const nz: f32 = (xz * x + yz * y + zz * z) * r;
    x = nx;
    y = ny;
    z = nz;
    size = norm3(x, y, z);
    if (size < 1e-9) return 1;
  }
  return size / total;
}
