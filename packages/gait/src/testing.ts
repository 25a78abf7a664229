// A made-up foot for tests: a rigid sole with flat stances and smooth swings in closed form, so that its path is known
// exactly. In: a plan. Out: sample blocks. Simulated and simple: no impact, no rolling stance; `simulate` has real feet.
import { GRAVITY_MPS2, SAMPLE_CHANNELS } from "@solewise/terms";
import type { SampleBlock } from "@solewise/terms";
export { ABSENT, FLAG, RECORD_WORDS, WORD } from "./kernel/record-layout.ts";

/** A row-major 3×3 rotation. */
export type Rotation = readonly number[];

/** How the foot moves; every field has a default. */
export interface FootPlan {
  strideCount: number;
  /** Rest before the first swing and after the last. */
  restSec: number;
  strideTimeSec: number;
  /** Share of the stride in which the sole is flat and still, 0.05…0.6. */
  flatFraction: number;
  strideLengthMeters: number;
  clearanceMeters: number;
  /** Height gained a stride. */
  riseMeters: number;
  /** Heading gained a stride, left positive. */
  turnDeg: number;
  /** Toe-down pitch at push-off and toe-up pitch before landing. */
  pushOffDeg: number;
  strikeDeg: number;
  /** Roll of the sole in swing, sole facing inward positive. */
  rollDeg: number;
  sampleRateHz: number;
  startSec: number;
  /** Turns foot axes (x to the toe, y left, z up) into sensor axes. */
  mounting: Rotation;
}

export const FOOT_PLAN: FootPlan = {
  strideCount: 12,
  restSec: 1.5,
  strideTimeSec: 1.05,
  flatFraction: 0.3,
  strideLengthMeters: 1.35,
  clearanceMeters: 0.12,
  riseMeters: 0,
  turnDeg: 0,
  pushOffDeg: 60,
  strikeDeg: 22,
  rollDeg: 6,
  sampleRateHz: 200,
  startSec: 0,
  mounting: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

const RAD_PER_DEG = Math.PI / 180;
const CHANNELS = SAMPLE_CHANNELS.length;
/** Step of the central differences, s: errors below 1e-6 of the quantity. */
const DIFFERENCE_SEC = 1e-4;

/** Position (m, world axes) and attitude (foot → world) of the foot. */
interface Pose {
  position: number[];
  attitude: Rotation;
}

/** Rises from 0 to 1 with no speed, acceleration or jerk at its ends. */
function smoothStep(x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x ** 4 * (35 - 84 * x + 70 * x ** 2 - 20 * x ** 3);
}

/** 0 → 1 → 0 between `from` and `to`, smooth, its top in the middle. */
function bump(x: number, from: number, to: number): number {
  const share = (x - from) / (to - from);
  return share <= 0 || share >= 1 ? 0 : (4 * share * (1 - share)) ** 3;
}

/** a·b. */
export function multiply(a: Rotation, b: Rotation): number[] {
  const product: number[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += (a[row * 3 + k] as number) * (b[k * 3 + column] as number);
      product.push(sum);
    }
  }
  return product;
}

function transpose(a: Rotation): number[] {
  return [0, 3, 6, 1, 4, 7, 2, 5, 8].map((index) => a[index] as number);
}

function apply(a: Rotation, v: readonly number[]): number[] {
  const [x = 0, y = 0, z = 0] = v;
  return [0, 3, 6].map((row) => (a[row] as number) * x + (a[row + 1] as number) * y + (a[row + 2] as number) * z);
}

/** Turn by `angleRad` about axis 0 (x), 1 (y) or 2 (z). */
export function turnAbout(axis: 0 | 1 | 2, angleRad: number): number[] {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  if (axis === 0) return [1, 0, 0, 0, c, -s, 0, s, c];
  return axis === 1 ? [c, 0, s, 0, 1, 0, -s, 0, c] : [c, -s, 0, s, c, 0, 0, 0, 1];
}

