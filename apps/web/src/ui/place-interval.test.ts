// Where an interval is drawn, for any numbers.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInterval } from "./place-interval.ts";

describe("placeInterval", () => {
  it("[UI5] puts value and interval where they lie", () => {
    expect(placeInterval(150, 25, 100, 200)).toEqual({ startPercent: 25, valuePercent: 50, endPercent: 75 });
  });

  it("[UI5] clips to the line, for any numbers", () => {
    const real = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(real, real, real, real, (value, halfWidth, min, max) => {
        const { startPercent, valuePercent, endPercent } = placeInterval(value, halfWidth, min, max);
        expect(startPercent).toBeGreaterThanOrEqual(0);
        expect(valuePercent).toBeGreaterThanOrEqual(startPercent);
        expect(endPercent).toBeGreaterThanOrEqual(valuePercent);
        expect(endPercent).toBeLessThanOrEqual(100);
      }),
    );
  });
});
