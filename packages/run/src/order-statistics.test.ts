// Medians against plain sorting.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { measuredOrNull, medianOf, robustSd } from "./order-statistics.ts";

/** The median by sorting, as a school book has it. */
function medianBySorting(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const at = (index: number): number => sorted[index] as number;
  return Number.isInteger(half) ? 0.5 * (at(half - 1) + at(half)) : at(Math.floor(half));
}

const columns = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1 }),
  fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
  fc.nat(300).map((count) => Array.from({ length: count + 1 }, (_, index) => index % 97)),
);

it("[RUN12] a median is the middle measured value, or the mean of the middle two", () => {
  fc.assert(
    fc.property(columns, fc.nat(), (values, position) => {
      const withHole = values.toSpliced(position % (values.length + 1), 0, Number.NaN);
      expect(medianOf(withHole)).toBe(medianBySorting(values));
    }),
  );
});

it("[RUN3] the median of nothing is not measured", () => {
  expect(measuredOrNull(medianOf([]), 2)).toBeNull();
  expect(measuredOrNull(medianOf([Number.NaN]), 2)).toBeNull();
  expect(
    measuredOrNull(
      medianOf([1, 2], () => false),
      2,
    ),
  ).toBeNull();
});

it("[RUN13] the robust spread is a normal distribution's standard deviation and ignores outliers", () => {
  const quantiles = [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816];
  expect(robustSd(quantiles)).toBeCloseTo(0.78, 1);
  expect(robustSd([...quantiles, 1000])).toBeLessThan(1.1);
});
