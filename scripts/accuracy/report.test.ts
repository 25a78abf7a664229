// The printed forms: summary, report, plots and the command line's options.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readOptions } from "./arguments.ts";
import { gatherFigures, isBriefGroup, type RecordingResult } from "./figures.ts";
import { plotsOf, writeReport } from "./report.ts";
import { scoreRecording } from "./score-recording.ts";
import { writeRecordingLines, writeSummary } from "./summary.ts";
import { isMet, targetLines, type TargetLine } from "./targets.ts";
import { madeUpFolder } from "./testing/made-up-folder.ts";
import { madeUpStride, madeUpTruthStride } from "./testing/made-up-stride.ts";
import { NO_TRUTH, type Truth, type TruthFormat } from "./truth.ts";

const FORMATS: readonly TruthFormat[] = [
  "force-plate",
  "vicon-strides",
  "gait-events",
  "swings",
  "optogait",
  "stairs",
  "none",
];

function resultOf(format: TruthFormat, strideCount: number): RecordingResult {
  const times = Array.from({ length: strideCount }, (_, n) => n * 1.2);
  const truth: Truth = {
    ...NO_TRUTH,
    format,
    subset: format === "vicon-strides" ? "run" : "",
    strides: format === "none" ? [] : times.map((t) => madeUpTruthStride(t, { footStrikeAngleDeg: 12 })),
    areContactsScored: true,
    expectedActivity: format === "stairs" ? "stairs-up" : null,
  };
  const strides = times.map((t, n) => madeUpStride(t + 0.01 * (n % 3), { strideLengthMeters: 1.3 + 0.01 * (n % 5) }));
  const score = scoreRecording(strides, truth);
  return {
    name: `${format}/one.imu.csv`,
    set: format,
    side: "right",
    isSideKnown: false,
    durationSec: 9,
    truth,
    score,
    refusal: null,
  };
}

const refused: RecordingResult = {
  ...resultOf("none", 1),
  name: "none/bad.imu.csv",
  score: null,
  refusal: "too short",
};
const results = [...FORMATS.flatMap((format) => [resultOf(format, 60), resultOf(format, 0)]), refused];

describe("[ACC16] the report", () => {
  it("prints every format without NaN, undefined or infinity, the same twice", () => {
    const groups = gatherFigures(results);
    const texts = [
      writeSummary(groups),
      writeRecordingLines(results),
      writeReport(groups, results, ""),
      JSON.stringify(groups),
    ];
    for (const text of texts) expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(writeReport(gatherFigures(results), results, "")).toBe(texts[2]);
    expect(texts[2]).toContain("refused: too short");
    expect(writeReport(groups, results, "noise")).toContain("spoiled");
  });

  it("draws a plot for each figure with enough readings and shows it", () => {
    const groups = gatherFigures(results);
    const plots = plotsOf(groups, results);
    const report = writeReport(groups, results, "");
    expect(plots.length).toBeGreaterThan(4);
    for (const { fileName, svg } of plots) {
      expect(report).toContain(`figures/${fileName}`);
      expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("tells a group without reference or with few strides in one line", () => {
    const groups = gatherFigures([resultOf("none", 60), resultOf("swings", 5), resultOf("optogait", 60)]);
    expect(groups.map((group) => isBriefGroup(group, groups))).toEqual([true, true, false]);
  });
});

describe("[ACC18] targets", () => {
  const line = (changes: Partial<TargetLine>): TargetLine => ({
    title: "x",
    value: -3,
    unit: "ms",
    decimals: 1,
    n: 9,
    must: 4,
    aim: 2,
    direction: "at-most",
    worst: null,
    ...changes,
  });

  it("are met by magnitude where smaller is better, by value where larger is", () => {
    expect([isMet(line({}), 4), isMet(line({}), 2)]).toEqual([true, false]);
    expect(isMet(line({ direction: "at-least", value: 0.98 }), 0.99)).toBe(false);
    expect(isMet(line({ value: null }), 4)).toBeNull();
  });

  it("name every figure of the issue's table for the sets that have it", () => {
    const groups = gatherFigures(FORMATS.map((format) => resultOf(format, 60)));
    const musts = groups.map((group) => targetLines(group).filter((each) => each.must !== null).length);
    expect(musts).toEqual([14, 8, 1, 5, 3, 1, 0]);
  });
});

describe("[ACC15] the command line", () => {
  const data = (): string => madeUpFolder({ "x.txt": "" });

  it("writes docs/accuracy.md on a plain run only, or where --out says", () => {
    const folder = data();
    const pathOf = (...args: string[]) => readOptions(["--data", folder, ...args], {}, "repository").reportPath;
    expect(pathOf()).toBe(join("repository", "docs/accuracy.md"));
    expect([pathOf("--set", "a"), pathOf("--stress", "noise"), pathOf("--engine", "e.ts")]).toEqual([null, null, null]);
    expect(pathOf("--set", "a", "--out", "o.md")).toBe("o.md");
  });

  it("takes the folder from --data, then SOLEWISE_DATA", () => {
    const [first, second] = [data(), data()];
    expect(readOptions(["--data", first], { SOLEWISE_DATA: second }, ".").dataFolder).toBe(first);
    expect(readOptions([], { SOLEWISE_DATA: second }, ".").dataFolder).toBe(second);
    expect(() => readOptions(["--data", join(first, "no")], {}, ".")).toThrow("No folder");
  });

  it("refuses what it does not know", () => {
    expect(() => readOptions(["--dat"], {}, ".")).toThrow("--dat");
    expect(() => readOptions(["--data", data(), "--set"], {}, ".")).toThrow("--set needs a value");
    expect(() => readOptions(["--data", data(), "--seed", "x"], {}, ".")).toThrow("whole number");
  });
});
