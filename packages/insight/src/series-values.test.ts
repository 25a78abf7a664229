// Numbers out of columns: the quick ways give what sorting gives.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileOf, sortExact, takeMedian } from "./series-values.ts";

/** Exact values of a field in 0.1°, close together (sorted by counting) or far apart (by comparing). */
const anyAngles = fc.constantFrom(20, 90_000).chain((reach) => {
  const angle = fc.integer({ min: -reach, max: reach }).map((steps) => steps / 10);
  return fc.array(angle, { maxLength: 120 });
});

describe("values of a field", () => {
  it("[INS3] are sorted, whether counted or compared", () => {
    fc.assert(
      fc.property(anyAngles, (angles) => {
        const sorted = angles.map((angle) => angle + 0).toSorted((a, b) => a - b);
        expect([...sortExact(Float64Array.from(angles), "turnDeg")]).toEqual(sorted);
      }),
    );
    expect([...sortExact(Float64Array.of(0.3, -0.1, 0.2, -0.1, 0), "turnDeg")]).toEqual([-0.1, -0.1, 0, 0.2, 0.3]);
  });

  it("[INS3] have the median of sorting, and none the median of nothing", () => {
    fc.assert(
      fc.property(anyAngles, (angles) => {
        const sorted = Float64Array.from(angles).sort();
        expect(takeMedian(Float64Array.from(angles)) + 0).toBe(quantileOf(sorted, 0.5) + 0);
      }),
    );
    expect(takeMedian(new Float64Array(0))).toBeNaN();
  });
});
