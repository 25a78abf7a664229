// Tests over the reference recordings: all are read, at the rate their sets document.
import { createReadStream, globSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeRecorded } from "../../../../scripts/test/recorded-data.ts";
import { openRecording } from "./open-recording.ts";
import { SignalMeter } from "./signal-meter.ts";

/** Folder of a set and the rates its recordings have, Hz. */
const SETS: readonly [folder: string, ratesHz: number[]][] = [
  ["pyshoe-vicon", [200]],
  ["rbds-run-virtual-foot-imu", [200, 400]],
  ["dorn-overground-run-virtual-foot-imu", [200, 400]],
  ["hamner-s04-treadmill-virtual-foot-imu", [200, 400]],
  ["gaitmap-walk-mocap", [204.8]],
  ["tripod-treadmill-walk", [128]],
  ["voisard-walk-events", [100]],
  ["wmf-run-100s", [100]],
  ["xio-walk-loop", [400]],
];

describeRecorded("[REC31] the reference recordings", (folder) => {
  it.each(SETS)("reads %s", async (set, ratesHz) => {
    const files = globSync(join(folder, set, "**/{*.imu,imu_*}.csv"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const meter = new SignalMeter({ file, minDurationSec: 2 });
      const recording = await openRecording(createReadStream(file), file);
      for await (const block of recording.blocks) meter.take(block);
      meter.check();
      const { sampleRateHz, accMeanMps2 } = meter.quality();
      expect(
        ratesHz.some((rateHz) => Math.abs(sampleRateHz / rateHz - 1) < 0.006),
        `${file}: ${sampleRateHz} Hz`,
      ).toBe(true);
      expect(accMeanMps2).toBeGreaterThan(9);
    }
  });
});
