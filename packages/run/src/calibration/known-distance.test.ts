// Known distances teach shoes, on synthetic feet that read short by a known share.
import { InputError } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { assembleRun } from "../assemble-run.ts";
import { syntheticRecording, syntheticStrides, testAlgorithm } from "../testing.ts";
import { estimateCoefficients, type ShoeCalibration } from "./foot-calibration.ts";
import { calibrateByKnownDistance } from "./known-distance.ts";

const NEW_SHOES: ShoeCalibration = { left: null, right: null };

/** Half of a kilometre and more at 3 m/s; each stride truly 2.1 m. */
const STRIDE_COUNT = 250;
const TRUE_METERS = 2.1 * STRIDE_COUNT;

function foot(side: "left" | "right", readMeters: number, fingerprint: string = side, strideCount = STRIDE_COUNT) {
  const startSec = side === "left" ? 1 : 1.35;
  const strides = syntheticStrides(side, startSec, strideCount, () => ({ strideLengthMeters: readMeters }));
  return syntheticRecording(side, strides, { fingerprint });
}

const known = (meters: number) => ({ meters, halfWidthMeters: 1 });

describe("[RUN36] a known distance", () => {
  it("[RUN36] teaches each shoe its own error, and the next run is measured by what it learned", () => {
    let shoe = NEW_SHOES;
    const earlier: (number | null)[] = [];
    for (const day of ["1", "2", "3"]) {
      const feet = { left: foot("left", 2.06, `l${day}`), right: foot("right", 2.13, `r${day}`) };
      const result = calibrateByKnownDistance(feet, known(TRUE_METERS), shoe);
      expect(result.left?.packErrorPercent).toBeCloseTo(100 * (2.06 / 2.1 - 1), 3);
      expect(result.right?.packErrorPercent).toBeCloseTo(100 * (2.13 / 2.1 - 1), 3);
      earlier.push(result.left?.earlierErrorPercent ?? null, result.right?.earlierErrorPercent ?? null);
      shoe = result.shoe;
    }
    expect(shoe.left?.sessions).toHaveLength(3);
    expect(earlier.slice(0, 2)).toEqual([null, null]);
    for (const error of earlier.slice(2)) expect(Math.abs(error ?? 9)).toBeLessThan(0.8);
  });

  it("[RUN36] teaches one foot what the other did not travel with it", () => {
    const feet = { left: foot("left", 2.06), right: foot("right", 2.06, "right", 200) };
    const { right } = calibrateByKnownDistance(feet, known(TRUE_METERS), NEW_SHOES);
    expect(right?.referenceMeters).toBeCloseTo(2.1 * 200, -1);
    expect(right?.packErrorPercent).toBeCloseTo(-2, 0);
    const brief = { left: foot("left", 2.06), right: foot("right", 2.06, "right", 100) };
    expect(calibrateByKnownDistance(brief, known(TRUE_METERS), NEW_SHOES)).toMatchObject({
      right: null,
      shoe: { right: null },
    });
  });

  it("[RUN36] refuses another run's distance, and the same run again", () => {
    const feet = { left: foot("left", 2.06), right: null };
    expect(() => calibrateByKnownDistance(feet, known(600), NEW_SHOES)).toThrow(InputError);
    expect(() => calibrateByKnownDistance(feet, known(600), NEW_SHOES)).toThrow(
      /left\.csv: expected a known distance within 10 % of what the left foot measured \(515\.0 m\), but found 600\.0 m; check/,
    );
    const { shoe } = calibrateByKnownDistance(feet, known(TRUE_METERS), NEW_SHOES);
    expect(() => calibrateByKnownDistance(feet, known(TRUE_METERS), shoe)).toThrow(/already learned from/);
    expect(() => calibrateByKnownDistance(feet, known(0), NEW_SHOES)).toThrow(RangeError);
  });

  it("[RUN36] a vague distance teaches less than a measured one, and gaps make any vaguer", () => {
    const scaleAfter = (halfWidthMeters: number, gapTotalSec = 0): number => {
      const left = foot("left", 2.06);
      const feet = { left: { ...left, signal: { ...left.signal, gapTotalSec } }, right: null };
      const { shoe } = calibrateByKnownDistance(feet, { meters: TRUE_METERS, halfWidthMeters }, NEW_SHOES);
      return shoe.left === null ? 0 : estimateCoefficients(shoe.left).coefficients.runScaleFraction;
    };
    expect(scaleAfter(1)).toBeGreaterThan(0.008);
    expect(scaleAfter(40)).toBeLessThan(0.4 * scaleAfter(1));
    expect(scaleAfter(1, 10)).toBeLessThan(0.4 * scaleAfter(1));
  });

  it("[RUN10] [RUN35] narrows the stated interval of the runs after it, and the run says so", () => {
    const feet = { left: foot("left", 2.06), right: foot("right", 2.06) };
    const { shoe } = calibrateByKnownDistance(feet, known(TRUE_METERS), NEW_SHOES);
    const plain = assembleRun(feet, { algorithm: testAlgorithm });
    const narrowed = assembleRun(feet, { algorithm: testAlgorithm, shoe });
    const ratio = narrowed.summary.distanceUncertaintyMeters / plain.summary.distanceUncertaintyMeters;
    expect(ratio).toBeLessThan(0.75);
    expect(ratio).toBeGreaterThan(0.3);
    expect(plain.algorithm).not.toHaveProperty("lengthCalibration");
    expect(narrowed.algorithm.lengthCalibration?.left?.sessionCount).toBe(1);
    expect(Object.keys(narrowed.algorithm.lengthCalibration?.right ?? {}).sort()).toEqual([
      "runOffsetMps",
      "runScaleFraction",
      "sessionCount",
      "walkOffsetMps",
      "walkScaleFraction",
    ]);
    const leftAlone = assembleRun({ left: feet.left, right: null }, { algorithm: testAlgorithm, shoe });
    expect(Object.keys(leftAlone.algorithm.lengthCalibration ?? {})).toEqual(["left"]);
  });
});
