// Distance, time and steps of runs built from synthetic strides with known lengths.
import type { Stride } from "@solewise/terms";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { assembleRun } from "./index.ts";
import { syntheticRecording, syntheticStrides, testAlgorithm } from "./testing.ts";

const options = { algorithm: testAlgorithm };

/** Summary of strides of one foot. */
function summaryOfOne(strides: readonly Stride[]) {
  return assembleRun({ left: syntheticRecording("left", strides), right: null }, options).summary;
}

/** Summary of strides of two feet. */
function summaryOfTwo(left: readonly Stride[], right: readonly Stride[], declared = false) {
  const feet = { left: syntheticRecording("left", left), right: syntheticRecording("right", right) };
  return assembleRun(feet, { ...options, feetUnsynchronised: declared }).summary;
}

const lengthsArbitrary = fc.array(fc.integer({ min: 1500, max: 3000 }), { minLength: 8, maxLength: 60 });

const stridesOf = (side: "left" | "right", startSec: number, lengthsMm: readonly number[]): Stride[] =>
  syntheticStrides(side, startSec, lengthsMm.length, (index) => ({
    strideLengthMeters: (lengthsMm[index] ?? 0) / 1000,
  }));

const sumMeters = (lengthsMm: readonly number[]): number => lengthsMm.reduce((sum, mm) => sum + mm, 0) / 1000;

it("[RUN9] one foot's distance is the sum of its lengths, split by activity", () => {
  const strides = [
    ...syntheticStrides("left", 1, 10, () => ({ activity: "walk", strideTimeMs: 1100, strideLengthMeters: 1.4 })),
    ...syntheticStrides("left", 12, 20),
    ...syntheticStrides("left", 26, 4, () => ({ activity: "stairs-up", strideTimeMs: 1200, strideLengthMeters: 0.6 })),
    ...syntheticStrides("left", 30.8, 2, () => ({
      activity: "stairs-down",
      strideTimeMs: 1200,
      strideLengthMeters: 0.6,
    })),
  ];
  const summary = summaryOfOne(strides);
  expect(summary.walkDistanceMeters).toBeCloseTo(14, 3);
  expect(summary.runDistanceMeters).toBeCloseTo(42, 3);
  expect(summary.stairsDistanceMeters).toBeCloseTo(3.6, 3);
  expect(summary.distanceMeters).toBeCloseTo(59.6, 3);
  expect(summary.movingTimeSec).toBeCloseTo(11 + 14 + 7.2, 3);
});

it("[RUN9] a recording split between two strides adds up to the whole", () => {
  fc.assert(
    fc.property(lengthsArbitrary, fc.nat(), (lengthsMm, cut) => {
      const strides = stridesOf("left", 1, lengthsMm);
      const at = cut % strides.length;
      const parts = [strides.slice(0, at), strides.slice(at)].filter((part) => part.length > 0).map(summaryOfOne);
      const whole = summaryOfOne(strides);
      const sum = (pick: (summary: typeof whole) => number): number =>
        parts.reduce((total, part) => total + pick(part), 0);
      expect(sum((part) => part.distanceMeters)).toBeCloseTo(whole.distanceMeters, 2);
      expect(sum((part) => part.movingTimeSec)).toBeCloseTo(whole.movingTimeSec, 2);
      expect(sum((part) => part.stepCount)).toBe(whole.stepCount);
    }),
  );
});

it("[RUN9] duration runs from the first sample of any foot to the last of any", () => {
  const left = syntheticRecording("left", syntheticStrides("left", 3, 40), { firstSampleSec: 2, lastSampleSec: 32 });
  const right = syntheticRecording("right", syntheticStrides("right", 3.35, 40), {
    firstSampleSec: 1,
    lastSampleSec: 31,
  });
  expect(assembleRun({ left, right }, options).summary.durationSec).toBe(31);
});

it("[RUN9] duration is taken on one clock: by stated starts, else of the longer of two unsynchronised recordings", () => {
  const left = syntheticRecording("left", [], { firstSampleSec: 5000, lastSampleSec: 5040 }, "2026-05-01T10:00:00Z");
  const right = syntheticRecording("right", [], { firstSampleSec: 0, lastSampleSec: 30 }, "2026-05-01T11:23:15Z");
  expect(assembleRun({ left, right }, options).summary.durationSec).toBe(45);
  const unstated = { ...right, header: { ...right.header, startedAtUtc: null } };
  const declared = { ...options, feetUnsynchronised: true };
  expect(assembleRun({ left, right: unstated }, declared).summary.durationSec).toBe(40);
});

