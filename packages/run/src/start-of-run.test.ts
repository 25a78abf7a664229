// When a run began, and what made its numbers.
import { ALGORITHM_VERSION, PACK_ID } from "@solewise/gait";
import { expect, it } from "vitest";
import { describeAlgorithm, startOfRunSec } from "./index.ts";
import { syntheticRecording } from "./testing.ts";

const recorded = (side: "left" | "right", firstSampleSec: number, lastSampleSec: number) =>
  syntheticRecording(side, [], { firstSampleSec, lastSampleSec });

it("[RUN24] feet on one clock begin together, with the first sample of either", () => {
  expect(startOfRunSec([recorded("left", 2, 60), recorded("right", 1, 61)])).toEqual({ left: 1, right: 1 });
  expect(startOfRunSec([recorded("right", 3, 60)])).toEqual({ left: 3, right: 3 });
});

it("[RUN24] feet whose clocks never overlap each begin with their own first sample", () => {
  expect(startOfRunSec([recorded("left", 2, 60), recorded("right", 5000, 5061)])).toEqual({ left: 2, right: 5000 });
});

it("[RUN25] the wider range of two feet is stated, and the kernel where it is known", () => {
  const left = { ...recorded("left", 0, 60), accRangeG: 32 };
  const right = { ...recorded("right", 0, 60), gyrRangeDps: 4000 };
  const described = { version: ALGORITHM_VERSION, packId: PACK_ID, accRangeG: 32, gyrRangeDps: 4000 };
  expect(describeAlgorithm([left, right])).toEqual(described);
  expect(describeAlgorithm([left, right], "ab")).toEqual({ ...described, kernelSha256: "ab" });
});
