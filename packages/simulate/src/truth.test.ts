// The truth against the settings and against itself.
import { describe, expect, it } from "vitest";
import { walkFootPath } from "./foot-path.ts";
import { planFootfalls } from "./footfalls.ts";
import { virtualRunnerPresets } from "./presets.ts";
import { createSensorArm } from "./rolling.ts";
import { createVirtualRunnerSettings, type VirtualRunnerOverrides } from "./settings.ts";
import { simulateRun, type VirtualRun } from "./simulate-run.ts";
import { findMidstance, type TrueStride } from "./true-stride.ts";

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const medianOf = (strides: readonly TrueStride[], pick: (s: TrueStride) => number | null): number =>
  median(strides.map((s) => pick(s) ?? Number.NaN).filter((x) => Number.isFinite(x)));

function steadyRun(overrides: VirtualRunnerOverrides, speedMps = 3, durationSec = 20): VirtualRun {
  const course = [
    { activity: "stand" as const, durationSec: 2 },
    { activity: "run" as const, durationSec, speedMps },
  ];
  return simulateRun(
    createVirtualRunnerSettings({ course, ...overrides, gait: { variabilityFraction: 0, ...overrides.gait } }),
    1,
  );
}

const steady = (strides: readonly TrueStride[]): TrueStride[] =>
  strides.filter((s) => s.activity === "run").slice(6, -2);

describe("strides", () => {
  it("[SIM4] midstance lies in the middle of contact, where the foot moves least", () => {
    const { footfalls } = planFootfalls(virtualRunnerPresets["easy-run"], 1);
    const arm = createSensorArm([0.02, 0.005, 0.015]);
    for (const { contact } of walkFootPath(footfalls.filter((f) => f.side === "left").slice(4, 30))) {
      const share = (findMidstance(contact, arm).leaveSec - contact.startSec) / (contact.endSec - contact.startSec);
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.6);
    }
  });

  it("[SIM5] lengths add up to the way between the footprints", () => {
    const { right } = steadyRun({});
    const strides = steady(right.truth);
    for (const s of strides) {
      expect(s.strideLengthMeters).toBeCloseTo(3 * ((s.strideTimeMs ?? 0) / 1000), 3);
      expect(Math.abs(s.heightChangeMeters)).toBeLessThan(1e-3);
      expect(s.clearanceMeters).toBeGreaterThan(0.15);
    }
  });

  it("[SIM8] without scatter the strike angle is the one asked for", () => {
    for (const strikeAngleDeg of [-10, 0, 5, 18]) {
      const { left, right } = steadyRun({ gait: { strikeAngleDeg } });
      for (const s of [...steady(left.truth), ...steady(right.truth)])
        expect(s.footStrikeAngleDeg).toBeCloseTo(strikeAngleDeg, 6);
    }
  });

  it("[SIM8] a walker's strike angle is the one asked for, in proportion to short strides", () => {
    for (const walkStrikeAngleDeg of [-10, 0, 16]) {
      const gait = { walkStrikeAngleDeg, variabilityFraction: 0 };
      const strikesAt = (speedMps: number): TrueStride[] => {
        const course = [{ activity: "walk" as const, durationSec: 30, speedMps }];
        return simulateRun(createVirtualRunnerSettings({ course, gait }), 1).right.truth.slice(3, -3);
      };
      const [brisk, slow] = [strikesAt(1.6), strikesAt(0.7)];
      expect(Math.min(brisk.length, slow.length)).toBeGreaterThan(5);
      for (const s of brisk) {
        const share = Math.min(1.15, s.strideLengthMeters / 1.37);
        expect(s.footStrikeAngleDeg).toBeCloseTo(share * walkStrikeAngleDeg, 1);
      }
      for (const s of slow)
        expect(s.footStrikeAngleDeg).toBeCloseTo((s.strideLengthMeters / 1.37) * walkStrikeAngleDeg, 1);
    }
  });

  it("[SIM9] the eversion excursion is the one asked for, on both feet positive", () => {
    for (const eversionExcursionDeg of [5, 14]) {
      const { left, right } = steadyRun({ gait: { eversionExcursionDeg, landingRockDeg: 0 } });
      for (const s of [...steady(left.truth), ...steady(right.truth)])
        expect(Math.abs((s.eversionExcursionDeg ?? 0) - eversionExcursionDeg)).toBeLessThan(0.15);
    }
  });

  it("[SIM10] contact time and cadence are the ones asked for", () => {
    const { left } = steadyRun({ gait: { groundContactTimeMs: 230, cadenceSpm: 172 } });
    for (const s of steady(left.truth)) {
      expect(s.groundContactTimeMs).toBeCloseTo(230, 6);
      expect(s.strideTimeMs).toBeCloseTo(120_000 / 172, 6);
      expect((s.groundContactTimeMs ?? 0) + s.swingTimeMs).toBeCloseTo(s.strideTimeMs ?? 0, 6);
      expect(s.midstanceSec).toBeGreaterThan(s.initialContactSec ?? Infinity);
      expect(s.midstanceSec).toBeLessThan(s.terminalContactSec);
    }
  });

  it("[SIM1] a seed gives one run, another seed another", () => {
    const settings = virtualRunnerPresets["poor-sensor"];
    const [a, b, c] = [simulateRun(settings, 7), simulateRun(settings, 7), simulateRun(settings, 8)];
    expect(a.left.values).toEqual(b.left.values);
    expect(a.right.timeUs).toEqual(b.right.timeUs);
    expect(a.truth).toEqual(b.truth);
    expect(a.left.values).not.toEqual(c.left.values);
    for (let i = 0; i < 600; i++) expect(Math.round((a.left.values[i] ?? 0) * 1e5) / 1e5).toBe(a.left.values[i]);
    expect(a.left.timeUs.every((us) => Number.isInteger(us))).toBe(true);
  });
});

