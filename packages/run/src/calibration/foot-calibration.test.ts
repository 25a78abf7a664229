// What a shoe learns, on travels with known coefficients.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createKernel, type LengthCoefficients, PackedStrides } from "@solewise/gait";
import { walkFoot } from "@solewise/gait/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  absorbSession,
  type CalibrationSession,
  deviationMeters,
  estimateCoefficients,
  type FootCalibration,
  metersWith,
  type RawTravel,
  UNCALIBRATED,
} from "./foot-calibration.ts";
import { COEFFICIENT_BOUNDS, COEFFICIENTS, PACK_LENGTH, PERSON_DEVIATIONS } from "./length-prior.ts";
import { summariseSession } from "./session.ts";

const SESSION: CalibrationSession = {
  kind: "known-distance",
  fingerprint: "a",
  referenceMeters: 1000,
  packErrorPercent: 0,
  earlierErrorPercent: null,
  acceptedCount: 1,
  refusedCount: 0,
};

const NOWHERE: RawTravel = { runSec: 0, runMeters: 0, walkSec: 0, walkMeters: 0 };

/** A run of given speed and length as a foot with given coefficients measures it before any coefficient. */
function runningOf(meters: number, speedMps: number, truth: LengthCoefficients): RawTravel {
  const runSec = meters / speedMps;
  return { ...NOWHERE, runSec, runMeters: (meters - truth.runOffsetMps * runSec) / (1 + truth.runScaleFraction) };
}

function walkingOf(meters: number, speedMps: number, truth: LengthCoefficients): RawTravel {
  const walkSec = meters / speedMps;
  return { ...NOWHERE, walkSec, walkMeters: (meters - truth.walkOffsetMps * walkSec) / (1 + truth.walkScaleFraction) };
}

/** A shoe that was told the length of a travel, to a metre. */
function taught(shoe: FootCalibration, travel: RawTravel, referenceMeters: number, windowCount = 1): FootCalibration {
  const told = summariseSession([{ travel, referenceMeters, deviationMeters: 1 }], windowCount);
  return absorbSession(shoe, told, SESSION);
}

const stepArbitrary = fc.double({ min: -1.6, max: 1.6, noNaN: true });

const personArbitrary: fc.Arbitrary<LengthCoefficients> = fc
  .tuple(stepArbitrary, stepArbitrary, stepArbitrary, stepArbitrary)
  .map((steps) => {
    const person = { ...PACK_LENGTH };
    COEFFICIENTS.forEach((name, index) => {
      person[name] += (steps[index] as number) * (PERSON_DEVIATIONS[index] as number);
    });
    return person;
  });

const deviationOf = (shoe: FootCalibration, travel: RawTravel): number =>
  deviationMeters(travel, estimateCoefficients(shoe).covariance);

it("[RUN30] a shoe that learned nothing has the pack's coefficients, as sure as the pack's priors", () => {
  const { coefficients, covariance } = estimateCoefficients(UNCALIBRATED);
  COEFFICIENTS.forEach((name, index) => {
    expect(coefficients[name]).toBeCloseTo(PACK_LENGTH[name], 12);
    expect(Math.sqrt(covariance[5 * index] as number)).toBeCloseTo(PERSON_DEVIATIONS[index] as number, 12);
  });
});

it("[RUN30] runs at several speeds find a person's coefficients, and the coefficients say how sure they are", () => {
  fc.assert(
    fc.property(personArbitrary, (person) => {
      let shoe = UNCALIBRATED;
      for (let round = 0; round < 60; round++) {
        const meters = 1500 + 100 * (round % 7);
        shoe = taught(shoe, runningOf(meters, 2 + (round % 5) * 0.75, person), meters);
        shoe = taught(shoe, walkingOf(meters, 0.8 + (round % 5) * 0.25, person), meters);
      }
      const { coefficients, covariance } = estimateCoefficients(shoe);
      COEFFICIENTS.forEach((name, index) => {
        const deviation = Math.sqrt(covariance[5 * index] as number);
        expect(deviation).toBeLessThan(0.5 * (PERSON_DEVIATIONS[index] as number));
        expect(Math.abs(coefficients[name] - person[name])).toBeLessThan(2 * deviation);
      });
    }),
    { numRuns: 30 },
  );
});

it("[RUN30] one known distance moves its own speed and gait, and leaves what it cannot tell as unsure as before", () => {
  const person = { ...PACK_LENGTH, runScaleFraction: 0.02 };
  const shoe = taught(UNCALIBRATED, runningOf(5000, 3, person), 5000, 55);
  const { coefficients } = estimateCoefficients(shoe);
  expect(metersWith(runningOf(1000, 3, person), coefficients)).toBeGreaterThan(995);
  expect(metersWith(runningOf(1000, 3, person), PACK_LENGTH)).toBeLessThan(981);
  expect(coefficients.walkOffsetMps).toBeCloseTo(PACK_LENGTH.walkOffsetMps, 12);
  const narrowing = (travel: RawTravel): number => deviationOf(shoe, travel) / deviationOf(UNCALIBRATED, travel);
  expect(narrowing(runningOf(1000, 3, person))).toBeLessThan(0.65);
  expect(narrowing(runningOf(1000, 6, person))).toBeGreaterThan(narrowing(runningOf(1000, 3, person)));
  expect(narrowing(walkingOf(1000, 1.2, person))).toBeCloseTo(1, 9);
});

