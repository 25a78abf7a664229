// The clock check on synthetic feet that take turns, with a shift, a drift and noise of known size put in.
import type { Stride } from "@solewise/terms";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { estimateClockOffset, isWrongClock } from "./clock-offset.ts";
import { readFootColumns, RUN } from "./foot-columns.ts";
import { assembleRun } from "./index.ts";
import { ArrayStrideTable, normalNoise, syntheticRecording, syntheticStride, testAlgorithm } from "./testing.ts";

const STRIDE_SEC = 0.7;

interface Course {
  strideCount: number;
  shiftMs?: number;
  driftPpm?: number;
  noiseMs?: number;
  seed?: number;
}

/** Strides of a foot whose contacts are at `phase` of a steady cadence, on a clock with an offset and a drift. */
function stridesOnClock(side: "left" | "right", phase: number, course: Course): Stride[] {
  const noise = normalNoise(course.seed ?? 1);
  const clockSec = (sec: number): number => sec * (1 + (course.driftPpm ?? 0) / 1e6) + (course.shiftMs ?? 0) / 1000;
  const contactsSec = Array.from(
    { length: course.strideCount + 1 },
    (_, index) => clockSec(1 + (index + phase) * STRIDE_SEC) + ((course.noiseMs ?? 0) * noise()) / 1000,
  );
  return contactsSec.slice(0, -1).map((contactSec, index) => {
    const strideTimeMs = 1000 * ((contactsSec[index + 1] as number) - contactSec);
    return syntheticStride(side, contactSec, { strideTimeMs });
  });
}

const columnsOf = (strides: Stride[]) => readFootColumns(new ArrayStrideTable(strides));

/** Offset of a right foot on its own clock against a left foot on the reference. */
function offsetOf(course: Course) {
  const left = stridesOnClock("left", 0, { ...course, shiftMs: 0, driftPpm: 0, seed: 7 });
  const right = stridesOnClock("right", 0.5, course);
  return estimateClockOffset(columnsOf(left), columnsOf(right), RUN);
}

function analysisOf(course: Course) {
  const left = syntheticRecording("left", stridesOnClock("left", 0, { ...course, shiftMs: 0, driftPpm: 0, seed: 7 }));
  const right = syntheticRecording("right", stridesOnClock("right", 0.5, course));
  return assembleRun({ left, right }, { algorithm: testAlgorithm });
}

const codesOf = (course: Course): string[] => analysisOf(course).warnings.map((warning) => warning.code);

it("[RUN13] a shift of up to a quarter of a stride is found within its uncertainty", () => {
  const shifts = fc.integer({ min: -175, max: 175 });
  fc.assert(
    fc.property(shifts, fc.integer({ min: 0, max: 12 }), fc.integer(), (shiftMs, noiseMs, seed) => {
      const offset = offsetOf({ strideCount: 80, shiftMs, noiseMs, seed });
      // Three half widths of a 90 % interval: about five standard deviations.
      expect(Math.abs((offset?.offsetMs ?? Number.NaN) - shiftMs)).toBeLessThanOrEqual(
        3 * (offset?.uncertaintyMs ?? 0),
      );
    }),
  );
});

it("[RUN13] the stated interval holds the true shift in about nine of ten noisy runs", () => {
  let heldCount = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const offset = offsetOf({ strideCount: 40, shiftMs: 30, noiseMs: 25, seed });
    if (Math.abs((offset?.offsetMs ?? Number.NaN) - 30) <= (offset?.uncertaintyMs ?? 0)) heldCount++;
  }
  expect(heldCount).toBeGreaterThanOrEqual(170);
});

it("[RUN13] a drift of 50 ppm over an hour is seen, and widens the uncertainty", () => {
  const offset = offsetOf({ strideCount: 5140, driftPpm: 50, noiseMs: 8 });
  expect(offset?.driftPpm).toBeCloseTo(50, 0);
  expect(offset?.offsetMs).toBeCloseTo(90, -1);
  expect(offset?.uncertaintyMs).toBeCloseTo(81, -1);
});

it("[RUN13] a drift through several strides is followed", () => {
  const offset = offsetOf({ strideCount: 20_000, driftPpm: 200, noiseMs: 8 });
  expect(offset?.driftPpm).toBeCloseTo(200, 0);
});

it("[RUN13] a shift of a whole stride cannot be seen", () => {
  expect(Math.abs(offsetOf({ strideCount: 60, shiftMs: 700 })?.offsetMs ?? Number.NaN)).toBeLessThan(1);
});

it("[RUN13] fewer than six strides, or feet that do not move together, give no offset", () => {
  expect(offsetOf({ strideCount: 5 })).toBeNull();
  expect(offsetOf({ strideCount: 6 })).not.toBeNull();
  const apart = Array.from({ length: 60 }, (_, index) => syntheticStride("right", 1.2 + 0.93 * index));
  const left = readFootColumns(new ArrayStrideTable(stridesOnClock("left", 0, { strideCount: 80 })));
  expect(estimateClockOffset(left, readFootColumns(new ArrayStrideTable(apart)), RUN)).toBeNull();
});

it("[RUN13] outliers among the contacts do not move the offset", () => {
  const left = stridesOnClock("left", 0, { strideCount: 100 });
  const right = stridesOnClock("right", 0.5, { strideCount: 100, shiftMs: 20 }).map((stride, index) =>
    index % 10 === 3 ? { ...stride, initialContactSec: (stride.initialContactSec ?? 0) + 0.12 } : stride,
  );
  expect(estimateClockOffset(columnsOf(left), columnsOf(right), RUN)?.offsetMs).toBeCloseTo(20, 0);
});

