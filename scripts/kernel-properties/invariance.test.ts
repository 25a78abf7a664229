// Tests of what must not change a stride: cuts, resumption, mirror, shift (bit for bit), mounting and sample rate (within
// tolerances), over virtual-runner recordings. Simulated; the run's seed. KER6 and KER7 state the tolerances.
import { createKernel, PackedStrides } from "@solewise/gait";
import { ABSENT, RECORD_WORDS, WORD } from "@solewise/gait/testing";
import { createVirtualRunnerSettings, simulateRun, type VirtualRunnerOverrides } from "@solewise/simulate";
import type { SampleBlock, Stride } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { blockOf, detectRecords, kernelModule, kernelSettings } from "./compiled-kernel.ts";
import { medianOf } from "./match-strides.ts";

const seed = readRunSeed(process.env);
const proofFactor = process.env["SOLEWISE_PROOF"] === "full" ? 10 : 1;

function simulate(sensor: VirtualRunnerOverrides["sensor"] = {}, runSeed = seed): SampleBlock {
  const settings = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 2 },
      { activity: "walk", durationSec: 12, turnDeg: -90 },
      { activity: "run", durationSec: 20, speedMps: 3.3 },
      { activity: "stand", durationSec: 2 },
    ],
    sensor,
  });
  return blockOf(simulateRun(settings, runSeed).right);
}

const block = simulate();
const whole = detectRecords(block);

describe("[KER2] [KER3] any cuts and resumptions of a virtual runner's recording", () => {
  it("give the same bits", () => {
    const stops = fc.array(fc.tuple(fc.nat(block.sampleCount), fc.constantFrom("go on", "flush", "resume")), {
      maxLength: 12,
    });
    const property = fc.property(stops, (places) => {
      const strides = new PackedStrides("right");
      const keep = (words: Int32Array, at: number): void => strides.append(words, at);
      let kernel = createKernel(kernelModule());
      kernel.configure(kernelSettings("right"));
      let from = 0;
      for (const [to, what] of places.toSorted((a, b) => a[0] - b[0])) {
        kernel.push(block, keep, from, to);
        from = to;
        if (what === "go on") continue;
        kernel.flush(keep);
        if (what === "flush") continue;
        const state = kernel.save();
        kernel = createKernel(kernelModule());
        kernel.configure(kernelSettings("right"));
        kernel.resume(state);
      }
      kernel.push(block, keep, from);
      kernel.finish(keep);
      expect([...strides.words]).toEqual([...whole.words]);
    });
    fc.assert(property, { numRuns: 30 * proofFactor });
  });
});

describe("[KER4] the mirror image of a virtual runner's right foot", () => {
  it("is a left foot with the same records, turning the other way", () => {
    const values = block.values.map((value, at) => ([1, 3, 5].includes(at % 6) ? -value : value));
    const left = detectRecords({ ...block, values }, kernelSettings("left"));
    const expected = whole.words.map((word, at) => (at % RECORD_WORDS === WORD.turn && word !== ABSENT ? -word : word));
    expect([...left.words]).toEqual([...expected]);
    expect(whole.strideCount).toBeGreaterThan(30);
  });
});

describe("[KER5] a virtual runner's recording at another time", () => {
  it("has the same bits but midstances", () => {
    const property = fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (shiftUs) => {
      const shifted = detectRecords({ ...block, timeUs: block.timeUs.map((us) => us + shiftUs) });
      const timeless = (words: Int32Array): number[] =>
        [...words].map((word, at) =>
          [WORD.midstanceLow, WORD.midstanceHigh].includes((at % RECORD_WORDS) as 1 | 2) ? 0 : word,
        );
      expect(timeless(shifted.words)).toEqual(timeless(whole.words));
    });
    fc.assert(property, { numRuns: 20 * proofFactor });
  });
});

