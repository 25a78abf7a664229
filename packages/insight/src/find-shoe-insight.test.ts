// The finding that only a shoe could tell: told when it is sure, silent when it is chance.
import type { Stride } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { deriveRunView, findShoeInsight, type ShoeInsight } from "./index.ts";
import { madeUpAnalysis, madeUpStride } from "./testing.ts";

/** 200 strides a foot, scattered by a fixed pattern of ±4 ms. */
function insightOf(shape: (index: number, side: "left" | "right") => Partial<Stride>): ShoeInsight | null {
  const strides = Array.from({ length: 400 }, (_, index) => {
    const side = index % 2 === 0 ? ("left" as const) : ("right" as const);
    return madeUpStride({ side, midstanceSec: index * 0.35, ...shape(index >> 1, side) });
  });
  const analysis = { ...madeUpAnalysis(), strides };
  const insight = findShoeInsight(analysis);
  expect(deriveRunView(analysis, { startSec: { left: 0, right: 0 } }).insight).toEqual(insight);
  return insight;
}

function scatter(index: number): number {
  return ((index * 7) % 9) - 4;
}

describe("the one thing only a shoe can tell", () => {
  it("[INS6] names the foot that stays down longer", () => {
    const insight = insightOf((index, side) => ({
      groundContactTimeMs: 250 + scatter(index) + (side === "left" ? 12 : 0),
    }));
    const differenceFraction = expect.closeTo(12 / 254, 4) as number;
    expect(insight).toEqual({ kind: "contact-balance", longerSide: "left", differenceMs: 12, differenceFraction });
  });

  it("[INS6] sees contact grow from first to last third at the same pace", () => {
    const insight = insightOf((index) => ({ groundContactTimeMs: 250 + scatter(index) + Math.round(index / 10) }));
    expect(insight).toEqual({ kind: "contact-drift", differenceMs: expect.closeTo(13, -1) as number });
  });

  it("[INS6] does not call it drift when the pace changed", () => {
    const insight = insightOf((index) => ({
      groundContactTimeMs: 280 + scatter(index) - Math.round(index / 5),
      speedMps: Math.round(2500 + 5 * index) / 1000,
    }));
    expect(insight?.kind).not.toBe("contact-drift");
  });

  it("[INS6] sees a flatter landing at faster pace", () => {
    const insight = insightOf((index) => ({
      groundContactTimeMs: 250 + scatter(index),
      speedMps: index % 3 === 0 ? 4.05 : 2.55,
      footStrikeAngleDeg: (index % 3 === 0 ? 4 : 12) + Math.round(2.5 * scatter(index)) / 10,
    }));
    const differenceDeg = expect.closeTo(-8.2, 0) as number;
    expect(insight).toEqual({ kind: "strike-shift", slowSpeedMps: 2.55, fastSpeedMps: 4.05, differenceDeg });
  });

  it("[INS6] makes nothing of chance, and tells the share in the air instead", () => {
    const insight = insightOf((index) => ({ groundContactTimeMs: 250 + scatter(index) }));
    expect(insight).toEqual({ kind: "air-share", flightFraction: 104.1 / (104.1 + 246.2) });
  });

  it("[INS6] tells of a walk how long a foot is on the ground, and of nothing nothing", () => {
    const walk = madeUpAnalysis({ countPerFoot: 0, summary: { figuresActivity: "walk", groundContactTimeMs: 650 } });
    const strides = [madeUpStride({ activity: "walk", strideTimeMs: 1000 })];
    expect(findShoeInsight({ ...walk, strides })).toEqual({ kind: "ground-share", contactFraction: 0.65 });
    expect(findShoeInsight({ ...walk, summary: { ...walk.summary, figuresActivity: null } })).toBeNull();
  });
});
