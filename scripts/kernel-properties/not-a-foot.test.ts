// What moves like a foot but is none, and a foot that moves without going anywhere: in closed form, of random size and
// speed, through the real kernel. Simulated; the run's seed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectRecords } from "./compiled-kernel.ts";
import { runSeed, tries } from "./effort.ts";
import { afterRest, bump, samplesOf, smoothStep, wanderOf, type Motion, type Vibration } from "./moving-body.ts";
import { within } from "./runners.ts";

const TURN = 2 * Math.PI;
const RAD_PER_DEG = Math.PI / 180;

/** Strides that are called walking, running or stairs within a minute of the motion. */
function locomotionCount(motion: Motion, vibration?: Vibration): number {
  const strides = detectRecords(samplesOf(motion, 63, runSeed, vibration));
  return [...strides].filter((stride) => stride.activity !== "other").length;
}

/** Motions of a frequency, Hz, and a size, 0…1. */
interface Motions {
  hertz: fc.Arbitrary<number>;
  motionOf: (hertz: number, size: number) => Motion;
}

function motionsOf(lowHz: number, highHz: number, motionOf: Motions["motionOf"]): Motions {
  return { hertz: within(lowHz, highHz), motionOf };
}

/** Whatever its frequency and size, the motion makes no stride, or hardly one. */
function expectNone({ hertz, motionOf }: Motions, most = 0): void {
  const property = fc.property(hertz, within(0, 1), (frequency, size) => {
    expect(locomotionCount(afterRest(motionOf(frequency, size)))).toBeLessThanOrEqual(most);
  });
  fc.assert(property, tries(4));
}

/** A shoe on a pedal: a circle of 17 cm with the pitch of an ankle, no landing. */
function pedal(turnsPerMinute: number): Motion {
  const turn = (TURN * turnsPerMinute) / 60;
  return (timeSec) => ({
    upMeters: 0.17 * (1 - Math.cos(turn * timeSec)),
    forwardMeters: 0.17 * Math.sin(turn * timeSec),
    pitchRad: 0.45 * Math.sin(turn * timeSec + 0.6),
  });
}

/** Tapping with the toes while the heel stays: pitch only, about a heel 12 cm behind the sensor. */
function tap(hertz: number): Motion {
  return (timeSec) => {
    const pitchRad = 0.2 * (1 - Math.cos(TURN * hertz * timeSec));
    return { upMeters: 0.12 * Math.sin(pitchRad), forwardMeters: 0.12 * Math.cos(pitchRad), pitchRad };
  };
}

/** Heel raises of a nervous sitter, about the toes. */
const jiggling = motionsOf(2.5, 6, (hertz, size) => (timeSec) => {
  const pitchRad = -(0.03 + 0.05 * size) * (1 - Math.cos(TURN * hertz * timeSec));
  return { upMeters: -0.12 * Math.sin(pitchRad), forwardMeters: 0.12 * Math.cos(pitchRad), pitchRad };
});

/** A leg that swings from the knee, 0.45 m over the foot, by up to 35°. */
const swingingLegs = motionsOf(0.6, 1.2, (hertz, size) => (timeSec) => {
  const angleRad = (8 + 27 * size) * RAD_PER_DEG * Math.sin(TURN * hertz * timeSec);
  return {
    forwardMeters: 0.45 * Math.sin(angleRad),
    upMeters: 0.45 * (1 - Math.cos(angleRad)),
    pitchRad: 1.1 * angleRad,
  };
});

/** Swaying while standing: a degree or two. */
const swaying = motionsOf(0.2, 0.6, (hertz, size) => (timeSec) => ({
  forwardMeters: 0.006 * size * Math.sin(TURN * hertz * timeSec),
  pitchRad: 0.03 * size * Math.sin(TURN * hertz * timeSec),
}));

/** A lifted foot shaken in place. */
const shaking = motionsOf(2, 5, (hertz, size) => (timeSec) => {
  const shakeMeters = (0.01 + 0.15 * size) / hertz ** 2;
  return {
    upMeters: 0.3 * smoothStep(timeSec) + shakeMeters * Math.sin(TURN * hertz * timeSec),
    forwardMeters: shakeMeters * Math.sin(TURN * hertz * timeSec + 1),
    leftMeters: shakeMeters * Math.sin(TURN * hertz * timeSec + 0.4),
    pitchRad: 0.5 * size * Math.sin(TURN * hertz * timeSec),
    rollRad: 0.2 * Math.sin(TURN * hertz * timeSec + 2),
  };
});

/** Repeats a movement of `periodSec`; its argument is the share of the period, 0…1, and how many there were before. */
function repeat(periodSec: number, motion: (share: number, count: number) => ReturnType<Motion>): Motion {
  return (timeSec) => {
    const count = Math.floor(timeSec / periodSec);
    return motion(timeSec / periodSec - count, count);
  };
}