/** Rotation of a unit quaternion, applied to forces and rates alike. */
function rotateSamples(samples: SampleBlock, quaternion: readonly number[]): SampleBlock {
  const size = Math.hypot(...quaternion);
  const [w = 1, x = 0, y = 0, z = 0] = quaternion.map((part) => part / size);
  const values = new Float64Array(samples.values.length);
  for (let at = 0; at < values.length; at += 3) {
    const [a = 0, b = 0, c = 0] = samples.values.subarray(at, at + 3);
    const tx = 2 * (y * c - z * b);
    const ty = 2 * (z * a - x * c);
    const tz = 2 * (x * b - y * a);
    values[at] = a + w * tx + y * tz - z * ty;
    values[at + 1] = b + w * ty + z * tx - x * tz;
    values[at + 2] = c + w * tz + x * ty - y * tx;
  }
  return { ...samples, values };
}

type Quantity = (stride: Stride) => number | null;

const EVENTS: readonly Quantity[] = [
  (stride) => stride.initialContactSec,
  (stride) => stride.terminalContactSec,
  (stride) => stride.nextInitialContactSec,
];
const ANGLES: readonly Quantity[] = [
  (stride) => stride.turnDeg,
  (stride) => stride.footStrikeAngleDeg,
  (stride) => stride.eversionExcursionDeg,
];

/** Median size of the differences of a quantity, stride by stride. */
function typicalDifference(some: PackedStrides, others: PackedStrides, quantity: Quantity): number {
  return medianOf(
    [...some].map((stride, index) => {
      const [value, other] = [quantity(stride), quantity(others.strideAt(index))];
      return value === null || other === null ? null : Math.abs(value - other);
    }),
  );
}

describe("[KER6] any mounting", () => {
  // Room for the corners that a rotation moves readings into.
  const settings = { ...kernelSettings("right"), accRangeG: 32, gyrRangeDps: 4000 };
  const upright = detectRecords(block, settings);
  const part = fc.double({ min: -1, max: 1, noNaN: true });
  const quaternion = fc.tuple(part, part, part, part).filter((parts) => Math.hypot(...parts) > 0.1);

  it("the same strides, within the tolerances", () => {
    const property = fc.property(quaternion, (parts) => {
      const rotated = detectRecords(rotateSamples(block, parts), settings);
      expect(rotated.strideCount).toBe(upright.strideCount);
      expect(typicalDifference(upright, rotated, (stride) => stride.strideLengthMeters)).toBeLessThan(0.01);
      expect(typicalDifference(upright, rotated, (stride) => stride.heightChangeMeters)).toBeLessThan(0.01);
      for (const event of EVENTS) expect(typicalDifference(upright, rotated, event)).toBeLessThan(0.01);
      for (const angle of ANGLES) expect(typicalDifference(upright, rotated, angle)).toBeLessThan(1.5);
    });
    fc.assert(property, {
      numRuns: 30 * proofFactor,
      examples: [[[0, 1, 0, 0]], [[0, 0, 1, 0]], [[0, 0, 0, 1]], [[1, 1, 0, 0]], [[1, 0, 1, 0]], [[1, 0, 0, 1]]],
    });
  });
});

describe("[KER7] any sample rate", () => {
  it.each([80, 100, 104, 128, 250, 333, 400, 450])("%i Hz", (sampleRateHz) => {
    const resampled = detectRecords(simulate({ sampleRateHz }));
    const lengthTolerance = sampleRateHz < 100 ? 0.03 : 0.015;
    expect(Math.abs(resampled.strideCount - whole.strideCount)).toBeLessThanOrEqual(1);
    for (const activity of ["walk", "run"]) {
      const ofKind = (strides: PackedStrides): Stride[] =>
        [...strides].filter((stride) => stride.activity === activity);
      const median = (strides: PackedStrides, quantity: Quantity): number => medianOf(ofKind(strides).map(quantity));
      const lengthMeters: Quantity = (stride) => stride.strideLengthMeters;
      const contactMs: Quantity = (stride) => stride.groundContactTimeMs;
      expect(Math.abs(median(resampled, lengthMeters) / median(whole, lengthMeters) - 1)).toBeLessThan(lengthTolerance);
      expect(Math.abs(median(resampled, contactMs) - median(whole, contactMs))).toBeLessThan(10);
    }
  });
});
