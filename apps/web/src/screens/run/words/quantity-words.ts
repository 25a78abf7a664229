// How each measured quantity reads. Comes in: a field's name, SI value, null or NaN for "not measured".
// Goes out: text and unit apart, in the reader's language and units (PGE3).
import type { FigureKey, SeriesField, TrackKey } from "@solewise/insight";
import type { Messages } from "../../../language/messages.ts";
import { NOT_MEASURED, type QuantityFormat, type QuantityText } from "../../../language/quantity-format.ts";

/** Everything that the page words as a quantity. */
export type QuantityField = SeriesField | TrackKey | "heightMeters";

/** What wording needs of the reader. */
export interface Wording {
  format: QuantityFormat;
  messages: Messages;
}

/** International yard and pound agreement, 1959. */
export const METERS_PER_FOOT = 0.3048;

/** The stride field that spreads as each figure does; null where strides have none. */
export const FIGURE_FIELDS: Record<FigureKey, QuantityField | null> = {
  distance: null,
  duration: null,
  pace: "speedMps",
  cadence: "cadenceSpm",
  groundContactTime: "groundContactTimeMs",
  flightTime: null,
  strideLength: "strideLengthMeters",
  footStrikeAngle: "footStrikeAngleDeg",
};

/** Steps of both feet in a minute, of a stride's time. */
export function cadenceOf(strideTimeMs: number): number {
  return 120_000 / strideTimeMs;
}

/** Half width of a cadence whose stride time is known to ± `halfWidthMs`. */
export function cadenceHalfWidth(strideTimeMs: number, halfWidthMs: number): number {
  return cadenceOf(strideTimeMs) * (halfWidthMs / strideTimeMs);
}

/** A quantity of a stride. */
export function wordQuantity({ format, messages }: Wording, field: QuantityField, value: number | null): QuantityText {
  const { units } = messages.run;
  switch (field) {
    case "groundContactTimeMs":
    case "swingTimeMs":
    case "strideTimeMs":
      return { text: format.number(value), unit: units.ms };
    case "strideLengthMeters":
      return format.length(value);
    case "speedMps":
      return format.pace(finiteOrNull(value));
    case "cadenceSpm":
      return { text: format.number(value), unit: units.spm };
    case "clearanceMeters":
    case "heightChangeMeters":
      return format.smallLength(value);
    case "heightMeters":
      return wordHeight(format, value);
    case "turnDeg":
      return { text: format.number(value), unit: units.degrees };
    case "footStrikeAngleDeg":
    case "eversionExcursionDeg":
      return { text: format.number(value, 1), unit: units.degrees };
    case "impactPeakG":
      return { text: format.number(value, 1), unit: units.g };
  }
}

/** Half width of a quantity; `value` is needed where it is told as another quantity (pace of speed). */
export function wordHalfWidth(wording: Wording, field: QuantityField, value: number, halfWidth: number): QuantityText {
  if (field === "speedMps") return wording.format.paceHalfWidth(value, halfWidth);
  return wordQuantity(wording, field, halfWidth);
}

/** One of the page's figures. */
export function wordFigure({ format, messages }: Wording, key: FigureKey, value: number | null): QuantityText {
  const field = FIGURE_FIELDS[key];
  if (field !== null) return wordQuantity({ format, messages }, field, value);
  if (key === "distance") return format.distance(value);
  if (key === "duration") return { text: format.duration(value), unit: "" };
  return { text: format.number(value), unit: messages.run.units.ms };
}

/** How sure one of the page's figures is; null where nothing is claimed. */
export function wordFigureHalfWidth(
  wording: Wording,
  key: FigureKey,
  value: number | null,
  halfWidth: number | null,
): QuantityText | null {
  if (value === null || halfWidth === null) return null;
  const field = FIGURE_FIELDS[key];
  if (field !== null) return wordHalfWidth(wording, field, value, halfWidth);
  if (key === "distance") return wording.format.distance(halfWidth, value); // APP3
  return wordFigure(wording, key, halfWidth);
}

/** Text and unit in one; degrees and empty units stand without a space. */
export function joinQuantity({ text, unit }: QuantityText): string {
  if (text === NOT_MEASURED || unit === "") return text;
  return unit === "°" ? `${text}°` : `${text} ${unit}`;
}

/** SI units in one of the units that a quantity is shown in: ticks are round in what the reader reads. */
export function shownUnit({ units }: QuantityFormat, field: QuantityField): number {
  const isMetric = units === "metric";
  if (field === "strideLengthMeters" || field === "heightMeters") return isMetric ? 1 : METERS_PER_FOOT;
  if (field === "clearanceMeters" || field === "heightChangeMeters") return isMetric ? 0.01 : METERS_PER_FOOT / 12;
  return 1;
}

function wordHeight(format: QuantityFormat, value: number | null): QuantityText {
  if (format.units === "metric") return { text: format.number(value, 1), unit: "m" };
  return { text: format.number(value === null ? null : value / METERS_PER_FOOT), unit: "ft" };
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
