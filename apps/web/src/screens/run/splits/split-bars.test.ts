// Bars of splits.
import type { Split } from "@solewise/insight";
import { describe, expect, it } from "vitest";
import { splitBars } from "./split-bars.ts";

function split(index: number, meters: number, speedMps: number | null): Split {
  const startMeters = index * 1000;
  return {
    startMeters,
    endMeters: startMeters + meters,
    elapsedSec: 300,
    movingSec: 300,
    speedMps,
    cadenceSpm: null,
    groundContactTimeMs: null,
    footStrikeAngleDeg: null,
    heightChangeMeters: 0,
  };
}

describe("split bars", () => {
  it("[PGE17] are longest for the fastest and never vanish", () => {
    const { fractions } = splitBars([split(0, 1000, 3), split(1, 1000, 3.5), split(2, 1000, 4)]);
    expect(fractions[0]).toBeCloseTo(0.3);
    expect(fractions[1]).toBeCloseTo(0.65);
    expect(fractions[2]).toBe(1);
    expect(splitBars([split(0, 1000, null)]).fractions).toEqual([0]);
    expect(splitBars([split(0, 1000, 3), split(1, 1000, 3)]).fractions).toEqual([1, 1]);
    expect(splitBars([split(0, 1000, 3), split(1, 1000, 2.98)]).fractions[1]).toBeGreaterThan(0.9);
  });

  it("[PGE17] name the fastest whole split, not a fast rest", () => {
    const bars = splitBars([split(0, 1000, 3), split(1, 1000, 3.2), split(2, 250, 5)]);
    expect(bars.isWhole).toEqual([true, true, false]);
    expect(bars.fastestIndex).toBe(1);
    expect(splitBars([split(0, 1000, 3), split(1, 600, 4)]).fastestIndex).toBeNull();
    expect(splitBars([split(0, 1000, 3), split(1, 1000, 3)]).fastestIndex).toBeNull();
  });
});
