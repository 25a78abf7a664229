// What a perfect analysis would find: each stride's quantities, taken from the motion model itself. In: two successive
// cycles of one foot and the sensor's lever arm. Out: a TrueStride. Definitions: SPEC.md SIM3 to SIM10.
import { DEG_PER_RAD, GRAVITY_MPS2, type Activity, type Side } from "@solewise/terms";
import type { ContactPhase, FootPhase } from "./foot-phase.ts";
import type { FootCycle } from "./foot-path.ts";
import type { Footfall } from "./footfalls.ts";
import { computeFootMotion, createFootMotion, createSensorArm, type SensorArm } from "./rolling.ts";
import { setRinging, type Ringing } from "./ringing.ts";

/** One stride as it truly was. Null: the recording does not hold its beginning. Angles as in STYLE.md. */
export interface TrueStride {
  side: Side;
  activity: Activity;
  /** Null when the foot stood there since before the course began. */
  initialContactSec: number | null;
  midstanceSec: number;
  terminalContactSec: number;
  nextInitialContactSec: number;
  nextMidstanceSec: number;
  groundContactTimeMs: number | null;
  swingTimeMs: number;
  strideTimeMs: number | null;
  /** Horizontal and vertical displacement of the sensor from midstance to next midstance. */
  strideLengthMeters: number;
  heightChangeMeters: number;
  /** Highest point of the sensor over the straight line between its two midstances. */
  clearanceMeters: number;
  /** Change of the foot's heading from midstance to next midstance, positive to the left. */
  turnDeg: number;
  /** Speed over the same interval. */
  speedMps: number;
  footStrikeAngleDeg: number | null;
  eversionExcursionDeg: number | null;
  /** Largest specific force within 50 ms of initial contact. */
  impactPeakG: number | null;
}

/** Grid on which the least motion and the largest eversion are looked for, s. */
const SEARCH_STEP_SEC = 0.0025;
/** Window over which motion is averaged for the midstance, samples of that grid to either side. */
const SEARCH_HALF_WINDOW = 6;
/** Simpson step for displacements, s. */
const TRAVEL_STEP_SEC = 0.005;
/** Distance that weighs one rad/s like a velocity in "least motion", m. */
const MOTION_RADIUS_METERS = 0.1;

const motion = createFootMotion();

/** Where one stride ends and the next begins: one instant, but for a rest, whose first and last instants they are. */
export interface Midstance {
  arriveSec: number;
  leaveSec: number;
}

/** Instant of least motion of the sensor inside a contact (SIM4). */
export function findMidstance(contact: ContactPhase, arm: SensorArm): Midstance {
  const { restStartSec, restEndSec } = contact;
  if (restStartSec !== null && restEndSec !== null) return { arriveSec: restStartSec, leaveSec: restEndSec };
  const duration = contact.endSec - contact.startSec;
  const from = contact.startSec + 0.12 * duration;
  const count = Math.max(1, Math.floor((0.7 * duration) / SEARCH_STEP_SEC));
  const half = Math.min(SEARCH_HALF_WINDOW, count >> 2);
  const motions = new Float64Array(count + 1);
  for (let k = 0; k <= count; k++) {
    computeFootMotion(contact, from + k * SEARCH_STEP_SEC, arm, motion);
    const [vx = 0, vy = 0, vz = 0] = motion.sensorVelocity;
    const [wx = 0, wy = 0, wz = 0] = motion.angularRate;
    motions[k] = vx * vx + vy * vy + vz * vz + MOTION_RADIUS_METERS ** 2 * (wx * wx + wy * wy + wz * wz);
  }
  let best = half;
  let least = Infinity;
  for (let k = half; k + half <= count; k++) {
    let sum = 0;
    for (let i = k - half; i <= k + half; i++) sum += motions[i] ?? 0;
    if (sum < least) {
      least = sum;
      best = k;
    }
  }
  const sec = from + best * SEARCH_STEP_SEC;
  return { arriveSec: sec, leaveSec: sec };
}

/** Displacement of the sensor along a trip through phases, and its highest points. World metres. */
interface Trip {
  x: number;
  y: number;
  z: number;
  /** Height after each step, with its time. */
  heights: number[];
  timesSec: number[];
}

function travel(trip: Trip, phase: FootPhase, fromSec: number, toSec: number, arm: SensorArm): void {
  const count = Math.max(1, Math.ceil((toSec - fromSec) / TRAVEL_STEP_SEC));
  const h = (toSec - fromSec) / count;
  computeFootMotion(phase, fromSec, arm, motion);
  let [ax = 0, ay = 0, az = 0] = motion.sensorVelocity;
  for (let k = 1; k <= count; k++) {
    const endSec = fromSec + k * h;
    computeFootMotion(phase, endSec - h / 2, arm, motion);
    const [mx = 0, my = 0, mz = 0] = motion.sensorVelocity;
    computeFootMotion(phase, endSec, arm, motion);
    const [bx = 0, by = 0, bz = 0] = motion.sensorVelocity;
    trip.x += (h / 6) * (ax + 4 * mx + bx);
    trip.y += (h / 6) * (ay + 4 * my + by);
    trip.z += (h / 6) * (az + 4 * mz + bz);
    trip.heights.push(trip.z);
    trip.timesSec.push(endSec);
    [ax, ay, az] = [bx, by, bz];
  }
}

