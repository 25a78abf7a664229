// A rigid body on a path in closed form, as an IMU on it reads it. In: a pose at every instant. Out: a block of samples.
// World axes as the first pose has them: x forward, y left, z up.
import type { SampleBlock } from "@solewise/terms";
import { GRAVITY_MPS2 } from "@solewise/terms";
import { multiply, turnAbout, type Rotation } from "@solewise/gait/testing";

/** Where the body is and how it is turned: yaw to the left, then toes up, then the left side up. All default to 0. */
export interface Pose {
  forwardMeters?: number;
  leftMeters?: number;
  upMeters?: number;
  yawRad?: number;
  pitchRad?: number;
  rollRad?: number;
}

export type Motion = (timeSec: number) => Pose;

/** What shakes body and sensor from outside: root mean squares over 3–40 Hz. */
export interface Vibration {
  accMps2: number;
  gyrRadPerSec: number;
}

const RATE_HZ = 200;
/** Step of the differences that make forces and rates of poses. */
const STEP_SEC = 1e-4;
const TONES = 12;
/** Uniform noise of the readings. */
const ACC_NOISE_MPS2 = 0.02;
const GYR_NOISE_RAD_PER_SEC = 0.003;

/** Uniform numbers in [0, 1), the same for the same seed. */
function uniformOf(seed: number): () => number {
  let state = (seed >>> 0) + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A slow irregular course of unit variance whose frequencies lie between two, Hz. */
export function wanderOf(seed: number, lowHz: number, highHz: number): (timeSec: number) => number {
  const uniform = uniformOf(seed);
  const tones = Array.from({ length: TONES }, () => ({
    radPerSec: 2 * Math.PI * (lowHz + uniform() * (highHz - lowHz)),
    phaseRad: 2 * Math.PI * uniform(),
  }));
  const size = Math.sqrt(2 / TONES);
  return (timeSec) => tones.reduce((sum, tone) => sum + size * Math.sin(tone.radPerSec * timeSec + tone.phaseRad), 0);
}

/** From 0 to 1 while x goes from 0 to 1, without jerk at either end. */
export function smoothStep(x: number): number {
  return x <= 0 ? 0 : x >= 1 ? 1 : x ** 4 * (35 - 84 * x + 70 * x ** 2 - 20 * x ** 3);
}

/** 0 → 1 → 0 while x goes from 0 to 1. */
export function bump(x: number): number {
  return x <= 0 || x >= 1 ? 0 : (4 * x * (1 - x)) ** 3;
}

/** Rest for three seconds, then the motion, which begins within one and a half. */
export function afterRest(motion: Motion): Motion {
  const still = motion(0);
  return (timeSec) => {
    const share = smoothStep((timeSec - 3) / 1.5);
    const moving = motion(Math.max(0, timeSec - 3));
    const mix = (field: keyof Pose): number => {
      const from = still[field] ?? 0;
      return from + share * ((moving[field] ?? 0) - from);
    };
    return {
      forwardMeters: mix("forwardMeters"),
      leftMeters: mix("leftMeters"),
      upMeters: mix("upMeters"),
      yawRad: mix("yawRad"),
      pitchRad: mix("pitchRad"),
      rollRad: mix("rollRad"),
    };
  };
}

function attitudeOf({ yawRad = 0, pitchRad = 0, rollRad = 0 }: Pose): Rotation {
  return multiply(turnAbout(2, yawRad), multiply(turnAbout(1, -pitchRad), turnAbout(0, rollRad)));
}

/** Rᵀ·v: world axes → body axes. */
function intoBody(attitude: Rotation, v: readonly number[]): number[] {
  return [0, 1, 2].map((column) =>
    v.reduce((sum, part, row) => sum + (attitude[row * 3 + column] ?? Number.NaN) * part, 0),
  );
}

/** Specific force and angular rate in body axes at an instant. */
function readingsAt(motion: Motion, timeSec: number): number[] {
  const [before, now, after] = [motion(timeSec - STEP_SEC), motion(timeSec), motion(timeSec + STEP_SEC)];
  const accelerationOf = (field: "forwardMeters" | "leftMeters" | "upMeters"): number =>
    ((after[field] ?? 0) - 2 * (now[field] ?? 0) + (before[field] ?? 0)) / STEP_SEC ** 2;
  const force = [
    accelerationOf("forwardMeters"),
    accelerationOf("leftMeters"),
    accelerationOf("upMeters") + GRAVITY_MPS2,
  ];
  const attitude = attitudeOf(now);
  // R(t − h)ᵀ·R(t + h) is the turn within 2 h, in body axes.
  const [earlier, later] = [attitudeOf(before), attitudeOf(after)];
  const columns = [0, 1, 2].map((k) => intoBody(earlier, [later[k] ?? 0, later[3 + k] ?? 0, later[6 + k] ?? 0]));
  const turned = (row: number, column: number): number => columns[column]?.[row] ?? Number.NaN;
  const rates = [turned(2, 1) - turned(1, 2), turned(0, 2) - turned(2, 0), turned(1, 0) - turned(0, 1)];
  return [...intoBody(attitude, force), ...rates.map((difference) => difference / (4 * STEP_SEC))];
}

/** Samples at 200 Hz of a sensor on a body that moves so. */
export function samplesOf(motion: Motion, durationSec: number, seed: number, vibration?: Vibration): SampleBlock {
  const sampleCount = Math.round(durationSec * RATE_HZ);
  const uniform = uniformOf(seed);
  const shaking = Array.from({ length: 6 }, (_, channel) => wanderOf(seed + 1 + channel, 3, 40));
  const values = new Float64Array(sampleCount * 6);
  for (let index = 0; index < sampleCount; index++) {
    const timeSec = index / RATE_HZ;
    readingsAt(motion, timeSec).forEach((reading, channel) => {
      const noise = (2 * uniform() - 1) * (channel < 3 ? ACC_NOISE_MPS2 : GYR_NOISE_RAD_PER_SEC);
      const size = (channel < 3 ? vibration?.accMps2 : vibration?.gyrRadPerSec) ?? 0;
      const shaken = size === 0 ? 0 : size * (shaking[channel]?.(timeSec) ?? 0);
      values[index * 6 + channel] = reading + noise + shaken;
    });
  }
  const timeUs = Float64Array.from({ length: sampleCount }, (_, index) => (index * 1e6) / RATE_HZ);
  return { sampleCount, timeUs, values };
}
