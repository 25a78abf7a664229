// The pictures' geometry: bands, shoe, paths, butterflies, histograms; and the table's rows.
import { madeUpRunView } from "@solewise/insight/testing";
import { describe, expect, it } from "vitest";
import { en } from "../../language/en/index.ts";
import { QuantityFormat } from "../../language/quantity-format.ts";
import { butterflyBars, valueY } from "./balance/butterfly-bars.ts";
import { wordDifference } from "./balance/word-difference.ts";
import { bandTotals } from "./bands/band-totals.ts";
import { jointSpread } from "./figures/figure-spread.ts";
import { BALL_X, HEEL_X, rollTransform, SOLE_HALF_WIDTH, strikeTransform } from "./foot/foot-geometry.ts";
import { highestAt, linePath, pathFrames, placePoint, scaleLength, stretchOf, stridePath } from "./path/path-scale.ts";
import { fileStem } from "./run-actions.ts";
import { histogramBars, valueX } from "./spread/histogram-bars.ts";
import { orderStrides } from "./strides/order-strides.ts";
import { strideOfCode, wordCell } from "./strides/stride-columns.ts";

const wording = { format: new QuantityFormat("en", "metric"), messages: en };

it("[PGE9] the strip's totals are the view's, with standing still, without crumbs", () => {
  const view = madeUpRunView();
  const totals = new Map(bandTotals(view).map(({ kind, seconds }) => [kind, seconds]));
  expect(totals.get("run")).toBe(view.activitySeconds.run);
  expect(totals.has("other")).toBe(false);
  const still = { activity: null, startSec: 0, endSec: 7 };
  expect(bandTotals({ ...view, bands: [still] }).at(-1)).toEqual({ kind: "still", seconds: 7 });
});

describe("the shoe", () => {
  it("[PGE11] a raised toe turns about the heel, a lowered one about the ball", () => {
    expect(strikeTransform(12)).toBe(`rotate(-12 ${HEEL_X} 0)`);
    expect(strikeTransform(-3)).toBe(`rotate(3 ${BALL_X} 0)`);
  });

  it("[PGE11] both feet land on their outer edge before they roll inward", () => {
    expect(rollTransform("left", 9)).toBe(`rotate(-9 ${-SOLE_HALF_WIDTH} 0)`);
    expect(rollTransform("right", 9)).toBe(`rotate(9 ${SOLE_HALF_WIDTH} 0)`);
    expect(rollTransform("left", -4)).toBe(`rotate(4 ${SOLE_HALF_WIDTH} 0)`);
  });
});

describe("paths", () => {
  const column = (...values: number[]) => ({
    low: Float32Array.of(...values),
    median: Float32Array.of(...values),
    high: Float32Array.of(...values),
  });
  const typical = {
    strideCount: 9,
    forward: Float32Array.of(0, 1, 2),
    lateral: column(0, 0.05, 0),
    height: column(0, 0.3, 0),
  };

  it("[PGE13] both feet share one scale, outer sides face away from each other", () => {
    const frames = pathFrames({ left: typical, right: typical }, 320);
    expect(frames?.left.side).toEqual(frames?.right.side);
    expect(frames?.left.above.across.map((at) => -at).toReversed()).toEqual([...(frames?.right.above.across ?? [])]);
    expect(stretchOf(frames?.left.above ?? { width: 1, height: 1, forward: [0, 1], across: [0, 1] })).toBeGreaterThan(
      1,
    );
    expect(pathFrames({}, 320)).toBeNull();
  });

  it("[PGE13] metres become places, and a path that was not traced draws nothing", () => {
    const frame = { width: 100, height: 50, forward: [0, 2], across: [0, 1] } as const;
    expect(placePoint(frame, 1, 1)).toEqual([50, 0]);
    expect(linePath(frame, [0, 2], [0, 0])).toBe("M0 50L100 50");
    const points = Int16Array.of(0, 0, 0, 1000, 50, 300, -32768, 0, 0, 0, 0, 0);
    expect(stridePath(points, 0, 2)?.height[1]).toBeCloseTo(0.3);
    expect(stridePath(points, 1, 2)).toBeNull();
    expect(stridePath(points, -1, 2)).toBeNull();
    expect(stridePath(undefined, 0, 2)).toBeNull();
  });

  it("[PGE13] scale bars are round and fit", () => {
    expect([scaleLength(2.2), scaleLength(0.35), scaleLength(30)]).toEqual([0.5, 0.1, 10]);
    expect(highestAt([0, 3, 2])).toBe(1);
  });
});

