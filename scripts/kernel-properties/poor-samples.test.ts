// What a cheap sensor and a radio do to samples: offsets, drift, wrong instants, losses; and long recordings. Beside the
// virtual runner's truth. Simulated; the run's seed.
import { createVirtualRunnerSettings, simulateRun, type CourseSegment, type SensorSettings } from "@solewise/simulate";
import type { SampleBlock } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockOf, detectRecords } from "./compiled-kernel.ts";
import { isFullProof, runSeed, tries } from "./effort.ts";
import { matchStrides, type Matching } from "./match-strides.ts";
import { stand, within } from "./runners.ts";
import { matchFoot, wayErrorFraction } from "./way.ts";

const RAD_PER_DEG = Math.PI / 180;

const COURSE: readonly CourseSegment[] = [
  stand(2.5),
  { activity: "walk", durationSec: 12, speedMps: 1.4 },
  { activity: "run", durationSec: 15, speedMps: 3 },
  stand(2),
];

function matchWith(sensor: Partial<SensorSettings>, course = COURSE): Matching {
  return matchFoot(simulateRun(createVirtualRunnerSettings({ course, sensor }), runSeed).right);
}

function expectWhole({ pairs, missed, invented }: Matching, wayFraction: number): void {
  expect([missed.length, invented.length], "missed and invented").toEqual([0, 0]);
  expect(pairs.length).toBeGreaterThan(20);
  expect(Math.abs(wayErrorFraction(pairs)), "error of the way").toBeLessThan(wayFraction);
}

describe("[KER21] losses", () => {
  it("of single samples, up to 12 %, cost no stride and no way", () => {
    const property = fc.property(within(0, 0.12), fc.constantFrom(100, 200, 400), (lostFraction, sampleRateHz) => {
      // At 100 Hz two losses in a row already exceed the silence that KER9 marks.
      expectWhole(
        matchWith({ lostFraction: sampleRateHz < 200 ? lostFraction / 6 : lostFraction, sampleRateHz }),
        0.02,
      );
    });
    fc.assert(property, tries(8));
  });
});

describe("[KER22] instants", () => {
  it("that are wrong by up to a millisecond cost no stride and no way", () => {
    const property = fc.property(within(0, 0.001), fc.constantFrom(100, 200, 400), (timeJitterSec, sampleRateHz) => {
      expectWhole(matchWith({ timeJitterSec, sampleRateHz }), 0.02);
    });
    fc.assert(property, tries(8));
  });
});

/** The samples as read by a gyroscope with these offsets, rad/s, and an accelerometer with those, m/s². */
function offset(block: SampleBlock, gyr: readonly number[], acc: readonly number[] = []): SampleBlock {
  return {
    ...block,
    values: block.values.map((value, at) => value + ((at % 6 < 3 ? acc[at % 6] : gyr[(at % 6) - 3]) ?? 0)),
  };
}

describe("[KER23] a gyroscope's offset", () => {
  const anyOffsets = (mostDps: number): fc.Arbitrary<number[]> =>
    fc.array(within(-mostDps * RAD_PER_DEG, mostDps * RAD_PER_DEG), { minLength: 3, maxLength: 3 });

  it("up to 8 °/s is learned in a rest of 2.5 s", () => {
    const foot = simulateRun(createVirtualRunnerSettings({ course: COURSE }), runSeed).right;
    const property = fc.property(anyOffsets(8), (offsets) => {
      expectWhole(matchStrides(detectRecords(offset(blockOf(foot), offsets)), foot.truth), 0.02);
    });
    fc.assert(property, tries(8));
  });

  it("up to 2 °/s and never a rest: every stride after the first is found, the way within 3 %", () => {
    const course: CourseSegment[] = [{ activity: "run", durationSec: 40, speedMps: 3 }, stand(2)];
    const settings = createVirtualRunnerSettings({ course, sensor: { gyrBiasRadPerSec: 0 }, skipStartSec: 6 });
    const foot = simulateRun(settings, runSeed).right;
    const property = fc.property(anyOffsets(2), (offsets) => {
      const { pairs, missed, invented } = matchStrides(detectRecords(offset(blockOf(foot), offsets)), foot.truth);
      expect(missed.filter(({ midstanceSec }) => midstanceSec > 0.8)).toEqual([]);
      expect(invented.filter(({ midstanceSec }) => midstanceSec > 0.8)).toEqual([]);
      expect(Math.abs(wayErrorFraction(pairs))).toBeLessThan(0.03);
    });
    fc.assert(property, tries(8));
  });
});

describe("[KER24] a long recording of a gyroscope that drifts by 3 °/s an hour", () => {
  const durationSec = isFullProof ? 7200 : 600;

  it.each(["walk", "run"] as const)("%s: the last minutes are measured like the first", (activity) => {
    const course: CourseSegment[] = [stand(3), { activity, durationSec }, stand(3)];
    const gyrDriftRadPerSecPerHour = (3 * RAD_PER_DEG * 600) / Math.min(durationSec, 600);
    const matching = matchWith({ gyrDriftRadPerSecPerHour }, course);
    expectWhole(matching, 0.02);
    const { pairs } = matching;
    const part = Math.floor(pairs.length / 5);
    const change = wayErrorFraction(pairs.slice(-part)) - wayErrorFraction(pairs.slice(0, part));
    expect(Math.abs(change)).toBeLessThan(0.004);
  });
});

describe("[KER25] an accelerometer of ±8 g", () => {
  it("measures walking and easy running as long as they are", () => {
    const property = fc.property(within(2, 2.8), (speedMps) => {
      const course = [stand(2.5), { activity: "run" as const, durationSec: 15, speedMps }, stand(2)];
      expectWhole(matchWith({ accRangeG: 8 }, [...course, ...COURSE.slice(1, 2), stand(2)]), 0.02);
    });
    fc.assert(property, tries(4));
  });
});

describe("[KER32] an accelerometer's offset", () => {
  const turnDeg = 4000; // an even circle of 1.5 m
  const course: CourseSegment[] = [stand(3), { activity: "walk", durationSec: 80, speedMps: 1.3, turnDeg }, stand(2)];
  const foot = simulateRun(createVirtualRunnerSettings({ course, sensor: { accBiasMps2: 0 } }), runSeed).right;

  /** Lengths of all strides as found with this offset, m. */
  function lengthsWith(offsetsMps2: readonly number[]): number[] {
    const { pairs, missed, invented } = matchStrides(detectRecords(offset(blockOf(foot), [], offsetsMps2)), foot.truth);
    expect([missed.length, invented.length], "missed and invented").toEqual([0, 0]);
    return pairs.map(({ found }) => found.strideLengthMeters ?? 0);
  }

  it("of up to 0.3 m/s² an axis is learned where the way winds: the strides become as long as without it", () => {
    const without = lengthsWith([]);
    const property = fc.property(fc.array(within(-0.3, 0.3), { minLength: 3, maxLength: 3 }), (offsets) => {
      const changes = lengthsWith(offsets).map((meters, at) => Math.abs(meters - (without[at] ?? 0)));
      const lateMeters = changes.slice(-20).reduce((sum, change) => sum + change, 0) / 20;
      expect(lateMeters).toBeLessThan(0.007);
    });
    fc.assert(property, { ...tries(8), examples: [[[0.3, 0.3, 0.3]], [[0.2, -0.3, 0.1]]] });
  });
});
