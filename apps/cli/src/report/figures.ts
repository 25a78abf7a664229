// The first section: the run's figures, each with its uncertainty. Comes in: summary and tallies. Goes out: lines.
import type { RunMeasures } from "@solewise/insight";
import type { FootStrikePattern, RunSummary } from "@solewise/terms";
import { columnsOf, padEnd, padStart, wrapText } from "../terminal/text.ts";
import type { Pen } from "./pen.ts";

interface Figure {
  label: string;
  value: string;
  halfWidth: string;
  note: string;
}

const LABEL_COLUMNS = 16;
const VALUE_COLUMNS = 11;
const HALF_WIDTH_COLUMNS = 8;

function joinNotes(notes: (string | null)[]): string {
  return notes.filter((note) => note !== null).join(", ");
}

function distanceFigure(pen: Pen, summary: RunSummary): Figure {
  const { format } = pen;
  const { runDistanceMeters: run, walkDistanceMeters: walk, inferredDistanceMeters: inferred } = summary;
  return {
    label: "Distance",
    value: format.distance(summary.distanceMeters),
    halfWidth: format.distanceHalfWidth(summary.distanceUncertaintyMeters, summary.distanceMeters),
    note: joinNotes([
      run > 0.5 && walk > 0.5 ? `${format.distance(run)} running, ${format.distance(walk)} walking` : null,
      inferred >= 0.5 ? `${format.distance(inferred)} of it inferred` : null,
    ]),
  };
}

function timeFigure(pen: Pen, summary: RunSummary): Figure {
  return {
    label: "Time",
    value: pen.format.duration(summary.durationSec),
    halfWidth: "",
    note: `${pen.format.duration(summary.movingTimeSec)} moving`,
  };
}

/** How the report says what the figures are of. */
export const WHILE = { run: "while running", walk: "while walking", stairs: "on stairs" } as const;

function paceFigure(pen: Pen, summary: RunSummary, measures: RunMeasures): Figure | null {
  const { format } = pen;
  const { speedMps, movingTimeSec, distanceMeters } = summary;
  if (speedMps === null || speedMps <= 0.05) return null;
  const halfWidth = measures.all.halfWidth("speedMps");
  const average = movingTimeSec > 0 ? distanceMeters / movingTimeSec : 0;
  return {
    label: "Pace",
    value: `${format.pace(speedMps)} ${format.paceUnit}`,
    halfWidth: halfWidth === null ? "" : format.paceHalfWidth(speedMps, halfWidth),
    note: joinNotes([
      measures.mainActivity === null ? null : WHILE[measures.mainActivity],
      average > 0.05 ? `${format.pace(average)} over all moving time` : null,
    ]),
  };
}

function cadenceFigure(pen: Pen, summary: RunSummary, measures: RunMeasures): Figure | null {
  const { cadenceSpm } = summary;
  if (cadenceSpm === null) return null;
  const strideTimeMs = measures.all.median("strideTimeMs");
  const halfWidthMs = measures.all.halfWidth("strideTimeMs");
  const halfWidth = strideTimeMs && halfWidthMs !== null ? (cadenceSpm * halfWidthMs) / strideTimeMs : null;
  return {
    label: "Cadence",
    value: `${pen.format.number(cadenceSpm, 0)} spm`,
    halfWidth: pen.format.halfWidth(halfWidth, 0),
    note: `steps of both feet a minute, ${summary.stepCount.toLocaleString("en-US")} steps`,
  };
}

function contactFigures(pen: Pen, summary: RunSummary, measures: RunMeasures): Figure[] {
  const figures: Figure[] = [];
  if (summary.groundContactTimeMs !== null) {
    figures.push({
      label: "Ground contact",
      value: `${pen.format.number(summary.groundContactTimeMs, 0)} ms`,
      halfWidth: pen.format.halfWidth(measures.all.halfWidth("groundContactTimeMs"), 0),
      note: "how long a foot stays down (estimate)",
    });
  }
  if (summary.flightTimeMs !== null && summary.flightTimeMs > 0) {
    figures.push({
      label: "Flight",
      value: `${pen.format.number(summary.flightTimeMs, 0)} ms`,
      halfWidth: pen.format.halfWidth(measures.all.halfWidth("groundContactTimeMs"), 0),
      note: summary.feet === "both" ? "no foot on the ground (estimate)" : "if both feet do alike (estimate)",
    });
  }
  return figures;
}

function lengthFigure(pen: Pen, summary: RunSummary, measures: RunMeasures): Figure | null {
  if (summary.strideLengthMeters === null) return null;
  const halfWidth = measures.all.halfWidth("strideLengthMeters");
  return {
    label: "Stride length",
    value: pen.format.length(summary.strideLengthMeters),
    halfWidth: halfWidth === null ? "" : pen.format.lengthHalfWidth(halfWidth),
    note: "one foot to the same foot",
  };
}

const PATTERN_ORDER: readonly FootStrikePattern[] = ["rearfoot", "midfoot", "forefoot", "uncertain"];

function patternNote(pen: Pen, measures: RunMeasures): string {
  const shares = new Map(measures.all.patternShares());
  return PATTERN_ORDER.filter((pattern) => (shares.get(pattern) ?? 0) >= 0.005)
    .map((pattern) => `${pattern} ${pen.format.percent(shares.get(pattern) ?? 0)}`)
    .join(", ");
}

function strikeFigure(pen: Pen, summary: RunSummary, measures: RunMeasures): Figure | null {
  if (summary.footStrikeAngleDeg === null) return null;
  return {
    label: "Strike angle",
    value: pen.format.degrees(summary.footStrikeAngleDeg),
    halfWidth: pen.format.halfWidth(measures.all.halfWidth("footStrikeAngleDeg"), 1),
    note: patternNote(pen, measures),
  };
}

function figureLines(pen: Pen, figure: Figure): string[] {
  const note = pen.text(figure.note);
  const value = padStart(figure.value, VALUE_COLUMNS);
  const head = `${padEnd(figure.label, LABEL_COLUMNS)}${pen.paint("bold", value)} ${padEnd(figure.halfWidth, HALF_WIDTH_COLUMNS)}`;
  const headColumns = LABEL_COLUMNS + VALUE_COLUMNS + 1 + Math.max(HALF_WIDTH_COLUMNS, columnsOf(figure.halfWidth));
  const indentColumns = pen.isNarrow ? 4 : headColumns + 1;
  const wrapped = wrapText(note, pen.widthColumns - indentColumns);
  const indent = " ".repeat(indentColumns);
  if (pen.isNarrow) return [head.trimEnd(), ...wrapped.map((line) => indent + pen.paint("dim", line))];
  const [first, ...rest] = wrapped;
  if (first === undefined) return [head.trimEnd()];
  return [`${head} ${pen.paint("dim", first)}`, ...rest.map((line) => indent + pen.paint("dim", line))];
}

/** Figures with their uncertainty; what could not be measured has no line. */ // CLI30
export function figuresSection(pen: Pen, summary: RunSummary, measures: RunMeasures): string[] {
  const figures = [
    distanceFigure(pen, summary),
    timeFigure(pen, summary),
    paceFigure(pen, summary, measures),
    cadenceFigure(pen, summary, measures),
    ...contactFigures(pen, summary, measures),
    lengthFigure(pen, summary, measures),
    strikeFigure(pen, summary, measures),
  ];
  return figures.filter((figure) => figure !== null).flatMap((figure) => figureLines(pen, figure));
}
