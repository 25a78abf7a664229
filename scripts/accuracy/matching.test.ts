// One-to-one matching against exhaustive search on small lists, and by its promises on long ones.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateClockOffsetSec, matchOneToOne, type MatchedPair } from "./matching.ts";

const instants = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 400 }), { maxLength })
    .map((ticks) => ticks.map((t) => t / 100).sort((a, b) => a - b));

/** Best (count, cost) over every order-keeping pairing, by brute force. */
function bestByForce(truth: readonly number[], found: readonly number[], tolerance: number): [number, number] {
  const [t, ...truthRest] = truth;
  const [f, ...foundRest] = found;
  if (t === undefined || f === undefined) return [0, 0];
  const options: [number, number][] = [
    bestByForce(truthRest, found, tolerance),
    bestByForce(truth, foundRest, tolerance),
  ];
  if (Math.abs(t - f) <= tolerance) {
    const [count, cost] = bestByForce(truthRest, foundRest, tolerance);
    options.push([count + 1, cost + Math.abs(t - f)]);
  }
  return options.reduce((a, b) => (b[0] > a[0] || (b[0] === a[0] && b[1] < a[1]) ? b : a));
}

const costOf = (pairs: readonly MatchedPair[], truth: readonly number[], found: readonly number[]): number =>
  pairs.reduce((sum, p) => sum + Math.abs((truth[p.truthIndex] ?? 0) - (found[p.foundIndex] ?? 0)), 0);

describe("[ACC3] one-to-one matching", () => {
  it("finds as many pairs as exhaustive search, as close together", () => {
    fc.assert(
      fc.property(instants(6), instants(6), (truth, found) => {
        const pairs = matchOneToOne(truth, found, 0.15);
        const [count, cost] = bestByForce(truth, found, 0.15);
        expect(pairs).toHaveLength(count);
        expect(costOf(pairs, truth, found)).toBeCloseTo(cost, 9);
      }),
    );
  });

  it("uses every instant at most once, in order, never beyond the tolerance", () => {
    fc.assert(
      fc.property(instants(60), instants(60), (truth, found) => {
        const pairs = matchOneToOne(truth, found, 0.15);
        for (const [index, pair] of pairs.entries()) {
          const before = pairs[index - 1];
          expect(pair.truthIndex).toBeGreaterThan(before?.truthIndex ?? -1);
          expect(pair.foundIndex).toBeGreaterThan(before?.foundIndex ?? -1);
          expect(Math.abs((truth[pair.truthIndex] ?? 0) - (found[pair.foundIndex] ?? 9))).toBeLessThanOrEqual(0.15);
        }
      }),
    );
  });

  it("prefers two fair pairs to one perfect one", () => {
    expect(matchOneToOne([1, 1.1], [0.96, 1.0], 0.15)).toEqual([
      { truthIndex: 0, foundIndex: 0 },
      { truthIndex: 1, foundIndex: 1 },
    ]);
  });
});

it("[ACC9] a constant clock offset up to 0.3 s is found although some strides are missing", () => {
  const gaps = fc.array(fc.integer({ min: 90, max: 130 }), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: -250, max: 250 }), fc.nat({ max: 9 }), (steps, offsetMs, lost) => {
      let time = 0;
      const truth = steps.map((step) => (time += step / 100));
      const found = truth.filter((_, index) => index % 10 !== lost).map((t) => t + offsetMs / 1000);
      expect(estimateClockOffsetSec(truth, found, 0.3)).toBeCloseTo(offsetMs / 1000, 3);
    }),
  );
});
