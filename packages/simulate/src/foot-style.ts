// How one footfall looks: angles, speeds and shapes for landing, stance, push-off and the swing that led to it.
// In: activity, speed, stride length. Out: a FootStyle. Source: shapes and sizes fitted to mean strides of Fukuchi 2017
// (running 2.5 and 4.5 m/s) and of MaD-Lab's gaitmap walk (1.25 m/s); between and beyond them linear in speed, clamped
// [estimate]. Stairs [estimate].
import type { CourseActivity } from "./settings.ts";

const RAD_PER_DEG = Math.PI / 180;

/** Push-off in its own units: time 0…1 over the push, progress 0…1 over its angle. */
export interface PushShape {
  startRate: number;
  peakTime: number;
  peakProgress: number;
  peakRate: number;
  endRate: number;
  endAcceleration: number;
}

/** One footfall's shape. Angles in rad, toe up and eversion positive. */
export interface FootStyle {
  /** Nominal durations: contact, swing before landing, landing slap, heel-off to terminal contact, all s. */
  contactSec: number;
  swingSec: number;
  slapSec: number;
  pushSec: number;
  /** Instant of the flat foot after initial contact, share of the nominal contact. */
  flatFraction: number;
  strikeRad: number;
  strikeRate: number;
  strikeAcceleration: number;
  slapEndRad: number;
  flatRate: number;
  heelOffRad: number;
  toeOffRad: number;
  push: PushShape;
  /** Eversion at landing, at its peak, at terminal contact. */
  eversionLandingRad: number;
  eversionPeakRad: number;
  eversionToeOffRad: number;
  /** Velocity of the sole when it touches: forward along the ground, and into it; m/s. The midsole takes it up. */
  landingForwardMps: number;
  landingClosingMps: number;
  /** How long the midsole takes to stop the foot, s. */
  landingSec: number;
  /** Swing shapes (bump coefficients): pitch in rad, forward as a share of the displacement, height in m. */
  swingPitch: readonly number[];
  swingForward: readonly number[];
  swingHeight: readonly number[];
  /** Out-of-plane swing: largest roll and yaw, rad, and outward excursion, m. */
  swingRollRad: number;
  swingYawRad: number;
  swingOutwardMeters: number;
  /** Landing vibration relative to the setting at 3 m/s. */
  ringingFraction: number;
}

const RUN_SLOW = {
  speedMps: 2.5,
  pitch: [-0.79, -1.143, -0.62, -0.56, -0.203],
  forward: [-0.172, -0.37, -0.064, -0.121, 0.017],
  height: [0.209, -0.234, 0.333, -0.046, 0.136],
};
const RUN_FAST = {
  speedMps: 4.5,
  pitch: [0.479, 0.407, 3.287, -0.03, 1.363],
  forward: [-0.051, -0.223, 0.122, -0.01, 0.076],
  height: [0.574, -0.85, 0.866, -0.159, 0.311],
};
const WALK = {
  pitch: [0.075, -1.64, 0.327, -0.756, 0.173],
  forward: [0.126, -0.773, 0.254, -0.353, 0.093],
  height: [0.054, -0.135, 0.078, -0.091, 0.005],
};

const RUN_PUSH: PushShape = {
  startRate: 0.33,
  peakTime: 0.72,
  peakProgress: 0.64,
  peakRate: 1.38,
  endRate: 1.22,
  endAcceleration: -1,
};
const WALK_PUSH: PushShape = {
  startRate: 0.05,
  peakTime: 0.83,
  peakProgress: 0.67,
  peakRate: 2.4,
  endRate: 1.4,
  endAcceleration: -9,
};

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
const mix = (a: readonly number[], b: readonly number[], t: number): number[] => a.map((x, i) => x + t * ((b[i] ?? 0) - x));

/** Steps of both feet per minute at a speed (SIM14): walking linear, running a parabola. */
export function cadenceAtSpeed(activity: CourseActivity, speedMps: number): number {
  if (activity === "run") return 140 + 5.4 * speedMps + 0.62 * speedMps * speedMps;
  if (activity === "walk") return 60 + 39 * speedMps;
  return 100;
}

/** Nominal running contact time, s. */
export function runningContactSec(speedMps: number): number {
  return 1.356 / (speedMps + 2.02);
}

/** What the style depends on; strideLengthMeters is what this footfall's stride really spans. */
export interface StyleInput {
  activity: CourseActivity;
  speedMps: number;
  strideTimeSec: number;
  strideLengthMeters: number;
  contactSec: number;
  strikeRad: number;
  eversionRad: number;
}

function landingStrikeRate(strikeRad: number, slapEndRad: number, slapSec: number): number {
  return -0.8 * Math.max(0, (strikeRad - slapEndRad) / slapSec) - 1;
}

