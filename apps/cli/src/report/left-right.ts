// Left against right: medians of each foot and their difference. Comes in: tallies by foot. Goes out: lines.
import { isAngleField, leftRightDifference, type ReportedField, type RunMeasures } from "@solewise/insight";
import { padEnd, padStart } from "../terminal/text.ts";
import type { Pen } from "./pen.ts";

interface Row {
  label: string;
  field: ReportedField;
  show: (pen: Pen, value: number) => string;
}

const ROWS: readonly Row[] = [
  {
    label: "Contact",
    field: "groundContactTimeMs",
    show: (pen, value) => `${pen.format.number(value, 0)} ms`,
  },
  {
    label: "Swing",
    field: "swingTimeMs",
    show: (pen, value) => `${pen.format.number(value, 0)} ms`,
  },
  {
    label: "Length",
    field: "strideLengthMeters",
    show: (pen, value) => pen.format.length(value),
  },
  {
    label: "Strike",
    field: "footStrikeAngleDeg",
    show: (pen, value) => pen.format.degrees(value),
  },
  {
    label: "Shoe roll",
    field: "eversionExcursionDeg",
    show: (pen, value) => pen.format.degrees(value),
  },
  {
    label: "Impact",
    field: "impactPeakG",
    show: (pen, value) => `${pen.format.number(value, 1)} g`,
  },
];

const LABEL_COLUMNS = 10;
const VALUE_COLUMNS = 10;

/** The difference's columns, without and with bars. */
const DIFFERENCE_NARROW_COLUMNS = 10;
const DIFFERENCE_WIDE_COLUMNS = 12;

/** Shortest half of a bar, columns: as long as its title. */
const BAR_MIN_COLUMNS = 10;

/** Longest half of a bar, columns. */
const BAR_MAX_COLUMNS = 20;

/** Difference that fills a half bar: percent for most rows, degrees for angles. Range 5…50. */
const BAR_FULL_SCALE = 10;

/** Columns of half a bar; 0 = no bars, where they would be too short to tell anything. */
function halfBarColumns(pen: Pen): number {
  const taken = LABEL_COLUMNS + 2 * VALUE_COLUMNS + DIFFERENCE_WIDE_COLUMNS + 5;
  const columns = Math.min(BAR_MAX_COLUMNS, Math.floor((pen.widthColumns - taken) / 2));
  return columns < BAR_MIN_COLUMNS ? 0 : columns;
}

/** A bar from the middle toward the foot with the larger value. */
function differenceBar(pen: Pen, difference: number, columns: number): string {
  const length = Math.min(columns, Math.round((Math.abs(difference) / BAR_FULL_SCALE) * columns));
  const bar = pen.glyphs.barFull.repeat(length);
  const leftHalf = " ".repeat(columns - (difference < 0 ? length : 0)) + pen.paint("left", difference < 0 ? bar : "");
  const rightHalf = pen.paint("right", difference > 0 ? bar : "") + " ".repeat(columns - (difference > 0 ? length : 0));
  return leftHalf + pen.paint("dim", pen.glyphs.middle) + rightHalf;
}

function rowLine(pen: Pen, row: Row, tallies: RunMeasures["bySide"]): string | null {
  const [left, right] = [tallies.left.median(row.field), tallies.right.median(row.field)];
  if (left === null || right === null) return null;
  const columns = halfBarColumns(pen);
  const head = padEnd(row.label, LABEL_COLUMNS) + padStart(row.show(pen, left), VALUE_COLUMNS);
  const rightText = padStart(row.show(pen, right), VALUE_COLUMNS);
  const difference = leftRightDifference(row.field, left, right);
  const text =
    difference === null ? "" : pen.format.signed(difference, 1) + (isAngleField(row.field) ? pen.glyphs.degree : " %");
  if (columns === 0) return head + rightText + padStart(text, DIFFERENCE_NARROW_COLUMNS);
  const bar = differenceBar(pen, difference ?? 0, columns);
  return `${head}  ${bar}  ${rightText}${padStart(text, DIFFERENCE_WIDE_COLUMNS)}`;
}

function headLine(pen: Pen): string {
  const columns = halfBarColumns(pen);
  const left = padStart("left", LABEL_COLUMNS + VALUE_COLUMNS);
  const right = padStart("right", VALUE_COLUMNS);
  if (columns === 0) return left + right + padStart("diff.", DIFFERENCE_NARROW_COLUMNS);
  const bar = `${padStart("left more", columns)} ${padEnd("right more", columns)}`;
  return `${left}  ${bar}  ${right}${padStart("difference", DIFFERENCE_WIDE_COLUMNS)}`;
}

/** The section; empty with one foot or when nothing can be compared. */ // CLI33
export function leftRightSection(pen: Pen, measures: RunMeasures): string[] {
  const lines = ROWS.map((row) => rowLine(pen, row, measures.bySide)).filter((line) => line !== null);
  return lines.length === 0 ? [] : [pen.heading("Left against right"), pen.paint("dim", headLine(pen)), ...lines];
}
