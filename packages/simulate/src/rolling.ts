// Rigid-body motion of one foot at an instant. In: a phase, a time, the sensor's lever arm. Out: orientation, angular rate,
// specific force and velocity of the sensor. The foot rolls on its sole without slip; what it does beyond rolling is the
// phase's offset. R = Rz(yaw)·Ry(−slope−pitch)·Rx(−eversion) takes right-foot axes (toe, left, up) to the world.
import { GRAVITY_MPS2 } from "@solewise/terms";
import type { Curve } from "./curve.ts";
import { CurvesAhead, ScratchNumbers } from "./curves-ahead.ts";
import type { FootPhase } from "./foot-phase.ts";
import { computeSolePoint, computeSoleRate, createSoleContact, type SoleTilt } from "./sole.ts";

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

/** Sines and cosines of the foot's angles, each taken once; the same argument asked again gives the same number. */
class FootAttitude implements SoleTilt {
  sinPitch = Number.NaN;
  cosPitch = Number.NaN;
  sinRoll = Number.NaN;
  cosRoll = Number.NaN;
  /** Pitch against the horizontal. */
  sinTotal = Number.NaN;
  cosTotal = Number.NaN;
  sinYaw = Number.NaN;
  cosYaw = Number.NaN;
  private yawRad = Number.NaN;

  /** From curves that were evaluated. */
  set({ pitch, slope, eversion, yaw }: FootPhase): void {
    const pitchRad = pitch.value;
    const totalRad = pitchRad + slope.value;
    const rollRad = -eversion.value;
    this.sinPitch = Math.sin(pitchRad);
    this.cosPitch = Math.cos(pitchRad);
    this.sinRoll = Math.sin(rollRad);
    this.cosRoll = Math.cos(rollRad);
    const isLevel = Object.is(totalRad, pitchRad);
    this.sinTotal = isLevel ? this.sinPitch : Math.sin(totalRad);
    this.cosTotal = isLevel ? this.cosPitch : Math.cos(totalRad);
    if (Object.is(this.yawRad, yaw.value)) return;
    this.yawRad = yaw.value;
    this.sinYaw = Math.sin(yaw.value);
    this.cosYaw = Math.cos(yaw.value);
  }
}

const attitude = new FootAttitude();

/** Rotation and angular rate in foot axes from the three angles (yaw ψ, total pitch β, roll φ) and their rates. */
function setTurning(motion: FootMotion, { pitch, slope, eversion, yaw }: FootPhase): void {
  const { sinYaw: sy, cosYaw: cy, sinTotal: sb, cosTotal: cb, sinRoll: sr, cosRoll: cr } = attitude;
  const m = motion.rotation;
  m[0] = cy * cb;
  m[1] = -cy * sb * sr - sy * cr;
  m[2] = -cy * sb * cr + sy * sr;
  m[3] = sy * cb;
  m[4] = -sy * sb * sr + cy * cr;
  m[5] = -sy * sb * cr - cy * sr;
  m[6] = sb;
  m[7] = cb * sr;
  m[8] = cb * cr;
  const br = pitch.rate + slope.rate;
  const yr = yaw.rate;
  const w = motion.angularRate;
  w[0] = -eversion.rate + yr * sb;
  w[1] = -br * cr + yr * cb * sr;
  w[2] = br * sr + yr * cb * cr;
}

function setAngularAcceleration(motion: FootMotion, { pitch, slope, eversion, yaw }: FootPhase): void {
  const { sinTotal: sb, cosTotal: cb, sinRoll: sr, cosRoll: cr } = attitude;
  const br = pitch.rate + slope.rate;
  const ba = pitch.acceleration + slope.acceleration;
  const fr = -eversion.rate;
  const fa = -eversion.acceleration;
  const yr = yaw.rate;
  const ya = yaw.acceleration;
  const a = motion.angularAcceleration;
  a[0] = fa + ya * sb + yr * br * cb;
  a[1] = -ba * cr + br * fr * sr + ya * cb * sr - yr * br * sb * sr + yr * fr * cb * cr;
  a[2] = ba * sr + br * fr * cr + ya * cb * cr - yr * br * sb * cr - yr * fr * cb * sr;
}

/** The foot at `timeSec`, which lies inside the phase. */
export function computeFootMotion(phase: FootPhase, timeSec: number, arm: SensorArm, motion: FootMotion): void {
  for (const curve of curvesOf(phase)) curve.evaluate(timeSec);
  setFootMotion(phase, arm, motion);
}

