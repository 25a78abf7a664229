// Whether intervals are right: made-up readings of people and trials whose errors are known.
import { describe, expect, it } from "vitest";
import { judgeIntervals } from "./calibration.ts";
import { gatherFigures, type RecordingResult } from "./figures.ts";
import { scoreRecording } from "./score-recording.ts";
import { madeUpStride, madeUpTruthStride } from "./testing/made-up-stride.ts";
import { NO_TRUTH, type Truth } from "./truth.ts";

interface Made {
  person: string;
  trial: string;
  /** Length errors, m; each stride states ± 0.1 m. */
  errorsMeters: readonly number[];
  side?: string;
  subset?: string;
}

function resultOf({ person, trial, errorsMeters, side = "right", subset = "" }: Made): RecordingResult {
  const times = errorsMeters.map((_, n) => n * 1.2);
  const truth: Truth = {
    ...NO_TRUTH,
    format: "gait-events",
    person,
    subset,
    strides: times.map((t) => madeUpTruthStride(t)),
    errors: { ...NO_TRUTH.errors, lengthCm: 10 },
  };
  const strides = times.map((t, n) =>
    madeUpStride(t, {
      strideLengthMeters: 1.3 + (errorsMeters[n] ?? 0),
      uncertainty: { strideLengthMeters: 0.1 },
    }),
  );
  const score = scoreRecording(strides, truth);
  return { name: trial, set: "s", trial, side, isSideKnown: true, durationSec: 9, truth, score, refusal: null };
}

const judge = (made: readonly Made[]) => {
  const results = made.map(resultOf);
  return judgeIntervals(gatherFigures(results), results).find((row) => row.metric === "strideLengthCm");
};

/** Twenty strides of which two are off by `large`, the others by `small`. */
const errors = (small: number, large: number): number[] =>
  Array.from({ length: 20 }, (_, n) => (n < 2 ? large : small));

describe("[ACC22] intervals over all sets", () => {
  it("tell how often they hold, with the reference's own error too, and what would hold 0.90", () => {
    const row = judge([{ person: "a", trial: "1", errorsMeters: errors(0.05, 0.13) }]);
    expect(row).toMatchObject({ gait: "walk", strides: 20, persons: 1, trials: 1, heldFraction: 0.9 });
    expect(row?.heldWithReferenceFraction).toBe(1);
    expect(row?.halfWidthMedian).toBeCloseTo(10, 9);
    expect(row?.factor).toBeCloseTo(0.5, 9);
    expect([row?.leaveTrialOutFraction, row?.leavePersonOutFraction]).toEqual([null, null]);
  });

  it("leave both feet of a trial out together, and people where there are three", () => {
    const made = ["a", "b"].flatMap((person) =>
      ["left", "right"].map((side) => ({
        person,
        trial: person,
        side,
        errorsMeters: errors(person === "a" ? 0.01 : 0.09, 0.2),
      })),
    );
    const two = judge(made);
    expect(two).toMatchObject({ trials: 2, persons: 2, leavePersonOutFraction: null });
    // Widths that b asks for hold nine tenths of a and more, those that a asks for nothing of b.
    expect(two?.leaveTrialOutFraction).toBeCloseTo(0.45, 9);
    const three = judge([...made, { person: "c", trial: "c", errorsMeters: errors(0.09, 0.2) }]);
    expect(three?.leavePersonOutFraction).toBeCloseTo(0.9, 9);
  });

  it("count every person the same in the factor", () => {
    const many = Array.from({ length: 10 }, (_, n) => ({
      person: "a",
      trial: `a${n}`,
      errorsMeters: errors(0.01, 0.01),
    }));
    expect(judge([...many, { person: "b", trial: "b", errorsMeters: errors(0.08, 0.08) }])?.factor).toBeCloseTo(0.8, 9);
  });

  it("take people with few strides for what is held, not for the factor nor to be left out", () => {
    const few = { person: "d", trial: "d", errorsMeters: [0.5, 0.5, 0.5, 0.5, 0.5] };
    const row = judge([
      ...["a", "b", "c"].map((person) => ({ person, trial: person, errorsMeters: errors(0.05, 0.05) })),
      few,
    ]);
    expect(row).toMatchObject({ persons: 4, personsJudged: 3, leavePersonOutFraction: 1 });
    expect(row?.factor).toBeCloseTo(0.5, 9);
    expect(row?.heldFraction).toBeCloseTo(60 / 65, 9);
  });

  it("count a trial stored at several rates once", () => {
    const made = ["200 Hz", "400 Hz"].map((subset) => ({
      person: "a",
      trial: "1",
      subset,
      errorsMeters: errors(0.05, 0.05),
    }));
    expect(judge(made)?.strides).toBe(20);
  });

  it("say nothing of fewer than twenty strides", () => {
    expect(judge([{ person: "a", trial: "1", errorsMeters: [0.01, 0.02] }])).toBeUndefined();
  });
});
