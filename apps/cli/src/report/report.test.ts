// The text report on hand-made analyses: what it says, and that it fits.
import { stripVTControlCharacters } from "node:util";
import { madeUpAnalysis, madeUpStride } from "@solewise/insight/testing";
import type { Stride } from "@solewise/terms";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../terminal/text.ts";
import { type ReportInput, type ReportOptions, textReport } from "./report.ts";

const SCREEN = { widthColumns: 80, colour: false, unicode: true };

function reportLines(changes: Partial<ReportInput> = {}, options: Partial<ReportOptions> = {}): string[] {
  const input: ReportInput = {
    analysis: madeUpAnalysis(),
    files: ["walk.left.imu.csv", "walk.right.imu.csv"],
    startSec: { left: 0, right: 0 },
    startedAtUtc: null,
    demo: null,
    ...changes,
  };
  return [...textReport(input, { screen: SCREEN, units: "metric", withStrides: false, ...options })];
}

function reportText(changes: Partial<ReportInput> = {}, options: Partial<ReportOptions> = {}): string {
  return reportLines(changes, options).join("\n");
}

const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

/** Strides with anything missing and anything extreme, as a reader may meet them. */
const anyStride: fc.Arbitrary<Stride> = fc
  .record({
    side: fc.constantFrom("left" as const, "right" as const),
    midstanceSec: fc.double({ min: 0, max: 3.6e6, noNaN: true }),
    activity: fc.constantFrom(
      "walk" as const,
      "run" as const,
      "stairs-up" as const,
      "stairs-down" as const,
      "other" as const,
    ),
    groundContactTimeMs: nullable(fc.integer({ min: 1, max: 60_000 })),
    strideTimeMs: nullable(fc.integer({ min: 1, max: 60_000 })),
    strideLengthMeters: nullable(fc.integer({ min: 0, max: 20_000 })),
    speedMps: nullable(
      fc.oneof(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 30, noNaN: true })),
    ),
    footStrikeAngleDeg: nullable(fc.integer({ min: -180, max: 180 })),
    footStrikePattern: fc.constantFrom(
      "rearfoot" as const,
      "midfoot" as const,
      "forefoot" as const,
      "uncertain" as const,
      null,
    ),
    impactPeakG: nullable(fc.integer({ min: 0, max: 400 })),
  })
  .map(madeUpStride);

