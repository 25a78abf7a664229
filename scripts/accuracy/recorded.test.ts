// The report over the shared recordings: every set is recognised and our own kernel is scored on it.
import { beforeAll, expect, it } from "vitest";
import { describeRecorded } from "../test/recorded-data.ts";
import { judgeIntervals } from "./calibration.ts";
import { gatherFigures, type RecordingResult } from "./figures.ts";
import { analyzeFoot } from "./kernel-engine.ts";
import { findRecordings } from "./recordings.ts";
import { runRecording } from "./run-recordings.ts";
import { createStress } from "./stress.ts";

/** Folder of each shared set and the format its references must be read as. */
const SETS: readonly (readonly [set: string, format: string])[] = [
  ["rbds-run-virtual-foot-imu", "force-plate"],
  ["dorn-overground-run-virtual-foot-imu", "force-plate"],
  ["hamner-s04-treadmill-virtual-foot-imu", "force-plate"],
  ["pyshoe-vicon", "vicon-strides"],
  ["gaitmap-walk-mocap", "gait-events"],
  ["gaitmap-walk-mocap", "stairs"],
  ["tripod-treadmill-walk", "optogait"],
  ["voisard-walk-events", "swings"],
  ["wmf-run-100s", "none"],
];

/** What a share of a stated 90 % interval may be at most and least before the pack's widths have to be looked at. */
const HELD = { least: 0.83, most: 0.99 } as const;

describeRecorded("the shared recordings", (folder) => {
  const results: RecordingResult[] = [];

  beforeAll(async () => {
    for (const file of findRecordings(folder)) results.push(await runRecording(file, analyzeFoot, createStress([], 1)));
  });

  it("[ACC2] are recognised, and no recording is refused", () => {
    const seen = gatherFigures(results).map((group) => `${group.set} ${group.format}`);
    expect(seen).toEqual(expect.arrayContaining(SETS.map((pair) => pair.join(" "))));
    expect(results.filter((result) => result.refusal !== null)).toEqual([]);
  });

  it("[UNC1] lie within the stated 90 % intervals about as often as stated, figure by figure", () => {
    const rows = judgeIntervals(gatherFigures(results), results);
    expect(rows.length).toBeGreaterThan(12);
    const wrong = rows.filter((row) => row.heldFraction < HELD.least || row.heldFraction > HELD.most);
    expect(wrong.map((row) => `${row.gait} ${row.metric}: ${row.heldFraction.toFixed(3)}`)).toEqual([]);
  });
});
