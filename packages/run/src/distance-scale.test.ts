// Both feet on one scale of distance.
import { expect, it } from "vitest";
import { readFootColumns } from "./foot-columns.ts";
import { assembleRun, deriveDistanceScale, type TravelColumns } from "./index.ts";
import { ArrayStrideTable, syntheticRecording, syntheticStrides, testAlgorithm } from "./testing.ts";

function columnsOf(side: "left" | "right", startSec: number, strideCount: number): TravelColumns {
  return readFootColumns(new ArrayStrideTable(syntheticStrides(side, startSec, strideCount)));
}

function expectGrowing(meters: Float64Array): void {
  meters.forEach((value, index) => expect(value).toBeGreaterThanOrEqual(meters[index - 1] ?? 0));
}

it("[RUN23] one foot's own way ends at the run's distance", () => {
  const { left, right } = deriveDistanceScale(columnsOf("left", 1, 4), null, 8.4);
  expect(right).toBeNull();
  expect([...(left ?? [])].map((meters) => Math.round(meters * 1000) / 1000)).toEqual([0, 2.1, 4.2, 6.3]);
});

it("[RUN23] two feet that take turns share one growing scale", () => {
  const { left, right } = deriveDistanceScale(columnsOf("left", 1, 50), columnsOf("right", 1.35, 50), 105);
  for (const meters of [left, right]) expectGrowing(meters ?? new Float64Array());
  expect(left?.[10]).toBeCloseTo(2.1 * 10 - 0.525, 1);
  expect(right?.[10]).toBeCloseTo(2.1 * 10 + 0.525, 1);
  expect(right?.[49]).toBeLessThanOrEqual(105);
});

it("[RUN23] where one foot is missing the other's way counts alone", () => {
  const left = syntheticRecording("left", syntheticStrides("left", 1, 100));
  const right = syntheticRecording("right", syntheticStrides("right", 1.35, 50), { lastSampleSec: 71 });
  const { summary } = assembleRun({ left, right }, { algorithm: testAlgorithm });
  const columns = { left: readFootColumns(left.strides), right: readFootColumns(right.strides) };
  const scale = deriveDistanceScale(columns.left, columns.right, summary.distanceMeters);
  for (const index of [10, 50, 99]) {
    expect(Math.abs((scale.left?.[index] ?? Number.NaN) - 2.1 * index)).toBeLessThan(1.05);
  }
  expect(Math.abs(summary.distanceMeters - 210)).toBeLessThan(1.05);
});

it("[RUN23] feet that time does not lay side by side each go the whole distance", () => {
  const { left, right } = deriveDistanceScale(columnsOf("left", 1, 50), columnsOf("right", 500, 50), 105);
  expect(left).toEqual(right);
  expect(left?.[49]).toBeCloseTo(105 - 2.1, 3);
});
