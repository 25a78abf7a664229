// What a virtual runner can be told: the course, the way of running, the sensors. All defaults are in
// `virtualRunnerDefaults`; `createVirtualRunnerSettings` fills in what is left out.
import type { SensorPlace } from "@solewise/terms";

/** What the runner does on one part of the course. */
export type CourseActivity = "stand" | "walk" | "run" | "stairs-up" | "stairs-down";

/** One part of the course. Give exactly one of durationSec, distanceMeters, stepCount (stairs: one step a stair). */
export interface CourseSegment {
  activity: CourseActivity;
  durationSec?: number;
  distanceMeters?: number;
  stepCount?: number;
  /** Wanted speed; default 1.35 m/s walking, 2.9 running; walking 0.5–2.2, running 1.6–10. */
  speedMps?: number;
  /** Steps of both feet per minute; default follows speed (SIM14). */
  cadenceSpm?: number;
  /** Rise over horizontal distance, percent; default 0, −25…25. Reached at 1.5 percentage points a step. */
  slopePercent?: number;
  /** Heading change spread evenly over the segment, positive to the left; default 0. */
  turnDeg?: number;
}

/** The way of moving. */
export interface GaitSettings {
  /** Running: sole against its own flat at initial contact, toe up positive; default 12, −15…25. */
  strikeAngleDeg: number;
  /**
   * Walking: the same of a stride of 1.37 m, other strides in proportion to their length; null = 14 + 8.5·speed, at most
   * 27. −12…27; a toe walker lands below 0.
   */
  walkStrikeAngleDeg: number | null;
  /** Running: largest eversion after landing minus eversion at landing; default 11, 0…20. Walking shows 0.6 of it. */
  eversionExcursionDeg: number;
  /** Foot axis outward of the direction of travel; default 7, −10…25. */
  toeOutDeg: number;
  /** Rocking of the foot on its soft sole after landing at 3 m/s; default 1.5, 0…4. */
  landingRockDeg: number;
  /** Lateral distance of the two footprints; default 0.10 walking-like, 0…0.3; running narrows it to a third. */
  stepWidthMeters: number;
  /** Running contact time; null = 1.356 m ÷ (speed + 2.02 m/s), at most 340 ms, fitted to Fukuchi 2017 at 2.5 and 4.5 m/s. 80…450. */
  groundContactTimeMs: number | null;
  /** Walking contact ÷ stride; null = 0.64 − 0.06·(speed − 1.2 m/s). 0.52…0.75. */
  walkDutyFactorFraction: number | null;
  /** Running cadence at every speed; null = follows speed (SIM14). 120…290. */
  cadenceSpm: number | null;
  /** Stride-to-stride scatter relative to a typical runner; default 1, 0 (a machine) … 3. */
  variabilityFraction: number;
  /** Height of one stair; default 0.16, 0.1…0.22. */
  stairRiseMeters: number;
  /** Depth of one stair; default 0.29, 0.22…0.4. */
  stairTreadMeters: number;
}

/** Left minus right; half is added to the left foot and half taken from the right. Defaults 0. */
export interface AsymmetrySettings {
  contactTimePercent: number;
  stepTimePercent: number;
  strikeAngleDeg: number;
  eversionDeg: number;
}

/** What has changed by the end of the course, growing evenly with time. Defaults 0. */
export interface FatigueSettings {
  contactTimePercent: number;
  cadencePercent: number;
  strikeAngleDeg: number;
  eversionDeg: number;
}

/** The sensor's turn from foot axes: yaw about up, then pitch about the new left axis, then roll about the new toe axis. */
export interface MountingSettings {
  rollDeg: number;
  pitchDeg: number;
  yawDeg: number;
}

