// What a perfect analysis would find: each stride's quantities, taken from the motion model itself. In: two successive
// cycles of one foot and the sensor's lever arm. Out: a TrueStride. Definitions: SPEC.md SIM3 to SIM10.
import { DEG_PER_RAD, GRAVITY_MPS2, type Activity, type Side } from "@solewise/terms";
import type { ContactPhase, FootPhase } from "./foot-phase.ts";
import { ScratchNumbers } from "./curves-ahead.ts";
import type { FootCycle } from "./foot-path.ts";
import type { Footfall } from "./footfalls.ts";
import { computeFootVelocities, createSensorArm, MotionAhead, type SensorArm } from "./rolling.ts";
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
/** How long after initial contact the impact's peak is looked for, and on which grid, s. */
const IMPACT_SEC = 0.05;
const IMPACT_STEP_SEC = 0.001;
/** Distance that weighs one rad/s like a velocity in "least motion", m. */
const MOTION_RADIUS_METERS = 0.1;

/** Where one stride ends and the next begins: one instant, but for a rest, whose first and last instants they are. */
export interface Midstance {
  arriveSec: number;
  leaveSec: number;
}

const ahead = new MotionAhead();
const instants = new ScratchNumbers();
const velocityRoom = new ScratchNumbers();
const rateRoom = new ScratchNumbers();

/** Squared length of the vector at `from[at…at+2]`. */
function squareOf(from: Float64Array, at = 0): number {
  const x = from[at] as number;
  const y = from[at + 1] as number;
  const z = from[at + 2] as number;
  return x * x + y * y + z * z;
}

/** Instant of least motion of the sensor inside a contact (SIM4). */
export function findMidstance(contact: ContactPhase, arm: SensorArm): Midstance {
  const { restStartSec, restEndSec } = contact;
  if (restStartSec !== null && restEndSec !== null) return { arriveSec: restStartSec, leaveSec: restEndSec };
  const duration = contact.endSec - contact.startSec;
  const from = contact.startSec + 0.12 * duration;
  const count = Math.max(1, Math.floor((0.7 * duration) / SEARCH_STEP_SEC));
  const half = Math.min(SEARCH_HALF_WINDOW, count >> 2);
  const timesSec = instants.room(count + 1);
  for (let k = 0; k <= count; k++) timesSec[k] = from + k * SEARCH_STEP_SEC;
  const velocities = velocityRoom.room(3 * (count + 1));
  const rates = rateRoom.room(3 * (count + 1));
  computeFootVelocities(contact, timesSec, count + 1, arm, velocities, rates);
  const motions = new Float64Array(count + 1);
  for (let k = 0; k <= count; k++) {
    motions[k] = squareOf(velocities, 3 * k) + MOTION_RADIUS_METERS ** 2 * squareOf(rates, 3 * k);
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
  const timesSec = instants.room(2 * count + 1);
  timesSec[0] = fromSec;
  for (let k = 1; k <= count; k++) {
    const endSec = fromSec + k * h;
    timesSec[2 * k - 1] = endSec - h / 2;
    timesSec[2 * k] = endSec;
  }
  const v = velocityRoom.room(3 * (2 * count + 1));
  computeFootVelocities(phase, timesSec, 2 * count + 1, arm, v, rateRoom.room(3 * (2 * count + 1)));
  for (let k = 0; k < count; k++) {
    trip.x += simpson(h, v, 6 * k);
    trip.y += simpson(h, v, 6 * k + 1);
    trip.z += simpson(h, v, 6 * k + 2);
    trip.heights.push(trip.z);
    trip.timesSec.push(timesSec[2 * k + 2] as number);
  }
}

/** Way in a step of h seconds, from a velocity's component at its start, middle and end. */
function simpson(h: number, velocities: Float64Array, at: number): number {
  return (h / 6) * ((velocities[at] as number) + 4 * (velocities[at + 3] as number) + (velocities[at + 6] as number));
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
  const endSec = Math.min(contact.endSec, contact.startSec + IMPACT_SEC);
  const timesSec = instants.room(Math.ceil(IMPACT_SEC / IMPACT_STEP_SEC) + 2);
  let count = 0;
  for (let t = contact.startSec; t <= endSec; t += IMPACT_STEP_SEC) timesSec[count++] = t;
  let peak = 0;
  for (let first = 0; first < count;) {
    const read = ahead.read(contact, timesSec, first, count);
    for (let k = 0; k < read; k++) {
      setRinging(arm, lever, ringing, contact, timesSec[first + k] as number);
      ahead.take(k, arm);
      peak = Math.max(peak, Math.sqrt(squareOf(ahead.motion.specificForce)));
    }
    first += read;
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