function curvesOf({ pitch, slope, eversion, yaw, camber, offsetX, offsetY, offsetZ }: FootPhase): Curve[] {
  return [pitch, slope, eversion, yaw, camber, offsetX, offsetY, offsetZ];
}

/** The whole motion, for curves that are at their instant. */
function setFootMotion(phase: FootPhase, arm: SensorArm, motion: FootMotion): void {
  const { pitch, eversion, camber } = phase;
  motion.pitchRad = pitch.value;
  motion.eversionRad = eversion.value;
  motion.yawRad = phase.yaw.value;
  setSoleMotion(phase, motion);
  setAngularAcceleration(motion, phase);
  computeSoleRate(attitude, pitch.rate, -eversion.rate, camber.value, camber.rate, contact);
  setRollingVelocity(motion);
  setSensorVelocity(motion, phase, arm);
  setSpecificForce(motion, phase, arm);
}

/** The foot at many instants of a phase, read ahead: the same bits as `computeFootMotion`. */
export class MotionAhead {
  readonly motion = createFootMotion();
  private readonly ahead = new CurvesAhead();
  private phase: FootPhase | null = null;

  /** Reads up to AHEAD_COUNT instants of `timesSec` from `first` on, in order; returns how many it read. */
  read(phase: FootPhase, timesSec: Float64Array, first: number, end: number): number {
    this.phase = phase;
    return this.ahead.read(curvesOf(phase), timesSec, first, end);
  }

  /** Leaves in `motion` the foot at the `k`th instant read, its sensor displaced as the arm says. */
  take(k: number, arm: SensorArm): void {
    if (this.phase === null) return;
    this.ahead.take(k);
    setFootMotion(this.phase, arm, this.motion);
  }
}

/** Of the motion only rotation and angular rate; the sole's lowest point. For curves that are at their instant. */
function setSoleMotion(phase: FootPhase, motion: FootMotion): void {
  attitude.set(phase);
  setTurning(motion, phase);
  computeSolePoint(attitude, phase.camber.value, contact);
}

const ahead = new CurvesAhead();
const instants = new ScratchNumbers();
const aheadMotion = createFootMotion();

/**
 * Velocities of the sensor (world, m/s) and angular rates of the foot (its axes, rad/s) at the first `count` instants, in
 * order; three numbers an instant. The same bits as `computeFootMotion` gives, without the forces.
 */
export function computeFootVelocities(
  phase: FootPhase,
  timesSec: Float64Array,
  count: number,
  arm: SensorArm,
  velocities: Float64Array,
  angularRates: Float64Array,
): void {
  const curves = curvesOf(phase);
  for (let first = 0; first < count;) {
    const read = ahead.read(curves, timesSec, first, count);
    for (let k = 0; k < read; k++) {
      ahead.take(k);
      setSoleMotion(phase, aheadMotion);
      setSensorVelocity(aheadMotion, phase, arm);
      copyVector(aheadMotion.sensorVelocity, velocities, (first + k) * 3);
      copyVector(aheadMotion.angularRate, angularRates, (first + k) * 3);
    }
    first += read;
  }
}

function copyVector(from: Float64Array, to: Float64Array, at: number): void {
  to[at] = from[0] as number;
  to[at + 1] = from[1] as number;
  to[at + 2] = from[2] as number;
}

/** out = m · (x, y, z). */
function turn(m: Float64Array, x: number, y: number, z: number, out: Float64Array): void {
  out[0] = (m[0] as number) * x + (m[1] as number) * y + (m[2] as number) * z;
  out[1] = (m[3] as number) * x + (m[4] as number) * y + (m[5] as number) * z;
  out[2] = (m[6] as number) * x + (m[7] as number) * y + (m[8] as number) * z;
}

function setRollingVelocity({ rotation, angularRate, rollingVelocity }: FootMotion): void {
  const wx = angularRate[0] as number;
  const wy = angularRate[1] as number;
  const wz = angularRate[2] as number;
  const bx = wz * contact.y - wy * contact.z;
  const by = wx * contact.z - wz * contact.x;
  const bz = wy * contact.x - wx * contact.y;
  turn(rotation, bx, by, bz, rollingVelocity);
}

