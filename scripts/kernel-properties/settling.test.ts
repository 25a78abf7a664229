// How soon a recording's figures can be trusted, and what happens where one way of moving becomes another: mounting,
// starts in motion, walk and run in turn. Beside the virtual runner's truth. Simulated; the run's seed.
import { createVirtualRunnerSettings, simulateRun, type CourseSegment } from "@solewise/simulate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runSeed, tries } from "./effort.ts";
import { medianOf } from "./match-strides.ts";
import { anyMounting, stand, within } from "./runners.ts";
import { matchFoot, wayErrorFraction } from "./way.ts";

/** How a course ends. */
const STROLL_AND_STAND: readonly CourseSegment[] = [{ activity: "walk", durationSec: 4, speedMps: 1.2 }, stand(2)];

/** Two instants on the wire, each rounded to 0.1 ms. */
const ROUNDING_SEC = 0.00025;

describe("[KER26] any mounting", () => {
  it("is learned within five strides: from then on the strike angle stays", () => {
    const start = fc.constantFrom("rest" as const, "in motion" as const);
    const property = fc.property(anyMounting, start, within(2.5, 4), (mountingRight, how, speedMps) => {
      const run: CourseSegment = { activity: "run", durationSec: 18, speedMps };
      const settings = createVirtualRunnerSettings({
        course: how === "rest" ? [stand(2), run] : [run],
        gait: { variabilityFraction: 0 },
        sensor: { mountingRight },
        skipStartSec: how === "rest" ? 0 : 5,
      });
      const { pairs } = matchFoot(simulateRun(settings, runSeed).right);
      const strikesDeg = pairs.map(({ found }) => found.footStrikeAngleDeg);
      const settledDeg = medianOf(strikesDeg.slice(10));
      const awayDeg = strikesDeg.slice(5).map((strikeDeg) => Math.abs((strikeDeg ?? Number.NaN) - settledDeg));
      expect(awayDeg.length).toBeGreaterThan(8);
      for (const deg of awayDeg) expect(deg).toBeLessThan(3);
    });
    fc.assert(property, tries(12));
  });
});

describe("[KER27] a recording that starts in motion", () => {
  it("has every stride from 1.5 s on", () => {
    const speed = fc.oneof(within(0.8, 2), within(2.2, 5));
    const property = fc.property(speed, within(5, 7), anyMounting, (speedMps, skipStartSec, mountingRight) => {
      const activity = speedMps > 2 ? "run" : "walk";
      const settings = createVirtualRunnerSettings({
        course: [{ activity, durationSec: 25, speedMps }, ...STROLL_AND_STAND],
        sensor: { mountingRight },
        skipStartSec,
      });
      const { pairs, missed, invented } = matchFoot(simulateRun(settings, runSeed).right);
      expect(missed.filter(({ midstanceSec }) => midstanceSec > 1.5)).toEqual([]);
      expect(invented.filter(({ midstanceSec }) => midstanceSec > 1.5)).toEqual([]);
      expect(Math.abs(wayErrorFraction(pairs))).toBeLessThan(0.06);
    });
    fc.assert(property, tries(12));
  });
});

describe("[KER28] walking and running in turn", () => {
  it("loses no stride, and each stride begins where the one before ended", () => {
    const segment = fc.tuple(within(3, 7), within(1, 1.9), within(3, 7), within(2.2, 3.8));
    const property = fc.property(fc.array(segment, { minLength: 2, maxLength: 4 }), (turns) => {
      const parts = turns.flatMap(([walkSec, walkMps, runSec, runMps]): CourseSegment[] => [
        { activity: "walk", durationSec: walkSec, speedMps: walkMps },
        { activity: "run", durationSec: runSec, speedMps: runMps },
      ]);
      const settings = createVirtualRunnerSettings({ course: [stand(2), ...parts, ...STROLL_AND_STAND] });
      const { pairs, missed, invented } = matchFoot(simulateRun(settings, runSeed).right);
      expect([missed, invented]).toEqual([[], []]);
      expect(Math.abs(wayErrorFraction(pairs))).toBeLessThan(0.02);
      for (const [index, { found }] of pairs.entries()) {
        const next = pairs[index + 1]?.found.initialContactSec;
        if (typeof next !== "number") continue;
        expect(Math.abs(next - (found.nextInitialContactSec ?? Number.NaN))).toBeLessThan(ROUNDING_SEC);
      }
    });
    fc.assert(property, tries(12));
  });
});
