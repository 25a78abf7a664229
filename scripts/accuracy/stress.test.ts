// Spoiled samples: repeatable, in order, and spoiled by as much as they say.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FootSamples } from "./engine.ts";
import { createStress } from "./stress.ts";

function samplesOf(count: number, file = "a"): FootSamples {
  const timeSec = Float64Array.from({ length: count }, (_, n) => n / 200);
  const values = Float64Array.from({ length: count * 6 }, (_, n) => 50 * Math.sin(n * 0.37) + (n % 6));
  return { file, timeSec, values, originalBytes: new Uint8Array(1) };
}

const NAMES = [
  "noise",
  "bias",
  "clip",
  "int16",
  "rotate",
  "loss2",
  "loss12",
  "burst5",
  "drift",
  "rate80",
  "rate100",
  "rate400",
];
const stresses = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 });

describe("[ACC14] stress", () => {
  it("gives the same samples for the same seed, leaves the original alone, keeps time in order", () => {
    fc.assert(
      fc.property(stresses, fc.integer({ min: 0, max: 1e9 }), (names, seed) => {
        const original = samplesOf(300);
        const spoiled = createStress(names, seed)(original);
        expect(createStress(names, seed)(samplesOf(300))).toEqual(spoiled);
        expect(original).toEqual(samplesOf(300));
        expect(spoiled.originalBytes).toBeNull();
        expect(spoiled.values).toHaveLength(spoiled.timeSec.length * 6);
        expect(spoiled.values.every(Number.isFinite)).toBe(true);
        expect(spoiled.timeSec.every((t, n) => n === 0 || t > (spoiled.timeSec[n - 1] ?? 0))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("differs between seeds and between recordings", () => {
    const first = createStress(["noise"], 1)(samplesOf(10)).values;
    expect(createStress(["noise"], 2)(samplesOf(10)).values).not.toEqual(first);
    expect(createStress(["noise"], 1)(samplesOf(10, "b")).values).not.toEqual(first);
  });

  it("rotates without changing any length", () => {
    const original = samplesOf(20);
    const rotated = createStress(["rotate"], 5)(original);
    for (let at = 0; at < 120; at += 3) {
      const [before, after] = [original, rotated].map((s) => Math.hypot(...s.values.subarray(at, at + 3)));
      expect(after).toBeCloseTo(before ?? NaN, 9);
    }
    expect(rotated.values).not.toEqual(original.values);
  });

  it("drifts from nothing, the gyroscope only, by at most 1 °/s a minute", () => {
    const original = samplesOf(12_001);
    const { values } = createStress(["drift"], 7)(original);
    const changes = values.map((value, index) => value - (original.values[index] ?? 0));
    expect([...changes.subarray(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
    const last = [...changes.subarray(12_000 * 6)];
    expect(last.slice(0, 3)).toEqual([0, 0, 0]);
    for (const [axis, change] of last.slice(3).entries()) {
      expect(Math.abs(change)).toBeGreaterThan(0);
      expect(Math.abs(change)).toBeLessThanOrEqual(Math.PI / 180 + 1e-9);
      expect((changes[6000 * 6 + 3 + axis] ?? 0) / change).toBeCloseTo(0.5, 6);
    }
  });

  it("clips at the range that is named, the gyroscope at its own", () => {
    const original = samplesOf(300);
    original.values.forEach((value, index) => (original.values[index] = value * 10));
    const peaks = (name: string) => {
      const { values } = createStress([name], 1)(original);
      const peakOf = (isAcc: boolean) =>
        Math.max(...values.map((value, index) => (index % 6 < 3 === isAcc ? Math.abs(value) : 0)));
      return [peakOf(true), peakOf(false)];
    };
    expect(peaks("clip")[0]).toBeCloseTo(16 * 9.80665, 9);
    expect(peaks("clip8")[0]).toBeCloseTo(8 * 9.80665, 9);
    expect(peaks("clip8")[1]).toBeCloseTo((2000 * Math.PI) / 180, 9);
  });

  it("loses about as much as asked and resamples to the rate asked", () => {
    for (const name of ["loss12", "burst12"]) {
      const kept = createStress([name], 3)(samplesOf(40_000)).timeSec.length / 40_000;
      expect(kept).toBeGreaterThan(0.86);
      expect(kept).toBeLessThan(0.9);
    }
    const { timeSec } = createStress(["rate80"], 3)(samplesOf(2001));
    expect(timeSec).toHaveLength(800);
    expect((timeSec[1] ?? 0) - (timeSec[0] ?? 0)).toBeCloseTo(1 / 80, 9);
  });

  it("resampling keeps a straight line straight, at lower and higher rates", () => {
    const line = samplesOf(401);
    line.values.forEach((_, n) => (line.values[n] = Math.floor(n / 6) / 200));
    for (const name of ["rate80", "rate100", "rate400"]) {
      const { timeSec, values } = createStress([name], 1)(line);
      for (let n = 5; n < timeSec.length - 5; n++) expect(values[n * 6]).toBeCloseTo(timeSec[n] ?? NaN, 9);
    }
  });

  it("refuses a name it does not know", () => {
    expect(() => createStress(["gremlins"], 1)).toThrow("gremlins");
  });
});
