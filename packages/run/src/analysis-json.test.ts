// The JSON object, piece by piece.
import { expect, it } from "vitest";
import { analysisJson, assembleRun } from "./index.ts";
import { syntheticRecording, syntheticStride, syntheticStrides, testAlgorithm } from "./testing.ts";

function runOf(strideCount: number) {
  const left = syntheticRecording("left", syntheticStrides("left", 1, strideCount));
  const right = syntheticRecording("right", syntheticStrides("right", 1.35, strideCount));
  return assembleRun({ left, right }, { algorithm: testAlgorithm });
}

it("[RUN27] makes a piece a stride and joins to the same object", () => {
  const analysis = runOf(3);
  const pieces = [...analysisJson(analysis, [])];
  expect(pieces).toHaveLength(2 + 6);
  const { algorithm, summary, warnings } = analysis;
  const expected = { algorithm, recordings: [], strides: [...analysis.strides], summary, warnings };
  expect(JSON.parse(pieces.join(""))).toEqual(JSON.parse(JSON.stringify(expected)));
});

it("[RUN27] is an object also without strides", () => {
  expect(JSON.parse([...analysisJson(runOf(0), [])].join(""))).toMatchObject({ strides: [] });
});

it("[RUN27] stops at a number that is not finite", () => {
  const analysis = { ...runOf(1), strides: [syntheticStride("left", 1, { speedMps: Number.NaN })] };
  expect(() => [...analysisJson(analysis, [])]).toThrow("speedMps is NaN");
});

it("[RUN27] escapes what would steer a terminal in a file's name", () => {
  const text = [...analysisJson(runOf(0), [{ side: "left", file: "\u009b31m\u202eodd.csv", sha256: "00" }])].join("");
  expect(text).not.toMatch(/[\u009b\u202e]/u);
  expect(JSON.parse(text)).toMatchObject({ recordings: [{ file: "\u009b31m\u202eodd.csv" }] });
});
