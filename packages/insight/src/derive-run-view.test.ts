// The view as a whole: on a made-up run with known numbers, and properties on any strides.
import { type Side, type Stride, STRIDE_MEASURES, type StrideMeasure } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveRunView, exactValue, type FootSeries, type RunView } from "./index.ts";
import { analysisOver, anyStrides, mirrored } from "./made-up-strides.ts";
import { madeUpAnalysis, madeUpRunView } from "./testing.ts";

const startSec = { left: 0, right: 0 };
const viewOf = (strides: readonly Stride[]): RunView => deriveRunView(analysisOver(strides), { startSec });
const holds = (check: (strides: Stride[]) => void): void => fc.assert(fc.property(anyStrides, check), { numRuns: 60 });

function figuresOf(strides: readonly Stride[], field: StrideMeasure, side?: Side): number[] {
  return strides
    .filter((stride) => stride.activity === "run" && (side === undefined || stride.side === side))
    .map((stride) => stride[field])
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
}

function feetOf({ feet }: RunView): FootSeries[] {
  return [feet.left, feet.right].filter((foot) => foot !== null);
}

describe("run view", () => {
  it("[INS1] is plain data, the same each time", () => {
    const view = madeUpRunView();
    expect(structuredClone(view)).toEqual(view);
    expect(madeUpRunView()).toEqual(view);
  });

  it("[INS2] holds every stride's own numbers at its place", () => {
    holds((strides) => {
      const { feet } = viewOf(strides);
      for (const stride of strides) {
        const foot = feet[stride.side];
        for (const field of STRIDE_MEASURES) {
          const value = foot?.values[field][stride.strideIndex] ?? 0;
          expect(Number.isNaN(value) ? null : exactValue(field, value)).toBe(stride[field]);
        }
        expect(foot?.elapsedSec[stride.strideIndex]).toBe(stride.midstanceSec);
      }
    });
  });

  it("[INS2] gives back every multiple of the kernel's steps", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 23), max: 2 ** 23 }), (steps) => {
        expect(exactValue("groundContactTimeMs", Math.fround(steps / 10))).toBe(steps / 10 + 0);
        expect(exactValue("speedMps", Math.fround(steps / 1000))).toBe(steps / 1000 + 0);
        expect(exactValue("impactPeakG", Math.fround(steps / 100))).toBe(steps / 100 + 0);
      }),
    );
  });

  it("[INS14] places both feet on a distance that never falls and ends at the run's", () => {
    holds((strides) => {
      for (const foot of feetOf(viewOf(strides))) {
        foot.distanceMeters.forEach((meters, index) => {
          expect(meters).toBeGreaterThanOrEqual(foot.distanceMeters[index - 1] ?? 0);
          expect(meters).toBeLessThanOrEqual(1000.001);
        });
      }
    });
    const strideMeters = 3.5 * 0.7;
    const lastMeters = feetOf(madeUpRunView()).map((foot) => foot.distanceMeters.at(-1) ?? Number.NaN);
    expect(lastMeters).toHaveLength(2);
    for (const meters of lastMeters) expect(Math.abs(1052.4 - strideMeters - meters)).toBeLessThan(strideMeters);
  });

  it("[INS14] lists the strides of both feet by time since the run began", () => {
    holds((strides) => {
      const { order } = viewOf(strides);
      expect([...order]).toEqual(strides.map(({ side, strideIndex }) => 2 * strideIndex + (side === "right" ? 1 : 0)));
    });
    const analysis = madeUpAnalysis({ countPerFoot: 4 });
    const late = [...analysis.strides].map((stride) =>
      stride.side === "right" ? { ...stride, midstanceSec: stride.midstanceSec + 5000 } : stride,
    );
    const view = deriveRunView({ ...analysis, strides: late }, { startSec: { left: 0, right: 5000 } });
    expect([...view.order]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("[INS3] gives the medians of sorting", () => {
    holds((strides) => {
      for (const { field, left, right } of viewOf(strides).leftRight) {
        const expected = (side: Side) => {
          const sorted = figuresOf(strides, field, side);
          return sorted[Math.ceil(sorted.length / 2) - 1];
        };
        expect([left, right]).toEqual([expected("left"), expected("right")]);
      }
    });
  });

  it("[INS8] feet exchanged change the sign of differences and nothing else", () => {
    holds((strides) => {
      const [view, mirror] = [viewOf(strides), viewOf(mirrored(strides))];
      expect(mirror.leftRight).toEqual(
        view.leftRight.map((row) => ({
          ...row,
          left: row.right,
          right: row.left,
          difference: row.difference === null ? null : 0 - row.difference,
        })),
      );
      expect(mirror.bands).toEqual(view.bands);
      expect(mirror.figures).toEqual(view.figures);
      const distributions = view.distributions.map((found) => [found.field, found.start, found.left, found.right]);
      expect(mirror.distributions.map((found) => [found.field, found.start, found.right, found.left])).toEqual(
        distributions,
      );
    });
  });

  it("[INS9] counts every stride that has the field, in bins of whole multiples of the width", () => {
    holds((strides) => {
      for (const { field, start, width, left, right } of viewOf(strides).distributions) {
        expect(left.reduce((sum, count) => sum + count, 0)).toBe(figuresOf(strides, field, "left").length);
        expect(right.reduce((sum, count) => sum + count, 0)).toBe(figuresOf(strides, field, "right").length);
        expect(left.length).toBe(right.length);
        expect(left.length).toBeLessThanOrEqual(60);
        expect(start / width).toBeCloseTo(Math.round(start / width), 4);
      }
    });
  });

  it("[INS10] covers the run with bands that follow each other, none too short", () => {
    holds((strides) => {
      const analysis = analysisOver(strides);
      const { bands } = deriveRunView(analysis, { startSec });
      const { durationSec } = analysis.summary;
      expect([0, ...bands.map(({ endSec }) => endSec)]).toEqual([...bands.map((band) => band.startSec), durationSec]);
      expect(bands.filter(({ activity }, index) => activity === bands[index + 1]?.activity)).toEqual([]);
      const shortestSec = Math.min(durationSec, 2);
      expect(bands.filter((band) => band.endSec - band.startSec < shortestSec)).toEqual([]);
    });
  });

  it("[INS12] shares of strike patterns sum to one", () => {
    holds((strides) => {
      const { strikeShares } = viewOf(strides);
      const told = [strikeShares?.both, strikeShares?.left, strikeShares?.right].filter((shares) => shares);
      const sums = told.map((shares) => Object.values(shares ?? {}).reduce((sum, share) => sum + share, 0));
      expect(sums).toEqual(sums.map(() => expect.closeTo(1, 9) as number));
    });
  });
});
