// Readings that no foot makes, and feet's own with damage. In: random numbers, how many samples, real-looking motion to
// spoil. Out: six values a sample (m/s², rad/s), any number at all.
import { GRAVITY_MPS2, type SampleBlock } from "@solewise/terms";
import type { Random } from "../accuracy/random.ts";
import { spreadLog } from "./time-lines.ts";

type Readings = (random: Random, sampleCount: number, walks: readonly SampleBlock[]) => Float64Array;

const CHANNELS = 6;

/** Full scale of the sensor that most streams are quantised to. */
const FULL_SCALE = [157, 157, 157, 35, 35, 35];

function filled(sampleCount: number, read: (index: number, channel: number) => number): Float64Array {
  const values = new Float64Array(sampleCount * CHANNELS);
  for (let index = 0; index < sampleCount; index++) {
    for (let channel = 0; channel < CHANNELS; channel++) values[index * CHANNELS + channel] = read(index, channel);
  }
  return values;
}

function fullScale(channel: number): number {
  return FULL_SCALE[channel] ?? 1;
}

/** A resting sensor, any way up. */
function restAt(random: Random): number[] {
  const direction = [random.gaussian(), random.gaussian(), random.gaussian()];
  const size = Math.hypot(...direction) || 1;
  return [...direction.map((part) => (part / size) * GRAVITY_MPS2), 0, 0, 0];
}

const noise: Readings = (random, sampleCount) => {
  const scale = spreadLog(random, 1e-6, 100);
  return filled(sampleCount, (_, channel) => random.gaussian() * scale * fullScale(channel));
};

const constant: Readings = (random, sampleCount) => {
  const level = Array.from({ length: CHANNELS }, (_, channel) => random.gaussian() * fullScale(channel));
  return filled(sampleCount, (_, channel) => level[channel] ?? 0);
};

const zero: Readings = (_random, sampleCount) => new Float64Array(sampleCount * CHANNELS);

const rest: Readings = (random, sampleCount) => {
  const level = restAt(random);
  const scale = spreadLog(random, 1e-4, 1);
  return filled(sampleCount, (_, channel) => (level[channel] ?? 0) + random.gaussian() * scale);
};

const ramps: Readings = (random, sampleCount) => {
  const slopes = Array.from({ length: CHANNELS }, () => random.gaussian() * 3);
  return filled(sampleCount, (index, channel) => ((slopes[channel] ?? 0) * fullScale(channel) * index) / sampleCount);
};

const saturated: Readings = (random, sampleCount) => {
  const signs = Array.from({ length: CHANNELS }, () => (random.uniform() < 0.5 ? -1e9 : 1e9));
  return filled(sampleCount, (_, channel) => signs[channel] ?? 0);
};

const alternating: Readings = (random, sampleCount) => {
  const period = Math.ceil(spreadLog(random, 1, 300));
  return filled(sampleCount, (index) => (Math.floor(index / period) % 2 === 0 ? 1e6 : -1e6));
};

const spikes: Readings = (random, sampleCount) => {
  const values = rest(random, sampleCount, []);
  const spikeFraction = spreadLog(random, 0.001, 0.3);
  return values.map((value) => (random.uniform() < spikeFraction ? random.gaussian() * 500 : value));
};

/** A shaker: sines of one frequency on every axis. */
const sines: Readings = (random, sampleCount) => {
  const radPerSample = spreadLog(random, 0.001, 3);
  const level = restAt(random);
  const sizes = Array.from({ length: CHANNELS }, () => random.gaussian() * spreadLog(random, 0.001, 1));
  const phases = Array.from({ length: CHANNELS }, () => random.uniform() * 7);
  return filled(
    sampleCount,
    (index, channel) =>
      (level[channel] ?? 0) +
      (sizes[channel] ?? 0) * fullScale(channel) * Math.sin(radPerSample * index + (phases[channel] ?? 0)),
  );
};

