// Splits of made-up runs whose pace and pauses are known.
import type { Stride } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveRunView } from "./index.ts";
import { analysisOver, anyStrides } from "./made-up-strides.ts";
import { madeUpStride } from "./testing.ts";

/** One foot at 2.5 m a stride of 1 s, standing `pauseSec` before stride `pauseAt`. */
function steadyRun(strideCount: number, pauseAt = -1, pauseSec = 0): Stride[] {
  return Array.from({ length: strideCount }, (_, strideIndex) => {
    const midstanceSec = strideIndex + (pauseAt >= 0 && strideIndex >= pauseAt ? pauseSec : 0);
    return madeUpStride({
      strideIndex,
      midstanceSec,
      initialContactSec: midstanceSec - 0.1,
      terminalContactSec: midstanceSec + 0.15,
      nextInitialContactSec: midstanceSec + 0.9,
      strideTimeMs: 1000,
      strideLengthMeters: 2.5,
      speedMps: 2.5,
      heightChangeMeters: 0.01,
    });
  });
}

const startSec = { left: 0, right: 0 };

const splitsOf = (strides: Stride[]) => deriveRunView(analysisOver(strides, 2.5 * strides.length), { startSec }).splits;

describe("splits", () => {
  it("[INS15] of a steady run are even, the last one is the rest", () => {
    const { metric, imperial } = splitsOf(steadyRun(900)); // 2250 m
    expect(metric.map(({ startMeters, endMeters }) => [startMeters, Math.round(endMeters)])).toEqual([
      [0, 1000],
      [1000, 2000],
      [2000, 2250],
    ]);
    for (const split of metric) {
      expect(split.speedMps).toBeCloseTo(2.5, 1);
      expect(split.cadenceSpm).toBe(120);
      expect(split.groundContactTimeMs).toBe(246.2);
    }
    expect(metric[0]?.elapsedSec).toBeCloseTo(400, 0);
    expect(metric[0]?.heightChangeMeters).toBeCloseTo(4, 1);
    expect(imperial).toEqual([]);
  });

  it("[INS15] take medians over both feet's figures' strides, from eight on", () => {
    const strides = steadyRun(900).flatMap((stride, index) => [
      {
        ...stride,
        groundContactTimeMs: 250,
        activity: index < 397 || index >= 800 ? stride.activity : "walk",
      } as const,
      { ...stride, side: "right", groundContactTimeMs: index === 1 ? 260 : 240, activity: "walk" } as const,
    ]);
    const run = strides.map((stride) =>
      stride.side === "right" && stride.strideIndex < 396 ? { ...stride, activity: "run" as const } : stride,
    );
    const { metric } = deriveRunView(analysisOver(run, 2250), { startSec }).splits;
    expect(metric.map((split) => split.groundContactTimeMs)).toEqual([250, null, 250]);
  });

  it("[INS15] by mile are the same run cut elsewhere", () => {
    const { imperial } = splitsOf(steadyRun(1200)); // 3000 m
    expect(imperial.map(({ startMeters, endMeters }) => [startMeters, endMeters])).toEqual([
      [0, 1609.344],
      [1609.344, 3000],
    ]);
    expect(imperial[0]?.speedMps).toBeCloseTo(2.5, 1);
  });

  it("[INS15] leave standing out of the pace, not out of the time", () => {
    const [first, second] = splitsOf(steadyRun(900, 600, 60)).metric;
    expect(second?.elapsedSec).toBeGreaterThan((first?.elapsedSec ?? 0) + 50);
    expect(second?.movingSec).toBeLessThan((first?.movingSec ?? 0) + 6);
    expect(second?.speedMps).toBeCloseTo(2.5, 1);
  });

  it("[INS15] are none of a run shorter than one and a half", () => {
    expect(splitsOf(steadyRun(590)).metric).toEqual([]);
    expect(splitsOf([]).metric).toEqual([]);
  });

  it("[INS15] join without a hole from start to end, whatever the strides", () => {
    fc.assert(
      fc.property(anyStrides, fc.integer({ min: 1500, max: 9000 }), (strides, wholeMeters) => {
        const longer = analysisOver(strides, wholeMeters);
        const { metric } = deriveRunView(longer, { startSec }).splits;
        let [meters, seconds] = [0, 0];
        for (const split of metric) {
          expect(split.startMeters).toBe(meters);
          expect(split.elapsedSec).toBeGreaterThanOrEqual(0);
          expect(split.movingSec).toBeLessThanOrEqual(split.elapsedSec + 1e-9);
          meters = split.endMeters;
          seconds += split.elapsedSec;
        }
        expect(meters).toBe(metric.length === 0 ? 0 : wholeMeters);
        expect(seconds).toBeLessThanOrEqual(longer.summary.durationSec + 1e-6);
      }),
      { numRuns: 60 },
    );
  });
});