const isWrong = (shiftMs: number): boolean => {
  const offset = offsetOf({ strideCount: 100, shiftMs });
  return offset !== null && isWrongClock(offset);
};

it("[RUN13] strides far from the usual stride time are left out", () => {
  const left = stridesOnClock("left", 0, { strideCount: 100 }).map((stride, index) => {
    const strideTimeMs = [450, 950, 450, 950, 450, 950][index % 10] ?? 700;
    return { ...stride, strideTimeMs };
  });
  const offset = estimateClockOffset(
    columnsOf(left),
    columnsOf(stridesOnClock("right", 0.5, { strideCount: 100 })),
    RUN,
  );
  expect(offset?.offsetMs).toBeCloseTo(0, 1);
  expect(offset?.uncertaintyMs).toBeCloseTo(2, 1);
});

it("[RUN17] an offset beyond twelve per cent of a stride is a wrong clock", () => {
  expect(isWrong(80)).toBe(false);
  expect(isWrong(95)).toBe(true);
  expect(isWrong(-95)).toBe(true);
});

it("[RUN17] a wrong, drifting or unknown clock leaves two-foot quantities null and says why", () => {
  const courses: [Course, RegExp][] = [
    [{ strideCount: 100, shiftMs: 150 }, /two clocks differ/],
    [{ strideCount: 5000, driftPpm: 50 }, /compared only to/],
    [{ strideCount: 20, noiseMs: 60 }, /compared only to/],
    [{ strideCount: 4 }, /too few steady strides/],
  ];
  for (const [course, reason] of courses) {
    const { summary, warnings } = analysisOf(course);
    expect([summary.flightTimeMs, summary.stepTimeMs, summary.symmetry]).toEqual([null, null, null]);
    expect(warnings.find((warning) => warning.code === "feet-not-synchronised")?.message).toMatch(reason);
  }
});

it("[RUN17] feet on one clock raise no warning", () => {
  fc.assert(
    fc.property(fc.integer({ min: -12, max: 12 }), fc.integer(), (shiftMs, seed) => {
      expect(codesOf({ strideCount: 120, shiftMs, noiseMs: 8, seed })).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

it("[RUN22] steps more uneven than most people's are named, and measured all the same", () => {
  for (const shiftMs of [25, -25]) {
    const { summary, warnings } = analysisOf({ strideCount: 100, shiftMs });
    const longer = shiftMs > 0 ? "right" : "left";
    expect(warnings[0]?.code).toBe("steps-uneven");
    expect(warnings[0]?.message).toContain(`The ${longer} step takes 50 ms longer`);
    expect(summary.stepTimeMs).toBeCloseTo(350, 0);
  }
  expect(codesOf({ strideCount: 100, shiftMs: 15 })).toEqual([]);
});

/** Feet of an uneven gait: each right contact late, and the right foot's own contact and swing changed by some time. */
function limpingAnalysis(shiftMs: number, rightSwingLongerMs: number) {
  const left = stridesOnClock("left", 0, { strideCount: 100 });
  const right = stridesOnClock("right", 0.5, { strideCount: 100, shiftMs }).map((stride) => ({
    ...stride,
    groundContactTimeMs: (stride.groundContactTimeMs ?? 0) - rightSwingLongerMs,
    swingTimeMs: (stride.swingTimeMs ?? 0) + rightSwingLongerMs,
  }));
  const feet = { left: syntheticRecording("left", left), right: syntheticRecording("right", right) };
  return assembleRun(feet, { algorithm: testAlgorithm });
}

it("[RUN41] [RUN17] an offset is a limp when the feet swing as unevenly, else a wrong clock", () => {
  const limp = limpingAnalysis(50, 100);
  expect(limp.warnings.map(({ code }) => code)).toEqual(["steps-uneven"]);
  expect(limp.summary.symmetry?.stepTimeLeftPercent).toBeCloseTo(100 * (300 / 700), 0);
  for (const [shiftMs, swingMs] of [
    [50, 0],
    [-50, 0],
    [50, -100],
    [-40, 80],
  ] as const) {
    const { summary, warnings } = limpingAnalysis(shiftMs, swingMs);
    expect(warnings.map(({ code }) => code)).toEqual(["feet-not-synchronised"]);
    expect(warnings[0]?.message).toMatch(
      /though each foot swings about as long as the other, so the two clocks differ/,
    );
    expect(summary.symmetry).toBeNull();
  }
});

it("[RUN17] feet declared unsynchronised, or with different stated starts, are not compared", () => {
  const left = stridesOnClock("left", 0, { strideCount: 100 });
  const right = stridesOnClock("right", 0.5, { strideCount: 100 });
  const declared = assembleRun(
    { left: syntheticRecording("left", left), right: syntheticRecording("right", right) },
    { algorithm: testAlgorithm, feetUnsynchronised: true },
  );
  const stated = assembleRun(
    {
      left: syntheticRecording("left", left, {}, "2026-05-01T10:00:00.000Z"),
      right: syntheticRecording("right", right, {}, "2026-05-01T10:00:00.500Z"),
    },
    { algorithm: testAlgorithm },
  );
  for (const { summary, warnings } of [declared, stated]) {
    expect(summary.flightTimeMs).toBeNull();
    expect(summary.clockOffsetMs).toBeCloseTo(0, 0);
    expect(warnings.map((warning) => warning.code)).toEqual(["feet-not-synchronised"]);
  }
});
