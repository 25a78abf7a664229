// Sparklines.
import { describe, expect, it } from "vitest";
import { sparkline } from "./over-distance.ts";

const BLOCKS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

describe("sparkline", () => {
  it("[CLI32] draws the lowest value lowest, the highest highest and gaps as blanks", () => {
    expect(sparkline([0, 4, null, 7], BLOCKS, 1)).toBe("▁▅ █");
  });

  it("[CLI32] draws differences below the stated size as a flat line", () => {
    expect(sparkline([246, 248, 247], BLOCKS, 8)).toBe("▄▄▄");
  });
});