/** Rests and bursts in turn, about as long as stances and swings. */
const bursts: Readings = (random, sampleCount) => {
  const level = restAt(random);
  const period = Math.ceil(spreadLog(random, 20, 600));
  const restFraction = random.uniform();
  const scale = spreadLog(random, 0.01, 2);
  return filled(sampleCount, (index, channel) => {
    const isBurst = (index % period) / period > restFraction;
    return (level[channel] ?? 0) + (isBurst ? random.gaussian() * scale * fullScale(channel) : 0);
  });
};

/** A stretch of real-looking motion. */
function stretchOf(random: Random, sampleCount: number, walks: readonly SampleBlock[]): Float64Array {
  const walk = walks[Math.floor(random.uniform() * walks.length)];
  if (walk === undefined) return new Float64Array(sampleCount * CHANNELS);
  const from = Math.floor(random.uniform() * Math.max(1, walk.sampleCount - sampleCount)) * CHANNELS;
  const values = new Float64Array(sampleCount * CHANNELS);
  values.set(walk.values.subarray(from, from + values.length));
  return values;
}

const walking: Readings = stretchOf;

/** Motion with axes swapped, scaled, biased, cut, and values knocked out. */
const spoiled: Readings = (random, sampleCount, walks) => {
  const values = stretchOf(random, sampleCount, walks);
  const scales = Array.from({ length: CHANNELS }, () => (random.uniform() < 0.7 ? 1 : random.gaussian() * 2));
  const biases = Array.from({ length: CHANNELS }, () => (random.uniform() < 0.7 ? 0 : random.gaussian() * 2));
  const stop = random.uniform() < 0.5 ? Number.POSITIVE_INFINITY : spreadLog(random, 1, 100);
  const knockFraction = random.uniform() < 0.5 ? 0 : spreadLog(random, 1e-4, 0.2);
  return values.map((value, at) => {
    if (random.uniform() < knockFraction) return random.gaussian() * 1000;
    const moved = value * (scales[at % CHANNELS] ?? 1) + (biases[at % CHANNELS] ?? 0);
    return Math.min(Math.max(moved, -stop), stop);
  });
};

/** Motion with blocks repeated, blanked or played backwards. */
const shuffled: Readings = (random, sampleCount, walks) => {
  const values = stretchOf(random, sampleCount, walks);
  for (let count = 0; count < 6; count++) {
    const from = Math.floor(random.uniform() * sampleCount) * CHANNELS;
    const to = Math.floor(random.uniform() * sampleCount) * CHANNELS;
    const length = Math.floor(random.uniform() * 200) * CHANNELS;
    if (random.uniform() < 0.3) values.fill(0, from, from + length);
    else values.copyWithin(to, from, from + length);
  }
  return values;
};

/** What a host that does not check might hand on. */
const notNumbers: Readings = (random, sampleCount, walks) => {
  const values = stretchOf(random, sampleCount, walks);
  const oddities = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308, 5e-324];
  const fraction = spreadLog(random, 1e-4, 0.5);
  return values.map((value) =>
    random.uniform() < fraction ? (oddities[Math.floor(random.uniform() * oddities.length)] ?? 0) : value,
  );
};

/** By name; damaged motion is the likeliest, since it reaches deepest into the kernel. */
export const READINGS: readonly (readonly [name: string, readings: Readings])[] = [
  ["noise", noise],
  ["constant", constant],
  ["zero", zero],
  ["rest", rest],
  ["ramps", ramps],
  ["saturated", saturated],
  ["alternating", alternating],
  ["spikes", spikes],
  ["sines", sines],
  ["sines", sines],
  ["bursts", bursts],
  ["bursts", bursts],
  ["walking", walking],
  ["walking", walking],
  ["spoiled", spoiled],
  ["spoiled", spoiled],
  ["spoiled", spoiled],
  ["shuffled", shuffled],
  ["shuffled", shuffled],
  ["not-numbers", notNumbers],
];
