// A simulated run with a satellite receiver, for tests: a person with known coefficients, a path of straights and bends,
// and fixes whose errors are made of noise that fades like a real receiver's. Simulated, and simpler than any sky.
import type { FootRecording, LengthCoefficients } from "@solewise/gait";
import type { Side } from "@solewise/terms";
import { normalNoise, syntheticRecording, syntheticStride } from "../testing.ts";
import { PACK_LENGTH } from "./length-prior.ts";
import type { FixTrack } from "./track-windows.ts";

/** A part of a simulated run. */
export interface SimulatedPart {
  lastingSec: number;
  /** 0 is standing. */
  speedMps: number;
  /** Turn over the whole part. */
  turnRad?: number;
}

const STRIDE_SEC = 0.72;
const STEP_SEC = 0.1;
const METERS_PER_DEG = 111_195;

/** Where the runner is each tenth of a second. */
function travel(parts: readonly SimulatedPart[]) {
  const [east, north, speedMps] = [[0], [0], [parts[0]?.speedMps ?? 0]];
  let headingRad = 0.3;
  for (const { lastingSec, speedMps: partMps, turnRad = 0 } of parts) {
    const stepCount = Math.round(lastingSec / STEP_SEC);
    for (let step = 0; step < stepCount; step++) {
      headingRad += turnRad / stepCount;
      east.push((east.at(-1) as number) + STEP_SEC * partMps * Math.sin(headingRad));
      north.push((north.at(-1) as number) + STEP_SEC * partMps * Math.cos(headingRad));
      speedMps.push(partMps);
    }
  }
  return { east, north, speedMps };
}

/** One fix a second; places wander by 3 m within a minute and jitter by 0.3 m, speeds by 0.15 m/s within 3 s. */
export function simulateTrack(parts: readonly SimulatedPart[], seed: number, hasSpeed = true): FixTrack {
  const path = travel(parts);
  const noise = normalNoise(seed);
  const fixCount = Math.floor((path.east.length - 1) * STEP_SEC) + 1;
  const [eastFades, northFades, speedFades] = [fading(noise, 60, 3), fading(noise, 60, 3), fading(noise, 3, 0.15)];
  const column = (valueAt: (step: number) => number): Float64Array =>
    Float64Array.from({ length: fixCount }, (_, index) => valueAt(Math.round(index / STEP_SEC)));
  const northOf = (step: number): number => (path.north[step] as number) + northFades() + 0.3 * noise();
  const eastOf = (step: number): number => (path.east[step] as number) + eastFades() + 0.3 * noise();
  const latitudeDeg = column((step) => 48 + northOf(step) / METERS_PER_DEG);
  const perDeg = METERS_PER_DEG * Math.cos((48 * Math.PI) / 180);
  return {
    fixCount,
    timeSec: column((step) => step * STEP_SEC),
    latitudeDeg,
    longitudeDeg: column((step) => 11 + eastOf(step) / perDeg),
    accuracyMeters: new Float64Array(fixCount).fill(5),
    speedMps: column((step) => (hasSpeed ? Math.max(0, (path.speedMps[step] as number) + speedFades()) : Number.NaN)),
  };
}

/** Noise of a given deviation that is forgotten within a given time, one number a second. */
function fading(noise: () => number, memorySec: number, deviation: number): () => number {
  const kept = Math.exp(-1 / memorySec);
  let value = deviation * noise();
  return () => (value = kept * value + deviation * Math.sqrt(1 - kept * kept) * noise());
}

/** The strides of a person with given coefficients on that run, measured with the pack's; 2 cm of their own error each. */
export function simulateFoot(
  side: Side,
  parts: readonly SimulatedPart[],
  person: LengthCoefficients,
  seed: number,
): FootRecording {
  const noise = normalNoise(seed);
  const strides = [];
  let startSec = 0;
  for (const { lastingSec, speedMps } of parts) {
    const count = speedMps === 0 ? 0 : Math.floor((lastingSec - 0.2) / STRIDE_SEC);
    for (let index = 0; index < count; index++) {
      const trueMeters = speedMps * STRIDE_SEC;
      const raw = (trueMeters - person.runOffsetMps * STRIDE_SEC) / (1 + person.runScaleFraction) + 0.02 * noise();
      const strideLengthMeters = raw * (1 + PACK_LENGTH.runScaleFraction) + PACK_LENGTH.runOffsetMps * STRIDE_SEC;
      const contactSec = startSec + index * STRIDE_SEC + (side === "left" ? 0 : STRIDE_SEC / 2);
      strides.push(syntheticStride(side, contactSec, { strideTimeMs: 1000 * STRIDE_SEC, strideLengthMeters }));
    }
    startSec += lastingSec;
  }
  return syntheticRecording(side, strides, { fingerprint: `${side} ${seed}`, lastSampleSec: startSec });
}
