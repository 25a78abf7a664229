// Scoring of made-up strides against made-up references: what counts as found, missed, invented, and what is compared.
import { describe, expect, it } from "vitest";
import { scoreRecording } from "./score-recording.ts";
import { madeUpStride, madeUpTruthStride } from "./testing/made-up-stride.ts";
import { NO_TRUTH, type Truth } from "./truth.ts";

const truthOf = (strides: Truth["strides"], changes: Partial<Truth> = {}): Truth => ({
  ...NO_TRUTH,
  format: "gait-events",
  strides,
  areContactsScored: true,
  ...changes,
});

describe("[ACC4] completeness", () => {
  it("counts matched, missed and invented strides", () => {
    const truth = truthOf([1, 2, 3].map((t) => madeUpTruthStride(t)));
    const { swings, contacts } = scoreRecording(
      [1.02, 2.05, 7].map((t) => madeUpStride(t)),
      truth,
    );
    expect(swings).toEqual({ truthCount: 3, foundCount: 3, matchedCount: 2 });
    expect(contacts).toEqual({ truthCount: 3, foundCount: 3, matchedCount: 2 });
  });

  it("leaves out rows that are not asked for and detections where the reference did not look", () => {
    const truth = truthOf([madeUpTruthStride(1), madeUpTruthStride(2, { isAskedFor: false })], {
      judgedFromSec: 0,
      judgedToSec: 5,
    });
    const { swings, readings } = scoreRecording(
      [1, 2, 8].map((t) => madeUpStride(t)),
      truth,
    );
    expect(swings).toEqual({ truthCount: 1, foundCount: 1, matchedCount: 1 });
    expect(readings.get("strideLengthCm")).toHaveLength(1);
  });

  it("ignores strides without events and instants that are no numbers", () => {
    const truth = truthOf([madeUpTruthStride(1)]);
    const strides = [madeUpStride(1, { terminalContactSec: null }), madeUpStride(1, { nextInitialContactSec: NaN })];
    expect(scoreRecording(strides, truth).swings).toEqual({ truthCount: 1, foundCount: 0, matchedCount: 0 });
  });
});

describe("[ACC3] what matches what", () => {
  it("matches swings within 0.15 s and no further, but still locates the stride by its span", () => {
    const misplaced = madeUpStride(1, { terminalContactSec: 1.9, nextInitialContactSec: 2.1 });
    const { swings, spans } = scoreRecording([misplaced], truthOf([madeUpTruthStride(1)]));
    expect(swings.matchedCount).toBe(0);
    expect(spans.matchedCount).toBe(1);
  });
});

describe("[ACC11] comparison", () => {
  it("is ours minus the reference in the metric's unit", () => {
    const found = madeUpStride(1.01, { strideLengthMeters: 1.36, groundContactTimeMs: 590, terminalContactSec: 1.6 });
    const { readings } = scoreRecording([found], truthOf([madeUpTruthStride(1, { footStrikeAngleDeg: 13 })]));
    const difference = (name: Parameters<typeof readings.get>[0]): number => {
      const [reading] = readings.get(name) ?? [];
      return (reading?.found ?? NaN) - (reading?.truth ?? NaN);
    };
    expect(difference("strideLengthCm")).toBeCloseTo(6, 9);
    expect(difference("initialContactMs")).toBeCloseTo(10, 6);
    expect(difference("terminalContactMs")).toBeCloseTo(0, 6);
    expect(difference("groundContactTimeMs")).toBeCloseTo(-10, 6);
    expect(difference("footStrikeAngleDeg")).toBeCloseTo(2, 9);
    expect(readings.get("strideLengthCm")?.[0]?.halfWidth).toBeCloseTo(5, 9);
    expect(readings.get("eversionExcursionDeg")).toEqual([]);
  });

  it("compares no contact where the reference's are not good enough", () => {
    const truth = truthOf([madeUpTruthStride(1)], { areContactsScored: false });
    const { readings } = scoreRecording([madeUpStride(1)], truth);
    expect(readings.get("groundContactTimeMs")).toEqual([]);
    expect(readings.get("strideLengthCm")).toHaveLength(1);
  });

  it("judges rearfoot or not on the strides that were decided", () => {
    const truth = truthOf([1, 2, 3, 4].map((t) => madeUpTruthStride(t, { footStrikeAngleDeg: t < 4 ? 12 : 2 })));
    const patterns = ["rearfoot", "uncertain", "midfoot", "midfoot"] as const;
    const strides = patterns.map((footStrikePattern, n) => madeUpStride(n + 1, { footStrikePattern }));
    expect(scoreRecording(strides, truth).strike).toEqual({ askedCount: 4, decidedCount: 3, agreedCount: 2 });
  });
});

it("[ACC6] the whole distance counts every reference row and every stride found", () => {
  const truth = truthOf([
    madeUpTruthStride(1),
    madeUpTruthStride(2, { strideLengthMeters: null, distanceMeters: 1.4 }),
  ]);
  const score = scoreRecording([madeUpStride(1)], truth);
  expect(score.truthDistanceMeters).toBeCloseTo(2.7, 9);
  expect(score.judgedDistanceMeters).toBeCloseTo(1.3, 9);
});

it("[ACC9] a reference with a clock of its own is moved onto the recording's", () => {
  const truth = truthOf(
    Array.from({ length: 12 }, (_, n) => madeUpTruthStride(1 + n)),
    { isClockShared: false, judgedFromSec: 1, judgedToSec: 13 },
  );
  const score = scoreRecording(
    Array.from({ length: 12 }, (_, n) => madeUpStride(1.2 + n)),
    truth,
  );
  expect(score.clockOffsetSec).toBeCloseTo(0.2, 6);
  expect(score.swings).toEqual({ truthCount: 12, foundCount: 12, matchedCount: 12 });
});

it("[ACC10] stairs: two risers must be called stairs, level ground walking, one riser either", () => {
  const truth: Truth = { ...NO_TRUTH, format: "stairs", expectedActivity: "stairs-up" };
  const strides = [
    madeUpStride(1, { heightChangeMeters: 0.3, activity: "stairs-up" }),
    madeUpStride(2, { heightChangeMeters: 0.3, activity: "walk" }),
    madeUpStride(3, { heightChangeMeters: 0.15, activity: "walk" }),
    madeUpStride(4, { heightChangeMeters: 0.02, activity: "walk" }),
    madeUpStride(5, { heightChangeMeters: 0.02, activity: "run" }),
  ];
  expect(scoreRecording(strides, truth).activity).toEqual({ askedCount: 4, decidedCount: 4, agreedCount: 2 });
});

it("[ACC4] a stride whose path is not known is located by the next midstance, when that is near", () => {
  const strides = [1, 2, 3].map((t) => madeUpStride(t, { strideLengthMeters: null, speedMps: null }));
  const truth = truthOf([1, 2, 3].map((t) => madeUpTruthStride(t)));
  expect(scoreRecording(strides, truth).spans).toEqual({ truthCount: 3, foundCount: 2, matchedCount: 2 });
  const apart = [1, 4].map((t) => madeUpStride(t, { strideLengthMeters: null, speedMps: null }));
  expect(scoreRecording(apart, truth).spans.foundCount).toBe(0);
});