/** One foot's sensor. */
export interface SensorSettings {
  /** Samples a second; default 200, 80…450. */
  sampleRateHz: number;
  /** Sets the lever arm when none is given: sole (under the arch), instep (on the laces), heel (on the heel cap). */
  place: SensorPlace;
  /** Sensor in foot axes of the right foot (toe, left, up) from the point under the ankle; null = by place. ±0.2. */
  leverArmMeters: readonly [number, number, number] | null;
  mountingLeft: MountingSettings;
  mountingRight: MountingSettings;
  /** White noise; default 0.0012 m/s²/√Hz (LSM6DS3TR-C class, 120 µg/√Hz), 0…0.05. */
  accNoiseMps2PerRootHz: number;
  /** White noise; default 0.00009 rad/s/√Hz (5 mdps/√Hz), 0…0.005. */
  gyrNoiseRadPerSecPerRootHz: number;
  /** Standard deviation of the constant offset of each axis; default 0.2, 0…1. */
  accBiasMps2: number;
  /** Standard deviation of the constant offset of each axis; default 0.009 (0.5 °/s), 0…0.05. */
  gyrBiasRadPerSec: number;
  /** Largest change of the gyroscope's offset as the sensor warms up, time constant 10 min; default 0.005, 0…0.05. */
  gyrWarmingRadPerSec: number;
  /** Steady growth of the gyroscope's offset on each axis, up or down; default 0, ±0.2. */
  gyrDriftRadPerSecPerHour: number;
  /** Full scale at which the axes stop; default 16, 2…64; null = none. */
  accRangeG: number | null;
  /** Full scale at which the axes stop; default 2000, 250…4000; null = none. */
  gyrRangeDps: number | null;
  /** Counts of 16 bits over the full scale; default true. Needs both ranges. */
  quantised: boolean;
  /** Share of samples missing; default 0, 0…0.3. */
  lostFraction: number;
  /** Standard deviation by which a sample's instant is written wrong, never past its neighbour's; default 0, 0…0.002. */
  timeJitterSec: number;
  /** Mean length of a loss; default 1, 1…200. */
  lostBurstSamples: number;
  /** Share of samples written twice; default 0, 0…0.1. */
  duplicatedFraction: number;
  /** The right clock runs this much faster than the left; default 0, ±200. */
  clockDriftPpm: number;
  /** The right clock shows this much more than the left; default 0, ±60. */
  clockOffsetSec: number;
  /** Landing vibration of the sensor in its bed at 3 m/s; default 25 m/s², 0…150; grows with speed. */
  ringingMps2: number;
  /** Its frequency; default 32, 15…60. */
  ringingHz: number;
}

export interface VirtualRunnerSettings {
  course: readonly CourseSegment[];
  gait: GaitSettings;
  asymmetry: AsymmetrySettings;
  fatigue: FatigueSettings;
  sensor: SensorSettings;
  /** Recording starts this long after the course does (in motion, if the course moves by then); default 0. */
  skipStartSec: number;
}

const UPRIGHT: MountingSettings = { rollDeg: 0, pitchDeg: 0, yawDeg: 0 };

/** Every default in one place; the course is a minute of easy running between two rests. */
const virtualRunnerDefaults: VirtualRunnerSettings = {
  course: [
    { activity: "stand", durationSec: 3 },
    { activity: "run", durationSec: 60, speedMps: 2.9 },
    { activity: "stand", durationSec: 3 },
  ],
  gait: {
    strikeAngleDeg: 12,
    walkStrikeAngleDeg: null,
    eversionExcursionDeg: 11,
    toeOutDeg: 7,
    landingRockDeg: 1.5,
    stepWidthMeters: 0.1,
    groundContactTimeMs: null,
    walkDutyFactorFraction: null,
    cadenceSpm: null,
    variabilityFraction: 1,
    stairRiseMeters: 0.16,
    stairTreadMeters: 0.29,
  },
  asymmetry: { contactTimePercent: 0, stepTimePercent: 0, strikeAngleDeg: 0, eversionDeg: 0 },
  fatigue: { contactTimePercent: 0, cadencePercent: 0, strikeAngleDeg: 0, eversionDeg: 0 },
  sensor: {
    sampleRateHz: 200,
    place: "sole",
    leverArmMeters: null,
    mountingLeft: UPRIGHT,
    mountingRight: UPRIGHT,
    accNoiseMps2PerRootHz: 0.0012,
    gyrNoiseRadPerSecPerRootHz: 0.00009,
    accBiasMps2: 0.2,
    gyrBiasRadPerSec: 0.009,
    gyrWarmingRadPerSec: 0.005,
    gyrDriftRadPerSecPerHour: 0,
    accRangeG: 16,
    gyrRangeDps: 2000,
    quantised: true,
    timeJitterSec: 0,
    lostFraction: 0,
    lostBurstSamples: 1,
    duplicatedFraction: 0,
    clockDriftPpm: 0,
    clockOffsetSec: 0,
    ringingMps2: 25,
    ringingHz: 32,
  },
  skipStartSec: 0,
};

/** What may be left out of the settings: everything. */
export interface VirtualRunnerOverrides {
  course?: readonly CourseSegment[];
  gait?: Partial<GaitSettings>;
  asymmetry?: Partial<AsymmetrySettings>;
  fatigue?: Partial<FatigueSettings>;
  sensor?: Partial<SensorSettings>;
  skipStartSec?: number;
}

/** Settings with everything that is not overridden taken from `base` (default: `virtualRunnerDefaults`). */
export function createVirtualRunnerSettings(
  overrides: VirtualRunnerOverrides,
  base: VirtualRunnerSettings = virtualRunnerDefaults,
): VirtualRunnerSettings {
  return {
    course: overrides.course ?? base.course,
    gait: { ...base.gait, ...overrides.gait },
    asymmetry: { ...base.asymmetry, ...overrides.asymmetry },
    fatigue: { ...base.fatigue, ...overrides.fatigue },
    sensor: { ...base.sensor, ...overrides.sensor },
    skipStartSec: overrides.skipStartSec ?? base.skipStartSec,
  };
}
