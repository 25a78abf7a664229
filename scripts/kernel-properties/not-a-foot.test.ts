// What moves like a foot but is none, or stands: in closed form, through the real kernel. Simulated; the run's seed.
import type { SampleBlock } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { detectRecords } from "./compiled-kernel.ts";

const RATE_HZ = 200;
const GRAVITY_MPS2 = 9.80665;

/** Height (m), travel (m) and pitch (rad, toe up) of the sensor at an instant. */
interface Pose {
  heightMeters: number;
  travelMeters: number;
  pitchRad: number;
}

type Motion = (timeSec: number) => Pose;

/** A small seeded noise, uniform within ± size. */
function noiseOf(seed: number): (size: number) => number {
  let state = (seed >>> 0) + 1;
  return (size) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * size;
  };
}

/** Samples of a sensor that moves so, in the vertical plane: second differences give the force, first ones the rate. */
function samplesOf(motion: Motion, durationSec: number): SampleBlock {
  const sampleCount = Math.round(durationSec * RATE_HZ);
  const timeUs = Float64Array.from({ length: sampleCount }, (_, index) => (index * 1e6) / RATE_HZ);
  const values = new Float64Array(sampleCount * 6);
  const noise = noiseOf(readRunSeed(process.env));
  const step = 1e-4;
  for (let index = 0; index < sampleCount; index++) {
    const at = index / RATE_HZ;
    const [before, now, after] = [motion(at - step), motion(at), motion(at + step)];
    const along = (after.travelMeters - 2 * now.travelMeters + before.travelMeters) / step ** 2;
    const upward = (after.heightMeters - 2 * now.heightMeters + before.heightMeters) / step ** 2 + GRAVITY_MPS2;
    const pitchRate = (after.pitchRad - before.pitchRad) / (2 * step);
    const [c, s] = [Math.cos(now.pitchRad), Math.sin(now.pitchRad)];
    const sample = [c * along + s * upward, 0, -s * along + c * upward, 0, -pitchRate, 0];
    sample.forEach((value, channel) => {
      values[index * 6 + channel] = value + noise(channel < 3 ? 0.02 : 0.003);
    });
  }
  return { sampleCount, timeUs, values };
}

/** Rest for three seconds, then the motion. */
function afterRest(motion: Motion): Motion {
  const still = motion(0);
  return (timeSec) => (timeSec < 3 ? still : motion(timeSec - 3));
}

/** A shoe on a pedal: a circle of 17 cm with the pitch of an ankle, no landing. */
function pedal(turnsPerMinute: number): Motion {
  const turn = (2 * Math.PI * turnsPerMinute) / 60;
  return (timeSec) => ({
    heightMeters: 0.17 * (1 - Math.cos(turn * timeSec)),
    travelMeters: 0.17 * Math.sin(turn * timeSec),
    pitchRad: 0.45 * Math.sin(turn * timeSec + 0.6),
  });
}

/** Tapping with the toes while the heel stays: pitch only, about a heel 12 cm behind the sensor. */
function tap(hertz: number): Motion {
  return (timeSec) => {
    const pitchRad = 0.2 * (1 - Math.cos(2 * Math.PI * hertz * timeSec));
    return { heightMeters: 0.12 * Math.sin(pitchRad), travelMeters: 0.12 * Math.cos(pitchRad), pitchRad };
  };
}

/** Swaying while standing: a degree or two. */
const sway: Motion = (timeSec) => ({
  heightMeters: 0,
  travelMeters: 0.004 * Math.sin(2 * Math.PI * 0.4 * timeSec),
  pitchRad: 0.02 * Math.sin(2 * Math.PI * 0.4 * timeSec),
});

/** A lifted foot shaken in place, three times a second. */
const shake: Motion = (timeSec) => ({
  heightMeters: 0.25 * (1 - Math.exp(-3 * timeSec)) + 0.01 * Math.sin(2 * Math.PI * 3 * timeSec),
  travelMeters: 0.015 * Math.sin(2 * Math.PI * 3 * timeSec + 1),
  pitchRad: 0.5 * Math.sin(2 * Math.PI * 3 * timeSec),
});

function locomotionCount(motion: Motion): number {
  const strides = detectRecords(samplesOf(afterRest(motion), 63));
  return [...strides].filter((stride) => stride.activity !== "other").length;
}

describe("[STR14] what is no foot on its way makes no strides", () => {
  it.each([60, 80, 95, 110])("a pedal at %i turns a minute", (turnsPerMinute) => {
    expect(locomotionCount(pedal(turnsPerMinute))).toBeLessThanOrEqual(2);
  });

  it.each([1, 2, 3])("toes tapping at %i Hz", (hertz) => {
    expect(locomotionCount(tap(hertz))).toBe(0);
  });

  it("standing and swaying", () => {
    expect(locomotionCount(sway)).toBe(0);
  });

  it("a lifted foot, shaken", () => {
    expect(locomotionCount(shake)).toBeLessThanOrEqual(2);
  });
});
