// The printed forms: summary, report, plots and the command line's options.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readOptions } from "./arguments.ts";
import type { AccuracyRun } from "./accuracy-run.ts";
import { judgeIntervals } from "./calibration.ts";
import { gatherFigures, isBriefGroup, type RecordingResult } from "./figures.ts";
import { fullLine, shortLine } from "./json-lines.ts";
import { plotsOf, writeReport } from "./report.ts";
import { scoreRecording } from "./score-recording.ts";
import { writeRecordingLines, writeStressTable, writeSummary } from "./summary.ts";
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
    trial: `${format}/one`,
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

function runOf(all: readonly RecordingResult[]): AccuracyRun {
  const groups = gatherFigures(all);
  const cells = groups.map(({ set, subset }) => ({
    set,
    subset,
    recallFraction: 0.5,
    precisionFraction: null,
    distancePercent: 1.234,
    contactBiasMs: -2,
    contactSdMs: null,
    strikeBiasDeg: null,
    strikeSdDeg: null,
  }));
  const stressRows = [
    { title: "loud noise", stresses: ["noise"], refused: 1, heldRunFraction: 0.9, heldWalkFraction: null, cells },
  ];
  return { results: all, groups, intervals: judgeIntervals(groups, all), stressRows };
}

const options = readOptions(["--data", "."], {}, ".");

describe("[ACC16] the report", () => {
  it("prints every format without NaN, undefined or infinity, the same twice", () => {
    const run = runOf(results);
    const texts = [
      writeSummary(run),
      writeRecordingLines(results),
      writeReport(run, ""),
      writeStressTable(run.stressRows),
      fullLine(options, run),
      shortLine(options, run),
    ];
    for (const text of texts) expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(writeReport(runOf(results), "")).toBe(texts[2]);
    expect(texts[2]).toContain("refused: too short");
    expect(texts[0]).toContain("refused none/bad.imu.csv: too short");
    expect(writeReport(run, "noise")).toContain("spoiled");
    expect(texts[2]).toContain("## What this does not show");
    expect(writeReport(run, "", true)).not.toContain("## What this does not show");
  });

  it("draws a plot for each figure with enough readings, one of error against quality, and shows them", () => {
    const run = runOf(results);
    const plots = plotsOf(run.groups, results);
    const report = writeReport(run, "");
    expect(plots.length).toBeGreaterThan(4);
    expect(plots.filter(({ fileName }) => fileName.endsWith("error-against-quality.svg")).length).toBeGreaterThan(1);
    for (const { fileName, svg } of plots) {
      expect(report).toContain(`figures/${fileName}`);
      expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("shows intervals, quality and stresses where the run has them, and leaves them out where not", () => {
    const run = runOf(results);
    const headings = ["## How sure each figure is", "## What quality is worth", "## Under stress"];
    for (const heading of headings) expect(writeReport(run, "")).toContain(heading);
    expect(writeReport(run, "")).toContain("| loud noise (1 refused) | 0.90 / – |");
    const bare = { ...runOf([resultOf("none", 3)]), stressRows: [] };
    for (const heading of headings) expect(writeReport(bare, "")).not.toContain(heading);
  });

  it("sets ours beside the published figures, with persons, and says where there is no reference", () => {
    const report = writeReport(runOf(results), "").split("## Published figures")[1] ?? "";
    const rowOf = (quantity: string) => report.split("\n").find((row) => row.startsWith(`| ${quantity} |`));
    expect(rowOf("initial / terminal contact, running")).toContain("(force-plate: 1 person)");
    expect(rowOf("stride length, walking")).toContain("gait-events");
    expect(rowOf("speed overground")).toContain("no reference here");
    expect(rowOf("rearfoot or not")).toContain("100 % of the 100 % that are decided");
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

  it("writes docs/accuracy.md on a plain run only, one's own data elsewhere, or where --out says", () => {
    const folder = data();
    const read = (...args: string[]) => readOptions(args, { SOLEWISE_DATA: folder }, "repository");
    expect(read().reportPath).toBe(join("repository", "docs/accuracy.md"));
    expect(read("--data", folder).reportPath).toBe(join("repository", "accuracy-report/accuracy.md"));
    const parts = [["--set", "a"], ["--stress", "noise"], ["--engine", "e.ts"], ["--json"], ["--quick"]];
    expect(parts.map((args) => read(...args).reportPath)).toEqual(parts.map(() => null));
    expect(read("--set", "a", "--out", "o.md").reportPath).toBe("o.md");
  });

  it("makes the table of stresses for every report and when asked, not for the rest", () => {
    const folder = data();
    const isMade = (...args: string[]) => readOptions(args, { SOLEWISE_DATA: folder }, ".").isStressTableMade;
    expect([isMade(), isMade("--set", "a", "--stress-table"), isMade("--json", "--stress-table")]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      isMade("--quick", "--out", "o.md"),
      isMade("--json"),
      isMade("--stress", "noise", "--out", "o.md"),
    ]).toEqual([false, false, false]);
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
