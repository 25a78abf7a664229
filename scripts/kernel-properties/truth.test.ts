// Tests of every stride quantity beside the virtual runner's exact truth, at loose bounds: a guard against a wrong sign,
// unit or event, not an accuracy claim. Simulated motion, sensor noise and bias as they come; the run's seed.
import { createVirtualRunnerSettings, simulateRun, virtualRunnerPresets, type TrueStride } from "@solewise/simulate";
import type { Activity, Side, Stride } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { blockOf, detectRecords, kernelSettings } from "./compiled-kernel.ts";
import { errorsOf, matchStrides, medianOf, type Matching, type StridePair } from "./match-strides.ts";

const settings = createVirtualRunnerSettings({
  course: [
    { activity: "stand", durationSec: 3 },
    { activity: "walk", durationSec: 20 },
    { activity: "run", durationSec: 20, speedMps: 3 },
    { activity: "run", durationSec: 12, speedMps: 3, turnDeg: 360 },
    { activity: "run", durationSec: 15, speedMps: 2.8, slopePercent: 8 },
    { activity: "stand", durationSec: 3 },
    { activity: "stairs-up", stepCount: 14 },
    { activity: "walk", durationSec: 10, turnDeg: -180 },
    { activity: "stairs-down", stepCount: 14 },
    { activity: "walk", durationSec: 8 },
    { activity: "stand", durationSec: 3 },
  ],
});

const seedCount = process.env["SOLEWISE_PROOF"] === "full" ? 10 : 1;
const seeds = Array.from({ length: seedCount }, (_, index) => readRunSeed(process.env) + index);

function matchFoot(seed: number, side: Side): Matching {
  const foot = simulateRun(settings, seed)[side];
  return matchStrides(detectRecords(blockOf(foot), kernelSettings(side)), foot.truth);
}

const feet = seeds.flatMap((seed) =>
  (["left", "right"] as const).map((side) => ({ seed, side, ...matchFoot(seed, side) })),
);

type Field = keyof Stride & keyof TrueStride;

function pairsOf(pairs: readonly StridePair[], activity: Activity): StridePair[] {
  return pairs.filter(({ truth }) => truth.activity === activity);
}

/** The median error of a field lies in ± bound. */
function expectNear(pairs: readonly StridePair[], field: Field, bound: number): void {
  const errors = errorsOf(pairs, field);
  expect(errors.length, field).toBeGreaterThan(5);
  expect(Math.abs(medianOf(errors)), `median error of ${field}`).toBeLessThan(bound);
}

