// One adversarial stream: an odd clock, odd readings, an odd sensor. In: the run's seed and the stream's number. Out: the
// samples and the settings, the same on every machine, so that a failure can be played again by its number.
import type { KernelSettings } from "@solewise/gait";
import { walkFoot } from "@solewise/gait/testing";
import { createVirtualRunnerSettings, simulateRun } from "@solewise/simulate";
import type { SampleBlock } from "@solewise/terms";
import { createRandom, type Random } from "../accuracy/random.ts";
import { READINGS } from "./readings.ts";
import { spreadLog, TIME_LINES } from "./time-lines.ts";

export interface AdversarialStream {
  /** Clock and readings by name. */
  name: string;
  block: SampleBlock;
  settings: KernelSettings;
  /** For whatever drives the stream. */
  random: Random;
}

const SAMPLES_MIN = 200;
const SAMPLES_MAX = 3000;

/** Motion to spoil: virtual feet that walk, run, climb and stand, and the test foot at its extremes. */
export function createWalks(seed: number): SampleBlock[] {
  const settings = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 2 },
      { activity: "walk", durationSec: 12, turnDeg: 360 },
      { activity: "run", durationSec: 14, speedMps: 3 },
      { activity: "run", durationSec: 5, speedMps: 8 },
      { activity: "stairs-up", stepCount: 12 },
      { activity: "stand", durationSec: 2 },
    ],
  });
  const { left, right } = simulateRun(settings, seed);
  const feet = [left, right].map(({ timeUs, values }) => ({ sampleCount: timeUs.length, timeUs, values }));
  return [
    ...feet,
    walkFoot({ strideCount: 20, restSec: 0.5 }),
    walkFoot({ strideCount: 30, strideTimeSec: 0.62, strideLengthMeters: 2.4, flatFraction: 0.12, turnDeg: 20 }),
    walkFoot({ strideCount: 12, strideTimeSec: 2.1, strideLengthMeters: 0.5, riseMeters: 0.3, pushOffDeg: 20 }),
  ];
}

function choose<Choice>(random: Random, choices: readonly Choice[]): Choice {
  return choices[Math.floor(random.uniform() * choices.length)] as Choice;
}

function settingsFor(random: Random): KernelSettings {
  const isUsual = random.uniform() < 0.6;
  const accRangeG = isUsual ? 16 : spreadLog(random, 1, 1000);
  const gyrRangeDps = isUsual ? 2000 : spreadLog(random, 50, 20_000);
  return {
    side: random.uniform() < 0.5 ? "left" : "right",
    accRangeG,
    gyrRangeDps,
    accStopG: random.uniform() < 0.7 ? null : accRangeG * random.uniform(),
    gyrStopDps: random.uniform() < 0.7 ? null : gyrRangeDps * random.uniform(),
  };
}

/** Stream `index` of the run with this seed. */
export function createStream(seed: number, index: number, walks: readonly SampleBlock[]): AdversarialStream {
  const random = createRandom(seed, String(index));
  const sampleCount = Math.floor(spreadLog(random, SAMPLES_MIN, SAMPLES_MAX));
  const [clock, line] = choose(random, TIME_LINES);
  const [motion, readings] = choose(random, READINGS);
  const settings = settingsFor(random);
  const block = { sampleCount, timeUs: line(random, sampleCount), values: readings(random, sampleCount, walks) };
  return { name: `${clock} clock, ${motion} readings`, block, settings, random };
}
