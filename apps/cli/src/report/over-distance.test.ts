// Sparklines.
import { StrideTallies } from "@solewise/insight";
import { describe, expect, it } from "vitest";
import { sparkline, toldBins } from "./over-distance.ts";

const BLOCKS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

describe("sparkline", () => {
  it("[CLI32] draws the lowest value lowest, the highest highest and gaps as blanks", () => {
    expect(sparkline([0, 4, null, 7], BLOCKS, 1)).toBe("▁▅ █");
  });

  it("[CLI32] draws differences below the stated size as a flat line", () => {
    expect(sparkline([246, 248, 247], BLOCKS, 8)).toBe("▄▄▄");
  });
});

it("[CLI32] leaves a stretch of one or two strides blank where others have more", () => {
  const bins = [1, 5, 2, 3].map((strideCount) => Object.assign(new StrideTallies(), { strideCount }));
  expect(toldBins(bins).map((bin) => bin?.strideCount ?? null)).toEqual([null, 5, null, 3]);
  expect(toldBins(bins.slice(0, 1)).map((bin) => bin?.strideCount ?? null)).toEqual([1]);
});