const nullLast = (index: number): Partial<Stride> =>
  index === 9 ? { strideLengthMeters: null, strideTimeMs: null } : {};

const inferredAcrossPause = (pauseSec: number): number => {
  const before = syntheticStrides("left", 0, 10, nullLast);
  return summaryOfOne([...before, ...syntheticStrides("left", 7 + pauseSec, 10)]).inferredDistanceMeters;
};

it("[RUN4] a pause of two strides keeps a bout together, a longer one ends it", () => {
  // In one bout the time to the next midstance counts; at the end of a bout a stride of unknown time counts nothing.
  expect(inferredAcrossPause(1.39)).toBeCloseTo(3 * (0.7 + 1.39), 2);
  expect(inferredAcrossPause(1.41)).toBe(0);
});

it("[RUN4] a stride of another activity ends a bout", () => {
  const strides = syntheticStrides("left", 0, 12, (index) => {
    if (index === 5) return { strideLengthMeters: null, strideTimeMs: null };
    return index === 6 ? { activity: "other" } : {};
  });
  expect(summaryOfOne(strides).inferredDistanceMeters).toBe(0);
});

it("[RUN5] a stride without a length counts its time at the bout's median speed of its own activity", () => {
  const strides = [
    ...syntheticStrides("left", 0, 10, (index) => ({ strideLengthMeters: index === 4 ? null : 2.1 })),
    ...syntheticStrides("left", 7, 12, () => ({ activity: "walk", strideTimeMs: 1000, strideLengthMeters: 1.2 })),
  ];
  const summary = summaryOfOne(strides);
  expect(summary.inferredDistanceMeters).toBeCloseTo(2.1, 3);
  expect(summary.distanceMeters).toBeCloseTo(21 + 14.4, 3);
});

it("[RUN5] lengths that go missing in the middle change the distance by what the pace varies", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2000, max: 2200 }), { minLength: 12, maxLength: 60 }),
      fc.nat(),
      (lengthsMm, at) => {
        const strides = stridesOf("left", 1, lengthsMm);
        const missing = 1 + (at % (strides.length - 2));
        const damaged = strides.map((stride, index) =>
          index === missing ? { ...stride, strideLengthMeters: null, speedMps: null } : stride,
        );
        expect(Math.abs(summaryOfOne(damaged).distanceMeters - sumMeters(lengthsMm))).toBeLessThan(0.2);
      },
    ),
  );
});

it("[RUN5] a bout without any speed infers nothing", () => {
  const summary = summaryOfOne(syntheticStrides("left", 0, 5, () => ({ strideLengthMeters: null })));
  expect(summary.distanceMeters).toBe(0);
  expect(summary.inferredDistanceMeters).toBe(0);
  expect(summary.stepCount).toBe(10);
});

const unmeasuredLast = (strideTimeMs: number | null) => (index: number) =>
  index === 9 ? { strideLengthMeters: null, strideTimeMs } : {};

it("[RUN6] the last stride of a bout counts its own time when it has one", () => {
  expect(summaryOfOne(syntheticStrides("left", 0, 10, unmeasuredLast(700))).inferredDistanceMeters).toBeCloseTo(2.1, 3);
  expect(summaryOfOne(syntheticStrides("left", 0, 10, unmeasuredLast(null))).inferredDistanceMeters).toBe(0);
});

it("[RUN6] strides of activity other count neither distance nor steps", () => {
  const summary = summaryOfOne(syntheticStrides("left", 0, 10, (index) => ({ activity: index < 4 ? "other" : "run" })));
  expect(summary.distanceMeters).toBeCloseTo(12.6, 3);
  expect(summary.strideCount).toBe(10);
  expect(summary.stepCount).toBe(12);
});

it("[RUN7] the mean of two equal feet is either foot", () => {
  fc.assert(
    fc.property(lengthsArbitrary, fc.integer({ min: 0, max: 500 }), (lengthsMm, staggerMs) => {
      const left = stridesOf("left", 1, lengthsMm);
      const summary = summaryOfTwo(left, stridesOf("right", 1 + staggerMs / 1000, lengthsMm));
      expect(summary.distanceMeters).toBeCloseTo(sumMeters(lengthsMm), 2);
      expect(summary.movingTimeSec).toBeCloseTo(summaryOfOne(left).movingTimeSec, 2);
      expect(summary.stepCount).toBe(2 * lengthsMm.length);
    }),
  );
});

it("[RUN7] two different feet give their mean", () => {
  const left = syntheticStrides("left", 1, 40);
  const right = syntheticStrides("right", 1.35, 40, () => ({ strideLengthMeters: 2.2 }));
  expect(summaryOfTwo(left, right).distanceMeters).toBeCloseTo(40 * 2.15, 2);
});

