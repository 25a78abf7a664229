// The true path against the true strides, which are measured another way.
import { expect, it } from "vitest";
import { virtualRunnerPresets } from "./presets.ts";
import { simulateRun } from "./simulate-run.ts";
import { trueSensorPath } from "./true-path.ts";

it.each(["left", "right"] as const)("[SIM27] the true path has the true strides' lengths and heights: %s", (side) => {
  const settings = virtualRunnerPresets.stairs;
  const { truth } = simulateRun(settings, 3)[side];
  const instants = truth.flatMap((stride) => [stride.midstanceSec, stride.nextMidstanceSec]);
  const path = trueSensorPath(settings, 3, side, instants);
  expect(truth.length).toBeGreaterThan(30);
  truth.forEach((stride, index) => {
    const [x = 0, y = 0, z = 0, nextX = 0, nextY = 0, nextZ = 0] = path.subarray(index * 6, index * 6 + 6);
    expect(Math.hypot(nextX - x, nextY - y)).toBeCloseTo(stride.strideLengthMeters, 3);
    expect(nextZ - z).toBeCloseTo(stride.heightChangeMeters, 3);
  });
});

it("[SIM27] feet keep to their sides; before and after all there is no path", () => {
  const settings = virtualRunnerPresets.walk;
  const instants = [-1e4, 60, 2, 1e4];
  const [left, right] = [trueSensorPath(settings, 3, "left", instants), trueSensorPath(settings, 3, "right", instants)];
  expect(left[0]).toBeNaN();
  expect(left.at(-1)).toBeNaN();
  expect(left[3]).toBeGreaterThan(70);
  expect(right[3]).toBeGreaterThan(70);
  // the first heading is kept: what a foot goes sideways is scatter of its prints
  expect(Math.abs(left[4] ?? 9)).toBeLessThan(0.1);
  expect(Math.abs(right[4] ?? 9)).toBeLessThan(0.1);
});
