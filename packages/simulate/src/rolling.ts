// Rigid-body motion of one foot at an instant. In: a phase, a time, the sensor's lever arm. Out: orientation, angular rate,
// specific force and velocity of the sensor. The foot rolls on its sole without slip; what it does beyond rolling is the
// phase's offset. R = Rz(yaw)·Ry(−slope−pitch)·Rx(−eversion) takes right-foot axes (toe, left, up) to the world.
import { GRAVITY_MPS2 } from "@solewise/terms";
import type { FootPhase } from "./foot-phase.ts";
import { computeSoleContact, createSoleContact } from "./sole.ts";

/** Everything about the foot at one instant. Vectors have three entries, the matrix nine by rows. */
export interface FootMotion {
  /** Foot axes to world. */
  rotation: Float64Array;
  /** Angular rate in foot axes, rad/s, and its derivative. */
  angularRate: Float64Array;
  angularAcceleration: Float64Array;
  /** Specific force at the sensor in foot axes, m/s². */
  specificForce: Float64Array;
  /** Velocity of the foot origin that pure rolling gives, world, m/s. */
  rollingVelocity: Float64Array;
  /** Velocity of the sensor, world, m/s. */
  sensorVelocity: Float64Array;
  pitchRad: number;
  eversionRad: number;
  yawRad: number;
}

export function createFootMotion(): FootMotion {
  const vector = (): Float64Array => new Float64Array(3);
  return {
    rotation: new Float64Array(9),
    angularRate: vector(),
    angularAcceleration: vector(),
    specificForce: vector(),
    rollingVelocity: vector(),
    sensorVelocity: vector(),
    pitchRad: 0,
    eversionRad: 0,
    yawRad: 0,
  };
}

/** Displacement of the sensor in its bed: position, velocity, acceleration in foot axes. */
export interface SensorArm {
  position: Float64Array;
  velocity: Float64Array;
  acceleration: Float64Array;
}

export function createSensorArm(position: readonly [number, number, number]): SensorArm {
  return { position: Float64Array.from(position), velocity: new Float64Array(3), acceleration: new Float64Array(3) };
}

const contact = createSoleContact();
const scratchArm = createSensorArm([0, 0, 0]);

function setRotation(m: Float64Array, yaw: number, pitch: number, roll: number): void {
  const cy = Math.cos(yaw);
  const sy = Math.sin(yaw);
  const cb = Math.cos(pitch);
  const sb = Math.sin(pitch);
  const cr = Math.cos(roll);
  const sr = Math.sin(roll);
  m[0] = cy * cb;
  m[1] = -cy * sb * sr - sy * cr;
  m[2] = -cy * sb * cr + sy * sr;
  m[3] = sy * cb;
  m[4] = -sy * sb * sr + cy * cr;
  m[5] = -sy * sb * cr - cy * sr;
  m[6] = sb;
  m[7] = cb * sr;
  m[8] = cb * cr;
}

/** Angular rate and acceleration in foot axes from the three angles' derivatives (yaw ψ, total pitch β, roll φ). */
function setAngularRate(motion: FootMotion, phase: FootPhase, sb: number, cb: number, sr: number, cr: number): void {
  const { pitch, slope, eversion, yaw } = phase;
  const br = pitch.rate + slope.rate;
  const ba = pitch.acceleration + slope.acceleration;
  const fr = -eversion.rate;
  const fa = -eversion.acceleration;
  const yr = yaw.rate;
  const ya = yaw.acceleration;
  const w = motion.angularRate;
  w[0] = fr + yr * sb;
  w[1] = -br * cr + yr * cb * sr;
  w[2] = br * sr + yr * cb * cr;
  const a = motion.angularAcceleration;
  a[0] = fa + ya * sb + yr * br * cb;
  a[1] = -ba * cr + br * fr * sr + ya * cb * sr - yr * br * sb * sr + yr * fr * cb * cr;
  a[2] = ba * sr + br * fr * cr + ya * cb * cr - yr * br * sb * cr - yr * fr * cb * sr;
}

/** The foot at `timeSec`, which lies inside the phase. */
export function computeFootMotion(phase: FootPhase, timeSec: number, arm: SensorArm, motion: FootMotion): void {
  const { pitch, slope, eversion, yaw, camber, offsetX, offsetY, offsetZ } = phase;
  pitch.evaluate(timeSec);
  slope.evaluate(timeSec);
  eversion.evaluate(timeSec);
  yaw.evaluate(timeSec);
  camber.evaluate(timeSec);
  offsetX.evaluate(timeSec);
  offsetY.evaluate(timeSec);
  offsetZ.evaluate(timeSec);
  const beta = pitch.value + slope.value;
  const roll = -eversion.value;
  motion.pitchRad = pitch.value;
  motion.eversionRad = eversion.value;
  motion.yawRad = yaw.value;
  setRotation(motion.rotation, yaw.value, beta, roll);
  setAngularRate(motion, phase, Math.sin(beta), Math.cos(beta), Math.sin(roll), Math.cos(roll));
  computeSoleContact(pitch.value, pitch.rate, roll, -eversion.rate, camber.value, camber.rate, contact);
  setVelocities(motion, phase, arm);
  setSpecificForce(motion, phase, arm);
}