it("[RUN7] strides that one foot misses are taken from the other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 5, max: 50 }), (missingCount, from) => {
      const left = syntheticStrides("left", 1, 100);
      const right = syntheticStrides("right", 1.35, 100).filter(
        (_, index) => index < from || index >= from + missingCount,
      );
      expect(Math.abs(summaryOfTwo(left, right).distanceMeters - 210)).toBeLessThan(1.1);
    }),
  );
});

it("[RUN7] a foot that stops recording half-way leaves the rest to the other", () => {
  const left = syntheticStrides("left", 1, 100);
  const right = syntheticStrides("right", 1.35, 60);
  const summary = summaryOfTwo(left, right);
  expect(Math.abs(summary.distanceMeters - 210)).toBeLessThan(1.1);
  expect(Math.abs(summary.stepCount - 200)).toBeLessThan(2);
});

it("[RUN8] feet whose clocks cannot be compared give the mean of totals that agree, else the fuller foot", () => {
  const left = syntheticStrides("left", 1, 100);
  const late = syntheticStrides("right", 9, 100, () => ({ strideLengthMeters: 2.2 }));
  expect(summaryOfTwo(left, late, true).distanceMeters).toBeCloseTo(215, 2);
  const sparse = syntheticStrides("right", 9, 100).filter((_, index) => index < 40);
  const summary = summaryOfTwo(left, sparse, true);
  expect(summary.distanceMeters).toBeCloseTo(210, 2);
  expect(summary.stepCount).toBe(200);
});

/** Half width that the pack's priors give to running: offset and scale of a person, and the day. */
const priorHalfWidth = (sec: number, meters: number): number =>
  1.645 * Math.hypot((0.01 * 2.5 * sec) / Math.SQRT2, (0.01 * meters) / Math.SQRT2, 0.005 * meters);

/** The same of a hundred synthetic strides, with the pack's own offset taken out. */
const PRIOR_METERS = priorHalfWidth(70, 210 - 0.012 * 70);

it("[RUN10] the distance's uncertainty follows its stated model", () => {
  const strides = syntheticStrides("left", 1, 100);
  const random = Math.sqrt(0.7 * 100) * 0.05;
  expect(summaryOfOne(strides).distanceUncertaintyMeters).toBeCloseTo(Math.hypot(PRIOR_METERS, random), 2);
  const damaged = syntheticStrides("left", 1, 100, (index) => (index % 10 === 5 ? { strideLengthMeters: null } : {}));
  const expected = Math.hypot(PRIOR_METERS, Math.sqrt(0.9) * random, 0.2 * 21);
  expect(summaryOfOne(damaged).distanceUncertaintyMeters).toBeCloseTo(expected, 2);
});

it("[RUN10] what strides state beyond the priors stays in the interval", () => {
  const unsure = syntheticStrides("left", 1, 100, () => ({ uncertainty: { strideLengthMeters: 0.3 } }));
  const expected = Math.hypot(Math.sqrt(0.3) * 30, Math.sqrt(0.7 * 100) * 0.3);
  expect(summaryOfOne(unsure).distanceUncertaintyMeters).toBeCloseTo(expected, 2);
});

it("[RUN10] a second foot halves only the strides' own errors, and feet that differ widen the interval", () => {
  const left = syntheticStrides("left", 1, 100);
  const both = summaryOfTwo(left, syntheticStrides("right", 1.35, 100)).distanceUncertaintyMeters;
  expect(both).toBeCloseTo(Math.hypot(PRIOR_METERS, Math.sqrt((0.7 * 100) / 2) * 0.05), 2);
  const longer = syntheticStrides("right", 1.35, 100, () => ({ strideLengthMeters: 2.3 }));
  expect(summaryOfTwo(left, longer).distanceUncertaintyMeters).toBeCloseTo(Math.hypot(both, 10), 0);
});

it("[RUN10] a length without a stated half width has four per cent", () => {
  const summary = summaryOfOne(syntheticStrides("left", 1, 1, () => ({ uncertainty: {} })));
  expect(summary.distanceUncertaintyMeters).toBeCloseTo(0.084, 3);
});

it("[RUN11] steps are twice one foot's strides, and each foot's strides of two", () => {
  const left = syntheticStrides("left", 1, 30);
  expect(summaryOfOne(left).stepCount).toBe(60);
  const summary = summaryOfTwo(left, syntheticStrides("right", 1.35, 29));
  expect(summary.strideCount).toBe(59);
  expect(summary.stepCount).toBe(59);
});
