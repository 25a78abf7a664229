// The quick comparison of Node, Chromium and the emulated chip, and what it must notice.
import { beforeAll, describe, expect, it } from "vitest";
import { describeWithTools } from "../test/tools/describe-with-tools.ts";
import { CHIP_TOOLS, CHROMIUM } from "../test/tools/test-tools.ts";
import { readRunSeed } from "../test/run-seed.ts";
import type { BuildResult } from "./compare-places.ts";
import { CHECKED_BUILD, describeBrokenLimits, FUSED_BUILD, LIMITS, SHIPPED_BUILD } from "./limits.ts";
import { runChip, type ChipReport } from "./run-chip.ts";
import { statesOf } from "./transcript.ts";

const call = (instructions: number): BuildResult["plain"] => ({ instructions, sampleIndex: 0, recording: "" });
const WITHIN: BuildResult = {
  options: SHIPPED_BUILD,
  textBytes: 20_480,
  staticBytes: 11_000,
  stackBytes: 1288,
  sampleCount: 1,
  instructionsPerSample: 2500,
  plain: call(200_000),
  closing: call(0),
  finish: call(0),
  differences: [],
};

describe("[CHIP4] limits", () => {
  it("are kept up to themselves and broken beyond, whichever call it is", () => {
    expect(describeBrokenLimits(WITHIN)).toEqual([]);
    const over = [
      { textBytes: 20_481 },
      { stackBytes: 1289 },
      { instructionsPerSample: 2500.1 },
      { plain: call(200_001) },
      { closing: call(200_001) },
      { finish: call(200_001) },
    ];
    const told = over.map((change) => describeBrokenLimits({ ...WITHIN, ...change }).join());
    expect(told).toEqual([
      "-Os: text: expected at most 20480 B, but found 20481",
      "-Os: RAM: expected at most 12288 B, but found 12289",
      "-Os: a sample: expected at most 2500 instructions, but found 2501",
      ...[1, 2, 3].map(() => "-Os: largest call: expected at most 200000 instructions, but found 200001"),
    ]);
    expect(describeBrokenLimits({ ...WITHIN, instructionsPerSample: Number.NaN })).toHaveLength(1);
    expect(LIMITS).toHaveLength(4);
  });
});

describeWithTools("the quick comparison", [...CHIP_TOOLS, CHROMIUM], () => {
  let report: ChipReport;

  beforeAll(async () => {
    const seed = readRunSeed(process.env) % 1_000_000;
    const none = { recordingFiles: [], dataFolder: null, isJsonOnly: true, isHelpWanted: false };
    report = await runChip({ ...none, isQuick: true, seed, atOnce: 1 });
  }, 300_000);

  it("[CHIP1] finds the same bits everywhere", () => {
    expect(report.differences).toEqual([]);
    expect(report.recordings.map(({ recordCount }) => recordCount > 20)).toEqual([true, true, true, true]);
    expect(report.chromiumVersion).toMatch(/^\d+\./);
    expect(report.shipped.sampleCount).toBeGreaterThan(60_000);
  });

  it("[CHIP2] finds other bits in the fused build, in every play", () => {
    const fused = report.builds.find(({ options }) => options === FUSED_BUILD);
    expect(fused?.differences).toHaveLength(8);
  });

  it("[CHIP4] judges the shipped build, which keeps its limits", () => {
    for (const { name, limit, of } of LIMITS) expect(of(report.shipped), name).toBeLessThanOrEqual(limit);
    expect(report.broken.filter((sentence) => sentence.startsWith("The build"))).toEqual([]);
  });

  it("[CHIP5] finds the same bits and no trap where every address is compared with the bounds", () => {
    const checked = report.builds.find(({ options }) => options === CHECKED_BUILD);
    expect(checked?.differences).toEqual([]);
    expect(checked?.textBytes).toBeGreaterThan(report.shipped.textBytes);
  });

  it("[CHIP3] plays the rest of each recording from a state of Node's", () => {
    for (const { plays } of report.recordings) {
      const [whole, rest] = plays;
      expect(rest?.firstSampleIndex).toBeGreaterThan(0);
      expect(statesOf(whole?.expected ?? { frames: [], cost: null })).toHaveLength(7);
      expect(statesOf(rest?.expected ?? { frames: [], cost: null })).toHaveLength(3);
    }
  });
});