describe("left and right", () => {
  it("[PGE14] a foot with half the strides has as much area", () => {
    const size = { width: 104, height: 10 };
    const { left, right } = butterflyBars({ left: Uint32Array.of(10, 20), right: Uint32Array.of(5, 10) }, size);
    expect(left.replaceAll(/[Mh-]/g, "").length).toBeGreaterThan(0);
    expect(right).toContain("h50v");
    expect(left).toContain("h-50v");
  });

  it("[PGE14] a difference is told with its foot only when it is sure", () => {
    const row = { field: "groundContactTimeMs", left: 250, right: 259, difference: 3.5, isSure: true } as const;
    expect(wordDifference(wording, row)).toBe("Right foot 3.5% more");
    expect(wordDifference(wording, { ...row, isSure: false })).toBe("no sure difference");
    expect(wordDifference(wording, { ...row, field: "footStrikeAngleDeg", difference: -2 })).toBe(
      "Left foot 2.0° more",
    );
  });

  it("[PGE15] bars and marks of a histogram lie in the picture", () => {
    const [first] = madeUpRunView().distributions;
    if (first === undefined) throw new Error("the made-up run has distributions");
    expect(histogramBars(first, { width: 100, height: 50 })).toContain("v-50");
    expect(valueX(first, { width: 100, height: 50 }, -1e9)).toBe(0);
    expect(valueY(first, { width: 100, height: 50 }, -1e9)).toBe(50);
    const spread = jointSpread(first);
    expect(spread?.[0]).toBeLessThan(spread?.[2] ?? 0);
  });
});

describe("the table", () => {
  it("[PGE16] holds every stride once, in time order or sorted with unmeasured ones last", () => {
    const view = madeUpRunView({ countPerFoot: 60 });
    const foot = view.feet.left;
    if (foot === null) throw new Error("the made-up run has a left foot");
    foot.values.groundContactTimeMs[3] = NaN;
    expect(orderStrides(view, "time")).toBe(view.order);
    const sorted = orderStrides(view, { column: "groundContactTimeMs", direction: "largest" });
    expect(new Set(sorted).size).toBe(120);
    expect(sorted.at(-1)).toBe(6);
    const values = [...sorted].slice(0, -1).map((code) => {
      const place = strideOfCode(view, code);
      return place === null ? NaN : (place.foot.values.groundContactTimeMs[place.index] ?? NaN);
    });
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it("[PGE16] cells read in the reader's units, with doubt when asked", () => {
    const { left } = madeUpRunView().feet;
    if (left === null) throw new Error("the made-up run has a left foot");
    const place = { foot: left, index: 200 };
    expect(wordCell(wording, place, "groundContactTimeMs", true)).toMatch(/^\d{3} ± 12$/);
    expect(wordCell(wording, place, "index", false)).toBe("200");
    expect(wordCell(wording, place, "speedMps", false)).toMatch(/^\d:\d\d$/);
    expect(wordCell(wording, place, "activity", false)).toBe("Running");
  });
});

it("[PGE6] a file's name holds what every system takes", () => {
  expect(fileStem('Morning / run: "river"')).toBe("Morning-run-river");
  expect(fileStem("晨跑 西湖")).toBe("晨跑-西湖");
  expect(fileStem("../..")).not.toMatch(/^\./);
  expect(fileStem("???")).toBe("run");
});
