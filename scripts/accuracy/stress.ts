// Spoils recordings the way real hardware and mountings do, the same for the same seed. In: samples. Out: new samples.
// Clipping and int16 steps use the product's ranges, ±16 g and ±2000 °/s.
import { createRandom, type Random } from "./random.ts";
import type { FootSamples } from "./engine.ts";
import type { ChangeSamples } from "./run-recordings.ts";

const GRAVITY_MPS2 = 9.80665;
const RAD_PER_DEG = Math.PI / 180;

/** White noise of a consumer IMU at 200 Hz: 0.03 m/s² (about 200 µg/√Hz) and 0.1 °/s (7 m°/s/√Hz). Unit: m/s², rad/s. */
const NOISE = [0.03, 0.1 * RAD_PER_DEG] as const;

/** Constant offset of each axis, largest: 0.3 m/s² (30 mg) and 1 °/s. Unit: m/s², rad/s. */
const BIAS = [0.3, 1 * RAD_PER_DEG] as const;

/**
 * Gyroscope offset that grows with the time since the first sample, each axis up to this: 1 °/s a minute. A data sheet's
 * 0.02 °/s a kelvin and a shoe that warms by 50 K a minute: ten times faster than feet warm one. Unit: rad/s each second.
 */
const DRIFT_RAD_PER_SEC2 = (1 * RAD_PER_DEG) / 60;

/** Full scales: ±16 g and ±2000 °/s. Unit: m/s², rad/s. */
const RANGE = [16 * GRAVITY_MPS2, 2000 * RAD_PER_DEG] as const;

/** Mean length of a burst of lost samples, as radios and logs lose them. */
const LOSS_BURST_SAMPLES = 3;

type Channelwise = readonly [acc: number, gyr: number];
type Spoil = (samples: FootSamples, random: Random, amount: number) => FootSamples;

const ofChannel = (pair: Channelwise, index: number): number => (index % 6 < 3 ? pair[0] : pair[1]);

const mapValues = (samples: FootSamples, change: (value: number, index: number) => number): FootSamples => ({
  ...samples,
  values: samples.values.map(change),
  originalBytes: null,
});

const noise: Spoil = (samples, random) => mapValues(samples, (v, i) => v + ofChannel(NOISE, i) * random.gaussian());

const bias: Spoil = (samples, random) => {
  const offsets = Array.from({ length: 6 }, (_, i) => ofChannel(BIAS, i) * (2 * random.uniform() - 1));
  return mapValues(samples, (v, i) => v + (offsets[i % 6] ?? 0));
};

const drift: Spoil = (samples, random) => {
  const slopes = Array.from({ length: 3 }, () => DRIFT_RAD_PER_SEC2 * (2 * random.uniform() - 1));
  const firstSec = samples.timeSec[0] ?? 0;
  return mapValues(samples, (v, i) => {
    const slope = i % 6 < 3 ? 0 : (slopes[(i % 6) - 3] ?? 0);
    return v + slope * ((samples.timeSec[Math.floor(i / 6)] ?? firstSec) - firstSec);
  });
};

/** End stops at ±2000 °/s and at ±`rangeG`, the product's 16 when none is named. */
const clip: Spoil = (samples, _random, rangeG) => {
  const range = [rangeG > 0 ? rangeG * GRAVITY_MPS2 : RANGE[0], RANGE[1]] as const;
  return mapValues(samples, (v, i) => Math.max(-ofChannel(range, i), Math.min(ofChannel(range, i), v)));
};

const int16: Spoil = (samples) =>
  mapValues(samples, (v, i) => {
    const step = ofChannel(RANGE, i) / 32768;
    return Math.max(-32768, Math.min(32767, Math.round(v / step))) * step;
  });

/** Rows of the rotation matrix of a uniformly random unit quaternion (Shoemake 1992). */
function randomRotation(random: Random): number[][] {
  const [a, b, c] = [random.uniform(), 2 * Math.PI * random.uniform(), 2 * Math.PI * random.uniform()];
  const [x, y] = [Math.sqrt(1 - a) * Math.sin(b), Math.sqrt(1 - a) * Math.cos(b)];
  const [z, w] = [Math.sqrt(a) * Math.sin(c), Math.sqrt(a) * Math.cos(c)];
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ];
}