function clearanceOf(trip: Trip, startSec: number, endSec: number): number {
  let highest = 0;
  trip.heights.forEach((height, i) => {
    const share = ((trip.timesSec[i] ?? 0) - startSec) / (endSec - startSec);
    highest = Math.max(highest, height - trip.z * share);
  });
  return highest;
}

/** Largest eversion in the first 0.6 of contact minus eversion at landing, degrees (SIM9). */
function eversionExcursionDeg(contact: ContactPhase): number {
  const { eversion, startSec, endSec } = contact;
  const start = eversion.knotAt(startSec).value;
  let largest = start;
  for (let t = startSec; t <= startSec + 0.6 * (endSec - startSec); t += SEARCH_STEP_SEC) {
    eversion.evaluate(t);
    largest = Math.max(largest, eversion.value);
  }
  return (largest - start) * DEG_PER_RAD;
}

function impactPeakG(
  contact: ContactPhase,
  arm: SensorArm,
  lever: readonly [number, number, number],
  ringing: Ringing,
): number {
  let peak = 0;
  for (let t = contact.startSec; t <= Math.min(contact.endSec, contact.startSec + 0.05); t += 0.001) {
    setRinging(arm, lever, ringing, contact, t);
    computeFootMotion(contact, t, arm, motion);
    const [fx = 0, fy = 0, fz = 0] = motion.specificForce;
    peak = Math.max(peak, Math.sqrt(fx * fx + fy * fy + fz * fz));
  }
  return peak / GRAVITY_MPS2;
}

function activityOf(next: Footfall): Activity {
  return next.activity === "stand" ? "other" : next.activity;
}

/** Builds strides of one foot from its cycles, one behind. */
export class StrideTruth {
  private readonly arm: SensorArm;
  private readonly lever: readonly [number, number, number];
  private readonly ringing: Ringing;
  private previous: { cycle: FootCycle; midstance: Midstance } | null = null;

  constructor(lever: readonly [number, number, number], ringing: Ringing) {
    this.lever = lever;
    this.arm = createSensorArm(lever);
    this.ringing = ringing;
  }

  /** Takes the next cycle; returns the stride that its contact completes. */
  add(cycle: FootCycle): TrueStride | null {
    const midstance = findMidstance(cycle.contact, this.arm);
    const before = this.previous;
    this.previous = { cycle, midstance };
    return before === null ? null : this.measure(before.cycle, before.midstance.leaveSec, cycle, midstance.arriveSec);
  }

  private measure(cycle: FootCycle, midSec: number, next: FootCycle, nextMidSec: number): TrueStride {
    const { contact, swing, fall } = cycle;
    const trip: Trip = { x: 0, y: 0, z: 0, heights: [], timesSec: [] };
    travel(trip, contact, midSec, contact.endSec, this.arm);
    travel(trip, swing, contact.endSec, swing.endSec, this.arm);
    travel(trip, next.contact, swing.endSec, nextMidSec, this.arm);
    const strideLengthMeters = Math.sqrt(trip.x * trip.x + trip.y * trip.y);
    const mirror = fall.side === "left" ? -1 : 1;
    const began = fall.initialContactSec >= 0;
    const ringArm = createSensorArm(this.lever);
    return {
      side: fall.side,
      activity: activityOf(cycle.next),
      initialContactSec: began ? contact.startSec : null,
      midstanceSec: midSec,
      terminalContactSec: contact.endSec,
      nextInitialContactSec: swing.endSec,
      nextMidstanceSec: nextMidSec,
      groundContactTimeMs: began ? (contact.endSec - contact.startSec) * 1000 : null,
      swingTimeMs: (swing.endSec - contact.endSec) * 1000,
      strideTimeMs: began ? (swing.endSec - contact.startSec) * 1000 : null,
      strideLengthMeters,
      heightChangeMeters: trip.z,
      clearanceMeters: clearanceOf(trip, midSec, nextMidSec),
      turnDeg: mirror * (next.fall.yawRad - fall.yawRad) * DEG_PER_RAD,
      speedMps: strideLengthMeters / (nextMidSec - midSec),
      footStrikeAngleDeg: began ? contact.pitch.knotAt(contact.startSec).value * DEG_PER_RAD : null,
      eversionExcursionDeg: began ? eversionExcursionDeg(contact) : null,
      impactPeakG: began ? impactPeakG(contact, ringArm, this.lever, this.ringing) : null,
    };
  }
}
