// Figures of agreement on hand-made readings.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeAgreement, type PairedReading } from "./statistics.ts";

const reading = (difference: number, changes: Partial<PairedReading> = {}): PairedReading => ({
  truth: 100,
  found: 100 + difference,
  qualityFraction: 0.5,
  halfWidth: null,
  referenceHalfWidth: null,
  isRunning: true,
  speedMps: null,
  strikeAngleDeg: null,
  ...changes,
});

describe("[ACC11] agreement", () => {
  it("has bias, SD, errors and limits of agreement as Bland and Altman define them", () => {
    const agreement = computeAgreement([[1, 2, 3, 4, 5].map((d) => reading(d))]);
    expect(agreement).toMatchObject({ n: 5, bias: 3, mae: 3, biasWorst: 3 });
    expect(agreement.sd).toBeCloseTo(Math.sqrt(2.5), 12);
    expect(agreement.rmse).toBeCloseTo(Math.sqrt(11), 12);
    expect(agreement.limitHigh).toBeCloseTo(3 + 1.96 * Math.sqrt(2.5), 12);
    expect(agreement.limitLow).toBeCloseTo(3 - 1.96 * Math.sqrt(2.5), 12);
  });

  it("leaves each recording's own bias out of the SD within", () => {
    const agreement = computeAgreement([[9, 11].map((d) => reading(d)), [-11, -9].map((d) => reading(d))]);
    expect(agreement.bias).toBe(0);
    expect(agreement.sdWithin).toBeCloseTo(Math.SQRT2, 12);
    expect(agreement.sd).toBeGreaterThan(10);
  });

  it("names the worst recording with its sign, of those with five readings", () => {
    const short = [90, 90].map((d) => reading(d));
    const long = [-4, -4, -4, -4, -4].map((d) => reading(d));
    expect(computeAgreement([short, long, [1, 1, 1, 1, 1].map((d) => reading(d))]).biasWorst).toBe(-4);
  });

  it("counts how often the stated interval holds the reference", () => {
    const stated = [1, 1, 3, 1].map((d) => reading(d, { halfWidth: 2 }));
    expect(computeAgreement([[...stated, reading(50)]])).toMatchObject({ coverageFraction: 0.75, coverageN: 4 });
  });

  it("[ACC20] joins the reference's own error to the interval, and takes an instrument's constant from the others", () => {
    const narrow = { halfWidth: 3, referenceHalfWidth: 4 };
    const readings = [3, 4.9, 5.1].map((d) => reading(d, narrow));
    const agreement = computeAgreement([readings]);
    expect(agreement.coverageFraction).toBeCloseTo(1 / 3, 12);
    expect(agreement.coverageWithReferenceFraction).toBeCloseTo(2 / 3, 12);
    const long = [64, 65, 66, 73].map((d) => [reading(d, narrow)]);
    expect(computeAgreement(long).coverageWithReferenceFraction).toBe(0);
    expect(computeAgreement(long, true).coverageWithReferenceFraction).toBe(0.75);
  });

  it("withholds the tenth with the lowest quality", () => {
    const good = Array.from({ length: 9 }, () => reading(1, { qualityFraction: 0.9 }));
    expect(computeAgreement([[reading(91, { qualityFraction: 0.1 }), ...good]])).toMatchObject({
      mae: 10,
      maeBestNineTenths: 1,
    });
  });

  it("is null or finite, never NaN, whatever comes", () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 6 }), { maxLength: 4 }), (recordings) => {
        const agreement = computeAgreement(recordings.map((list) => list.map((d) => reading(d))));
        for (const figure of Object.values(agreement)) expect(figure === null || Number.isFinite(figure)).toBe(true);
      }),
    );
  });
});