function setSensorVelocity(motion: FootMotion, phase: FootPhase, { position, velocity }: SensorArm): void {
  const { rotation, angularRate, sensorVelocity: v } = motion;
  const wx = angularRate[0] as number;
  const wy = angularRate[1] as number;
  const wz = angularRate[2] as number;
  const bx = wz * contact.y - wy * contact.z;
  const by = wx * contact.z - wz * contact.x;
  const bz = wy * contact.x - wx * contact.y;
  const sx = position[0] as number;
  const sy = position[1] as number;
  const sz = position[2] as number;
  const px = bx + wy * sz - wz * sy + (velocity[0] as number);
  const py = by + wz * sx - wx * sz + (velocity[1] as number);
  const pz = bz + wx * sy - wy * sx + (velocity[2] as number);
  turn(rotation, px, py, pz, v);
  v[0] = (v[0] as number) + phase.offsetX.rate;
  v[1] = (v[1] as number) + phase.offsetY.rate;
  v[2] = (v[2] as number) + phase.offsetZ.rate;
}

/** f = Rᵀ(offset″ + g·z) + α×d + ω×(ω×d) − ω×C′ + q″ + 2ω×q′, with d = arm − sole contact. */
function setSpecificForce(motion: FootMotion, phase: FootPhase, arm: SensorArm): void {
  const { rotation: m, angularRate, angularAcceleration, specificForce: f } = motion;
  const wx = angularRate[0] as number;
  const wy = angularRate[1] as number;
  const wz = angularRate[2] as number;
  const ax = angularAcceleration[0] as number;
  const ay = angularAcceleration[1] as number;
  const az = angularAcceleration[2] as number;
  const dx = (arm.position[0] as number) - contact.x;
  const dy = (arm.position[1] as number) - contact.y;
  const dz = (arm.position[2] as number) - contact.z;
  const cx = wy * dz - wz * dy;
  const cy = wz * dx - wx * dz;
  const cz = wx * dy - wy * dx;
  const ex = 2 * (arm.velocity[0] as number) - contact.rateX;
  const ey = 2 * (arm.velocity[1] as number) - contact.rateY;
  const ez = 2 * (arm.velocity[2] as number) - contact.rateZ;
  const ux = phase.offsetX.acceleration;
  const uy = phase.offsetY.acceleration;
  const uz = phase.offsetZ.acceleration + GRAVITY_MPS2;
  f[0] = (m[0] as number) * ux + (m[3] as number) * uy + (m[6] as number) * uz;
  f[1] = (m[1] as number) * ux + (m[4] as number) * uy + (m[7] as number) * uz;
  f[2] = (m[2] as number) * ux + (m[5] as number) * uy + (m[8] as number) * uz;
  f[0] += ay * dz - az * dy + wy * cz - wz * cy + wy * ez - wz * ey + (arm.acceleration[0] as number);
  f[1] += az * dx - ax * dz + wz * cx - wx * cz + wz * ex - wx * ez + (arm.acceleration[1] as number);
  f[2] += ax * dy - ay * dx + wx * cy - wy * cx + wx * ey - wy * ex + (arm.acceleration[2] as number);
}

/** Simpson step of the rolling quadrature, s: far below the slap's 40 ms. */
const ROLLING_STEP_SEC = 0.002;

/** Displacement of the foot origin by rolling alone between two instants of a phase, world metres. */
export function displaceByRolling(phase: FootPhase, fromSec: number, toSec: number): [number, number, number] {
  const count = Math.max(1, Math.ceil(Math.abs(toSec - fromSec) / ROLLING_STEP_SEC));
  const h = (toSec - fromSec) / count;
  const last = 2 * count;
  const timesSec = instants.room(last + 1);
  for (let k = 0; k <= last; k++) timesSec[k] = fromSec + (k * h) / 2;
  const curves = [phase.pitch, phase.slope, phase.eversion, phase.yaw, phase.camber];
  const velocity = aheadMotion.rollingVelocity;
  let x = 0;
  let y = 0;
  let z = 0;
  for (let first = 0; first <= last;) {
    const read = ahead.read(curves, timesSec, first, last + 1);
    for (let k = first; k < first + read; k++) {
      ahead.take(k - first);
      setSoleMotion(phase, aheadMotion);
      setRollingVelocity(aheadMotion);
      const weight = k === 0 || k === last ? 1 : k % 2 === 1 ? 4 : 2;
      x += weight * (velocity[0] as number);
      y += weight * (velocity[1] as number);
      z += weight * (velocity[2] as number);
    }
    first += read;
  }
  return [(x * h) / 6, (y * h) / 6, (z * h) / 6];
}
