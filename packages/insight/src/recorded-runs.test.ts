// Views of real recordings agree with their analyses.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { detectStrides, type FootRecording } from "@solewise/gait";
import { assembleRun, describeAlgorithm, startOfRunSec } from "@solewise/run";
import type { Side } from "@solewise/terms";
import { expect, it } from "vitest";
import { describeRecorded } from "../../../scripts/test/recorded-data.ts";
import { deriveRunView, exactValue, findShoeInsight } from "./index.ts";

const kernel = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));

/** Left and right file of a run, and the kind of strides it is of. */
const RUNS: readonly [left: string, right: string, figuresActivity: string][] = [
  ["gaitmap-walk-mocap/walk.left.imu.csv", "gaitmap-walk-mocap/walk.right.imu.csv", "walk"],
  ["rbds-run-virtual-foot-imu/S002_T25/imu_L_200hz.csv", "rbds-run-virtual-foot-imu/S002_T25/imu_R_200hz.csv", "run"],
];

async function detect(side: Side, file: string): Promise<FootRecording> {
  const bytes = new Uint8Array(readFileSync(file));
  async function* chunks() {
    yield await Promise.resolve(bytes);
  }
  return detectStrides(chunks, { file, kernel, side, tracePaths: true });
}

describeRecorded("[INS14] views of recordings", (folder) => {
  it.each(RUNS)("[INS14] [INS2] agree with the analysis: %s", async (leftFile, rightFile, figuresActivity) => {
    const left = await detect("left", join(folder, leftFile));
    const right = await detect("right", join(folder, rightFile));
    const analysis = assembleRun({ left, right }, { algorithm: describeAlgorithm([left, right]) });
    const paths = { left: left.paths ?? null, right: right.paths ?? null };
    const view = deriveRunView(analysis, { startSec: startOfRunSec([left, right]), paths });
    const { distanceMeters, strideLengthMeters } = analysis.summary;
    expect(view.figuresActivity).toBe(figuresActivity);
    expect(view.insight).toEqual(findShoeInsight(analysis));
    expect(view.order).toHaveLength(analysis.summary.strideCount);
    for (const foot of [view.feet.left, view.feet.right]) {
      const lastMeters = foot?.distanceMeters.at(-1) ?? Number.NaN;
      expect(distanceMeters - lastMeters).toBeGreaterThanOrEqual(0);
      expect(distanceMeters - lastMeters).toBeLessThan(2 * (strideLengthMeters ?? 0));
    }
    for (const stride of analysis.strides) {
      const length = view.feet[stride.side]?.values.strideLengthMeters[stride.strideIndex] ?? 0;
      expect(Number.isNaN(length) ? null : exactValue("strideLengthMeters", length)).toBe(stride.strideLengthMeters);
    }
    const forwardMeters = view.paths.left?.forward.at(-1) ?? Number.NaN;
    expect(forwardMeters / (analysis.summary.perFoot?.left?.strideLengthMeters ?? 0)).toBeCloseTo(1, 1);
  });
});
