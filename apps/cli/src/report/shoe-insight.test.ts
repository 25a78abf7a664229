// The sentence that only a shoe could tell: told when it is sure, silent when it is chance.
import type { Stride } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { madeUpAnalysis, madeUpStride } from "./made-up-analysis.ts";
import { Pen } from "./pen.ts";
import { measureRun } from "./run-measures.ts";
import { shoeInsight } from "./shoe-insight.ts";

const PEN = new Pen({ widthColumns: 80, colour: false, unicode: true }, "metric");

/** 200 strides a foot, scattered by a fixed pattern of ±4 ms. */
function insightOf(shape: (index: number, side: "left" | "right") => Partial<Stride>): string | null {
  const strides = Array.from({ length: 400 }, (_, index) => {
    const side = index % 2 === 0 ? ("left" as const) : ("right" as const);
    return madeUpStride({ side, midstanceSec: index * 0.35, ...shape(index >> 1, side) });
  });
  const analysis = { ...madeUpAnalysis(), strides };
  return shoeInsight(
    PEN,
    analysis.summary,
    measureRun(analysis, { distanceBinCount: 20, timeBinCount: 20, startSec: { left: 0, right: 0 } }),
  );
}

function scatter(index: number): number {
  return ((index * 7) % 9) - 4;
}

describe("the one thing only a shoe can tell", () => {
  it("[CLI35] names the foot that stays down longer", () => {
    const sentence = insightOf((index, side) => ({
      groundContactTimeMs: 250 + scatter(index) + (side === "left" ? 12 : 0),
    }));
    expect(sentence).toMatch(/^Your left foot stays on the ground 12 ms \(4\.\d %\) longer/u);
  });

  it("[CLI35] sees contact grow from first to last third at the same pace", () => {
    const sentence = insightOf((index) => ({ groundContactTimeMs: 250 + scatter(index) + Math.round(index / 10) }));
    expect(sentence).toMatch(/^In the last third your feet stay on the ground 1\d ms longer/u);
  });

  it("[CLI35] does not call it drift when the pace changed", () => {
    const sentence = insightOf((index) => ({
      groundContactTimeMs: 280 + scatter(index) - Math.round(index / 5),
      speedMps: Math.round(2500 + 5 * index) / 1000,
    }));
    expect(sentence).not.toMatch(/last third/u);
  });

  it("[CLI35] sees a flatter landing at faster pace", () => {
    const sentence = insightOf((index) => ({
      groundContactTimeMs: 250 + scatter(index),
      speedMps: index % 3 === 0 ? 4.05 : 2.55,
      footStrikeAngleDeg: (index % 3 === 0 ? 4 : 12) + scatter(index) / 4,
    }));
    expect(sentence).toMatch(/^At 4:07 \/km you land [89]° flatter, nearer the forefoot than at 6:32\.$/u);
  });

  it("[CLI35] makes nothing of chance, and tells the share in the air instead", () => {
    const sentence = insightOf((index) => ({ groundContactTimeMs: 250 + scatter(index) }));
    expect(sentence).toBe("While running you are in the air 30 % of the time.");
  });
});
