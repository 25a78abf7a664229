// Recorders started by hand, on synthetic feet whose clocks differ by a known time.
import type { Stride } from "@solewise/terms";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { assembleRun } from "./index.ts";
import { syntheticRecording, syntheticStrides, testAlgorithm } from "./testing.ts";

const options = { algorithm: testAlgorithm };

/** A bout of 100 strides, a rest of 20 s, and a bout of 60. */
function twoBouts(side: "left" | "right", startSec: number): Stride[] {
  return [...syntheticStrides(side, startSec, 100), ...syntheticStrides(side, startSec + 90, 60)];
}

/** The same without the strides of a stretch of time. */
const without = (strides: Stride[], fromSec: number, toSec: number): Stride[] =>
  strides.filter(({ midstanceSec }) => midstanceSec < fromSec || midstanceSec >= toSec);

function analysisOf(left: readonly Stride[], right: readonly Stride[], startsUtc: (string | null)[] = [null, null]) {
  const [leftStart = null, rightStart = null] = startsUtc;
  const restAfter = (strides: readonly Stride[]) => ({ lastSampleSec: (strides.at(-1)?.midstanceSec ?? 0) + 4 });
  return assembleRun(
    {
      left: syntheticRecording("left", left, restAfter(left), leftStart),
      right: syntheticRecording("right", right, restAfter(right), rightStart),
    },
    options,
  );
}

const reasonOf = ({ warnings }: ReturnType<typeof analysisOf>) =>
  warnings.find(({ code }) => code === "feet-not-synchronised")?.values;

it("[RUN40] a lag of seconds is found to a stride, and what needs one clock is left out", () => {
  fc.assert(
    fc.property(fc.double({ min: 2, max: 60, noNaN: true }), fc.boolean(), (seconds, isEarlier) => {
      const lagSec = isEarlier ? -seconds : seconds;
      const analysis = analysisOf(twoBouts("left", 70), twoBouts("right", 70.35 + lagSec));
      const { clockOffsetMs, clockOffsetUncertaintyMs, distanceMeters, flightTimeMs } = analysis.summary;
      expect(Math.abs((clockOffsetMs ?? 0) - 1000 * lagSec)).toBeLessThanOrEqual(clockOffsetUncertaintyMs ?? 0);
      expect(clockOffsetUncertaintyMs).toBeLessThanOrEqual(703);
      expect(reasonOf(analysis)?.["reason"]).toBe("wrong-clock");
      expect(Number(reasonOf(analysis)?.["offsetMs"])).toBeCloseTo(clockOffsetMs ?? 0, 0);
      expect(flightTimeMs).toBeNull();
      expect(distanceMeters).toBeCloseTo(160 * 2.1, 2);
    }),
  );
});

it("[RUN40] feet that begin or end in turn, and feet lost at one end or in between, have no lag", () => {
  const left = twoBouts("left", 1);
  const right = twoBouts("right", 1.35);
  const lost = [
    [left, right],
    [left, without(right, 0, 30)],
    [left, without(right, 130, 200)],
    [without(left, 20, 50), without(right, 55, 70)],
    [without(left, 0, 30), right],
  ] as const;
  for (const [one, other] of lost) {
    const { summary } = analysisOf(one, other);
    expect(Math.abs(summary.clockOffsetMs ?? 99)).toBeLessThan(1);
    expect(summary.stepTimeMs).toBeCloseTo(350, 1);
    expect(Math.abs(summary.distanceMeters - 160 * 2.1)).toBeLessThan(1.1);
  }
});

it("[RUN40] recorders that begin and end in motion tell no lag, however late one of them is", () => {
  const left = syntheticStrides("left", 1, 160);
  const right = syntheticStrides("right", 6.25, 160);
  const signal = { firstSampleSec: 5.8, lastSampleSec: (right.at(-1)?.midstanceSec ?? 0) + 1 };
  const feet = { left: syntheticRecording("left", left), right: syntheticRecording("right", right, signal) };
  const { summary, warnings } = assembleRun(feet, options);
  expect(warnings.map(({ code }) => code)).not.toContain("feet-not-synchronised");
  expect(Math.abs(summary.clockOffsetMs ?? 99)).toBeLessThan(2);
  expect(Math.abs(summary.distanceMeters - (160 + 7.5) * 2.1)).toBeLessThan(2.2);
});

it("[RUN8] what each foot missed is taken from the other although a lag or a wrong clock lies between", () => {
  for (const clockSec of [0.3, 7.3, -22.2]) {
    const left = without(twoBouts("left", 70), 110, 130);
    const right = without(twoBouts("right", 70.35 + clockSec), 80 + clockSec, 100 + clockSec);
    const { summary } = analysisOf(left, right);
    expect(summary.symmetry).toBeNull();
    expect(Math.abs(summary.distanceMeters - 160 * 2.1)).toBeLessThan(2.2);
  }
});

it("[RUN8] stated starts lay two clocks side by side", () => {
  const left = without(twoBouts("left", 70), 110, 130);
  const right = without(twoBouts("right", 30.35), 40, 60);
  const starts = ["2026-05-01T10:00:00Z", "2026-05-01T10:00:40Z"];
  const analysis = analysisOf(left, right, starts);
  expect(reasonOf(analysis)).toEqual({ reason: "different-starts" });
  expect(Math.abs(analysis.summary.distanceMeters - 160 * 2.1)).toBeLessThan(2.2);
});

it("[RUN8] a stop-and-go run keeps its distance when the clocks differ by one stride, two or three", () => {
  const stopAndGo = (side: "left" | "right", startSec: number): Stride[] =>
    Array.from({ length: 15 }, (_, bout) => syntheticStrides(side, startSec + 10 * bout, 6)).flat();
  for (const clockSec of [-1.7, -0.9, 0.5, 1.0, 1.8, 2.6]) {
    const { summary } = analysisOf(stopAndGo("left", 70), stopAndGo("right", 70.35 + clockSec));
    expect(summary.distanceMeters).toBeCloseTo(15 * 6 * 2.1, 0);
  }
});

it("[RUN17] feet that do not take turns are not said to have too few strides", () => {
  const right = syntheticStrides("right", 1.3, 140, () => ({ strideTimeMs: 790 }));
  expect(reasonOf(analysisOf(syntheticStrides("left", 1, 160), right))).toEqual({ reason: "not-alternating" });
  const few = analysisOf(syntheticStrides("left", 1, 4), syntheticStrides("right", 1.35, 4));
  expect(reasonOf(few)).toEqual({ reason: "too-few-strides" });
});
