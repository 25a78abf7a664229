// The course: slopes, stairs, turns, stops, cadence, cropping.
import { GRAVITY_MPS2 } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { virtualRunnerPresets } from "./presets.ts";
import { createVirtualRunnerSettings, type CourseSegment } from "./settings.ts";
import { perfectSensor } from "./testing.ts";
import { simulateRun, type VirtualFoot, type VirtualRun } from "./simulate-run.ts";

const stand: CourseSegment = { activity: "stand", durationSec: 3 };

function runCourse(course: CourseSegment[], variabilityFraction = 0): VirtualRun {
  return simulateRun(createVirtualRunnerSettings({ course, gait: { variabilityFraction }, sensor: perfectSensor }), 1);
}

describe("ways", () => {
  it("[SIM12] cadence follows speed when none is asked for", () => {
    for (const [activity, speedMps] of [
      ["run", 2.5],
      ["run", 5],
      ["walk", 1.2],
    ] as const) {
      const { left } = runCourse([stand, { activity, durationSec: 25, speedMps }]);
      const expected = activity === "run" ? 140 + 5.4 * speedMps + 0.62 * speedMps ** 2 : 60 + 39 * speedMps;
      const last = left.truth[left.truth.length - 2];
      expect(120_000 / (last?.strideTimeMs ?? Number.NaN)).toBeCloseTo(expected, 3);
      expect(last?.speedMps).toBeCloseTo(speedMps, 2);
    }
  });

  it("[SIM13] a slope lifts each stride by its share", () => {
    for (const slopePercent of [-8, 6]) {
      const { right } = runCourse([stand, { activity: "run", durationSec: 25, speedMps: 3, slopePercent }]);
      const stride = right.truth[right.truth.length - 3];
      expect((stride?.heightChangeMeters ?? 0) / (stride?.strideLengthMeters ?? 1)).toBeCloseTo(slopePercent / 100, 3);
    }
  });

  it("[SIM13] a stride on stairs climbs two of them, and what goes up comes down", () => {
    const { left, truth } = simulateRun(virtualRunnerPresets.stairs, 2);
    const up = left.truth.filter((s) => s.activity === "stairs-up").slice(2, -2);
    const down = left.truth.filter((s) => s.activity === "stairs-down").slice(2, -2);
    expect(up.length).toBeGreaterThan(6);
    for (const s of up) expect(Math.abs(s.heightChangeMeters - 0.32)).toBeLessThan(0.01);
    for (const s of down) expect(Math.abs(s.heightChangeMeters + 0.32)).toBeLessThan(0.01);
    expect(truth.ascentMeters).toBeCloseTo(24 * 0.16, 1);
    expect(truth.descentMeters).toBeCloseTo(truth.ascentMeters, 1);
  });

  it("[SIM14] a turn turns by what it says, to the left when positive, on both feet", () => {
    for (const turnDeg of [90, -180]) {
      const { left, right } = runCourse([
        stand,
        { activity: "walk", durationSec: 10 },
        { activity: "walk", distanceMeters: 6, turnDeg },
        { activity: "walk", durationSec: 10 },
      ]);
      for (const foot of [left, right]) {
        const total = foot.truth.reduce((sum, s) => sum + s.turnDeg, 0);
        expect(Math.abs(total - turnDeg)).toBeLessThan(0.15 * Math.abs(turnDeg));
      }
    }
  });

  it("[SIM14] a run starts and ends in a walk, without jumps of speed", () => {
    const { left, truth } = runCourse([stand, { activity: "run", durationSec: 20, speedMps: 4 }, stand]);
    expect(truth.strides.slice(0, 2).some((s) => s.activity === "walk")).toBe(true);
    expect(truth.strides.slice(-2).some((s) => s.activity === "walk")).toBe(true);
    const speeds = left.truth.map((s) => s.speedMps);
    speeds.slice(2).forEach((speed, i) => expect(Math.abs(speed - (speeds[i + 1] ?? 0))).toBeLessThan(2.6));
  });
});

function restingSamples(foot: VirtualFoot): number[] {
  return foot.rests.flatMap(({ startSec, endSec }) =>
    [...foot.timeUs.keys()].filter(
      (i) => (foot.timeUs[i] ?? 0) / 1e6 >= startSec && (foot.timeUs[i] ?? 0) / 1e6 < endSec,
    ),
  );
}

describe("stops", () => {
  it("[SIM15] standing feet rest perfectly and make no strides", () => {
    const { left, right } = runCourse([
      stand,
      { activity: "run", durationSec: 10, speedMps: 3 },
      stand,
      { activity: "walk", durationSec: 8 },
      stand,
    ]);
    for (const foot of [left, right]) {
      expect(foot.rests.length).toBeGreaterThanOrEqual(3);
      const resting = restingSamples(foot);
      expect(resting.length).toBeGreaterThan(800);
      for (const i of resting) {
        const [fx = 0, fy = 0, fz = 0, wx = 0, wy = 0, wz = 0] = foot.values.subarray(6 * i, 6 * i + 6);
        expect(Math.abs(Math.sqrt(fx * fx + fy * fy + fz * fz) - GRAVITY_MPS2)).toBeLessThan(1e-3);
        expect(Math.abs(wx) + Math.abs(wy) + Math.abs(wz)).toBeLessThan(1e-3);
      }
      for (const { startSec, endSec } of foot.rests) {
        expect(foot.truth.some((s) => s.terminalContactSec > startSec && s.terminalContactSec < endSec)).toBe(false);
      }
    }
  });

  it("[SIM17] a recording may start in motion", () => {
    const whole = simulateRun(
      createVirtualRunnerSettings({ skipStartSec: 0 }, virtualRunnerPresets["started-in-motion"]),
      5,
    );
    const cut = simulateRun(virtualRunnerPresets["started-in-motion"], 5);
    expect(cut.left.timeUs[0]).toBe(0);
    expect(cut.left.rests).toEqual([]);
    const skipSec = virtualRunnerPresets["started-in-motion"].skipStartSec;
    const expected = whole.left.truth.filter((s) => s.midstanceSec >= skipSec);
    expect(cut.left.truth.map((s) => s.strideLengthMeters)).toEqual(expected.map((s) => s.strideLengthMeters));
    expect(cut.left.truth[0]?.midstanceSec).toBeCloseTo((expected[0]?.midstanceSec ?? 0) - skipSec, 9);
  });
});