it("[RUN30] nothing that is told makes a shoe less sure than the pack's priors", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 50, max: 20_000 }), fc.double({ min: 1, max: 8, noNaN: true })), {
        maxLength: 12,
      }),
      (sessions) => {
        let shoe = UNCALIBRATED;
        for (const [meters, speedMps] of sessions) {
          shoe = taught(shoe, runningOf(meters, speedMps, PACK_LENGTH), meters, meters / speedMps / 30);
        }
        const travel = { runSec: 300, runMeters: 900, walkSec: 100, walkMeters: 120 };
        expect(deviationOf(shoe, travel)).toBeLessThanOrEqual(deviationOf(UNCALIBRATED, travel) * (1 + 1e-9));
      },
    ),
  );
});

it("[RUN31] a run's windows share its day's error: a thousand of them tell no more than one long distance", () => {
  const windows = Array.from({ length: 1000 }, () => ({
    travel: runningOf(100, 3, PACK_LENGTH),
    referenceMeters: 100,
    deviationMeters: 0.5,
  }));
  const asWindows = absorbSession(UNCALIBRATED, summariseSession(windows, 0), SESSION);
  const asOne = taught(UNCALIBRATED, runningOf(100_000, 3, PACK_LENGTH), 100_000, 0);
  const travel = runningOf(1000, 3, PACK_LENGTH);
  expect(deviationOf(asWindows, travel) / deviationOf(asOne, travel)).toBeCloseTo(1, 2);
  expect(deviationOf(asWindows, travel)).toBeGreaterThan(0.0065 * 1000); // the day's 0.5 % twice: teacher's and pupil's
});

it("[RUN31] what was learned fades by 0.998 a window, down to the priors and no further", () => {
  const person = { ...PACK_LENGTH, runScaleFraction: 0.02 };
  const shoe = taught(UNCALIBRATED, runningOf(5000, 3, person), 5000);
  const travel = runningOf(1000, 3, person);
  const nothingTold = (windowCount: number): FootCalibration =>
    absorbSession(shoe, summariseSession([], windowCount), SESSION);
  const faded = nothingTold(500);
  faded.information.forEach((value, index) =>
    expect(value).toBeCloseTo((shoe.information[index] as number) * 0.998 ** 500, 3),
  );
  expect(deviationOf(faded, travel)).toBeGreaterThan(deviationOf(shoe, travel));
  expect(deviationOf(nothingTold(100_000), travel)).toBeCloseTo(deviationOf(UNCALIBRATED, travel), 6);
});

it("[RUN33] coefficients stay within their bounds whatever is told, at the bound when that is what fits best", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 1, max: 8, noNaN: true })), {
        minLength: 1,
        maxLength: 8,
      }),
      (lies) => {
        let shoe = UNCALIBRATED;
        for (const [factor, speedMps] of lies) {
          shoe = taught(shoe, runningOf(2000, speedMps, PACK_LENGTH), 2000 * factor);
        }
        const { coefficients } = estimateCoefficients(shoe);
        COEFFICIENTS.forEach((name, index) => {
          const bounds = COEFFICIENT_BOUNDS[index] ?? { least: 0, most: 0 };
          expect(coefficients[name]).toBeGreaterThanOrEqual(bounds.least - 1e-9);
          expect(coefficients[name]).toBeLessThanOrEqual(bounds.most + 1e-9);
        });
      },
    ),
  );
  const far = taught(UNCALIBRATED, runningOf(5000, 3, PACK_LENGTH), 6000);
  expect(estimateCoefficients(far).coefficients).toMatchObject({ runOffsetMps: 0.1, runScaleFraction: 0.06 });
});

const kernelModule = new WebAssembly.Module(
  readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))),
);

/** Lengths of a made-up foot's strides; a short flat part makes it run. */
function lengthsWith(flatFraction: number, length?: LengthCoefficients): (number | null)[] {
  const kernel = createKernel(kernelModule);
  const sensor = { side: "right" as const, accRangeG: 16, gyrRangeDps: 2000 };
  kernel.configure(length === undefined ? sensor : { ...sensor, length });
  const strides = new PackedStrides("right");
  const keep = (words: Int32Array, at: number): void => strides.append(words, at);
  kernel.push(walkFoot({ strideCount: 20, strideTimeSec: flatFraction > 0.2 ? 1.05 : 0.75, flatFraction }), keep);
  kernel.finish(keep);
  return [...strides].map(({ strideLengthMeters }) => strideLengthMeters);
}

it("[RUN32] the priors' coefficients are the kernel's own: the same strides with them as without", () => {
  for (const [flatFraction, scale] of [
    [0.3, "walkScaleFraction"],
    [0.15, "runScaleFraction"],
  ] as const) {
    const plain = lengthsWith(flatFraction);
    expect(plain.length).toBeGreaterThan(12);
    expect(lengthsWith(flatFraction, PACK_LENGTH)).toEqual(plain);
    expect(lengthsWith(flatFraction, { ...PACK_LENGTH, [scale]: 0.01 })).not.toEqual(plain);
  }
});
