// Which recordings are a virtual runner's.
import {
  createVirtualRunnerSettings,
  simulateRun,
  virtualRecordingCsv,
  virtualRunnerPresets,
} from "@solewise/simulate";
import { describe, expect, it } from "vitest";
import type { StoredFoot } from "../store/stored-run.ts";
import { demoOf } from "./virtual-recording.ts";

function foot(fileName: string, device: string | null): Pick<StoredFoot, "fileName" | "recording"> {
  return { fileName, recording: { header: { device } } as StoredFoot["recording"] };
}

describe("virtual recordings", () => {
  it("[WRK15] say it themselves", () => {
    const course = [{ activity: "walk", durationSec: 3, speedMps: 1.3 }] as const;
    const run = simulateRun(createVirtualRunnerSettings({ course }, virtualRunnerPresets.walk), 42);
    const device = /# device=(.*)\n/u.exec([...virtualRecordingCsv(run.left)].join(""))?.[1] ?? null;
    expect(demoOf([foot("hills.left.imu.csv", device)])).toEqual({ preset: "hills", seed: 42 });
    expect(demoOf([foot("a.csv", null), foot("b.csv", device)])?.preset).toBe("b");
  });

  it("[WRK15] real ones are none", () => {
    expect(demoOf([foot("a.csv", null), foot("b.csv", "Insole 7, not a virtual runner")])).toBeNull();
  });
});
