// Left against right: one quantity of both feet in; their difference, and whether it is sure, out (INS8).
import type { LeftRightRow, RunView, SeriesField } from "./run-view.ts";
import { quantileOf, SortedFigures } from "./series-values.ts";

/** Fields that feet are compared by, in the order they are shown. */
const LEFT_RIGHT_FIELDS = [
  "groundContactTimeMs",
  "swingTimeMs",
  "strideLengthMeters",
  "footStrikeAngleDeg",
  "eversionExcursionDeg",
  "impactPeakG",
  "clearanceMeters",
] as const satisfies readonly SeriesField[];

/** Fewest strides of a foot whose scatter tells anything. Range 5…30. Engineering estimate. */
const SPREAD_MIN_STRIDES = 8;

/** Whether a field's difference is told in degrees; all others are told in percent of the mean of both. */
export function isAngleField(field: SeriesField): boolean {
  return field.endsWith("Deg");
}

/** Right minus left: degrees for angles, else percent of the mean; null where a percentage has no meaning. */
export function leftRightDifference(field: SeriesField, left: number, right: number): number | null {
  if (isAngleField(field)) return right - left;
  const mean = (left + right) / 2;
  return mean > 0 ? ((right - left) / mean) * 100 : null;
}

/** Standard error of a median from the interquartile range of near-normal sorted values; infinite of too few. */
export function medianStandardError(sorted: Float64Array): number {
  if (sorted.length < SPREAD_MIN_STRIDES) return Number.POSITIVE_INFINITY;
  return (1.2533 * (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25))) / 1.349 / Math.sqrt(sorted.length);
}

function compareField(field: SeriesField, leftSorted: Float64Array, rightSorted: Float64Array): LeftRightRow | null {
  if (leftSorted.length === 0 || rightSorted.length === 0) return null;
  const [left, right] = [quantileOf(leftSorted, 0.5), quantileOf(rightSorted, 0.5)];
  const standardError = Math.hypot(medianStandardError(leftSorted), medianStandardError(rightSorted));
  const isSure = Math.abs(right - left) > 2 * standardError;
  return { field, left, right, difference: leftRightDifference(field, left, right), isSure };
}

/** One row a field that both feet measured; none with one foot. */
export function compareFeet({ left, right }: RunView["feet"], sorted = new SortedFigures()): LeftRightRow[] {
  if (left === null || right === null) return [];
  return LEFT_RIGHT_FIELDS.map((field) => compareField(field, sorted.of(left, field), sorted.of(right, field))).filter(
    (row) => row !== null,
  );
}
