// How one footfall looks: angles, speeds and shapes for landing, stance, push-off and the swing that led to it.
// In: activity, speed, stride length. Out: a FootStyle. Source: shapes and sizes fitted to mean strides of Fukuchi 2017
// (running 2.5 and 4.5 m/s) and of MaD-Lab's gaitmap walk (1.25 m/s); between and beyond them linear in speed, clamped
// [estimate]. Stairs [estimate].
import { DEG_PER_RAD } from "@solewise/terms";
import type { CourseActivity } from "./settings.ts";

const RAD_PER_DEG = 1 / DEG_PER_RAD;

/** Push-off in its own units: time 0…1 over the push, progress 0…1 over its angle. */
export interface PushShape {
  startRate: number;
  startAcceleration: number;
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
  /**
   * The rigid foot leaves before the toes do: over the last toeBreakSec of contact its sole goes from rest to these
   * velocities, forward along the ground and away from it, m/s, while the toes bend and stay.
   */
  toeBreakSec: number;
  toeForwardMps: number;
  toeUpMps: number;
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
  /** Size of the foot's rocking on its soft sole after landing, rad. */
  landingRockRad: number;
  /** Landing vibration relative to the setting at 3 m/s. */
  ringingFraction: number;
}

const RUN_SLOW = {
  speedMps: 2.5,
  pitch: [-0.738, -0.892, -0.474, -0.269, -0.139, 0.112],
  forward: [-0.27, -0.237, -0.193, -0.075, -0.019, -0.014],
  height: [-0.105, 0.203, -0.134, 0.199, -0.02, 0.067],
};
const RUN_FAST = {
  speedMps: 4.5,
  pitch: [-0.051, 0.015, 2.255, 0.026, 0.968, 0.195],
  forward: [-0.217, 0.077, -0.093, 0.154, 0.012, 0.028],
  height: [-0.127, -0.086, -0.123, 0.137, -0.043, 0.038],
};
const WALK = {
  pitch: [0.955, -2.125, 1.357, -0.888, 0.46, -0.105],
  forward: [-0.042, -0.252, 0.02, -0.099, -0.001, -0.012],
  height: [0.051, -0.123, 0.086, -0.061, 0.025, -0.018],
};

const RUN_PUSH: PushShape = {
  startRate: 0.33,
  startAcceleration: 0.8,
  peakTime: 0.8,
  peakProgress: 0.745,
  peakRate: 1.38,
  endRate: 1.22,
  endAcceleration: -1,
};
const WALK_PUSH: PushShape = {
  startRate: 0.03,
  startAcceleration: 0.1,
  peakTime: 0.9,
  peakProgress: 0.76,
  peakRate: 2.42,
  endRate: 2.28,
  endAcceleration: 0,
};

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
const mix = (a: readonly number[], b: readonly number[], t: number): number[] =>
  a.map((x, i) => x + t * ((b[i] ?? 0) - x));

/** Steps of both feet per minute at a speed (SIM14): walking linear, running a parabola. */
export function cadenceAtSpeed(activity: CourseActivity, speedMps: number): number {
  if (activity === "run") return 140 + 5.4 * speedMps + 0.62 * speedMps * speedMps;
  if (activity === "walk") return 60 + 39 * speedMps;
  return 100;
}

/** Nominal running contact time, s. */
export function runningContactSec(speedMps: number): number {
  return Math.min(0.34, 1.356 / (speedMps + 2.02));
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
  /** Rocking after landing at 3 m/s. */
  rockRad: number;
}

/** Pitch rate at landing: most of the slap's mean rate, and the foot's own toe-down turn, which grows with speed. */
function landingStrikeRate(strikeRad: number, slapEndRad: number, slapSec: number, speedMps: number): number {
  const own = 1 + 1.5 * clamp(speedMps - RUN_SLOW.speedMps, 0, 3);
  return -0.7 * Math.max(0, (strikeRad - slapEndRad) / slapSec) - own;
}

/** Shapes of slow running lean towards walking's (measured on jogging at 1.6 m/s). */
function runShape(speedMps: number, of: (shape: typeof RUN_SLOW | typeof WALK) => readonly number[]): number[] {
  if (speedMps < RUN_SLOW.speedMps) {
    return mix(of(RUN_SLOW), of(WALK), 0.35 * clamp((RUN_SLOW.speedMps - speedMps) / 0.9, 0, 1));
  }
  const t = (speedMps - RUN_SLOW.speedMps) / (RUN_FAST.speedMps - RUN_SLOW.speedMps);
  return mix(of(RUN_SLOW), of(RUN_FAST), clamp(t, 0, 1.3));
}

