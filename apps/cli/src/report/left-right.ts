// Left against right: medians of each foot and their difference. Comes in: tallies by foot. Goes out: lines.
import { padEnd, padStart } from "../terminal/text.ts";
import type { Pen } from "./pen.ts";
import type { RunMeasures } from "./run-measures.ts";
import type { ReportedField } from "./stride-tallies.ts";

interface Row {
  label: string;
  field: ReportedField;
  show: (pen: Pen, value: number) => string;
  /** Angles differ in degrees, everything else in percent of the mean of both. */
  isAngle: boolean;
}

const ROWS: readonly Row[] = [
  {
    label: "Contact",
    field: "groundContactTimeMs",
    show: (pen, value) => `${pen.format.number(value, 0)} ms`,
    isAngle: false,
  },
  {
    label: "Swing",
    field: "swingTimeMs",
    show: (pen, value) => `${pen.format.number(value, 0)} ms`,
    isAngle: false,
  },
  {
    label: "Length",
    field: "strideLengthMeters",
    show: (pen, value) => pen.format.length(value),
    isAngle: false,
  },
  {
    label: "Strike",
    field: "footStrikeAngleDeg",
    show: (pen, value) => pen.format.degrees(value),
    isAngle: true,
  },
  {
    label: "Shoe roll",
    field: "eversionExcursionDeg",
    show: (pen, value) => pen.format.degrees(value),
    isAngle: true,
  },
  {
    label: "Impact",
    field: "impactPeakG",
    show: (pen, value) => `${pen.format.number(value, 1)} g`,
    isAngle: false,
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

/** Right minus left: degrees for angles, else percent of the mean; null where a percentage has no meaning. */
function differenceOf(row: Row, left: number, right: number): number | null {
  if (row.isAngle) return right - left;
  const mean = (left + right) / 2;
  return mean > 0 ? ((right - left) / mean) * 100 : null;
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
  const difference = differenceOf(row, left, right);
  const text = difference === null ? "" : pen.format.signed(difference, 1) + (row.isAngle ? pen.glyphs.degree : " %");
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