describe("machines", () => {
  it("[SIM1] a recording's bytes are the pinned ones; change the pin only together with the model", () => {
    const course = [
      { activity: "stand" as const, durationSec: 1 },
      { activity: "run" as const, durationSec: 6 },
    ];
    const { left, right } = simulateRun(createVirtualRunnerSettings({ course }), 2024);
    let hash = 2166136261;
    for (const foot of [left, right]) {
      for (const value of foot.values) hash = Math.imul(hash ^ (Math.round(value * 1e5) | 0), 16777619);
      for (const us of foot.timeUs) hash = Math.imul(hash ^ (us | 0), 16777619);
    }
    expect(hash >>> 0).toBe(394_241_029);
  });
});

describe("totals", () => {
  it("[SIM18] distance, ascent and durations agree with the strides and the course", () => {
    const run = steadyRun({}, 3, 30);
    const sum = (strides: readonly TrueStride[]): number =>
      strides.reduce((total, s) => total + s.strideLengthMeters, 0);
    expect(run.truth.leftDistanceMeters).toBeCloseTo(sum(run.left.truth), 9);
    expect(run.truth.distanceMeters).toBeCloseTo((sum(run.left.truth) + sum(run.right.truth)) / 2, 9);
    expect(Math.abs(run.truth.leftDistanceMeters - run.truth.rightDistanceMeters)).toBeLessThan(2.5);
    expect(run.truth.strides.length).toBe(run.left.truth.length + run.right.truth.length);
    const times = run.truth.strides.map((s) => s.midstanceSec);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(run.truth.durationSec).toBeGreaterThan(31.5);
    expect(run.truth.runDistanceMeters + run.truth.walkDistanceMeters).toBeCloseTo(run.truth.distanceMeters, 6);
  });

  it("[SIM16] asymmetry is left minus right and fatigue is complete at the end", () => {
    const one = steadyRun({ asymmetry: { contactTimePercent: 8, strikeAngleDeg: 6, eversionDeg: 4 } });
    const [left, right] = [steady(one.left.truth), steady(one.right.truth)];
    const ratio = medianOf(left, (s) => s.groundContactTimeMs) / medianOf(right, (s) => s.groundContactTimeMs);
    expect(ratio).toBeCloseTo(1.04 / 0.96, 3);
    expect(medianOf(left, (s) => s.footStrikeAngleDeg) - medianOf(right, (s) => s.footStrikeAngleDeg)).toBeCloseTo(
      6,
      5,
    );
    const tired = steadyRun({ fatigue: { contactTimePercent: 10, strikeAngleDeg: 5 } }, 3, 120);
    const strides = tired.left.truth.filter((s) => s.activity === "run");
    const [early, late] = [strides.slice(6, 12), strides.slice(-6)];
    expect(medianOf(late, (s) => s.footStrikeAngleDeg) - medianOf(early, (s) => s.footStrikeAngleDeg)).toBeGreaterThan(
      4.3,
    );
    expect(
      medianOf(late, (s) => s.groundContactTimeMs) / medianOf(early, (s) => s.groundContactTimeMs),
    ).toBeGreaterThan(1.08);
  });
});
