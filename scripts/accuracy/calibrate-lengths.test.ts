// Leave-one-out calibration on lengths with known coefficients.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceErrorPercent, fitCalibration, leaveOneOutErrorsPercent } from "./calibrate-lengths.ts";
import type { LengthReading } from "./score-recording.ts";

/** Lengths that read b too short and a·T too short. */
const biased = (truthMeters: number, strideTimeSec: number, a: number, b: number): LengthReading => ({
  truthMeters,
  strideTimeSec,
  foundMeters: (truthMeters - a * strideTimeSec) / (1 + b),
});

const amount = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("[ACC12] calibrated distance", () => {
  it("gets exact coefficients back from exact readings", () => {
    fc.assert(
      fc.property(amount(-0.1, 0.1), amount(-0.05, 0.05), (a, b) => {
        const readings = [1, 1.5, 2, 2.5].map((truth, n) => biased(truth, 0.7 + 0.2 * (n % 2), a, b));
        const fit = fitCalibration(readings);
        expect(fit.a).toBeCloseTo(a, 6);
        expect(fit.b).toBeCloseTo(b, 6);
      }),
    );
  });

  it("does not let a recording help itself", () => {
    const good = Array.from({ length: 3 }, () => [1, 1.5, 2, 2.5].map((t, n) => biased(t, 0.7 + 0.1 * n, 0, 0)));
    const odd = [1, 1.5, 2, 2.5].map((t, n) => biased(t, 0.7 + 0.1 * n, 0, 0.25));
    const errors = leaveOneOutErrorsPercent([...good, odd]);
    expect(errors[3]).toBeCloseTo(-20, 6);
  });

  it("says nothing for under three recordings and without lengths", () => {
    const one = [biased(1, 0.7, 0, 0), biased(2, 0.8, 0, 0), biased(1.5, 0.9, 0, 0)];
    expect(leaveOneOutErrorsPercent([one, one, []])).toEqual([]);
    expect(distanceErrorPercent([])).toBeNull();
  });
});
