// Sprints and what follows them, beside the virtual runner's truth, with a sensor that does not clip and with one of ±16 g
// that does. Simulated, beyond the speeds of every recording of people: a guard, not an accuracy claim. The run's seed.
import { createVirtualRunnerSettings, simulateRun } from "@solewise/simulate";
import { describe, expect, it } from "vitest";
import { blockOf, detectRecords, kernelSettings } from "./compiled-kernel.ts";
import { runSeed } from "./effort.ts";
import { errorsOf, matchStrides, medianOf, type Matching, type StridePair } from "./match-strides.ts";

const WIDE = { accRangeG: 64, gyrRangeDps: 4000 };
const USUAL = { accRangeG: 16, gyrRangeDps: 2000 };

function sprintAt(speedMps: number, ranges: typeof WIDE): Matching {
  const settings = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 3 },
      { activity: "run", durationSec: 6, speedMps: 3 },
      { activity: "run", durationSec: 10, speedMps },
      { activity: "run", durationSec: 8, speedMps: 2.5 },
      { activity: "stand", durationSec: 3 },
    ],
    sensor: ranges,
  });
  const foot = simulateRun(settings, runSeed).right;
  return matchStrides(detectRecords(blockOf(foot), { ...kernelSettings("right"), ...ranges }), foot.truth);
}

/** Typical size of a length's error among these strides, as a share of it; a length that is null counts as wholly wrong. */
function lengthErrorFraction(pairs: readonly StridePair[]): number {
  return medianOf(
    pairs.map(({ found, truth }) => Math.abs((found.strideLengthMeters ?? 0) / truth.strideLengthMeters - 1)),
  );
}

describe.each([7, 8, 9, 10])("[KER17] a sprint at %i m/s from a stand, then a jog", (speedMps) => {
  const { pairs, missed, invented } = sprintAt(speedMps, WIDE);

  it("loses hardly a stride and invents none", () => {
    expect(pairs.length).toBeGreaterThan(30);
    expect(missed.length).toBeLessThanOrEqual(speedMps > 9 ? 3 : 2);
    expect(invented).toEqual([]);
  });

  it("measures length within 1.5 % in the median", () => {
    const typicalMeters = medianOf(pairs.map(({ truth }) => truth.strideLengthMeters));
    expect(Math.abs(medianOf(errorsOf(pairs, "strideLengthMeters")))).toBeLessThan(0.015 * typicalMeters);
  });
});

describe.each([7, 8, 9, 10])("[KER30] a sprint at %i m/s with a sensor of ±16 g and ±2000 °/s", (speedMps) => {
  const { pairs, missed, invented } = sprintAt(speedMps, USUAL);
  const fast = pairs.filter(({ truth }) => truth.speedMps > speedMps - 1.5);

  it("loses hardly a stride and invents none", () => {
    expect(missed.length).toBeLessThanOrEqual(speedMps > 9 ? 4 : 2);
    expect(invented).toEqual([]);
  });

  it("measures the fast strides within 5 % and says that they are doubtful", () => {
    expect(fast.length).toBeGreaterThan(5);
    expect(lengthErrorFraction(fast)).toBeLessThan(0.05);
    const slow = pairs.filter(({ truth }) => truth.activity === "run" && truth.speedMps < 4);
    const qualityOf = (some: readonly StridePair[]): number => medianOf(some.map(({ found }) => found.qualityFraction));
    expect(qualityOf(fast)).toBeLessThan(0.8 * qualityOf(slow));
  });
});
