// The columns of the stride table: which there are, how wide, what a cell says. Comes in: a run's view. Goes out: text in
// the reader's units (PGE16).
import type { FootSeries, RunView, SeriesField } from "@solewise/insight";
import { joinQuantity, type Wording, wordHalfWidth, wordQuantity } from "../words/quantity-words.ts";
import { ACTIVITIES } from "../words/series-codes.ts";

/** Columns that name a stride rather than measure it. */
export type FactColumn = "index" | "elapsed" | "distance" | "activity" | "quality";

export type StrideColumn = FactColumn | SeriesField;

/** All columns in their order; `index`, which names the foot too, always stays. */
export const STRIDE_COLUMNS: readonly StrideColumn[] = [
  "index",
  "elapsed",
  "distance",
  "activity",
  "speedMps",
  "strideLengthMeters",
  "groundContactTimeMs",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "impactPeakG",
  "clearanceMeters",
  "strideTimeMs",
  "swingTimeMs",
  "heightChangeMeters",
  "turnDeg",
  "quality",
];

/** Columns that a first visit shows. */
export const USUAL_COLUMNS: readonly StrideColumn[] = STRIDE_COLUMNS.filter(
  (column) => !["swingTimeMs", "heightChangeMeters", "turnDeg", "strideTimeMs"].includes(column),
);

const FACTS: ReadonlySet<StrideColumn> = new Set(["index", "elapsed", "distance", "activity", "quality"]);

/** Whether a column holds a measured quantity. */
export function isMeasured(column: StrideColumn): column is SeriesField {
  return !FACTS.has(column);
}

/** Width in rem. */
export function columnWidthRem(column: StrideColumn, hasWidths: boolean): number {
  if (column === "activity") return 7.5;
  if (column === "distance") return 6.5;
  if (!isMeasured(column)) return 5.5;
  return hasWidths ? 8.5 : 6.5;
}

/** One stride of the view. */
export interface StridePlace {
  foot: FootSeries;
  index: number;
}

/** The stride behind a code of `RunView.order`. */
export function strideOfCode(view: RunView, code: number): StridePlace | null {
  const foot = view.feet[code % 2 === 1 ? "right" : "left"];
  return foot === null ? null : { foot, index: code >> 1 };
}

/** What a cell says; the number of a stride is that of the files, from 0 for each foot. */
export function wordCell(
  wording: Wording,
  { foot, index }: StridePlace,
  column: StrideColumn,
  hasWidth: boolean,
): string {
  const { format, messages } = wording;
  if (isMeasured(column)) return wordMeasured(wording, { foot, index }, column, hasWidth);
  switch (column) {
    case "index":
      return format.number(index);
    case "elapsed":
      return format.duration(foot.elapsedSec[index] ?? null);
    case "distance":
      return joinQuantity(format.distance(foot.distanceMeters[index] ?? null));
    case "activity":
      return messages.run.bands[ACTIVITIES[foot.activityCodes[index] ?? -1] ?? "other"];
    case "quality":
      return format.percent(foot.qualityFraction[index] ?? null);
  }
}

/** The unit that a column's numbers have; empty where each cell says its own. */
export function columnUnit(wording: Wording, column: StrideColumn): string | undefined {
  return isMeasured(column) ? wordQuantity(wording, column, 1).unit : undefined;
}

/** What a column is sorted by; strides without a value come last. */
export function sortValue({ foot, index }: StridePlace, column: StrideColumn): number {
  const value = isMeasured(column) ? foot.values[column][index] : factValue(foot, index, column);
  return value === undefined || Number.isNaN(value) ? -Infinity : value;
}

function factValue(foot: FootSeries, index: number, column: FactColumn): number | undefined {
  if (column === "index") return index;
  if (column === "distance") return foot.distanceMeters[index];
  if (column === "activity") return foot.activityCodes[index];
  if (column === "quality") return foot.qualityFraction[index];
  return foot.elapsedSec[index];
}

function wordMeasured(wording: Wording, { foot, index }: StridePlace, field: SeriesField, hasWidth: boolean): string {
  const value = foot.values[field][index] ?? NaN;
  const { text } = wordQuantity(wording, field, value);
  const halfWidth = foot.halfWidths[field][index] ?? NaN;
  if (!hasWidth || !Number.isFinite(value) || !Number.isFinite(halfWidth)) return text;
  const width =
    field === "speedMps" ? wordHalfWidth(wording, field, value, halfWidth) : wordQuantity(wording, field, halfWidth);
  return `${text} ± ${width.text}`;
}
