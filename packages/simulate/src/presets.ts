// Named virtual runners. In: a name. Out: settings. Each is a plain set of overrides over the defaults.
import {
  createVirtualRunnerSettings,
  type CourseSegment,
  type VirtualRunnerOverrides,
  type VirtualRunnerSettings,
} from "./settings.ts";

const stand = (durationSec: number): CourseSegment => ({ activity: "stand", durationSec });
const walk = (durationSec: number, speedMps = 1.35): CourseSegment => ({ activity: "walk", durationSec, speedMps });
const run = (durationSec: number, speedMps: number): CourseSegment => ({ activity: "run", durationSec, speedMps });
const hill = (durationSec: number, speedMps: number, slopePercent: number): CourseSegment => ({
  activity: "run",
  durationSec,
  speedMps,
  slopePercent,
});

/** About ten minutes: warm-up walk, easy running, a hill, a traffic light, strides, stairs, cool-down walk. */
const DEMO_COURSE: readonly CourseSegment[] = [
  stand(4),
  walk(60, 1.4),
  run(90, 2.8),
  hill(30, 2.6, 5),
  hill(30, 3, -5),
  run(40, 2.9),
  stand(15),
  run(50, 3),
  { activity: "run", distanceMeters: 100, speedMps: 4.8 },
  run(40, 2.7),
  { activity: "run", distanceMeters: 100, speedMps: 5.2 },
  run(40, 2.7),
  { activity: "run", distanceMeters: 60, speedMps: 2.7, turnDeg: 180 },
  run(40, 2.8),
  walk(10),
  { activity: "stairs-up", stepCount: 20 },
  walk(8),
  { activity: "stairs-down", stepCount: 20 },
  walk(70, 1.3),
  stand(5),
];

const LAP: readonly CourseSegment[] = [
  { activity: "run", distanceMeters: 84.39, speedMps: 3.6 },
  { activity: "run", distanceMeters: 115.61, speedMps: 3.6, turnDeg: 180 },
];

const OUT_AND_BACK: CourseSegment = { activity: "walk", distanceMeters: 2, speedMps: 1, turnDeg: 180 };

const OVERRIDES = {
  demo: {
    course: DEMO_COURSE,
    fatigue: { contactTimePercent: 4, cadencePercent: -1, strikeAngleDeg: 2, eversionDeg: 1.5 },
  },
  "easy-run": { course: [stand(3), run(120, 2.7), stand(3)] },
  tempo: { course: [stand(3), run(120, 4), stand(3)] },
  sprint: {
    course: [stand(3), { activity: "run", distanceMeters: 200, speedMps: 9 }, run(10, 2.5), stand(3)],
    gait: { strikeAngleDeg: -4 },
  },
  walk: { course: [stand(3), walk(120), stand(3)] },
  "slow-walk": { course: [stand(3), walk(120, 0.8), stand(3)] },
  "old-walk": {
    course: [stand(3), { activity: "walk", durationSec: 60, speedMps: 0.5, cadenceSpm: 92 }, stand(3)],
    gait: { walkStrikeAngleDeg: 12, stepWidthMeters: 0.14 },
  },
  "toe-walk": { course: [stand(3), walk(60, 1.1), stand(3)], gait: { walkStrikeAngleDeg: -10 } },
  "child-run": {
    course: [stand(3), { activity: "run", durationSec: 60, speedMps: 2.2, cadenceSpm: 220 }, stand(3)],
    gait: { groundContactTimeMs: 190, stepWidthMeters: 0.07 },
  },
  "walk-run-walk": { course: [stand(3), walk(30), run(60, 2.9), walk(30), stand(3)] },
  stairs: {
    course: [
      stand(3),
      walk(8),
      { activity: "stairs-up", stepCount: 24 },
      walk(6),
      { activity: "stairs-down", stepCount: 24 },
      walk(8),
      stand(3),
    ],
  },
  hills: { course: [stand(3), hill(40, 2.8, 0), hill(40, 2.5, 8), hill(40, 3.2, -8), hill(40, 2.8, 0), stand(3)] },
  "track-laps": { course: [stand(3), ...LAP, ...LAP, ...LAP, ...LAP, stand(3)] },
  "out-and-back": { course: [stand(3), walk(15), OUT_AND_BACK, walk(15), OUT_AND_BACK, walk(15), stand(3)] },
  "stop-and-go": { course: [1, 2, 3, 4, 5, 6].flatMap(() => [stand(4), run(15, 3)]).concat(stand(4)) },
  forefoot: { course: [stand(3), run(90, 3.4), stand(3)], gait: { strikeAngleDeg: -8, eversionExcursionDeg: 9 } },
  midfoot: { course: [stand(3), run(90, 3.2), stand(3)], gait: { strikeAngleDeg: 3 } },
  "heavy-heel": { course: [stand(3), run(90, 2.5), stand(3)], gait: { strikeAngleDeg: 20, eversionExcursionDeg: 15 } },
  asymmetric: {
    course: [stand(3), run(120, 2.9), stand(3)],
    asymmetry: { contactTimePercent: 6, stepTimePercent: 3, strikeAngleDeg: 5, eversionDeg: 4 },
  },
  fatigued: {
    course: [stand(3), run(600, 3), stand(3)],
    fatigue: { contactTimePercent: 10, cadencePercent: -3, strikeAngleDeg: 5, eversionDeg: 4 },
  },
  treadmill: { course: [stand(3), run(120, 3), stand(3)], gait: { variabilityFraction: 0.6 } },
  "started-in-motion": { course: [run(60, 2.9)], skipStartSec: 8 },
  "upside-down": {
    course: [stand(3), run(60, 2.9), stand(3)],
    sensor: {
      mountingLeft: { rollDeg: 180, pitchDeg: 10, yawDeg: 30 },
      mountingRight: { rollDeg: 175, pitchDeg: -8, yawDeg: -120 },
    },
  },
  "poor-sensor": {
    course: [stand(3), walk(20), run(90, 3.2), stand(3)],
    sensor: {
      accNoiseMps2PerRootHz: 0.01,
      gyrNoiseRadPerSecPerRootHz: 0.001,
      gyrBiasRadPerSec: 0.02,
      accRangeG: 8,
      gyrRangeDps: 1000,
      lostFraction: 0.04,
      lostBurstSamples: 3,
      duplicatedFraction: 0.01,
    },
  },
  "clocks-apart": { course: [stand(3), run(120, 2.9), stand(3)], sensor: { clockOffsetSec: 0.4, clockDriftPpm: 60 } },
} satisfies Record<string, VirtualRunnerOverrides>;

/** Names of the presets. */
export type VirtualRunnerPreset = keyof typeof OVERRIDES;

/** Settings by name; start from one with `createVirtualRunnerSettings(overrides, virtualRunnerPresets.walk)`. */
export const virtualRunnerPresets: Readonly<Record<VirtualRunnerPreset, VirtualRunnerSettings>> = buildPresets();

function buildPresets(): Record<VirtualRunnerPreset, VirtualRunnerSettings> {
  const entries = Object.entries(OVERRIDES).map(([name, overrides]) => [name, createVirtualRunnerSettings(overrides)]);
  return Object.fromEntries(entries) as Record<VirtualRunnerPreset, VirtualRunnerSettings>;
}
