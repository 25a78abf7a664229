// What a warning's message shows stands beside it as numbers, so that it can be worded in any language.
import type { SignalQuality } from "@solewise/gait";
import type { AnalysisWarning, WarningCode } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { assembleRun } from "./index.ts";
import { syntheticRecording, syntheticStrides, testAlgorithm } from "./testing.ts";

const running = (side: "left" | "right", startSec: number, signal: Partial<SignalQuality> = {}, lengthMeters = 2.1) =>
  syntheticRecording(
    side,
    syntheticStrides(side, startSec, 60, () => ({ strideLengthMeters: lengthMeters })),
    signal,
  );

function warningOf(code: WarningCode, feet: Parameters<typeof assembleRun>[0], feetUnsynchronised = false) {
  const { warnings } = assembleRun(feet, { algorithm: testAlgorithm, feetUnsynchronised });
  return warnings.find((warning) => warning.code === code);
}

describe("values of warnings", () => {
  const ofSignal: [WarningCode, Partial<SignalQuality>, AnalysisWarning["values"]][] = [
    ["samples-lost", { lostFraction: 0.12 }, { lostFraction: 0.12 }],
    ["samples-duplicated", { duplicatedCount: 3 }, { duplicatedCount: 3 }],
    ["gaps", { gapCount: 2, gapTotalSec: 1.25 }, { gapCount: 2, gapTotalSec: 1.25 }],
    ["accelerometer-clipped", { accClippedFraction: 0.01 }, { clippedFraction: 0.01, peakMps2: 120 }],
    [
      "gyroscope-clipped",
      { gyrClippedFraction: 0.01, gyrPeakRadPerSec: Math.PI },
      { clippedFraction: 0.01, peakDegPerSec: 180 },
    ],
    ["no-rest-at-start", { restAtStartSec: 0.2 }, { restAtStartSec: 0.2 }],
    ["acceleration-unit-suspect", { accMeanMps2: 1.3 }, { accMeanMps2: 1.3 }],
    ["gyroscope-unit-suspect", { gyrPeakRadPerSec: 50 }, { gyrPeakRadPerSec: 50 }],
  ];

  it.each(ofSignal)("[RUN28] %s carries its numbers and its foot", (code, signal, values) => {
    const warning = warningOf(code, { left: null, right: running("right", 3, signal) });
    expect(warning).toMatchObject({ side: "right", values });
  });

  it("[RUN28] what is true of both feet says so", () => {
    const feet = { left: running("left", 3, { gapCount: 1 }), right: running("right", 3.35, { gapCount: 1 }) };
    expect(warningOf("gaps", feet)).toMatchObject({ side: "both", values: { gapCount: 1 } });
  });

  it("[RUN28] the reason for withheld figures is a code word with its numbers", () => {
    const feet = { left: running("left", 3), right: running("right", 3.35) };
    expect(warningOf("feet-not-synchronised", feet, true)?.values).toEqual({ reason: "declared" });
    const wrong = warningOf("feet-not-synchronised", { ...feet, right: running("right", 3.1) });
    expect(wrong?.values).toMatchObject({ reason: "wrong-clock" });
    expect(wrong?.values?.["offsetMs"]).toBeCloseTo(-250, 0);
    expect(wrong?.values?.["offsetFraction"]).toBeCloseTo(250 / 700, 2);
  });

  it("[RUN28] feet that disagree or step unevenly are told with what they differ by", () => {
    const apart = warningOf("feet-disagree", { left: running("left", 3), right: running("right", 3.35, {}, 2.4) });
    expect(apart?.values?.["distanceRightMeters"]).toBeGreaterThan(Number(apart?.values?.["distanceLeftMeters"]));
    const uneven = warningOf("steps-uneven", { left: running("left", 3), right: running("right", 3.375) });
    expect(uneven?.side).toBe("right");
    expect(uneven?.values?.["differenceMs"]).toBeCloseTo(50, 0);
  });

  it("[RUN28] one foot is named; strides and their quality are told", () => {
    const right = running("right", 3);
    expect(warningOf("one-foot-assumes-symmetry", { left: null, right })).toMatchObject({ side: "right" });
    const poor = syntheticStrides("right", 3, 30, () => ({ qualityFraction: 0.25 }));
    const feet = { left: null, right: syntheticRecording("right", poor) };
    expect(warningOf("low-quality", feet)).toMatchObject({ values: { qualityFraction: 0.25 } });
    const none = { left: null, right: syntheticRecording("right", []) };
    expect(warningOf("no-strides", none)).toMatchObject({ values: { strideCount: 0 } });
  });
});
