// The last 2.56 s as cell means in int16 counts, and how to read them in physical units.
// One writer (resampler), many readers. A cell index k counts from the session's first sample and never wraps.
import { GRAVITY_MPS2, RING_CELLS, STILL_CELLS } from "./params";
import { C, P, S, accOffset, gyroBias, ringCounts, ringFlags } from "./state";
import { Vec, norm3 } from "./vector";

const MASK: i32 = RING_CELLS - 1;

/** Cell flags. */
export const FLAG_ACC_CLIPPED: i32 = 1;
export const FLAG_LOST: i32 = 2;
export const FLAG_GYR_CLIPPED: i32 = 4;
export const FLAG_GAP: i32 = 8;
/** Which axis of the gyroscope: this bit for x, the next two for y and z. Records do not carry them. */
export const FLAG_GYR_CLIPPED_X: i32 = 16;
export const FLAGS_TOLD: i32 = 15;

/** The cell read last: specific force (m/s²) and bias-free angular rate (rad/s), sensor axes. */
export let forceX: f32 = 0;
export let forceY: f32 = 0;
export let forceZ: f32 = 0;
export let rateX: f32 = 0;
export let rateY: f32 = 0;
export let rateZ: f32 = 0;

/** Where a cell's six counts begin in `ringCounts`. */
export function cellAt(k: i32): i32 {
  return (k & MASK) * 6;
}

export function flagAt(k: i32): i32 {
  return i32(unchecked(ringFlags[k & MASK]));
}

export function writeFlag(k: i32, flag: i32): void {
  unchecked((ringFlags[k & MASK] = u8(flag)));
}

export function readForce(k: i32): void {
  const i: i32 = cellAt(k);
  const scale: f32 = C.accScaleMps2;
  const offset: Vec = accOffset;
  forceX = f32(unchecked(ringCounts[i])) * scale - offset.x;
  forceY = f32(unchecked(ringCounts[i + 1])) * scale - offset.y;
  forceZ = f32(unchecked(ringCounts[i + 2])) * scale - offset.z;
}

/** Whether `readRate` may add a missing rate in this cell of a repaired stride; elsewhere a rate is count, scale and bias alone. */
export function isRepaired(k: i32): bool {
  return (flagAt(k) & FLAG_GYR_CLIPPED) != 0;
}

/** Angular rate; where the gyro was at its end stop, plus the missing rate that the stride's closure asked for. */
export function readRate(k: i32): void {
  const i: i32 = cellAt(k);
  const scale: f32 = C.gyrScaleRadPerSec;
  const bias: Vec = gyroBias;
  rateX = f32(unchecked(ringCounts[i + 3])) * scale - bias.x;
  rateY = f32(unchecked(ringCounts[i + 4])) * scale - bias.y;
  rateZ = f32(unchecked(ringCounts[i + 5])) * scale - bias.z;
  if (S.repairOn != 0 && k <= S.repairUntil && (flagAt(k) & FLAG_GYR_CLIPPED) != 0) addMissing(flagAt(k));
}

/** An axis at its end stop turned faster than it read. */
function addMissing(flag: i32): void {
  const m: f32 = S.repairRadPerSec;
  if ((flag & FLAG_GYR_CLIPPED_X) != 0) rateX = rateX + (rateX < 0 ? -m : m);
  if ((flag & (FLAG_GYR_CLIPPED_X << 1)) != 0) rateY = rateY + (rateY < 0 ? -m : m);
  if ((flag & (FLAG_GYR_CLIPPED_X << 2)) != 0) rateZ = rateZ + (rateZ < 0 ? -m : m);
}

/** |f| of a cell, m/s². */
export function forceMagnitudeAt(k: i32): f32 {
  const i: i32 = cellAt(k);
  const scale: f32 = C.accScaleMps2;
  const offset: Vec = accOffset;
  const x: f32 = f32(unchecked(ringCounts[i])) * scale - offset.x;
  const y: f32 = f32(unchecked(ringCounts[i + 1])) * scale - offset.y;
  const z: f32 = f32(unchecked(ringCounts[i + 2])) * scale - offset.z;
  return norm3(x, y, z);
}

/** Stillness J around cell k (rad²/s²): mean |ω|² of 13 cells plus ((|mean f| − g)/stillForce)². Source: GAIT.md, prototype 2. */
export function stillnessFromSums(square: f32, rx: f32, ry: f32, rz: f32, force: f32): f32 {
  const share: f32 = 1 / f32(STILL_CELLS);
  const g: f32 = C.gyrScaleRadPerSec;
  const b2: f32 = gyroBias.x * gyroBias.x + gyroBias.y * gyroBias.y + gyroBias.z * gyroBias.z;
  const mixed: f32 = (rx * gyroBias.x + ry * gyroBias.y + rz * gyroBias.z) * g * share;
  const energy: f32 = square * g * g * share - 2 * mixed + b2;
  const deviation: f32 = (force * C.accScaleMps2 * share - GRAVITY_MPS2) / P.stillForceMps2;
  return (energy > 0 ? energy : 0) + deviation * deviation;
}
