// Reading ahead gives the bits that one instant after the other gives.
import fc from "fast-check";
import { expect, it } from "vitest";
import { constantCurve, Curve, type Knot } from "./curve.ts";
import { AHEAD_COUNT, CurvesAhead } from "./curves-ahead.ts";

const knotAt = (timeSec: number): Knot => ({
  timeSec,
  value: Math.sin(7 * timeSec),
  rate: Math.cos(9 * timeSec),
  acceleration: 3 * Math.sin(timeSec),
});

/** A curve of three pieces with bumps that rings, one that only rings alike, and one that never changes. */
function makeCurves(): Curve[] {
  const ring = { startSec: 0.1, frequencyHz: 20, decaySec: 0.016 };
  const knots = [0, 0.3, 0.35, 1].map(knotAt);
  return [
    new Curve(knots).addBumps([0.3, -1.2, 0.4, 0, 2, -1], 0.7).addRingdown({ ...ring, size: 0.4 }),
    new Curve(knots.slice(1)).addRingdown({ ...ring, size: -2 }),
    constantCurve(1.25, 0, 1),
  ];
}

const stateOf = ({ value, rate, acceleration }: Curve): number[] => [value, rate, acceleration];

it("[SIM1] curves read ahead are the curves, bit for bit", () => {
  const instants = fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(instants, (unsorted) => {
      const timesSec = Float64Array.from(unsorted).sort();
      const [one, many] = [makeCurves(), makeCurves()];
      const ahead = new CurvesAhead();
      for (let first = 0; first < timesSec.length;) {
        const read = ahead.read(many, timesSec, first, timesSec.length);
        expect(read).toBe(Math.min(AHEAD_COUNT, timesSec.length - first));
        for (let k = 0; k < read; k++) {
          ahead.take(k);
          for (const curve of one) curve.evaluate(timesSec[first + k] as number);
          expect(many.map(stateOf)).toStrictEqual(one.map(stateOf));
        }
        first += read;
      }
    }),
    { numRuns: 30 },
  );
});
