// Exact quantiles from counts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Tally } from "./tally.ts";

describe("tally", () => {
  it("[INS3] gives the same median as sorting", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
        const tally = new Tally();
        for (const value of values) tally.add(value);
        const sorted = values.toSorted((a, b) => a - b);
        expect(tally.median).toBe(sorted[Math.ceil(values.length / 2) - 1]);
      }),
    );
  });

  it("[INS3] leaves nulls and non-numbers aside", () => {
    const tally = new Tally();
    for (const value of [null, undefined, Number.NaN, 3, 5]) tally.add(value);
    expect([tally.quantile(0.5), tally.quantile(0.51)]).toEqual([3, 5]);
    expect(new Tally().median).toBeNull();
  });
});
