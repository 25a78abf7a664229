// Tracks teach shoes, on simulated runs of people with known coefficients.
import { InputError } from "@solewise/terms";
import { expect, it } from "vitest";
import { calibrateByTrack } from "./calibrate-by-track.ts";
import { estimateCoefficients, metersWith, type ShoeCalibration, UNCALIBRATED } from "./foot-calibration.ts";
import { PACK_LENGTH } from "./length-prior.ts";
import { ArrayStrideTable } from "../testing.ts";
import { simulateFoot, simulateTrack, type SimulatedPart } from "./testing.ts";

const NEW_SHOES: ShoeCalibration = { left: null, right: null };

/** Reads 2.2 % short at 3 m/s. */
const PERSON = { ...PACK_LENGTH, runOffsetMps: 0.042, runScaleFraction: 0.012 };

const EASY: SimulatedPart = { lastingSec: 616, speedMps: 2.6 };
const BRISK: SimulatedPart = { lastingSec: 600, speedMps: 3.4 };
const CORNER: SimulatedPart = { lastingSec: 4, speedMps: 2.6, turnRad: 1.5 };
const REST: SimulatedPart = { lastingSec: 40, speedMps: 0 };
const RUN = [EASY, CORNER, BRISK, REST, EASY];

const feetOf = (parts: readonly SimulatedPart[], seed: number) => ({
  left: simulateFoot("left", parts, PERSON, seed),
  right: simulateFoot("right", parts, PERSON, seed + 1000),
});

/** Percent by which a shoe's distance of an hour at 3 m/s is off. */
function offPercent(shoe: ShoeCalibration): number {
  const travel = { runSec: 3600, runMeters: (10_800 - 3600 * 0.042) / 1.012, walkSec: 0, walkMeters: 0 };
  const { coefficients } = estimateCoefficients(shoe.left ?? UNCALIBRATED);
  return 100 * (metersWith(travel, coefficients) / 10_800 - 1);
}

it("[RUN39] one run with a receiver removes most of a person's error, and says so on parts that it left out", () => {
  expect(offPercent(NEW_SHOES)).toBeCloseTo(-2.2, 0);
  for (const hasSpeed of [true, false]) {
    const { shoe, left, right } = calibrateByTrack(feetOf(RUN, 5), simulateTrack(RUN, 5, hasSpeed), NEW_SHOES);
    expect(Math.abs(offPercent(shoe))).toBeLessThan(1.1);
    expect(left?.acceptedCount).toBeGreaterThan(50);
    expect(left?.refusedCounts.bend).toBeGreaterThanOrEqual(1);
    expect(left?.session).toMatchObject({ kind: "track", earlierErrorPercent: null });
    expect(left?.leftOut?.packErrorPercent).toBeGreaterThan(1.6);
    expect(left?.leftOut?.errorPercent).toBeLessThan(0.6 * (left?.leftOut?.packErrorPercent ?? 0));
    expect(right?.session?.packErrorPercent).toBeCloseTo(left?.session?.packErrorPercent ?? 0, 0);
  }
});

it("[RUN39] further runs go on from there, each first judged by what it had no say in", () => {
  let shoe = NEW_SHOES;
  const earlier: number[] = [];
  for (let day = 1; day <= 5; day++) {
    const result = calibrateByTrack(feetOf(RUN, day), simulateTrack(RUN, day), shoe);
    shoe = result.shoe;
    earlier.push(result.left?.session?.earlierErrorPercent ?? Number.NaN);
  }
  expect(earlier[0]).toBeNaN();
  expect(Math.abs(earlier[4] ?? 9)).toBeLessThan(0.6);
  expect(Math.abs(offPercent(shoe))).toBeLessThan(0.5);
});

it("[RUN39] windows that contradict the feet are refused and counted, and move nothing", () => {
  const track = simulateTrack(RUN, 5);
  const clean = calibrateByTrack(feetOf(RUN, 5), track, NEW_SHOES);
  // A tunnel whose way the receiver guesses 20 % long, places and speeds alike.
  const speedMps = track.speedMps.map((mps, index) => (index >= 60 && index < 180 ? 1.2 * mps : mps));
  const longitudeDeg = track.longitudeDeg.map((degrees, index) =>
    index >= 60 ? degrees + (0.2 * (Math.min(index, 180) - 60) * 2.6 * Math.sin(0.3)) / 74_405 : degrees,
  );
  const latitudeDeg = track.latitudeDeg.map((degrees, index) =>
    index >= 60 ? degrees + (0.2 * (Math.min(index, 180) - 60) * 2.6 * Math.cos(0.3)) / 111_195 : degrees,
  );
  const tunnel = calibrateByTrack(feetOf(RUN, 5), { ...track, speedMps, longitudeDeg, latitudeDeg }, NEW_SHOES);
  expect(tunnel.left?.refusedCounts.outlier).toBeGreaterThanOrEqual(3);
  expect(tunnel.left?.acceptedCount).toBeLessThan(clean.left?.acceptedCount ?? 0);
  expect(Math.abs(offPercent(tunnel.shoe) - offPercent(clean.shoe))).toBeLessThan(0.2);
});

it("[RUN39] another run's track teaches nothing, and neither does a short one", () => {
  const other = simulateTrack([{ lastingSec: 1800, speedMps: 4.2 }], 9);
  const strange = calibrateByTrack(feetOf(RUN, 5), other, NEW_SHOES);
  expect(strange.left).toMatchObject({ session: null, leftOut: null });
  expect(strange.shoe).toEqual(NEW_SHOES);
  const short = calibrateByTrack(feetOf(RUN, 5), simulateTrack([{ lastingSec: 160, speedMps: 2.6 }], 5), NEW_SHOES);
  expect(short.left).toMatchObject({ session: null, acceptedCount: 5 });
});

it("[RUN39] walking is not taught by a run, nor by windows in which the gait changes", () => {
  const { shoe } = calibrateByTrack(feetOf(RUN, 5), simulateTrack(RUN, 5), NEW_SHOES);
  const { coefficients } = estimateCoefficients(shoe.left ?? UNCALIBRATED);
  expect(coefficients.walkOffsetMps).toBeCloseTo(PACK_LENGTH.walkOffsetMps, 12);
  const mixed = simulateFoot("left", [EASY], PERSON, 3);
  const strides = [...mixed.strides].map((stride, index) =>
    index % 2 ? stride : { ...stride, activity: "walk" as const },
  );
  const halfRunning = { ...mixed, strides: new ArrayStrideTable(strides) };
  const lesson = calibrateByTrack({ left: halfRunning, right: null }, simulateTrack([EASY], 3), NEW_SHOES);
  expect(lesson.left).toMatchObject({ session: null, acceptedCount: 0 });
});

it("[RUN39] the same recording teaches once, and short columns are a caller's mistake", () => {
  const feet = { left: simulateFoot("left", RUN, PERSON, 5), right: null };
  const track = simulateTrack(RUN, 5);
  const { shoe } = calibrateByTrack(feet, track, NEW_SHOES);
  expect(() => calibrateByTrack(feet, track, shoe)).toThrow(InputError);
  expect(() => calibrateByTrack(feet, { ...track, speedMps: new Float64Array(3) }, NEW_SHOES)).toThrow(RangeError);
});
