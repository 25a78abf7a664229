// Which signal raises which warning, and that every sentence names its foot.
import type { SignalQuality } from "@solewise/gait";
import { expect, it } from "vitest";
import { assembleRun } from "./index.ts";
import { syntheticRecording, syntheticStrides, testAlgorithm } from "./testing.ts";

function warningsOf(signal: Partial<SignalQuality>, qualityFraction = 0.9, startSec = 3) {
  const strides = syntheticStrides("right", startSec, 30, () => ({ qualityFraction }));
  const right = syntheticRecording("right", strides, signal);
  const { warnings } = assembleRun({ left: null, right }, { algorithm: testAlgorithm });
  return warnings.filter((warning) => warning.code !== "one-foot-assumes-symmetry");
}

const codesOf = (...input: Parameters<typeof warningsOf>): string[] => warningsOf(...input).map(({ code }) => code);

it("[RUN18] a clean signal raises nothing", () => {
  expect(codesOf({})).toEqual([]);
});

it("[RUN18] each threshold raises its own code, and only beyond it", () => {
  const cases: [string, Partial<SignalQuality>, Partial<SignalQuality>][] = [
    ["samples-lost", { lostFraction: 0.01 }, { lostFraction: 0.011 }],
    ["samples-duplicated", { duplicatedCount: 0 }, { duplicatedCount: 1 }],
    ["gaps", { gapCount: 0 }, { gapCount: 1, gapTotalSec: 0.2 }],
    ["accelerometer-clipped", { accClippedFraction: 0.0005 }, { accClippedFraction: 0.0006 }],
    ["gyroscope-clipped", { gyrClippedFraction: 0.0005 }, { gyrClippedFraction: 0.0006 }],
    ["no-rest-at-start", { restAtStartSec: 0.5 }, { restAtStartSec: 0.49 }],
    ["acceleration-unit-suspect", { accMeanMps2: 4 }, { accMeanMps2: 1.3 }],
    ["acceleration-unit-suspect", { accMeanMps2: 200 }, { accMeanMps2: 980 }],
    ["gyroscope-unit-suspect", { gyrPeakRadPerSec: 45 }, { gyrPeakRadPerSec: 50 }],
    ["gyroscope-unit-suspect", { gyrPeakRadPerSec: 1.5 }, { gyrPeakRadPerSec: 1.4 }],
  ];
  for (const [code, within, beyond] of cases) {
    expect(codesOf(within)).toEqual([]);
    expect(codesOf(beyond)).toEqual([code]);
  }
});

it("[RUN18] what long silences cost is said: nothing is inferred over them", () => {
  const [warning] = warningsOf({ gapCount: 1, gapTotalSec: 5 });
  expect(warning?.message).toMatch(
    /inferred from the pace .+ silences of more than two or three strides is not counted/,
  );
});

it("[RUN18] a recording cut in the middle of a row is named", () => {
  const right = { ...syntheticRecording("right", syntheticStrides("right", 3, 30)), isTruncated: true };
  const { warnings } = assembleRun({ left: null, right }, { algorithm: testAlgorithm });
  expect(warnings.map(({ code }) => code)).toContain("recording-truncated");
});

it("[RUN18] a slow gyroscope of a foot at rest is not suspect", () => {
  expect(codesOf({ gyrPeakRadPerSec: 0.2, accPeakMps2: 12 })).toEqual([]);
});

it("[RUN18] a start in motion is told from a start with too little rest", () => {
  expect(codesOf({ restAtStartSec: 0 }, 0.9, 0.2)).toEqual(["no-rest-at-start", "started-in-motion"]);
  expect(codesOf({ restAtStartSec: 0 }, 0.9, 3)).toEqual(["no-rest-at-start"]);
  expect(codesOf({ restAtStartSec: 0.2 }, 0.9, 0.5)).toEqual(["no-rest-at-start"]);
});

it("[RUN18] low median quality is named", () => {
  expect(codesOf({}, 0.5)).toEqual([]);
  expect(codesOf({}, 0.49)).toEqual(["low-quality"]);
});

it("[RUN18] what is true of both feet in the same words is said once", () => {
  const feet = { left: syntheticRecording("left", []), right: syntheticRecording("right", []) };
  const { summary, warnings } = assembleRun(feet, { algorithm: testAlgorithm });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.code).toBe("no-strides");
  expect(warnings[0]?.message).toMatch(/^Both feet: no stride/);
  expect(summary).toMatchObject({ feet: "both", strideCount: 0, stepCount: 0, distanceMeters: 0 });
});

it("[RUN18] a message names the foot and the amount", () => {
  expect(warningsOf({ lostFraction: 0.123 })[0]?.message).toMatch(/^Right foot: 12\.3 % of the samples are missing/);
});

it("[RUN18] strides of which none is walking, running or stairs are named like none", () => {
  const strides = syntheticStrides("right", 3, 30, () => ({ activity: "other" }));
  const { summary, warnings } = assembleRun(
    { left: null, right: syntheticRecording("right", strides) },
    { algorithm: testAlgorithm },
  );
  expect([summary.strideCount, summary.distanceMeters]).toEqual([30, 0]);
  expect(warnings.find(({ code }) => code === "no-strides")?.message).toMatch(/^Right foot: the foot moved, but no/);
});
