// People, shoes and sensors as they come, for property tests: a fast-check arbitrary of virtual-runner settings. Ranges
// are those in which the kernel must hold; every one is stated at its place.
import {
  createVirtualRunnerSettings,
  type CourseSegment,
  type MountingSettings,
  type VirtualRunnerSettings,
} from "@solewise/simulate";
import fc from "fast-check";

/** A number from low to high. */
export function within(low: number, high: number): fc.Arbitrary<number> {
  return fc.double({ min: low, max: high, noNaN: true });
}

/** Any mounting, upside down included. */
export const anyMounting: fc.Arbitrary<MountingSettings> = fc.record({
  rollDeg: within(-180, 180),
  pitchDeg: within(-90, 90),
  yawDeg: within(-180, 180),
});

export function stand(durationSec: number): CourseSegment {
  return { activity: "stand", durationSec };
}

/** Level or up to 10 % steep, straight or with a turn. */
const way = fc.record({
  slopePercent: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, within(-10, 10)),
  turnDeg: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, within(-300, 300)),
});

const walking = fc.record({ speedMps: within(0.7, 2), durationSec: within(6, 14), way });
const running = fc.record({ speedMps: within(2, 4.2), durationSec: within(5, 12), way });
const climbing = fc.record({ up: fc.boolean(), stepCount: fc.integer({ min: 8, max: 20 }) });

/** One part of a course; stairs are reached on foot. */
const part: fc.Arbitrary<CourseSegment[]> = fc.oneof(
  walking.map((walk): CourseSegment[] => [
    { activity: "walk", speedMps: walk.speedMps, durationSec: walk.durationSec, ...walk.way },
  ]),
  running.map((run): CourseSegment[] => [
    { activity: "run", speedMps: run.speedMps, durationSec: run.durationSec, ...run.way },
  ]),
  climbing.map(({ up, stepCount }): CourseSegment[] => [
    { activity: "walk", durationSec: 4, speedMps: 1 },
    { activity: up ? "stairs-up" : "stairs-down", stepCount },
    { activity: "walk", durationSec: 3, speedMps: 1 },
  ]),
  within(1, 4).map((durationSec) => [stand(durationSec)]),
);

const course = fc
  .tuple(within(1.5, 3), fc.array(part, { minLength: 1, maxLength: 3 }))
  .map(([restSec, parts]): CourseSegment[] => [stand(restSec), ...parts.flat(), stand(2)]);

const gait = fc.record({
  strikeAngleDeg: within(-12, 20),
  eversionExcursionDeg: within(2, 16),
  toeOutDeg: within(-4, 16),
  landingRockDeg: within(0.5, 2.5),
  stepWidthMeters: within(0.04, 0.18),
  variabilityFraction: within(0, 2),
});

const asymmetry = fc.record({
  contactTimePercent: within(-6, 6),
  stepTimePercent: within(-4, 4),
  strikeAngleDeg: within(-5, 5),
  eversionDeg: within(-4, 4),
});

/** Readings from 100 Hz on, anywhere on the shoe, any way up, of a sensor as bought; the landing's vibration does not clip. */
const sensor = fc.record({
  sampleRateHz: fc.constantFrom(100, 104, 128, 200, 208, 400),
  place: fc.constantFrom("sole" as const, "instep" as const, "heel" as const),
  mountingLeft: anyMounting,
  mountingRight: anyMounting,
  accNoiseMps2PerRootHz: within(0.0006, 0.005),
  gyrNoiseRadPerSecPerRootHz: within(0.00005, 0.0004),
  accBiasMps2: within(0, 0.25),
  gyrBiasRadPerSec: within(0, 0.02),
  ringingMps2: within(0, 40),
  ringingHz: within(20, 50),
});

/** Someone with a shoe, on a course that begins and ends with a stand. */
export const anyRunner: fc.Arbitrary<VirtualRunnerSettings> = fc
  .record({ course, gait, asymmetry, sensor })
  .map((overrides) => createVirtualRunnerSettings(overrides));
