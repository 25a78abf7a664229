// The door: merging, figures, two-foot quantities and what belongs together, on synthetic feet.
import { type FootRecording, type StrideTable } from "@solewise/gait";
import { InputError, type RunSummary, type Stride } from "@solewise/terms";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { assembleRun, checkFeetBelongTogether } from "./index.ts";
import { syntheticRecording, syntheticStride, syntheticStrides, testAlgorithm } from "./testing.ts";

const options = { algorithm: testAlgorithm };

const running = (
  side: "left" | "right",
  startSec: number,
  strideCount = 60,
  fields: Partial<Stride> = {},
): FootRecording =>
  syntheticRecording(
    side,
    syntheticStrides(side, startSec, strideCount, () => fields),
  );

const bothFeet = (left: Partial<Stride> = {}, right: Partial<Stride> = {}, rightStartSec = 1.35) =>
  assembleRun({ left: running("left", 1, 60, left), right: running("right", rightStartSec, 60, right) }, options);

it("[RUN1] the same samples on both feet are refused", () => {
  const left = running("left", 1);
  const right = syntheticRecording("right", syntheticStrides("right", 1, 60), { fingerprint: "left" });
  expect(() => assembleRun({ left, right }, options)).toThrow(InputError);
  expect(() => checkFeetBelongTogether(left, right)).toThrow(/right\.csv.*same samples as the left foot's left\.csv/);
});

const rightFrom = (firstSampleSec: number) =>
  syntheticRecording("right", [], { firstSampleSec, lastSampleSec: firstSampleSec + 60 });

it("[RUN1] an overlap of less than half of the shorter recording is refused, half is not", () => {
  const left = syntheticRecording("left", [], { firstSampleSec: 0, lastSampleSec: 100 });
  expect(() => checkFeetBelongTogether(left, rightFrom(70))).not.toThrow();
  expect(() => checkFeetBelongTogether(left, rightFrom(71))).toThrow(
    /29\.0 s of overlap in the shorter recording's 60\.0 s/,
  );
  expect(() => checkFeetBelongTogether(left, rightFrom(200))).toThrow(/no overlap in time/);
});

it("[RUN1] both refusals have a code, and the values that they show", () => {
  const left = syntheticRecording("left", [], { firstSampleSec: 0, lastSampleSec: 100 });
  const same = syntheticRecording("right", [], { fingerprint: left.signal.fingerprint });
  const leftFile = left.file;
  const refusal = (code: string, values: object) => expect.objectContaining({ code, values }) as Error;
  expect(() => checkFeetBelongTogether(left, same)).toThrow(refusal("feet-same-samples", { leftFile }));
  expect(() => checkFeetBelongTogether(left, rightFrom(71))).toThrow(
    refusal("feet-not-overlapping", { leftFile, overlapSec: 29, shorterSec: 60 }),
  );
  expect(() => checkFeetBelongTogether(left, rightFrom(200))).toThrow(
    refusal("feet-not-overlapping", { leftFile, overlapSec: 0, shorterSec: 60 }),
  );
});

const startedAt = (side: "left" | "right", startedAtUtc: string) => syntheticRecording(side, [], {}, startedAtUtc);

it("[RUN1] stated start instants decide the overlap", () => {
  const left = startedAt("left", "2026-05-01T10:00:00Z");
  expect(() => checkFeetBelongTogether(left, startedAt("right", "2026-05-01T10:00:10Z"))).not.toThrow();
  expect(() => checkFeetBelongTogether(left, startedAt("right", "2026-05-01T10:00:40Z"))).toThrow(InputError);
});

it("[RUN1] feet declared unsynchronised may have clocks that never met, unless their stated starts tell more", () => {
  const left = running("left", 1);
  const right = syntheticRecording("right", syntheticStrides("right", 5001, 60), { firstSampleSec: 5000 });
  expect(() => assembleRun({ left, right }, options)).toThrow(/no overlap in time/);
  expect(() => assembleRun({ left, right }, { ...options, feetUnsynchronised: true })).not.toThrow();
  const feet = {
    left: startedAt("left", "2026-05-01T10:00:00Z"),
    right: startedAt("right", "2026-05-02T10:00:00Z"),
  };
  expect(() => assembleRun(feet, { ...options, feetUnsynchronised: true })).toThrow(/no overlap in time/);
});

const recordingOf = (side: "left" | "right", timesMs: number[]) =>
  syntheticRecording(
    side,
    syntheticStrides(side, 1, timesMs.length, (index) => ({ strideTimeMs: timesMs[index] as number })),
    { lastSampleSec: 60 },
  );

it("[RUN2] strides of both feet come in time order, numbered per side, as often as asked", () => {
  const times = fc.array(fc.integer({ min: 600, max: 1500 }), { maxLength: 40 });
  fc.assert(
    fc.property(times, times, (leftMs, rightMs) => {
      const left = recordingOf("left", leftMs);
      const right = recordingOf("right", rightMs);
      const { strides } = assembleRun({ left, right }, options);
      const merged = [...strides];
      expect([...strides]).toEqual(merged);
      expect(merged.map((stride) => stride.midstanceSec)).toEqual(
        merged.map((stride) => stride.midstanceSec).sort((a, b) => a - b),
      );
      expect(merged.filter((stride) => stride.side === "left")).toEqual([...left.strides]);
      expect(merged.filter((stride) => stride.side === "right")).toEqual([...right.strides]);
    }),
  );
});

it("[RUN2] the left foot comes first where two midstances coincide", () => {
  const { strides } = assembleRun({ left: running("left", 1, 3), right: running("right", 1, 3) }, options);
  expect([...strides].map((stride) => stride.side)).toEqual(["left", "right", "left", "right", "left", "right"]);
});

it("[RUN21] every stride is read once for the summary", () => {
  let readCount = 0;
  const table: StrideTable = {
    strideCount: 50_000,
    strideAt(index: number): Stride {
      readCount++;
      return { ...syntheticStride("left", 1 + 0.7 * index), strideIndex: index };
    },
    *[Symbol.iterator](): Iterator<Stride> {
      for (let index = 0; index < this.strideCount; index++) yield this.strideAt(index);
    },
  };
  const left = { ...syntheticRecording("left", [], { lastSampleSec: 35_002 }), strides: table };
  const { strides, summary } = assembleRun({ left, right: null }, options);
  expect(readCount).toBe(50_000);
  expect(summary.distanceMeters).toBeCloseTo(105_000, 0);
  for (const stride of strides) {
    expect(stride.strideIndex).toBe(0);
    break;
  }
  expect(readCount).toBe(50_001);
});

it("[RUN3] what nobody measured is null, never 0, and no figure is NaN", () => {
  const nothing = {
    groundContactTimeMs: null,
    swingTimeMs: null,
    strideTimeMs: null,
    strideLengthMeters: null,
    speedMps: null,
    heightChangeMeters: null,
    footStrikeAngleDeg: null,
    initialContactSec: null,
  };
  const strides = Array.from({ length: 30 }, (_, index) => ({
    ...syntheticStride("left", 1 + 0.7 * index),
    ...nothing,
  }));
  for (const left of [syntheticRecording("left", strides), syntheticRecording("left", [])]) {
    const { summary } = assembleRun({ left, right: null }, { ...options, bodyMassKg: 70, bodyHeightCm: 175 });
    const figures = [summary.cadenceSpm, summary.groundContactTimeMs, summary.flightTimeMs, summary.strideLengthMeters];
    expect([...figures, summary.speedMps, summary.footStrikeAngleDeg]).toEqual([null, null, null, null, null, null]);
    expect(summary.distanceMeters).toBe(0);
    expect(JSON.stringify(summary, (_, value: unknown) => (Number.isNaN(value) ? "NaN" : value))).not.toMatch(/NaN/);
  }
});

const summaryOfActivities = (activities: Partial<Stride>[]) =>
  assembleRun(
    {
      left: syntheticRecording(
        "left",
        activities.flatMap((fields, index) => syntheticStrides("left", 1 + 60 * index, 20, () => fields)),
      ),
      right: null,
    },
    options,
  ).summary;

it("[RUN12] medians are over running strides of both feet, else walking, else stairs", () => {
  const walk: Partial<Stride> = {
    activity: "walk",
    strideTimeMs: 1000,
    groundContactTimeMs: 620,
    strideLengthMeters: 1.4,
  };
  const stairs: Partial<Stride> = { ...walk, activity: "stairs-up", strideTimeMs: 1250 };
  expect(summaryOfActivities([walk, {}])).toMatchObject({
    figuresActivity: "run",
    cadenceSpm: 171.43,
    groundContactTimeMs: 250,
    speedMps: 3,
  });
  expect(summaryOfActivities([walk, stairs])).toMatchObject({
    figuresActivity: "walk",
    cadenceSpm: 120,
    strideLengthMeters: 1.4,
  });
  expect(summaryOfActivities([stairs])).toMatchObject({ figuresActivity: "stairs", cadenceSpm: 96 });
  expect(bothFeet({ groundContactTimeMs: 240 }, { groundContactTimeMs: 250 }).summary.groundContactTimeMs).toBe(245);
});

const walkThenRun = (runCount: number): RunSummary => {
  const walk = syntheticStrides("left", 1, 300, () => ({ activity: "walk", strideTimeMs: 1000 }));
  const strides = [...walk, ...syntheticStrides("left", 301, runCount)];
  return assembleRun({ left: syntheticRecording("left", strides), right: null }, options).summary;
};

it("[RUN12] a few running strides in a long walk do not make it a run", () => {
  expect(walkThenRun(9).figuresActivity).toBe("walk");
  expect(walkThenRun(10).figuresActivity).toBe("run");
});

it("[RUN12] one misread stride does not make a short walk a run, and a short run is one", () => {
  const strides = syntheticStrides("left", 1, 10, (index) => ({ activity: index === 0 ? "run" : "walk" }));
  const activityOf = (left: FootRecording) => assembleRun({ left, right: null }, options).summary.figuresActivity;
  expect(activityOf(syntheticRecording("left", strides))).toBe("walk");
  expect(activityOf(running("left", 1, 2))).toBe("run");
});

it("[RUN14] one foot gives cadence and flight as if the other moved alike, and says so", () => {
  const { summary, warnings } = assembleRun({ left: null, right: running("right", 1) }, options);
  expect(summary).toMatchObject({
    feet: "right",
    cadenceSpm: 171.43,
    flightTimeMs: 100,
    stepTimeMs: null,
    symmetry: null,
  });
  expect([summary.clockOffsetMs, summary.clockOffsetUncertaintyMs]).toEqual([null, null]);
  expect(warnings.map((warning) => warning.code)).toEqual(["one-foot-assumes-symmetry"]);
});

it("[RUN14] two files of which one has no strides count as one foot", () => {
  const right = syntheticRecording("right", [], { lastSampleSec: 44 });
  const { summary, warnings } = assembleRun({ left: running("left", 1), right }, options);
  expect(summary).toMatchObject({ feet: "left", flightTimeMs: 100, stepCount: 120 });
  expect(warnings.map((warning) => warning.code)).toEqual(["one-foot-assumes-symmetry", "no-strides"]);
});

it("[RUN15] two feet give step and flight time from contact to contact, free of a constant offset", () => {
  fc.assert(
    fc.property(fc.integer({ min: -25, max: 25 }), (shiftMs) => {
      const { summary } = bothFeet({ groundContactTimeMs: 240 }, { groundContactTimeMs: 260 }, 1.35 + shiftMs / 1000);
      expect(summary.feet).toBe("both");
      expect(summary.stepTimeMs).toBeCloseTo(350, 1);
      expect(summary.flightTimeMs).toBeCloseTo(100, 1);
      expect(summary.clockOffsetMs).toBeCloseTo(shiftMs, 0);
    }),
  );
});

it("[RUN15] flight is negative where both feet are on the ground, and null for walking", () => {
  expect(bothFeet({ groundContactTimeMs: 380 }, { groundContactTimeMs: 380 }).summary.flightTimeMs).toBe(-30);
  const { summary } = bothFeet({ activity: "walk" }, { activity: "walk" });
  expect([summary.flightTimeMs, summary.stepTimeMs]).toEqual([null, 350]);
});

it("[RUN15] a contact that the other foot missed makes no long step", () => {
  const right = syntheticStrides("right", 1.35, 60).filter((_, index) => index % 2 === 1);
  const feet = { left: running("left", 1), right: syntheticRecording("right", right) };
  expect(assembleRun(feet, options).summary.stepTimeMs).toBeCloseTo(350, 1);
});

it("[RUN16] symmetry is the left share, and each foot keeps its own figures", () => {
  const { summary } = bothFeet({ groundContactTimeMs: 240 }, { groundContactTimeMs: 260 }, 1.37);
  expect(summary.symmetry).toMatchObject({ groundContactTimeLeftPercent: 48, swingTimeLeftPercent: 51.11 });
  // Left contact to right contact is 370 ms (a right step), right to left 330 ms (a left step).
  expect(summary.symmetry?.stepTimeLeftPercent).toBeCloseTo(47.14, 1);
  expect(summary.perFoot?.left).toMatchObject({ groundContactTimeMs: 240, strideCount: 60, distanceMeters: 126 });
  expect(summary.perFoot?.right?.groundContactTimeMs).toBe(260);
});

it("[RUN16] swapping the feet mirrors the result", () => {
  const pace = fc.record({
    contactMs: fc.integer({ min: 200, max: 300 }),
    lengthMm: fc.integer({ min: 2000, max: 2200 }),
  });
  fc.assert(
    fc.property(pace, pace, fc.integer({ min: -25, max: 25 }), (one, other, shiftMs) => {
      const foot = (side: "left" | "right", startSec: number, of: typeof one) =>
        running(side, startSec, 60, { groundContactTimeMs: of.contactMs, strideLengthMeters: of.lengthMm / 1000 });
      const otherSec = 1.35 + shiftMs / 1000;
      const plain = assembleRun({ left: foot("left", 1, one), right: foot("right", otherSec, other) }, options);
      const mirrored = assembleRun({ left: foot("left", otherSec, other), right: foot("right", 1, one) }, options);
      const { clockOffsetMs, symmetry, perFoot, ...rest } = plain.summary;
      expect(mirrored.summary).toMatchObject({ ...rest, perFoot: { left: perFoot?.right, right: perFoot?.left } });
      expect(mirrored.warnings.length).toBe(plain.warnings.length);
      expect(mirrored.summary.clockOffsetMs).toBeCloseTo(-(clockOffsetMs as number), 1);
      expect(mirrored.summary.symmetry?.groundContactTimeLeftPercent).toBeCloseTo(
        100 - (symmetry?.groundContactTimeLeftPercent as number),
        1,
      );
      expect(mirrored.summary.symmetry?.stepTimeLeftPercent).toBeCloseTo(
        100 - (symmetry?.stepTimeLeftPercent as number),
        1,
      );
    }),
  );
});

const codesOfRightLength = (lengthMeters: number) =>
  bothFeet({}, { strideLengthMeters: lengthMeters }).warnings.map((warning) => warning.code);

it("[RUN20] feet that disagree on the distance are named", () => {
  expect(codesOfRightLength(2.15)).toEqual([]);
  expect(codesOfRightLength(2.3)).toEqual(["feet-disagree"]);
});

it("[RUN18] warnings handed in come first", () => {
  const given = { code: "side-guessed" as const, message: "The side was guessed from the file's name." };
  const { warnings } = assembleRun({ left: running("left", 1), right: null }, { ...options, warnings: [given] });
  expect(warnings[0]).toEqual(given);
});