describe("text report", () => {
  it("[CLI23] has no line wider than the screen, for any strides and widths 40 to 200", () => {
    const widths = fc.integer({ min: 40, max: 200 });
    const strides = fc.array(anyStride, { maxLength: 60 });
    const names = fc.array(fc.string({ unit: "grapheme", maxLength: 120 }), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        widths,
        strides,
        names,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom("run" as const, "walk" as const, "stairs" as const, null),
        (widthColumns, list, files, unicode, isImperial, figuresActivity) => {
          const warnings = [{ code: "gaps" as const, message: `${files[0] ?? ""} has 3 gaps of 1.2 s ± 0.1 s in all` }];
          const analysis = { ...madeUpAnalysis({ summary: { figuresActivity }, warnings }), strides: list };
          const screen = { widthColumns, colour: true, unicode };
          const units = isImperial ? ("imperial" as const) : ("metric" as const);
          for (const line of reportLines({ analysis, files, demo: "x" }, { screen, units, withStrides: true })) {
            expect(columnsOf(stripVTControlCharacters(line))).toBeLessThanOrEqual(widthColumns);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("[CLI23] fits every width from 40 to 200 with everything measured", () => {
    const analysis = madeUpAnalysis({ countPerFoot: 60 });
    for (let widthColumns = 40; widthColumns <= 200; widthColumns += 1) {
      for (const unicode of [true, false]) {
        const lines = reportLines({ analysis }, { screen: { ...SCREEN, widthColumns, unicode }, withStrides: true });
        expect(Math.max(...lines.map((line) => columnsOf(line)))).toBe(widthColumns);
      }
    }
  });

  it("[CLI22] is pure ASCII on a screen without Unicode", () => {
    const warnings = [{ code: "gaps" as const, message: "right: 2 gaps – 1.2 s ± 0.1 s" }];
    const text = reportText(
      { analysis: madeUpAnalysis({ warnings }), files: ["左.csv"] },
      { screen: { ...SCREEN, unicode: false }, withStrides: true },
    );
    expect(text).toMatch(/^[\n\u0020-\u007e]*$/u);
  });

  it("[CLI21] carries colour codes only when asked, and they change no text", () => {
    expect(reportText()).not.toContain("\u001b");
    const coloured = reportLines({}, { screen: { ...SCREEN, colour: true } });
    expect(coloured.join("\n")).toContain("\u001b[");
    expect(coloured.map((line) => stripVTControlCharacters(line))).toEqual(reportLines());
  });

  it("[CLI30] shows each figure with its unit and uncertainty", () => {
    const text = reportText();
    expect(text).toMatch(/Distance +1\.05 km ±0\.02/u);
    expect(text).toMatch(/Time +6:40 +6:20 moving/u);
    expect(text).toMatch(/Pace +5:32 \/km ±0:10/u);
    expect(text).toMatch(/Cadence +171 spm ±1/u);
    expect(text).toMatch(/Ground contact +246 ms ±12/u);
    expect(text).toMatch(/Strike angle +\+11\.2° ±4\.1 +rearfoot 100 %/u);
  });

  it("[CLI30] shows no line for what was not measured", () => {
    const text = reportText({
      analysis: madeUpAnalysis({ summary: { flightTimeMs: null, footStrikeAngleDeg: null } }),
    });
    expect(text).not.toMatch(/^(Flight|Strike angle)/mu);
    expect(text).not.toMatch(/NaN|null|undefined|Infinity/u);
  });

  it("[CLI30] speaks miles when asked", () => {
    const text = reportText({ analysis: madeUpAnalysis({ summary: { distanceMeters: 5000 } }) }, { units: "imperial" });
    expect(text).toMatch(/Distance +3\.11 mi/u);
    expect(text).toMatch(/Pace +8:55 \/mi/u);
  });

  it("[CLI24] puts notes on their own lines in a narrow layout", () => {
    const lines = reportLines({}, { screen: { ...SCREEN, widthColumns: 50 } });
    expect(lines).toContain("Time                   6:40");
    expect(lines).toContain("    6:20 moving");
  });

  it("[CLI34] draws what the feet did over the time", () => {
    const text = reportText();
    expect(text).toMatch(/▒+█+▞+█+▒+/u);
    expect(text).toContain("stairs up 0:22");
  });

  it("[CLI34] lays feet with different clocks side by side", () => {
    const analysis = madeUpAnalysis();
    const late = [...analysis.strides].map((stride) => {
      return stride.side === "right" ? { ...stride, midstanceSec: stride.midstanceSec + 5000 } : stride;
    });
    const input = { analysis: { ...analysis, strides: late }, startSec: { left: 0, right: 5000 } };
    const bandOf = (lines: string[]) => lines[lines.findIndex((line) => line.startsWith("Over the time")) + 1];
    expect(bandOf(reportLines(input))).toBe(bandOf(reportLines()));
  });

  it("[CLI33] compares left with right, and only when both are there", () => {
    expect(reportText()).toMatch(/Contact +247 ms .* 256 ms +\+3\.6 %/u);
    const oneFoot = madeUpAnalysis({ sides: ["left"], summary: { feet: "left" } });
    expect(reportText({ analysis: oneFoot })).not.toContain("Left against right");
  });

  it("[CLI36] lists every stride on request", () => {
    const lines = reportLines({}, { withStrides: true });
    const start = lines.findIndex((line) => line.startsWith("Strides "));
    expect(lines.length - start - 2).toBe(1020);
    expect(reportLines().some((line) => line.startsWith("Strides "))).toBe(false);
  });

  it("[CLI37] says what is an estimate and what made the numbers", () => {
    const text = reportText();
    expect(text).toContain("are estimates");
    expect(text).toContain("Computed by algorithm 0.0.0-made-up, pack made-up.");
  });

  it("[CLI18] labels demo data at the top", () => {
    expect(reportLines({ demo: "virtual runner seed 1" })[1]).toBe(
      "DEMO DATA from virtual runner seed 1: nobody ran this.",
    );
    expect(reportText()).not.toContain("DEMO");
  });

  it("[CLI38] shows every warning in its own words", () => {
    const warnings = [
      { code: "samples-lost" as const, message: "3.1 % of the left foot's samples are missing." },
      { code: "gaps" as const, message: "The right recording has two gaps." },
    ];
    const text = reportText({ analysis: madeUpAnalysis({ warnings }) });
    for (const { message } of warnings) expect(text).toContain(`• ${message}`);
  });

  it("[CLI30] stays readable without any stride", () => {
    const summary = {
      distanceMeters: 0,
      distanceUncertaintyMeters: 0,
      inferredDistanceMeters: 0,
      walkDistanceMeters: 0,
      runDistanceMeters: 0,
      movingTimeSec: 0,
      strideCount: 0,
      stepCount: 0,
      cadenceSpm: null,
      groundContactTimeMs: null,
      flightTimeMs: null,
      strideLengthMeters: null,
      speedMps: null,
      footStrikeAngleDeg: null,
      figuresActivity: null,
    };
    const text = reportText({ analysis: madeUpAnalysis({ countPerFoot: 0, summary }) });
    expect(text).toMatch(/Distance +0\.0 m/u);
    expect(text).not.toMatch(/NaN|null|undefined|Infinity/u);
  });
});