function poseAt(plan: FootPlan, sec: number): Pose {
  const walked = (sec - plan.startSec - plan.restSec) / plan.strideTimeSec;
  const index = Math.min(Math.max(Math.floor(walked), 0), plan.strideCount);
  const share = index === plan.strideCount ? 0 : Math.max(walked - index, 0);
  const swing = (share - plan.flatFraction) / (1 - plan.flatFraction);
  const travelled = smoothStep((swing - 0.15) / 0.78);
  const yawRad = (index + travelled) * plan.turnDeg * RAD_PER_DEG;
  const pitchRad = (plan.strikeDeg * bump(swing, 0.45, 1) - plan.pushOffDeg * bump(swing, 0, 0.75)) * RAD_PER_DEG;
  const rollRad = plan.rollDeg * bump(swing, 0.1, 0.9) * RAD_PER_DEG;
  const position = [0, 0, (index + travelled) * plan.riseMeters + plan.clearanceMeters * bump(swing, 0.02, 0.98)];
  for (let stride = 0; stride <= index; stride++) {
    const meters = plan.strideLengthMeters * (stride < index ? 1 : travelled);
    const headingRad = (stride + 0.5) * plan.turnDeg * RAD_PER_DEG;
    position[0] = (position[0] ?? 0) + meters * Math.cos(headingRad);
    position[1] = (position[1] ?? 0) + meters * Math.sin(headingRad);
  }
  return {
    position,
    attitude: multiply(turnAbout(2, yawRad), multiply(turnAbout(1, -pitchRad), turnAbout(0, rollRad))),
  };
}

/** Where the plan's foot is at an instant: metres, x along its first heading, y left, z up. */
export function footPositionAt(changes: Partial<FootPlan>, sec: number): number[] {
  return poseAt({ ...FOOT_PLAN, ...changes }, sec).position;
}

/** Specific force (m/s²) and angular rate (rad/s) that the sensor reads. */
function readingsAt(plan: FootPlan, sec: number): number[] {
  const h = DIFFERENCE_SEC;
  const [before, now, after] = [poseAt(plan, sec - h), poseAt(plan, sec), poseAt(plan, sec + h)];
  const force = [0, 1, 2].map((axis) => {
    const bend = (before.position[axis] ?? 0) - 2 * (now.position[axis] ?? 0) + (after.position[axis] ?? 0);
    return bend / h ** 2 + (axis === 2 ? GRAVITY_MPS2 : 0);
  });
  const turn = multiply(transpose(before.attitude), after.attitude);
  const rate = [
    ((turn[7] ?? 0) - (turn[5] ?? 0)) / (4 * h),
    ((turn[2] ?? 0) - (turn[6] ?? 0)) / (4 * h),
    ((turn[3] ?? 0) - (turn[1] ?? 0)) / (4 * h),
  ];
  return [...apply(plan.mounting, apply(transpose(now.attitude), force)), ...apply(plan.mounting, rate)];
}

/** The plan's samples in one block, from rest to rest. */
export function walkFoot(changes: Partial<FootPlan> = {}): SampleBlock {
  const plan: FootPlan = { ...FOOT_PLAN, ...changes };
  const durationSec = 2 * plan.restSec + plan.strideCount * plan.strideTimeSec;
  const sampleCount = Math.floor(durationSec * plan.sampleRateHz);
  const block: SampleBlock = {
    sampleCount,
    timeUs: new Float64Array(sampleCount),
    values: new Float64Array(sampleCount * CHANNELS),
  };
  for (let index = 0; index < sampleCount; index++) {
    const timeUs = Math.round((plan.startSec + index / plan.sampleRateHz) * 1e6);
    block.timeUs[index] = timeUs;
    block.values.set(readingsAt(plan, timeUs / 1e6), index * CHANNELS);
  }
  return block;
}

/** The walk on a curve with small noise that is the same each time, so that no two readings are equal. */
export function walkNoisyFoot(changes: Partial<FootPlan> = {}): SampleBlock {
  const block = walkFoot({ turnDeg: 12, riseMeters: 0.02, ...changes });
  for (let at = 0; at < block.values.length; at++) {
    const noise = ((Math.imul(at + 1, 2654435761) >>> 8) % 1000) / 1000 - 0.5;
    block.values[at] = (block.values[at] ?? 0) + noise * (at % CHANNELS < 3 ? 0.2 : 0.02);
  }
  return block;
}

/** The samples at these positions, in this order. */
export function pickSamples(block: SampleBlock, positions: readonly number[]): SampleBlock {
  return {
    sampleCount: positions.length,
    timeUs: Float64Array.from(positions, (position) => block.timeUs[position] ?? 0),
    values: Float64Array.from(
      positions.flatMap((position) => [...block.values.subarray(position * CHANNELS, (position + 1) * CHANNELS)]),
    ),
  };
}

/** Positions of a block's samples whose instant passes. */
export function positionsWhere(block: SampleBlock, passes: (timeUs: number) => boolean): number[] {
  return [...block.timeUs.keys()].filter((position) => passes(block.timeUs[position] ?? 0));
}
