// Sample instants that no clock should make, and some that clocks do. In: random numbers and how many. Out: whole
// microseconds, in no promised order.
import type { Random } from "../accuracy/random.ts";

type TimeLine = (random: Random, sampleCount: number) => Float64Array;

const RATE_MIN_HZ = 80;
const RATE_MAX_HZ = 450;

function spread(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** Even in the exponent, so that small and large are equally likely. */
export function spreadLog(random: Random, low: number, high: number): number {
  return low * (high / low) ** random.uniform();
}

/** An instant before which nothing was sampled: near 0, negative, or near the largest exact number. */
function startUs(random: Random): number {
  const choice = random.uniform();
  if (choice < 0.6) return Math.round(spread(random, 0, 1e6));
  if (choice < 0.75) return -Math.round(spreadLog(random, 1, 2 ** 52));
  if (choice < 0.9) return Math.round(spreadLog(random, 1, 2 ** 52));
  return Number.MAX_SAFE_INTEGER - Math.round(spreadLog(random, 1, 1e9));
}

/** Instants from steps. */
function walked(random: Random, sampleCount: number, stepUs: (index: number) => number): Float64Array {
  const timeUs = new Float64Array(sampleCount);
  let now = startUs(random);
  for (let index = 0; index < sampleCount; index++) {
    timeUs[index] = now;
    now = Math.max(Math.min(now + Math.round(stepUs(index)), Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER);
  }
  return timeUs;
}

const even: TimeLine = (random, sampleCount) => {
  const step = 1e6 / spread(random, RATE_MIN_HZ, RATE_MAX_HZ);
  return walked(random, sampleCount, () => step);
};

/** The clock of the motion that readings are cut from. */
const plain: TimeLine = (random, sampleCount) => walked(random, sampleCount, () => 5000);

const jittered: TimeLine = (random, sampleCount) => {
  const step = 1e6 / spread(random, RATE_MIN_HZ, RATE_MAX_HZ);
  return walked(random, sampleCount, () => step * spread(random, 0, 2));
};

/** Mostly even; now and then a loss, a gap, a jump of years, a repeat or a step back. */
const broken: TimeLine = (random, sampleCount) => {
  const step = 1e6 / spread(random, RATE_MIN_HZ, RATE_MAX_HZ);
  const breakFraction = spreadLog(random, 0.001, 0.3);
  return walked(random, sampleCount, () => {
    if (random.uniform() > breakFraction) return step;
    const choice = random.uniform();
    if (choice < 0.3) return step * spread(random, 1, 12);
    if (choice < 0.5) return spread(random, 20_000, 200_000);
    if (choice < 0.65) return 0;
    if (choice < 0.85) return -spreadLog(random, 1, 1e7);
    return spreadLog(random, 1, 1e15) * (random.uniform() < 0.5 ? 1 : -1);
  });
};

const hurried: TimeLine = (random, sampleCount) => walked(random, sampleCount, () => spreadLog(random, 1, 2000));

/** As slow as goes without a restart, so that every sample closes two dozen cells. */
const slow: TimeLine = (random, sampleCount) => walked(random, sampleCount, () => spread(random, 100_000, 120_500));

const edges: TimeLine = (random, sampleCount) => {
  const steps = [1, 4999, 5000, 5001, 29_999, 30_001, 49_999, 50_000, 50_001, 119_999, 120_000, 120_001];
  return walked(random, sampleCount, () => steps[Math.floor(random.uniform() * steps.length)] ?? 1);
};

const frozen: TimeLine = (random, sampleCount) => walked(random, sampleCount, () => (random.uniform() < 0.9 ? 0 : 1));

const unordered: TimeLine = (random, sampleCount) =>
  Float64Array.from({ length: sampleCount }, () => Math.round(spread(random, -1e6, 1e7)));

/** What a host that does not check might hand on. */
const notNumbers: TimeLine = (random, sampleCount) => {
  const timeUs = even(random, sampleCount);
  const oddities = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5, -0, 1e300, -1e300];
  for (let count = 0; count < 5; count++) {
    timeUs[Math.floor(random.uniform() * sampleCount)] = oddities[Math.floor(random.uniform() * oddities.length)] ?? 0;
  }
  return timeUs;
};

/** By name; a plain clock is the likeliest, since readings deserve most of the work. */
export const TIME_LINES: readonly (readonly [name: string, line: TimeLine])[] = [
  ["plain", plain],
  ["plain", plain],
  ["plain", plain],
  ["plain", plain],
  ["even", even],
  ["even", even],
  ["jittered", jittered],
  ["broken", broken],
  ["broken", broken],
  ["hurried", hurried],
  ["slow", slow],
  ["edges", edges],
  ["frozen", frozen],
  ["unordered", unordered],
  ["not-numbers", notNumbers],
];
