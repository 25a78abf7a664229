// A virtual recording is an ordinary recording.
import { openRecording } from "@solewise/gait";
import { describe, expect, it } from "vitest";
import {
  createVirtualRunnerSettings,
  simulateRecording,
  simulateRun,
  virtualRecordingCsv,
  virtualRunnerPresets,
} from "./index.ts";

async function* bytesOf(text: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const piece of text) yield encoder.encode(piece);
}

describe("virtualRecordingCsv", () => {
  it("[SIM24] reads back to the same header, instants and readings", async () => {
    const run = simulateRun(createVirtualRunnerSettings({ course: [{ activity: "walk", durationSec: 5 }] }), 11);
    const text = [...virtualRecordingCsv(run.right)].join("");
    expect(
      text.startsWith("# side=right\n# place=sole\n# range_g=16\n# range_dps=2000\n# device=virtual runner seed 11\n"),
    ).toBe(true);
    const recording = await openRecording(bytesOf([text]), "right.csv");
    expect(recording.header).toEqual(run.right.header);
    let at = 0;
    for await (const block of recording.blocks) {
      for (let i = 0; i < block.sampleCount; i++, at++) {
        expect(block.timeUs[i]).toBe(run.right.timeUs[at]);
        for (let k = 0; k < 6; k++)
          expect(block.values[6 * i + k]).toBeCloseTo(run.right.values[6 * at + k] ?? Number.NaN, 9);
      }
    }
    expect(at).toBe(run.right.timeUs.length);
  });
});

describe("simulateRecording", () => {
  it.each(["left", "right"] as const)("[SIM28] is that foot of the whole run, bit for bit: %s", (side) => {
    const settings = virtualRunnerPresets.stairs;
    const alone = simulateRecording(settings, 4, side);
    const { header, timeUs, values } = simulateRun(settings, 4)[side];
    expect(alone).toEqual({ header, timeUs, values });
  });

  it("[SIM28] progress only grows and ends at 1", () => {
    const whole: number[] = [];
    simulateRun(virtualRunnerPresets.stairs, 4, (fraction) => whole.push(fraction));
    const alone: number[] = [];
    simulateRecording(virtualRunnerPresets.stairs, 4, "left", (fraction) => alone.push(fraction));
    for (const heard of [whole, alone]) {
      expect(heard.length).toBeGreaterThan(20);
      expect(heard.every((fraction, i) => fraction >= (heard[i - 1] ?? 0))).toBe(true);
      expect(heard.at(-1)).toBe(1);
    }
  });
});
