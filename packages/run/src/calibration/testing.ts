// A simulated run with a satellite receiver, for tests: a person with known coefficients on a path of straights and bends.
import type { FootRecording, LengthCoefficients } from "@solewise/gait";
import type { Side } from "@solewise/terms";
import { syntheticRecording, syntheticStride } from "../testing.ts";
import { PACK_LENGTH } from "./length-prior.ts";
import { normalNoise, PATH_STEP_SEC, type RunnerPath, simulateFixes } from "./simulated-fixes.ts";
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

/** Where the runner is each tenth of a second. */
function travel(parts: readonly SimulatedPart[]): RunnerPath {
  const [eastMeters, northMeters, speedMps] = [[0], [0], [parts[0]?.speedMps ?? 0]];
  let headingRad = 0.3;
  for (const { lastingSec, speedMps: partMps, turnRad = 0 } of parts) {
    const stepCount = Math.round(lastingSec / PATH_STEP_SEC);
    for (let step = 0; step < stepCount; step++) {
      headingRad += turnRad / stepCount;
      eastMeters.push((eastMeters.at(-1) as number) + PATH_STEP_SEC * partMps * Math.sin(headingRad));
      northMeters.push((northMeters.at(-1) as number) + PATH_STEP_SEC * partMps * Math.cos(headingRad));
      speedMps.push(partMps);
    }
  }
  return { eastMeters, northMeters, speedMps };
}

/** Fixes of that run. */
export function simulateTrack(parts: readonly SimulatedPart[], seed: number, hasSpeed = true): FixTrack {
  return simulateFixes(travel(parts), seed, hasSpeed);
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