function createRunStyle(input: StyleInput): FootStyle {
  const { speedMps: v, contactSec, strikeRad, eversionRad } = input;
  const t = clamp((v - RUN_SLOW.speedMps) / (RUN_FAST.speedMps - RUN_SLOW.speedMps), -0.3, 1.3);
  const size = clamp(input.strideLengthMeters / 1.6, 0.3, 1);
  const slapSec = Math.min(0.042, 0.2 * contactSec);
  const slapEndRad = strikeRad > 0 ? Math.min(0.2 * strikeRad, 0.05) : 0.15 * strikeRad;
  return {
    contactSec,
    swingSec: input.strideTimeSec - contactSec,
    slapSec,
    pushSec: 0.4 * contactSec,
    flatFraction: 0.38,
    strikeRad,
    strikeRate: landingStrikeRate(strikeRad, slapEndRad, slapSec),
    strikeAcceleration: -100,
    slapEndRad,
    flatRate: -0.12 / contactSec,
    heelOffRad: -4.2 * RAD_PER_DEG * size,
    toeOffRad: -(45 + 4 * t) * RAD_PER_DEG * size,
    push: RUN_PUSH,
    eversionLandingRad: -0.85 * eversionRad,
    eversionPeakRad: 0.15 * eversionRad,
    eversionToeOffRad: -0.4 * eversionRad,
    landingForwardMps: clamp(0.4 + 0.3 * (v - 2.5), 0.1, 1.6),
    landingClosingMps: clamp(0.25 + 0.2 * (v - 2.5), 0.08, 1.2),
    landingSec: Math.min(0.022, 0.14 * contactSec),
    swingPitch: mix(RUN_SLOW.pitch, RUN_FAST.pitch, t).map((c) => c * size),
    swingForward: mix(RUN_SLOW.forward, RUN_FAST.forward, t),
    swingHeight: mix(RUN_SLOW.height, RUN_FAST.height, t).map((c) => c * size),
    swingRollRad: 0.14 * size,
    swingYawRad: 0.1 * size,
    swingOutwardMeters: 0.02,
    ringingFraction: clamp(v / 3, 0.3, 2.2),
  };
}

function createWalkStyle(input: StyleInput): FootStyle {
  const { contactSec, strikeRad, eversionRad } = input;
  const size = clamp(input.strideLengthMeters / 1.37, 0.12, 1.15);
  const slapSec = 0.19 * contactSec;
  const landing = strikeRad * size;
  return {
    contactSec,
    swingSec: input.strideTimeSec - contactSec,
    slapSec,
    pushSec: 0.35 * contactSec,
    flatFraction: 0.32,
    strikeRad: landing,
    strikeRate: -1.5 * size,
    strikeAcceleration: -40 * size,
    slapEndRad: 0.03 * landing,
    flatRate: -0.05,
    heelOffRad: -0.014 * size,
    toeOffRad: -61 * RAD_PER_DEG * size,
    push: WALK_PUSH,
    eversionLandingRad: -0.7 * eversionRad,
    eversionPeakRad: 0.3 * eversionRad,
    eversionToeOffRad: -0.3 * eversionRad,
    landingForwardMps: 0.45 * size,
    landingClosingMps: 0.12 * size,
    landingSec: 0.03,
    swingPitch: WALK.pitch.map((c) => c * size),
    swingForward: WALK.forward,
    swingHeight: WALK.height,
    swingRollRad: 0.06 * size,
    swingYawRad: 0.04 * size,
    swingOutwardMeters: 0.015,
    ringingFraction: clamp(input.speedMps / 4, 0.05, 0.6),
  };
}

function createStairStyle(input: StyleInput): FootStyle {
  const up = input.activity === "stairs-up";
  const walk = createWalkStyle({ ...input, strikeRad: 0, strideLengthMeters: 0.6 });
  return {
    ...walk,
    slapSec: 0.12 * input.contactSec,
    strikeRad: (up ? -3 : -16) * RAD_PER_DEG,
    strikeRate: -0.5,
    strikeAcceleration: 0,
    slapEndRad: (up ? -0.5 : -2) * RAD_PER_DEG,
    toeOffRad: (up ? -28 : -42) * RAD_PER_DEG,
    landingForwardMps: 0.1,
    landingClosingMps: up ? 0.12 : 0.3,
    swingPitch: (up ? [-0.9, 0.3, 0, 0, 0] : [0.5, 0.2, 0, 0, 0]).map((c) => c * 0.5),
    swingForward: [0, up ? 0.12 : -0.12, 0, 0, 0],
    swingHeight: [0.1, 0, 0.02, 0, 0],
    ringingFraction: up ? 0.2 : 0.6,
  };
}

/** The style of one footfall. */
export function createFootStyle(input: StyleInput): FootStyle {
  if (input.activity === "run") return createRunStyle(input);
  if (input.activity === "walk" || input.activity === "stand") return createWalkStyle(input);
  return createStairStyle(input);
}
