// The JSON object, piece by piece.
import { describe, expect, it } from "vitest";
import { madeUpAnalysis, madeUpStride } from "../report/made-up-analysis.ts";
import { analysisJson } from "./analysis-json.ts";

describe("analysis as JSON", () => {
  it("[CLI2] makes a piece a stride and joins to the same object", () => {
    const analysis = madeUpAnalysis({ countPerFoot: 3 });
    const pieces = [...analysisJson(analysis, [])];
    expect(pieces).toHaveLength(2 + 6);
    const { algorithm, summary, warnings } = analysis;
    expect(JSON.parse(pieces.join(""))).toEqual({
      algorithm,
      recordings: [],
      strides: [...analysis.strides],
      summary,
      warnings,
    });
  });

  it("[CLI2] is an object also without strides", () => {
    expect(JSON.parse([...analysisJson(madeUpAnalysis({ countPerFoot: 0 }), [])].join(""))).toMatchObject({
      strides: [],
    });
  });

  it("[CLI2] stops at a number that is not finite", () => {
    const analysis = { ...madeUpAnalysis(), strides: [madeUpStride({ speedMps: Number.NaN })] };
    expect(() => [...analysisJson(analysis, [])]).toThrow("speedMps is NaN");
  });
});
