// Leave-one-out calibration on lengths with known coefficients.
import { estimateCoefficients, metersWith, PACK_LENGTH, UNCALIBRATED } from "@solewise/run";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceErrorPercent, leaveOneOutErrorsPercent, travelOf } from "./calibrate-lengths.ts";
import type { LengthReading } from "./score-recording.ts";

/** Strides that read a share too short or long. */
const trial = (readShare: number, strideTimeSec = 0.7, strideCount = 200): LengthReading[] =>
  Array.from({ length: strideCount }, (_, n) => {
    const truthMeters = 2 + 0.2 * (n % 3);
    return { truthMeters, strideTimeSec, foundMeters: truthMeters * (1 + readShare) };
  });

describe("[ACC12] calibrated distance", () => {
  it("[ACC12] removes most of what all recordings have in common", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.03, max: 0.03, noNaN: true }), (readShare) => {
        const errors = leaveOneOutErrorsPercent(Array.from({ length: 12 }, () => trial(readShare)));
        for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(0.1 * 100 * Math.abs(readShare) + 1e-9);
      }),
    );
  });

  it("[ACC12] does not let a recording help itself", () => {
    const odd = trial(-0.05);
    const errors = leaveOneOutErrorsPercent([trial(0), trial(0), trial(0), odd]);
    expect(errors[3]).toBeCloseTo(-5, 6);
  });

  it("[ACC12] learns from recordings of the same shoe only", () => {
    const trials = [trial(0.01), trial(0.01), trial(0.01), trial(-0.02), trial(-0.02), trial(-0.02), trial(0.03)];
    const errors = leaveOneOutErrorsPercent(trials, ["l", "l", "l", "r", "r", "r", "other person"]);
    expect(errors).toHaveLength(6);
    for (const error of errors) expect(Math.abs(error)).toBeLessThan(0.6);
    expect(Math.abs(leaveOneOutErrorsPercent(trials)[3] ?? 0)).toBeGreaterThan(2);
  });

  it("[ACC12] says nothing for under three recordings and without lengths", () => {
    expect(leaveOneOutErrorsPercent([trial(0), trial(0), []])).toEqual([]);
    expect(distanceErrorPercent([])).toBeNull();
  });

  it("[ACC12] takes the pack's coefficients out and puts them back, running and walking apart", () => {
    const { coefficients } = estimateCoefficients(UNCALIBRATED);
    for (const strideTimeSec of [0.7, 1.1]) {
      const readings = trial(0, strideTimeSec);
      const found = readings.reduce((total, { foundMeters }) => total + foundMeters, 0);
      expect(metersWith(travelOf(readings), coefficients)).toBeCloseTo(found, 9);
      expect(metersWith(travelOf(readings), PACK_LENGTH)).toBeCloseTo(found, 9);
    }
    expect(travelOf(trial(0, 1.1)).runSec).toBe(0);
    expect(travelOf(trial(0, 0.7)).walkSec).toBe(0);
  });
});