/** Knees up, and down to the same place. */
const marching = motionsOf(0.7, 1.6, (hertz, size) =>
  repeat(1 / hertz, (share) => {
    const lift = bump((share - 0.3) / 0.6);
    return { upMeters: (0.06 + 0.14 * size) * lift, forwardMeters: -0.08 * lift, pitchRad: -0.6 * lift };
  }),
);

/** A queue that moves on by less than a foot's width. */
const queueing = motionsOf(0.3, 0.6, (hertz, size) =>
  repeat(1 / hertz, (share, count) => {
    const move = (share - 0.4) / (0.6 * hertz);
    return {
      forwardMeters: 0.09 * size * (count + smoothStep(move)),
      upMeters: 0.02 * bump(move),
      pitchRad: -0.1 * bump(move),
    };
  }),
);

/** The foot is set down where it was, turned by up to 60° each time. */
const turningOnTheSpot = motionsOf(0.5, 0.9, (hertz, size) =>
  repeat(1 / hertz, (share, count) => {
    const move = (share - 0.3) / 0.4;
    return {
      yawRad: 60 * RAD_PER_DEG * (0.3 + 0.7 * size) * (count + smoothStep(move)),
      upMeters: 0.04 * bump(move),
      pitchRad: -0.2 * bump(move),
    };
  }),
);

/** Shoes in a bag or backpack: the trunk's bounce, twice a stride, and the bag's swing, once. */
const carried = motionsOf(0.85, 1.45, (hertz, size) => (timeSec) => ({
  forwardMeters: 0.02 * Math.sin(2 * TURN * hertz * timeSec),
  leftMeters: 0.05 * Math.sin(TURN * hertz * timeSec),
  upMeters: (0.02 + 0.03 * size) * Math.sin(2 * TURN * hertz * timeSec),
  pitchRad: 1.2 + 0.12 * Math.sin(TURN * hertz * timeSec + 1),
  rollRad: 0.1 * Math.sin(TURN * hertz * timeSec),
}));

/** A shoe in a hand whose arm swings by up to 30°. */
const handHeld = motionsOf(0.8, 1.1, (hertz, size) => (timeSec) => {
  const angleRad = (8 + 22 * size) * RAD_PER_DEG * Math.sin(TURN * hertz * timeSec);
  return {
    forwardMeters: 0.75 * Math.sin(angleRad),
    upMeters: 0.75 * (1 - Math.cos(angleRad)) + 0.025 * Math.sin(2 * TURN * hertz * timeSec),
    pitchRad: angleRad,
    rollRad: 0.1 * Math.sin(TURN * hertz * timeSec + 0.5),
  };
});

/** A passenger's foot on a car's floor: speeding, braking, bends and springs. The drive began before the recording. */
function drive(variant: number): Motion {
  const [along, across] = [wanderOf(variant, 0.02, 0.1), wanderOf(variant + 1, 0.02, 0.1)];
  const [springs, nodding, rocking] = [2, 3, 4].map((more) => wanderOf(variant + more, 0.8, 2));
  return (timeSec) => ({
    forwardMeters: 5 * along(timeSec),
    leftMeters: 4 * across(timeSec),
    upMeters: 0.01 * (springs?.(timeSec) ?? 0),
    yawRad: 0.4 * across(timeSec),
    pitchRad: 0.01 * (nodding?.(timeSec) ?? 0),
    rollRad: 0.01 * (rocking?.(timeSec) ?? 0),
  });
}

describe("[STR14] what is no foot on its way makes no strides", () => {
  it.each([40, 60, 80, 95, 110])("a pedal at %i turns a minute", (turnsPerMinute) => {
    expect(locomotionCount(afterRest(pedal(turnsPerMinute)))).toBeLessThanOrEqual(2);
  });

  it.each([1, 2, 3])("toes tapping at %i Hz", (hertz) => {
    expect(locomotionCount(afterRest(tap(hertz)))).toBe(0);
  });
});

describe("[KER29] no stride is invented of", () => {
  it("standing and swaying", () => expectNone(swaying));
  it("sitting and jiggling", () => expectNone(jiggling));
  it("sitting with legs swinging", () => expectNone(swingingLegs));
  it("a lifted foot, shaken", () => expectNone(shaking));
  it("marching on the spot", () => expectNone(marching));
  it("turning on the spot", () => expectNone(turningOnTheSpot));
  it("shuffling on in a queue", () => expectNone(queueing));
  it("shoes in a bag", () => expectNone(carried));
  it("a shoe in a swinging hand", () => expectNone(handHeld, 2));

  it("a car's floor", () => {
    const property = fc.property(fc.nat(1000), (variant) => {
      expect(locomotionCount(drive(variant), { accMps2: 0.4, gyrRadPerSec: 0.015 })).toBe(0);
    });
    fc.assert(property, tries(4));
  });
});
