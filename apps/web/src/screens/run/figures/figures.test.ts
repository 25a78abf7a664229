// Figures: the evidence told is that of docs/accuracy.md; spread and reasons.
import { readFileSync } from "node:fs";
import { deriveRunView, FIGURE_KEYS } from "@solewise/insight";
import { madeUpAnalysis, madeUpRunView } from "@solewise/insight/testing";
import { expect, it } from "vitest";
import { en } from "../../../language/en/index.ts";
import { zhCn } from "../../../language/zh-cn/index.ts";
import { FIGURE_EVIDENCE } from "./figure-evidence.ts";
import { figureSpread, pictureRange } from "./figure-spread.ts";
import { whyMissing } from "./why-missing.ts";

const ACCURACY = readFileSync(new URL("../../../../../../docs/accuracy.md", import.meta.url), "utf8");

/** The part of a data set, and its heading. */
function partOf(set: string): { heading: string; text: string } {
  const start = ACCURACY.indexOf(`## ${set} (`);
  const text = ACCURACY.slice(start, ACCURACY.indexOf("\n## ", start + 3));
  return { heading: text.slice(0, text.indexOf("\n")), text };
}

/** Recordings and mean error of the matched strides' distance. */
function trialsIn(text: string): [number, number, null] {
  const [, mean, count] = /Distance of the matched strides: mean ([\d.]+) %.*\((\d+) recordings\)/.exec(text) ?? [];
  return [Number(count), Number(mean), null];
}

/** Strides, bias and spread of a metric. */
function rowIn(text: string, metric: string): number[] {
  const row = text.split("\n").find((line) => line.startsWith(`| ${metric} |`)) ?? "";
  return row
    .split("|")
    .slice(2, 5)
    .map((each) => Number(each) + 0);
}

for (const key of FIGURE_KEYS) {
  const evidence = FIGURE_EVIDENCE[key];
  if (evidence === null) continue;
  it(`[PGE4] what is told of ${key} stands in docs/accuracy.md`, () => {
    const { heading, text } = partOf(evidence.set);
    expect(heading).toMatch(new RegExp(`, ${evidence.personCount} persons?\\)`));
    expect(text.includes("the IMU is virtual")).toBe(evidence.sensor === "virtual");
    expect(evidence.metric === null ? trialsIn(text) : rowIn(text, evidence.metric)).toEqual([
      evidence.count,
      evidence.bias + 0,
      evidence.spread,
    ]);
  });
}

it("[PGE3] the view's figures are the summary's own numbers", () => {
  const { summary } = madeUpAnalysis();
  const values = new Map(madeUpRunView().figures.map(({ key, value }) => [key, value]));
  expect(values.get("distance")).toBe(summary.distanceMeters);
  expect(values.get("cadence")).toBe(summary.cadenceSpm);
  expect(values.get("footStrikeAngle")).toBe(summary.footStrikeAngleDeg);
});

it("[PGE15] the spread of cadence rises as that of its stride times falls", () => {
  const view = madeUpRunView();
  const spread = figureSpread("cadence", view.distributions);
  expect(spread?.[0]).toBeLessThanOrEqual(spread?.[2] ?? 0);
  expect(spread?.[1]).toBeCloseTo(120_000 / 700, 0);
  expect(figureSpread("distance", view.distributions)).toBeNull();
});

it("[PGE4] the picture holds value, interval and spread, with room", () => {
  const figure = { key: "cadence", value: 170, halfWidth: 2, isEstimate: false } as const;
  expect(pictureRange(figure, [160, 170, 178])).toEqual([157, 181]);
  expect(pictureRange({ ...figure, halfWidth: null }, null)).toBeNull();
});

it("[PGE3] a missing figure says why", () => {
  const view = madeUpRunView();
  const { summary } = madeUpAnalysis();
  const words = en.run.figure.whyMissing;
  expect(whyMissing(words, "flightTime", view, summary)).toBe(words.flightSync);
  expect(whyMissing(words, "flightTime", { ...view, figuresActivity: "walk" }, summary)).toBe(words.flightWalk);
  expect(whyMissing(words, "pace", { ...view, figuresActivity: null }, summary)).toBe(words.noStrides);
});

it("[PGE3] a run without steps has a dash without ± for all but its time, and a sentence that says what to do", () => {
  const { summary } = madeUpAnalysis();
  const none = { cadenceSpm: null, groundContactTimeMs: null, flightTimeMs: null, footStrikeAngleDeg: null };
  const sums = { distanceMeters: 0, distanceUncertaintyMeters: 0, strideCount: 0, figuresActivity: null };
  const rested = { ...summary, ...none, ...sums, strideLengthMeters: null, speedMps: null };
  const view = deriveRunView(
    { ...madeUpAnalysis(), strides: [], summary: rested },
    { startSec: { left: 0, right: 0 } },
  );
  const measured = view.figures.filter(({ value, halfWidth }) => value !== null || halfWidth !== null);
  expect(measured.map(({ key }) => key)).toEqual(["duration"]);
  for (const messages of [en, zhCn]) {
    expect(messages.run.warnings.texts["no-strides"]).toMatch(/walk or run for a minute|走或跑一分钟/);
  }
});