describe.each(feet)("$side foot of seed $seed", ({ pairs, missed, invented }) => {
  const running = pairsOf(pairs, "run");
  const walking = pairsOf(pairs, "walk");

  it("[KER17] finds every stride and invents none", () => {
    expect(missed.length).toBeLessThanOrEqual(1);
    expect(invented.length).toBeLessThanOrEqual(1);
    expect(pairs.length).toBeGreaterThan(100);
  });

  it("[STR3] initial contact", () => {
    expectNear(running, "initialContactSec", 0.015);
    expectNear(walking, "initialContactSec", 0.06);
    const late = pairs.filter(({ found }) => (found.initialContactSec ?? 0) >= (found.terminalContactSec ?? 0));
    expect(late).toEqual([]);
  });

  it("[STR4] terminal contact", () => {
    expectNear(running, "terminalContactSec", 0.015);
    expectNear(walking, "terminalContactSec", 0.04);
  });

  it("[STR5] midstance lies within the contact", () => {
    const inside = [...running, ...walking].filter(({ found, truth }) => {
      const startSec = truth.initialContactSec ?? Number.NEGATIVE_INFINITY;
      return found.midstanceSec > startSec && found.midstanceSec < truth.terminalContactSec;
    });
    expect(inside.length / (running.length + walking.length)).toBeGreaterThan(0.97);
    expectNear(running, "midstanceSec", 0.03);
  });

  it("[STR6] contact, swing and stride time", () => {
    expectNear(running, "groundContactTimeMs", 20);
    expectNear(running, "swingTimeMs", 20);
    expectNear(running, "strideTimeMs", 5);
    expectNear(walking, "groundContactTimeMs", 60);
    expectNear(walking, "strideTimeMs", 8);
  });

  it("[STR7] length and speed", () => {
    for (const some of [running, walking, pairsOf(pairs, "stairs-up"), pairsOf(pairs, "stairs-down")]) {
      const typicalMeters = medianOf(some.map(({ truth }) => truth.strideLengthMeters));
      expectNear(some, "strideLengthMeters", 0.06 * typicalMeters);
    }
    expectNear(running, "speedMps", 0.15);
    for (const { found } of pairs) expect(found.strideLengthMeters ?? 0).toBeGreaterThanOrEqual(0);
  });

  it("[STR8] height change", () => {
    expectNear(pairsOf(pairs, "stairs-up"), "heightChangeMeters", 0.05);
    expectNear(pairsOf(pairs, "stairs-down"), "heightChangeMeters", 0.05);
    expectNear(running, "heightChangeMeters", 0.1);
    const climbing = running.filter(({ truth }) => truth.heightChangeMeters > 0.12);
    expect(medianOf(climbing.map(({ found }) => found.heightChangeMeters))).toBeGreaterThan(0.05);
  });

  it("[STR9] clearance", () => {
    for (const some of [running, walking]) expectNear(some, "clearanceMeters", 0.03);
  });

  it("[STR10] turn, left positive on both feet", () => {
    const turningLeft = running.filter(({ truth }) => truth.turnDeg > 10);
    const turningRight = walking.filter(({ truth }) => truth.turnDeg < -10);
    expectNear(turningLeft, "turnDeg", 2);
    expectNear(turningRight, "turnDeg", 2);
  });

  it("[STR11] strike angle, toe up positive", () => {
    expectNear(running, "footStrikeAngleDeg", 4);
    expectNear(walking, "footStrikeAngleDeg", 6);
  });

  it("[STR12] eversion, positive on both feet", () => {
    expectNear(running, "eversionExcursionDeg", 3);
    expect(medianOf(running.map(({ found }) => found.eversionExcursionDeg))).toBeGreaterThan(5);
  });

  it("[STR13] impact peak", () => {
    const truePeakG = medianOf(running.map(({ truth }) => truth.impactPeakG));
    expectNear(running, "impactPeakG", 0.35 * truePeakG);
  });

  it("[STR14] activity", () => {
    const same = pairs.filter(({ found, truth }) => found.activity === truth.activity);
    expect(same.length / pairs.length).toBeGreaterThan(0.9);
  });

  it("[STR15] quality between 0 and 1, and good here", () => {
    for (const { found } of pairs) {
      expect(found.qualityFraction).toBeGreaterThanOrEqual(0);
      expect(found.qualityFraction).toBeLessThanOrEqual(1);
    }
    expect(medianOf(pairs.map(({ found }) => found.qualityFraction))).toBeGreaterThan(0.4);
  });

  it("[STR16] evidence of a foot", () => {
    const median = (field: keyof Stride["evidence"]): number =>
      medianOf(running.map(({ found }) => found.evidence[field]));
    expect(median("anchorEnergyRad2PerSec2")).toBeLessThan(10);
    expect(median("anchorTiltDeg")).toBeLessThan(8);
    expect(median("dominantAxisPowerFraction")).toBeGreaterThan(1 / 3);
    expect(median("dominantAxisPowerFraction")).toBeLessThan(0.999);
    expect(median("closureResidualMps")).toBeLessThan(1);
    expect(Math.abs(median("impactDelayMs"))).toBeLessThan(60);
  });
});

describe("[KER17] other courses and ways of running", () => {
  it.each(["walk", "forefoot", "stop-and-go", "upside-down", "started-in-motion"] as const)("%s", (name) => {
    const run = simulateRun(virtualRunnerPresets[name], readRunSeed(process.env));
    for (const side of ["left", "right"] as const) {
      const { pairs, missed, invented } = matchStrides(
        detectRecords(blockOf(run[side]), kernelSettings(side)),
        run[side].truth,
      );
      expect(missed.length, `${side} missed`).toBeLessThanOrEqual(1);
      expect(invented.length, `${side} invented`).toBeLessThanOrEqual(1);
      const typicalMeters = medianOf(pairs.map(({ truth }) => truth.strideLengthMeters));
      expectNear(pairs, "strideLengthMeters", 0.06 * typicalMeters);
    }
  });
});
