// What a real chip makes of the true motion: turned axes, offsets, warming, noise, end stops, counts. In: specific force
// (m/s²) and angular rate (rad/s) in foot axes. Out: six readings in sensor axes, rounded to 5 decimals.
import { GRAVITY_MPS2, type Side } from "@solewise/terms";
import { createRandomStream, type RandomStream } from "./random.ts";
import type { MountingSettings, SensorSettings } from "./settings.ts";

const RAD_PER_DEG = Math.PI / 180;
const COUNTS = 32768;
/** Time constant of the chip's warming, s. */
const WARMING_SEC = 600;
const SEC_PER_HOUR = 3600;

/** Rows: the sensor's axes in foot axes; sensor reading = matrix × foot vector. */
export function mountingMatrix(mounting: MountingSettings): number[] {
  const cy = Math.cos(mounting.yawDeg * RAD_PER_DEG);
  const sy = Math.sin(mounting.yawDeg * RAD_PER_DEG);
  const cp = Math.cos(mounting.pitchDeg * RAD_PER_DEG);
  const sp = Math.sin(mounting.pitchDeg * RAD_PER_DEG);
  const cr = Math.cos(mounting.rollDeg * RAD_PER_DEG);
  const sr = Math.sin(mounting.rollDeg * RAD_PER_DEG);
  return [
    cy * cp,
    sy * cp,
    -sp,
    cy * sp * sr - sy * cr,
    sy * sp * sr + cy * cr,
    cp * sr,
    cy * sp * cr + sy * sr,
    sy * sp * cr - cy * sr,
    cp * cr,
  ];
}

/** Lever arms of the right foot in foot axes (toe, left, up), m, from the point on the ground under the ankle. */
const LEVER_ARMS = {
  sole: [0.02, 0.005, 0.015],
  instep: [0.045, 0, 0.085],
  heel: [-0.095, 0, 0.045],
} as const;

export function leverArm(settings: SensorSettings): readonly [number, number, number] {
  return settings.leverArmMeters ?? LEVER_ARMS[settings.place];
}

/** The chip of one foot; `read` must be called in time order. */
export class VirtualSensor {
  private readonly settings: SensorSettings;
  private readonly random: RandomStream;
  private readonly matrix: Float64Array;
  private readonly bias = new Float64Array(6);
  private readonly warming = new Float64Array(3);
  /** Growth of each gyroscope axis' offset, rad/s a second. */
  private readonly drift = new Float64Array(3);
  /** Standard deviations of the noise and largest readings, m/s² and rad/s. */
  private readonly accNoise: number;
  private readonly gyrNoise: number;
  private readonly accStop: number;
  private readonly gyrStop: number;
  private readonly mirror: number;

  constructor(settings: SensorSettings, side: Side, seed: number) {
    this.settings = settings;
    this.random = createRandomStream(seed, `sensor ${side}`);
    this.matrix = Float64Array.from(mountingMatrix(side === "left" ? settings.mountingLeft : settings.mountingRight));
    this.mirror = side === "left" ? -1 : 1;
    for (let i = 0; i < 6; i++)
      this.bias[i] = this.random.normal() * (i < 3 ? settings.accBiasMps2 : settings.gyrBiasRadPerSec);
    for (let i = 0; i < 3; i++) this.warming[i] = settings.gyrWarmingRadPerSec * (2 * this.random.uniform() - 1);
    const drift = settings.gyrDriftRadPerSecPerHour;
    const directions = createRandomStream(seed, `drift ${side}`);
    for (let i = 0; i < 3; i++) this.drift[i] = (directions.uniform() < 0.5 ? -drift : drift) / SEC_PER_HOUR;
    const bandwidth = Math.sqrt(settings.sampleRateHz / 2);
    this.accNoise = settings.accNoiseMps2PerRootHz * bandwidth;
    this.gyrNoise = settings.gyrNoiseRadPerSecPerRootHz * bandwidth;
    this.accStop = settings.accRangeG === null ? Infinity : settings.accRangeG * GRAVITY_MPS2;
    this.gyrStop = settings.gyrRangeDps === null ? Infinity : settings.gyrRangeDps * RAD_PER_DEG;
  }

  /** Writes one sample at `out[at…at+5]`; the inputs are in right-foot axes (a left foot's are mirrored back here). */
  read(timeSec: number, force: Float64Array, rate: Float64Array, out: Float64Array, at: number): void {
    const { matrix: m, bias, warming, drift, mirror } = this;
    const fx = force[0] as number;
    const fy = (force[1] as number) * mirror;
    const fz = force[2] as number;
    const wx = (rate[0] as number) * mirror;
    const wy = rate[1] as number;
    const wz = (rate[2] as number) * mirror;
    const warmed = 1 - Math.exp(-timeSec / WARMING_SEC);
    for (let i = 0; i < 3; i++) {
      const a = m[3 * i] as number;
      const b = m[3 * i + 1] as number;
      const c = m[3 * i + 2] as number;
      const acc = a * fx + b * fy + c * fz + (bias[i] as number);
      const still = a * wx + b * wy + c * wz + (bias[3 + i] as number) + (warming[i] as number) * warmed;
      const gyr = still + (drift[i] as number) * timeSec;
      out[at + i] = this.digitise(acc, this.accNoise, this.accStop);
      out[at + 3 + i] = this.digitise(gyr, this.gyrNoise, this.gyrStop);
    }
  }

  private digitise(value: number, noise: number, stop: number): number {
    let reading = noise > 0 ? value + noise * this.random.normal() : value;
    if (stop < Infinity) {
      if (this.settings.quantised) {
        const count = Math.round((reading / stop) * COUNTS);
        reading = (Math.min(COUNTS - 1, Math.max(-COUNTS, count)) * stop) / COUNTS;
      } else reading = Math.min(stop, Math.max(-stop, reading));
    }
    return Math.round(reading * 1e5) / 1e5;
  }
}

/** Which samples reach the file: 0 lost, 1 written, 2 written twice. Losses come in bursts. */
export class SampleFate {
  private readonly random: RandomStream;
  private readonly startProbability: number;
  private readonly endProbability: number;
  private readonly duplicated: number;
  private losing = false;

  constructor(settings: SensorSettings, side: Side, seed: number) {
    this.random = createRandomStream(seed, `loss ${side}`);
    this.endProbability = 1 / Math.max(1, settings.lostBurstSamples);
    const lost = Math.min(0.9, settings.lostFraction);
    this.startProbability = (lost * this.endProbability) / (1 - lost);
    this.duplicated = settings.duplicatedFraction;
  }

  next(): 0 | 1 | 2 {
    const draw = this.random.uniform();
    this.losing = this.losing ? draw >= this.endProbability : draw < this.startProbability;
    if (this.losing) return 0;
    return this.duplicated > 0 && this.random.uniform() < this.duplicated ? 2 : 1;
  }
}

/** Largest error of an instant as a share of the sampling interval, so that samples keep their order. */
const JITTER_MAX_FRACTION = 0.45;

/** How wrong each sample's instant is written, s; `next` once a tick. */
export class TimeJitter {
  private readonly random: RandomStream;
  private readonly spreadSec: number;
  private readonly largestSec: number;

  constructor(settings: SensorSettings, side: Side, seed: number) {
    this.random = createRandomStream(seed, `jitter ${side}`);
    this.spreadSec = settings.timeJitterSec;
    this.largestSec = JITTER_MAX_FRACTION / settings.sampleRateHz;
  }

  next(): number {
    if (this.spreadSec === 0) return 0;
    return Math.min(this.largestSec, Math.max(-this.largestSec, this.spreadSec * this.random.normal()));
  }
}
