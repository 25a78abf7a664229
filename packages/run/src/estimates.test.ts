// The models against figures worked out by hand from their papers' formulas.
import type { Stride } from "@solewise/terms";
import { expect, it } from "vitest";
import { assembleRun } from "./index.ts";
import { syntheticRecording, syntheticStrides, testAlgorithm } from "./testing.ts";

/** Estimates of one foot's strides for a body of 70 kg and 175 cm, or an untold one. */
function estimatesOf(
  fieldsOf: (index: number) => Partial<Stride>,
  body: { massKg?: number; heightCm?: number } = { massKg: 70, heightCm: 175 },
) {
  const left = syntheticRecording("left", syntheticStrides("left", 1, 40, fieldsOf));
  const options = { algorithm: testAlgorithm, bodyMassKg: body.massKg, bodyHeightCm: body.heightCm };
  return assembleRun({ left, right: null }, options).summary.estimates;
}

it("[RUN19] spring-mass quantities follow Morin 2005", () => {
  // tc = 0.25 s, tf = 0.1 s, v = 3 m/s, m = 70 kg, leg 0.9275 m: F = 70·9.80665·π/2·1.4; Δy = |F·tc²/(mπ²) − g·tc²/8|.
  const estimates = estimatesOf(() => ({}));
  expect(estimates?.peakForceBodyWeights).toBeCloseTo(2.199, 3);
  expect(estimates?.peakForceNewtons).toBeCloseTo(1509.6, 1);
  const squashMeters = (1509.6 * 0.0625) / (70 * Math.PI ** 2) - (9.80665 * 0.0625) / 8;
  expect(estimates?.verticalOscillationMeters).toBeCloseTo(squashMeters + (9.80665 * 0.01) / 8, 3);
  const shorteningMeters = 0.9275 - Math.sqrt(0.9275 ** 2 - 0.375 ** 2) + squashMeters;
  expect((estimates?.legStiffnessNewtonsPerMeter ?? 0) / (1509.6 / shorteningMeters)).toBeCloseTo(1, 3);
});

it("[RUN19] spring-mass quantities are null on slopes over three per cent, without flight, and for walking", () => {
  const nulls = {
    verticalOscillationMeters: null,
    peakForceBodyWeights: null,
    peakForceNewtons: null,
    legStiffnessNewtonsPerMeter: null,
  };
  expect(estimatesOf(() => ({ heightChangeMeters: 0.062 }))?.peakForceBodyWeights).not.toBeNull();
  expect(estimatesOf(() => ({ heightChangeMeters: 0.064 }))).toMatchObject(nulls);
  expect(estimatesOf((index) => ({ heightChangeMeters: index < 21 ? -0.1 : 0 }))).toMatchObject(nulls);
  expect(estimatesOf((index) => ({ heightChangeMeters: index < 20 ? -0.1 : 0 }))?.peakForceBodyWeights).not.toBeNull();
  expect(estimatesOf(() => ({ groundContactTimeMs: 360 }))).toMatchObject(nulls);
  expect(estimatesOf(() => ({ activity: "walk" }))).toMatchObject(nulls);
});

it("[RUN19] what needs an untold body is null", () => {
  expect(estimatesOf(() => ({}), {})).toMatchObject({
    peakForceNewtons: null,
    legStiffnessNewtonsPerMeter: null,
    energyKilojoules: null,
  });
  expect(estimatesOf(() => ({}), { massKg: 70 })).toMatchObject({
    legStiffnessNewtonsPerMeter: null,
    energyKilojoules: 21.2,
  });
});

it("[RUN19] energy cost follows Minetti 2002 at the mean slope", () => {
  expect(estimatesOf(() => ({}))?.energyCostJoulesPerKgMeter).toBe(3.6);
  expect(estimatesOf(() => ({ activity: "walk" }))?.energyCostJoulesPerKgMeter).toBe(2.5);
  // 10 % uphill: 155.4e-5 − 30.4e-4 − 43.3e-3 + 46.3e-2 + 1.95 + 3.6 = 5.968.
  expect(estimatesOf(() => ({ heightChangeMeters: 0.21 }))?.energyCostJoulesPerKgMeter).toBeCloseTo(5.968, 2);
  expect(estimatesOf(() => ({ heightChangeMeters: 0.06 }))?.energyCostJoulesPerKgMeter).toBe(3.6);
  const steep = estimatesOf(() => ({ heightChangeMeters: 3 }))?.energyCostJoulesPerKgMeter;
  expect(steep).toBe(estimatesOf(() => ({ heightChangeMeters: 5 }))?.energyCostJoulesPerKgMeter);
});

it("[RUN19] a body that cannot be is the caller's mistake", () => {
  expect(() => estimatesOf(() => ({}), { massKg: 0 })).toThrow(RangeError);
  expect(() => estimatesOf(() => ({}), { heightCm: Number.NaN })).toThrow(RangeError);
});