function setVelocities(motion: FootMotion, phase: FootPhase, arm: SensorArm): void {
  const m = motion.rotation;
  const [wx = 0, wy = 0, wz = 0] = motion.angularRate;
  const bx = wz * contact.y - wy * contact.z;
  const by = wx * contact.z - wz * contact.x;
  const bz = wy * contact.x - wx * contact.y;
  const [sx = 0, sy = 0, sz = 0] = arm.position;
  const px = bx + wy * sz - wz * sy + (arm.velocity[0] ?? 0);
  const py = by + wz * sx - wx * sz + (arm.velocity[1] ?? 0);
  const pz = bz + wx * sy - wy * sx + (arm.velocity[2] ?? 0);
  const offset = [phase.offsetX.rate, phase.offsetY.rate, phase.offsetZ.rate];
  for (let i = 0; i < 3; i++) {
    const r0 = m[3 * i] ?? 0;
    const r1 = m[3 * i + 1] ?? 0;
    const r2 = m[3 * i + 2] ?? 0;
    motion.rollingVelocity[i] = r0 * bx + r1 * by + r2 * bz;
    motion.sensorVelocity[i] = r0 * px + r1 * py + r2 * pz + (offset[i] ?? 0);
  }
}

/** f = Rᵀ(offset″ + g·z) + α×d + ω×(ω×d) − ω×C′ + q″ + 2ω×q′, with d = arm − sole contact. */
function setSpecificForce(motion: FootMotion, phase: FootPhase, arm: SensorArm): void {
  const m = motion.rotation;
  const [wx = 0, wy = 0, wz = 0] = motion.angularRate;
  const [ax = 0, ay = 0, az = 0] = motion.angularAcceleration;
  const dx = (arm.position[0] ?? 0) - contact.x;
  const dy = (arm.position[1] ?? 0) - contact.y;
  const dz = (arm.position[2] ?? 0) - contact.z;
  const cx = wy * dz - wz * dy;
  const cy = wz * dx - wx * dz;
  const cz = wx * dy - wy * dx;
  const ex = 2 * (arm.velocity[0] ?? 0) - contact.rateX;
  const ey = 2 * (arm.velocity[1] ?? 0) - contact.rateY;
  const ez = 2 * (arm.velocity[2] ?? 0) - contact.rateZ;
  const ux = phase.offsetX.acceleration;
  const uy = phase.offsetY.acceleration;
  const uz = phase.offsetZ.acceleration + GRAVITY_MPS2;
  const f = motion.specificForce;
  f[0] = (m[0] ?? 0) * ux + (m[3] ?? 0) * uy + (m[6] ?? 0) * uz;
  f[1] = (m[1] ?? 0) * ux + (m[4] ?? 0) * uy + (m[7] ?? 0) * uz;
  f[2] = (m[2] ?? 0) * ux + (m[5] ?? 0) * uy + (m[8] ?? 0) * uz;
  f[0] += ay * dz - az * dy + wy * cz - wz * cy + wy * ez - wz * ey + (arm.acceleration[0] ?? 0);
  f[1] += az * dx - ax * dz + wz * cx - wx * cz + wz * ex - wx * ez + (arm.acceleration[1] ?? 0);
  f[2] += ax * dy - ay * dx + wx * cy - wy * cx + wx * ey - wy * ex + (arm.acceleration[2] ?? 0);
}

/** Simpson step of the rolling quadrature, s: far below the slap's 40 ms. */
export const ROLLING_STEP_SEC = 0.002;

const quadratureMotion = createFootMotion();

/** Displacement of the foot origin by rolling alone between two instants of a phase, world metres. */
export function displaceByRolling(phase: FootPhase, fromSec: number, toSec: number): [number, number, number] {
  const count = Math.max(1, Math.ceil(Math.abs(toSec - fromSec) / ROLLING_STEP_SEC));
  const h = (toSec - fromSec) / count;
  const sum: [number, number, number] = [0, 0, 0];
  for (let k = 0; k <= 2 * count; k++) {
    computeFootMotion(phase, fromSec + (k * h) / 2, scratchArm, quadratureMotion);
    const weight = k === 0 || k === 2 * count ? 1 : k % 2 === 1 ? 4 : 2;
    for (let i = 0; i < 3; i++) sum[i] = (sum[i] ?? 0) + weight * (quadratureMotion.rollingVelocity[i] ?? 0);
  }
  return [(sum[0] * h) / 6, (sum[1] * h) / 6, (sum[2] * h) / 6];
}
