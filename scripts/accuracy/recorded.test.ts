// The report over the shared recordings: every set is recognised and our own kernel is scored on it.
import { expect, it } from "vitest";
import { describeRecorded } from "../test/recorded-data.ts";
import { gatherFigures } from "./figures.ts";
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

describeRecorded("[ACC2] the shared recordings", (folder) => {
  it("are recognised, and no recording is refused", async () => {
    const results = [];
    for (const file of findRecordings(folder)) results.push(await runRecording(file, analyzeFoot, createStress([], 1)));
    const seen = gatherFigures(results).map((group) => `${group.set} ${group.format}`);
    expect(seen).toEqual(expect.arrayContaining(SETS.map((pair) => pair.join(" "))));
    expect(results.filter((result) => result.refusal !== null)).toEqual([]);
  });
});
