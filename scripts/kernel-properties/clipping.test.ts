// Tests of sensors that stop a swing short: a gyroscope, a little differently each time, as cheap ones do, and an
// accelerometer of ±16 g in sprints. And of the sensor's height. Simulated motion.
import { createVirtualRunnerSettings, simulateRun } from "@solewise/simulate";
import { describe, expect, it } from "vitest";
import { readRunSeed } from "../test/run-seed.ts";
import { blockOf, detectRecords } from "./compiled-kernel.ts";
import { errorsOf, matchStrides, medianOf } from "./match-strides.ts";

const seed = readRunSeed(process.env);
const settings = createVirtualRunnerSettings({
  course: [
    { activity: "stand", durationSec: 3 },
    { activity: "walk", durationSec: 20, speedMps: 1.5 },
    { activity: "run", durationSec: 20, speedMps: 3 },
    { activity: "stand", durationSec: 3 },
  ],
});
const foot = simulateRun(settings, seed).right;

/** End stop that wanders by ±0.4 % from sample to sample, rad/s. */
function stoppedAt(rateRadPerSec: number): Float64Array {
  return foot.values.map((value, at) => {
    const stop = rateRadPerSec * (1 + 0.004 * Math.sin(at * 0.37));
    return at % 6 < 3 ? value : Math.max(-stop, Math.min(stop, value));
  });
}

function scoreOf(values: Float64Array): { errorMeters: number; spreadMeters: number; flags: number; missed: number } {
  const strides = detectRecords(blockOf({ timeUs: foot.timeUs, values }));
  const { pairs, missed } = matchStrides(strides, foot.truth);
  const running = pairs.filter(({ truth }) => truth.activity === "run");
  const errors = errorsOf(running, "strideLengthMeters");
  const middle = medianOf(errors);
  return {
    errorMeters: middle,
    spreadMeters: medianOf(errors.map((error) => Math.abs(error - middle))),
    flags: [...strides.words].filter((word, at) => at % 24 === 22 && (word & 4) !== 0).length,
    missed: missed.length,
  };
}

describe("[KER15] a gyroscope that stops a little differently each time", () => {
  const whole = scoreOf(foot.values);
  const stopped = scoreOf(stoppedAt(9));

  it("is hardly ever one where nothing stops", () => {
    expect(whole.flags).toBeLessThanOrEqual(2);
  });

  it("shows its end stop, and the lengths of running hardly suffer", () => {
    expect(stopped.flags).toBeGreaterThan(15);
    expect(stopped.missed).toBeLessThanOrEqual(4);
    expect(Math.abs(stopped.errorMeters - whole.errorMeters)).toBeLessThan(0.02);
    expect(stopped.spreadMeters).toBeLessThan(0.03);
  });
});

describe.each([7, 8, 9])("[KER15] a sprint at %i m/s with an accelerometer of ±16 g", (speedMps) => {
  const sprint = createVirtualRunnerSettings({
    course: [
      { activity: "stand", durationSec: 3 },
      { activity: "run", durationSec: 6, speedMps: 3 },
      { activity: "run", durationSec: 10, speedMps },
      { activity: "stand", durationSec: 3 },
    ],
  });
  const sprints = [0, 1, 2, 3].map((nth) => {
    const run = simulateRun(sprint, seed + nth).right;
    return matchStrides(detectRecords(blockOf(run)), run.truth);
  });
  const fast = sprints.flatMap(({ pairs }) => pairs.filter(({ truth }) => truth.speedMps > 0.9 * speedMps));

  it("is measured within 1.5 %, its strides marked", () => {
    expect(fast.length).toBeGreaterThan(4 * 6);
    for (const { missed } of sprints) expect(missed.length).toBeLessThanOrEqual(2);
    const typicalMeters = medianOf(fast.map(({ truth }) => truth.strideLengthMeters));
    expect(Math.abs(medianOf(errorsOf(fast, "strideLengthMeters")))).toBeLessThan(0.015 * typicalMeters);
    const marked = fast.filter(({ found }) => found.qualityFraction < 0.72);
    expect(marked.length).toBeGreaterThan(0.9 * fast.length); // a stride at 7 m/s may keep below the end stop
  });
});

describe("[STR19] the path is closed with the velocity of a rolling sole", () => {
  const lengthError = (place: "sole" | "instep" | "heel", speedMps: number): number => {
    const course = createVirtualRunnerSettings({
      course: [
        { activity: "stand", durationSec: 3 },
        { activity: "run", durationSec: 25, speedMps },
        { activity: "stand", durationSec: 3 },
      ],
      sensor: { place },
    });
    const run = simulateRun(course, seed).right;
    return medianOf(errorsOf(matchStrides(detectRecords(blockOf(run)), run.truth).pairs, "strideLengthMeters"));
  };

  it.each([2.5, 4])("so that the length does not depend on the sensor's place at %s m/s", (speedMps) => {
    const errors = (["sole", "instep", "heel"] as const).map((place) => lengthError(place, speedMps));
    expect(Math.max(...errors) - Math.min(...errors)).toBeLessThan(0.009);
  });
});