const rotate: Spoil = (samples, random) => {
  const rows = randomRotation(random);
  return mapValues(samples, (_, index) => {
    const axis = index % 3;
    const from = index - axis;
    const row = rows[axis] ?? [];
    return row.reduce((sum, weight, k) => sum + weight * (samples.values[from + k] ?? 0), 0);
  });
};

function keep(samples: FootSamples, isKept: (index: number) => boolean): FootSamples {
  const kept = Array.from(samples.timeSec.keys()).filter(isKept);
  const values = new Float64Array(kept.length * 6);
  kept.forEach((from, to) => values.set(samples.values.subarray(from * 6, from * 6 + 6), to * 6));
  return { ...samples, timeSec: Float64Array.from(kept, (i) => samples.timeSec[i] ?? 0), values, originalBytes: null };
}

/** Single samples lost by chance, `percent` of all. */
const loss: Spoil = (samples, random, percent) => keep(samples, () => random.uniform() >= percent / 100);

/** Two-state losses (Gilbert 1960): bursts of three samples on average, `percent` of all in the long run. */
const burst: Spoil = (samples, random, percent) => {
  const share = Math.min(0.9, percent / 100);
  const leave = 1 / LOSS_BURST_SAMPLES;
  const enter = (leave * share) / (1 - share);
  let isLost = false;
  return keep(samples, () => {
    isLost = isLost ? random.uniform() >= leave : random.uniform() < enter;
    return !isLost;
  });
};

/** Linear interpolation onto an even grid, each new sample the mean over its own period when that is the longer one. */
const rate: Spoil = (samples, _random, rateHz) => {
  const { timeSec, values } = samples;
  const firstSec = timeSec[0] ?? 0;
  const count = Math.max(0, Math.floor(((timeSec.at(-1) ?? firstSec) - firstSec) * rateHz));
  const fineCount = Math.max(1, Math.round((timeSec.length - 1) / Math.max(1, count)));
  const out = new Float64Array(count * 6);
  let at = 0;
  for (let n = 0; n < count; n++) {
    for (let part = 0; part < fineCount; part++) {
      const wantedSec = firstSec + (n + (part + 0.5) / fineCount - 0.5) / rateHz;
      while (at < timeSec.length - 2 && (timeSec[at + 1] ?? 0) < wantedSec) at++;
      const fromSec = timeSec[at] ?? 0;
      const share = Math.max(0, Math.min(1, (wantedSec - fromSec) / ((timeSec[at + 1] ?? 0) - fromSec || 1)));
      for (let c = 0; c < 6; c++) {
        const [from, to] = [values[at * 6 + c] ?? 0, values[at * 6 + 6 + c] ?? 0];
        out[n * 6 + c] = (out[n * 6 + c] ?? 0) + (from + share * (to - from)) / fineCount;
      }
    }
  }
  const grid = Float64Array.from({ length: count }, (_, n) => firstSec + n / rateHz);
  return { ...samples, timeSec: grid, values: out, originalBytes: null };
};

const SPOILS: Readonly<Record<string, Spoil>> = { noise, bias, drift, clip, int16, rotate, loss, burst, rate };

/** A change of samples from names such as `["noise", "loss2", "rate80"]`; an unknown name raises an Error. */
export function createStress(names: readonly string[], seed: number): ChangeSamples {
  const steps = names.map((name) => {
    const parts = /^(int16|[a-z]+)([\d.]*)$/.exec(name);
    const spoil = SPOILS[parts?.[1] ?? ""];
    if (spoil === undefined) throw new Error(`Unknown stress ${name}: known are ${Object.keys(SPOILS).join(", ")}.`);
    return { spoil, amount: Number(parts?.[2] ?? 0) };
  });
  return (samples) => {
    const random = createRandom(seed, samples.file);
    return steps.reduce((spoiled, { spoil, amount }) => spoil(spoiled, random, amount), samples);
  };
}
