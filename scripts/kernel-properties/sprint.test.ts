// Sprints and what follows them, beside the virtual runner's truth, with a sensor that does not clip. Simulated, beyond
// the speeds of every recording of people: a guard against lost strides, not an accuracy claim. The run's seed.
import { createVirtualRunnerSettings, simulateRun } from "@solewise/simulate";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { blockOf, detectRecords, kernelSettings } from "./compiled-kernel.ts";
import { errorsOf, matchStrides, medianOf } from "./match-strides.ts";

const WIDE = { accRangeG: 64, gyrRangeDps: 4000 };

describe.each([7, 8, 9, 10])("[KER17] a sprint at %i m/s from a stand, then a jog", (speedMps) => {
  const settings = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 3 },
      { activity: "run", durationSec: 6, speedMps: 3 },
      { activity: "run", durationSec: 10, speedMps },
      { activity: "run", durationSec: 8, speedMps: 2.5 },
      { activity: "stand", durationSec: 3 },
    ],
    sensor: WIDE,
  });
  const foot = simulateRun(settings, readRunSeed(process.env)).right;
  const strides = detectRecords(blockOf(foot), { ...kernelSettings("right"), ...WIDE });
  const { pairs, missed, invented } = matchStrides(strides, foot.truth);

  it("loses hardly a stride and invents none", () => {
    expect(pairs.length).toBeGreaterThan(30);
    expect(missed.length).toBeLessThanOrEqual(0.08 * (pairs.length + missed.length));
    expect(invented.length).toBeLessThanOrEqual(1);
  });

  it("measures length within 2 % in the median", () => {
    const typicalMeters = medianOf(pairs.map(({ truth }) => truth.strideLengthMeters));
    expect(Math.abs(medianOf(errorsOf(pairs, "strideLengthMeters")))).toBeLessThan(0.02 * typicalMeters);
  });
});
