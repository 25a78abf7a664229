// Axes, zoom and ranges of the charts.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeUpRunView as madeUpView } from "@solewise/insight/testing";
import { paceTicks, roundTicks, tickDigits, timeTicks } from "./axis-ticks.ts";
import { chartKeys, chartLines, strideValue } from "./chart-channels.ts";
import { cloudStep, shownStrides } from "./stride-cloud.ts";
import { valueRange } from "./value-range.ts";
import { isZoomed, panToShow, pinchTo, withinWhole, zoomAround } from "./zoom-range.ts";

const WHOLE = [0, 10_000] as const;

describe("axes", () => {
  it("[PGE7] ticks are round, rising and inside", () => {
    expect(roundTicks([0, 10], 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(roundTicks([-3, 17], 3)).toEqual([0, 10]);
    expect(timeTicks([0, 620], 3)).toEqual([0, 300, 600]);
    expect(paceTicks([2.4, 3.6], 3, 1000).map((speed) => Math.round(1000 / speed))).toEqual([360, 300]);
    expect(roundTicks([5, 5], 3)).toEqual([]);
  });

  it("[PGE7] ticks of any range lie inside it and never crowd", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        fc.double({ min: 1e-2, max: 1e5, noNaN: true }),
        (low, width) => {
          const high = low + width;
          const ticks = roundTicks([low, high], 4);
          expect(ticks.length).toBeLessThanOrEqual(6);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low - width * 1e-6);
            expect(tick).toBeLessThanOrEqual(high + width * 1e-6);
          }
        },
      ),
    );
  });

  it("[PGE7] decimals are as many as tell ticks apart", () => {
    expect([tickDigits([0, 5]), tickDigits([0, 0.5]), tickDigits([1, 1.02])]).toEqual([0, 1, 2]);
  });

  it("[PGE7] one odd stride and walking do not flatten a run's form", () => {
    const view = madeUpView();
    const foot = view.feet.left;
    if (foot === null) throw new Error("the made-up run has a left foot");
    const before = valueRange(view, "groundContactTimeMs");
    foot.values.groundContactTimeMs[200] = 2000;
    expect(valueRange(view, "groundContactTimeMs")[1]).toBeLessThan(320);
    expect(before[1]).toBeLessThan(320);
  });
});

describe("zoom", () => {
  it("[PGE8] the place under the pointer stays where it is", () => {
    const zoomed = zoomAround([0, 10_000], WHOLE, 2, 4000);
    expect(zoomed).toEqual([2000, 7000]);
    expect((4000 - zoomed[0]) / (zoomed[1] - zoomed[0])).toBeCloseTo(0.4);
    expect(pinchTo([2000, 4000], [0.25, 0.75], WHOLE)).toEqual([1000, 5000]);
    expect(panToShow([1000, 2000], WHOLE, 3000)).toEqual([2050, 3050]);
  });

  it("[PGE8] whatever is asked, the shown stretch lies in the run and has a length", () => {
    const place = fc.double({ min: -50_000, max: 50_000, noNaN: true });
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [low, high] = withinWhole([Math.min(a, b), Math.max(a, b)], WHOLE);
        expect(low).toBeGreaterThanOrEqual(-1e-6);
        expect(high).toBeLessThanOrEqual(10_000 + 1e-6);
        expect(high - low).toBeGreaterThanOrEqual(25 - 1e-6);
      }),
    );
    expect(isZoomed(WHOLE, WHOLE)).toBe(false);
    expect(isZoomed([0, 5000], WHOLE)).toBe(true);
  });

  it("[PGE8] few strides are all drawn, of many every nth", () => {
    expect(cloudStep(1200)).toBe(1);
    expect(cloudStep(10_000)).toBe(7);
    const foot = madeUpView().feet.left;
    if (foot === null) throw new Error("the made-up run has a left foot");
    const [first, end] = shownStrides(foot, "time", [100, 200]);
    expect(foot.elapsedSec[first]).toBeGreaterThanOrEqual(100);
    expect(foot.elapsedSec[first - 1]).toBeLessThan(100);
    expect(foot.elapsedSec[end]).toBeGreaterThanOrEqual(200);
  });
});

it("[PGE7] two feet have a line each for form, one for pace; one foot has one", () => {
  const both = madeUpView();
  expect(chartLines("groundContactTimeMs", both)).toEqual(["left", "right"]);
  expect(chartLines("speedMps", both)).toEqual(["both"]);
  expect(chartLines("groundContactTimeMs", madeUpView({ sides: ["left"] }))).toEqual(["both"]);
  expect(chartKeys(both)).toContain("cadenceSpm");
  const foot = both.feet.left;
  expect(foot === null ? null : strideValue(foot, "cadenceSpm", 100)).toBeCloseTo(120_000 / 700, 3);
});