function createRunStyle(input: StyleInput): FootStyle {
  const { speedMps: v, contactSec, strikeRad, eversionRad } = input;
  const t = clamp((v - RUN_SLOW.speedMps) / (RUN_FAST.speedMps - RUN_SLOW.speedMps), -0.3, 1.3);
  const size = clamp(input.strideLengthMeters / 1.3, 0.3, 1);
  const slow = clamp(RUN_SLOW.speedMps / v, 1, 1.5);
  const slapSec = Math.min((0.014 + 0.0013 * Math.abs(strikeRad) * DEG_PER_RAD) * slow, 0.2 * contactSec);
  const slapEndRad = strikeRad > 0 ? Math.min(0.2 * strikeRad, 0.05) : 0.15 * strikeRad;
  return {
    contactSec,
    swingSec: input.strideTimeSec - contactSec,
    slapSec,
    pushSec: 0.4 * contactSec,
    flatFraction: 0.38,
    strikeRad,
    strikeRate: landingStrikeRate(strikeRad, slapEndRad, slapSec, v),
    strikeAcceleration: -100,
    slapEndRad,
    flatRate: -0.12 / contactSec,
    heelOffRad: -4.2 * RAD_PER_DEG * size,
    toeOffRad: -(45 + 4 * t) * RAD_PER_DEG * size,
    push: RUN_PUSH,
    eversionLandingRad: -0.85 * eversionRad,
    eversionPeakRad: 0.15 * eversionRad,
    eversionToeOffRad: -0.4 * eversionRad,
    landingForwardMps: clamp(0.65 + 0.3 * (v - 2.5), 0.15, 1.8),
    landingClosingMps: clamp(0.35 + 0.25 * (v - 2.5), 0.1, 1.4),
    toeBreakSec: Math.min(0.13 * contactSec, 0.04),
    toeForwardMps: (0.4 + 0.235 * clamp(v - 2.5, -1, 3)) * size,
    toeUpMps: (0.55 + 0.18 * clamp(v - 2.5, -1, 3)) * size,
    landingSec: clamp(0.09 * contactSec, 0.014, 0.02),
    swingPitch: runShape(v, (shape) => shape.pitch).map((c) => c * size),
    swingForward: runShape(v, (shape) => shape.forward),
    swingHeight: runShape(v, (shape) => shape.height).map((c) => c * size),
    swingRollRad: 0.3 * size,
    swingYawRad: 0.2 * size,
    swingOutwardMeters: 0.02,
    landingRockRad: input.rockRad * clamp(v / 3, 0.3, 1.6),
    ringingFraction: clamp(v / 3, 0.3, 2.2),
  };
}

/** A walker's heel landing above this, rad, pitches down at the full landing rate; a landing on the toes not at all. */
const WALK_HEEL_STRIKE_RAD = 3 * RAD_PER_DEG;

function createWalkStyle(input: StyleInput): FootStyle {
  const { contactSec, strikeRad, eversionRad } = input;
  const size = clamp(input.strideLengthMeters / 1.37, 0.12, 1.15);
  const slapSec = 0.19 * contactSec;
  const landing = strikeRad * size;
  const heel = clamp(strikeRad / WALK_HEEL_STRIKE_RAD, 0, 1);
  return {
    contactSec,
    swingSec: input.strideTimeSec - contactSec,
    slapSec,
    pushSec: 0.35 * contactSec,
    flatFraction: 0.32,
    strikeRad: landing,
    strikeRate: -3 * size * heel,
    strikeAcceleration: -60 * size * heel,
    slapEndRad: 0.03 * landing + 0.004,
    flatRate: -0.09,
    heelOffRad: -0.022 * size,
    toeOffRad: -56 * RAD_PER_DEG * size,
    push: WALK_PUSH,
    eversionLandingRad: -0.7 * eversionRad,
    eversionPeakRad: 0.3 * eversionRad,
    eversionToeOffRad: -0.3 * eversionRad,
    landingForwardMps: 0.55 * size,
    landingClosingMps: 0.12 * size,
    toeBreakSec: 0.04,
    toeForwardMps: 0.7 * size,
    toeUpMps: 0,
    landingSec: 0.045,
    swingPitch: WALK.pitch.map((c) => c * size),
    swingForward: WALK.forward,
    swingHeight: WALK.height,
    swingRollRad: 0.08 * size,
    swingYawRad: 0.06 * size,
    swingOutwardMeters: 0.015,
    landingRockRad: input.rockRad * 0.12 * size,
    ringingFraction: clamp(input.speedMps / 3, 0.05, 0.7),
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
    toeOffRad: (up ? -30 : -42) * RAD_PER_DEG,
    toeForwardMps: 0.1,
    landingForwardMps: 0.1,
    landingClosingMps: up ? 0.12 : 0.3,
    swingPitch: up ? [-0.45, 0.15] : [0.25, 0.1],
    swingForward: [0, up ? 0.12 : -0.12],
    swingHeight: [],
    ringingFraction: up ? 0.4 : 0.8,
  };
}

/** The style of one footfall. */
export function createFootStyle(input: StyleInput): FootStyle {
  if (input.activity === "run") return createRunStyle(input);
  if (input.activity === "walk" || input.activity === "stand") return createWalkStyle(input);
  return createStairStyle(input);
}
