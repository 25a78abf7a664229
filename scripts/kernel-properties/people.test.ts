// All kinds of people on all kinds of courses, beside the virtual runner's truth: strides neither lost nor invented, the
// way as long as it was. Simulated; the run's seed. Bounds stand above the worst of 1,300 feet.
import {
  createVirtualRunnerSettings,
  simulateRun,
  virtualRunnerPresets,
  type VirtualRunnerSettings,
} from "@solewise/simulate";
import type { SampleBlock } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockOf, detectRecords } from "./compiled-kernel.ts";
import { proofFactor, runSeed, tries } from "./effort.ts";
import type { Matching } from "./match-strides.ts";
import { anyRunner, stand, within } from "./runners.ts";
import { matchFoot, wayErrorFraction } from "./way.ts";

function expectFound(matching: Matching, most: { missed: number; invented: number; wayFraction: number }): void {
  expect(matching.missed.length, "missed").toBeLessThanOrEqual(most.missed);
  expect(matching.invented.length, "invented").toBeLessThanOrEqual(most.invented);
  expect(Math.abs(wayErrorFraction(matching.pairs)), "error of the way").toBeLessThan(most.wayFraction);
}

describe("[KER19] anyone, anywhere on the shoe, any way up", () => {
  it("is found stride by stride", () => {
    const property = fc.property(anyRunner, fc.constantFrom("left" as const, "right" as const), (settings, side) => {
      const matching = matchFoot(simulateRun(settings, runSeed)[side], side);
      fc.pre(matching.pairs.length > 2);
      expectFound(matching, { missed: 1, invented: 1, wayFraction: 0.06 });
    });
    fc.assert(property, tries(30));
  });
});

/** Someone who limps: steps of the two feet differ, and so do their contacts and landings. */
function limper(activity: "walk" | "run", percent: number): VirtualRunnerSettings {
  return createVirtualRunnerSettings({
    course: [stand(3), { activity, durationSec: 30, speedMps: activity === "walk" ? 1.1 : 2.7 }, stand(3)],
    asymmetry: { stepTimePercent: percent, contactTimePercent: -percent, strikeAngleDeg: percent / 2 },
  });
}

/** Walking children: quick short steps. */
function child(speedMps: number, cadenceSpm: number): VirtualRunnerSettings {
  return createVirtualRunnerSettings({
    course: [stand(3), { activity: "walk", durationSec: 30, speedMps, cadenceSpm }, stand(3)],
    gait: { walkStrikeAngleDeg: 14, stepWidthMeters: 0.07 },
  });
}

describe.each([
  ["an old walker", virtualRunnerPresets["old-walk"]],
  ["a toe walker", virtualRunnerPresets["toe-walk"]],
  ["a running child of 0.6 m steps", virtualRunnerPresets["child-run"]],
  ["a walking child at 150 steps a minute", child(0.9, 150)],
  ["a small child with strides of 0.4 m", child(0.6, 180)],
  ["a walker who limps by 8 %", limper("walk", 8)],
  ["a runner who limps by 10 %", limper("run", 10)],
  ["a runner who limps by 20 %", limper("run", 20)],
])("[KER20] %s", (_, settings) => {
  it.each(["left", "right"] as const)("%s foot: hardly a stride lost, the way within 4 %", (side) => {
    for (let run = 0; run < proofFactor; run++)
      expectFound(matchFoot(simulateRun(settings, runSeed + run)[side], side), {
        missed: 2,
        invented: 1,
        wayFraction: 0.04,
      });
  });
});

/**
 * A recording played backwards. Backward walking's joint angles are nearly those of forward walking in reverse (Winter,
 * Pluck & Yang 1989, J Mot Behav 21:291); in reverse, specific force stays and angular rate changes sign.
 */
function reversed(block: SampleBlock): SampleBlock {
  const { sampleCount, timeUs, values } = block;
  const lastUs = timeUs[sampleCount - 1] ?? 0;
  const backwards = new Float64Array(values.length);
  for (let at = 0; at < sampleCount; at++) {
    const from = (sampleCount - 1 - at) * 6;
    for (let channel = 0; channel < 6; channel++)
      backwards[at * 6 + channel] = (channel < 3 ? 1 : -1) * (values[from + channel] ?? 0);
  }
  return { sampleCount, timeUs: timeUs.toReversed().map((us) => lastUs - us), values: backwards };
}

describe("[KER20] walking backwards", () => {
  it("has as many strides and as long a way", () => {
    const property = fc.property(within(0.7, 1.3), (speedMps) => {
      const settings = createVirtualRunnerSettings({
        course: [stand(3), { activity: "walk", durationSec: 20, speedMps }, stand(3)],
      });
      const foot = simulateRun(settings, runSeed).right;
      const strides = [...detectRecords(reversed(blockOf(foot)))];
      expect(strides.length).toBe(foot.truth.length);
      const foundMeters = strides.reduce((sum, stride) => sum + (stride.strideLengthMeters ?? 0), 0);
      const trueMeters = foot.truth.reduce((sum, stride) => sum + stride.strideLengthMeters, 0);
      expect(Math.abs(foundMeters / trueMeters - 1)).toBeLessThan(0.03);
    });
    fc.assert(property, tries(5));
  });
});
