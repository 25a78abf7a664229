// The text report: what a runner reads. Comes in: an Analysis and the screen. Goes out: lines no wider than the screen.
// Order: title, the one thing only a shoe could tell, figures, distance, time, left and right, warnings, notes, strides.
import { findShoeInsight, measureRun } from "@solewise/insight";
import type { Analysis, AnalysisWarning, Side } from "@solewise/terms";
import type { Screen } from "../terminal/screen.ts";
import { shorten, wrapText } from "../terminal/text.ts";
import { activitySection, timeBinCount } from "./activity-band.ts";
import { figuresSection, WHILE } from "./figures.ts";
import type { UnitSystem } from "./format.ts";
import { leftRightSection } from "./left-right.ts";
import { distanceBinCount, overDistanceSection } from "./over-distance.ts";
import { Pen } from "./pen.ts";
import { insightSentence } from "./shoe-insight.ts";
import { strideTable } from "./stride-table.ts";

/** Everything a report is made from. */
export interface ReportInput {
  analysis: Analysis;
  /** File names as the user knows them, left first. */
  files: string[];
  /** Instant on each foot's clock at which the run began. */
  startSec: Record<Side, number>;
  /** Wall-clock instant of the recordings' time 0, if they say it; ISO 8601. */
  startedAtUtc: string | null;
  /** What made the recordings if nobody ran them; null for real ones. */
  demo: string | null;
}

export interface ReportOptions {
  screen: Screen;
  units: UnitSystem;
  /** Append the table of strides. */
  withStrides: boolean;
}

function paragraph(pen: Pen, text: string, mark = ""): string[] {
  const indent = " ".repeat(mark.length);
  return wrapText(pen.text(text), pen.widthColumns - mark.length).map(
    (line, index) => (index === 0 ? mark : indent) + line,
  );
}

function titleLines(pen: Pen, input: ReportInput): string[] {
  const at =
    input.startedAtUtc === null
      ? ""
      : `, started ${input.startedAtUtc.replace("T", " ").replace(/(\.\d+)?Z$/u, " UTC")}`;
  const names = input.files
    .map((file) => shorten(pen.text(file), pen.widthColumns - 4, pen.glyphs.ellipsis))
    .join(" and ");
  const title = paragraph(pen, `Solewise: ${names}${at}`).map((line) => pen.paint("bold", line));
  if (input.demo === null) return title;
  return [
    ...title,
    ...paragraph(pen, `DEMO DATA from ${input.demo}: nobody ran this.`).map((line) => pen.paint("warn", line)),
  ];
}

function insightLines(pen: Pen, { analysis }: ReportInput): string[] {
  const insight = findShoeInsight(analysis);
  if (insight === null) return [];
  return [
    "",
    ...paragraph(pen, `Only a shoe can tell: ${insightSentence(pen, insight)}`).map((line) => pen.paint("good", line)),
  ];
}

function warningLines(pen: Pen, warnings: AnalysisWarning[]): string[] {
  if (warnings.length === 0) return [];
  const mark = `${pen.glyphs.bullet} `;
  return [
    pen.heading("Please mind"),
    ...warnings.flatMap((warning) => paragraph(pen, warning.message, mark)).map((line) => pen.paint("warn", line)),
  ];
}

/** Whose coefficients measured the lengths; empty for the pack's own. */
function calibrationNote({ lengthCalibration }: ReportInput["analysis"]["algorithm"]): string {
  const feet = (["left", "right"] as const).flatMap((side) => {
    const count = lengthCalibration?.[side]?.sessionCount;
    return count === undefined ? [] : [`${side} from ${count} ${count === 1 ? "run" : "runs"}`];
  });
  return feet.length === 0 ? "" : ` Lengths by the shoes' own calibration: ${feet.join(", ")}.`;
}

/** What the reader must know to judge the numbers. */ // CLI37
function noteLines(pen: Pen, input: ReportInput): string[] {
  const { version, packId } = input.analysis.algorithm;
  const kind = input.analysis.summary.figuresActivity ?? null;
  const notes = [
    `Figures are medians over the strides ${kind === null ? "" : `${WHILE[kind]}, `}but for distance and time. ` +
      `${pen.glyphs.plusMinus} is half of a 90 % interval: of the total for the distance, of one typical stride for the rest.`,
    "Contact, flight, strike angle and shoe roll while running are estimates: they were compared with force plates on " +
      "computed sensor signals only. docs/accuracy.md has every comparison. Not a medical device.",
    `Computed by algorithm ${version}, pack ${packId}.${calibrationNote(input.analysis.algorithm)}`,
  ];
  return notes.flatMap((note) => paragraph(pen, note)).map((line) => pen.paint("dim", line));
}

function spaced(sections: string[][]): string[] {
  return sections.filter((section) => section.length > 0).flatMap((section) => ["", ...section]);
}

/** The report's lines, without line ends; none is wider than `screen.widthColumns`. */ // CLI23
export function* textReport(input: ReportInput, options: ReportOptions): Generator<string> {
  const pen = new Pen(options.screen, options.units);
  const { analysis } = input;
  const measures = measureRun(analysis, {
    distanceBinCount: distanceBinCount(pen, analysis.summary.strideCount),
    timeBinCount: timeBinCount(pen, analysis.summary.durationSec),
    startSec: input.startSec,
  });
  yield* titleLines(pen, input);
  yield* insightLines(pen, input);
  yield* spaced([
    figuresSection(pen, analysis.summary, measures),
    overDistanceSection(pen, analysis.summary, measures),
    activitySection(pen, analysis.summary, measures),
    leftRightSection(pen, measures),
    warningLines(pen, analysis.warnings),
    noteLines(pen, input),
  ]);
  if (options.withStrides) {
    yield "";
    yield* strideTable(pen, analysis.strides);
  }
}
