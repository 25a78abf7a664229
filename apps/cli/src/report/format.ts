// Quantities as people read them. Comes in: SI values with null for "not measured". Goes out: short text with unit.
import type { Glyphs } from "../terminal/glyphs.ts";

/** Unit families of the report. */
export type UnitSystem = "metric" | "imperial";

/** International yard and pound agreement, 1959. */
const METERS_PER_MILE = 1609.344;
const METERS_PER_FOOT = 0.3048;

/** Formats by style and decimals, made once each. */
const FORMATS = new Map<string, Intl.NumberFormat>();

/** A number's decimal, half away from zero as in the app: 22.65 is 22.7, of which `toFixed` makes 22.6. */ // CLI46
function rounded(value: number, digits: number, style: "decimal" | "percent"): string {
  const key = `${style} ${digits}`;
  let format = FORMATS.get(key);
  if (format === undefined) {
    const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat("en-US", { style, useGrouping: false, ...decimals });
    FORMATS.set(key, format);
  }
  return format.format(value);
}

/** Writes quantities in one unit family with one set of signs. */
export class QuantityFormat {
  readonly #units: UnitSystem;
  readonly #glyphs: Glyphs;

  constructor(units: UnitSystem, glyphs: Glyphs) {
    this.#units = units;
    this.#glyphs = glyphs;
  }

  get #metersPerLong(): number {
    return this.#units === "metric" ? 1000 : METERS_PER_MILE;
  }

  get paceUnit(): string {
    return this.#units === "metric" ? "/km" : "/mi";
  }

  number(value: number, digits: number): string {
    const text = rounded(Math.abs(value), digits, "decimal");
    return value < 0 && Number(text) !== 0 ? this.#glyphs.minus + text : text;
  }

  signed(value: number, digits: number): string {
    const text = this.number(value, digits);
    return value > 0 && Number(text) !== 0 ? `+${text}` : text;
  }

  /** Kilometres or miles from 1 km up, metres or feet below. */
  distance(meters: number): string {
    if (meters >= 999.5)
      return `${this.number(meters / this.#metersPerLong, 2)} ${this.#units === "metric" ? "km" : "mi"}`;
    return this.#units === "metric"
      ? `${this.number(meters, meters < 99.5 ? 1 : 0)} m`
      : `${this.number(meters / METERS_PER_FOOT, 0)} ft`;
  }

  /** A half width in the unit that `distance` chose for the value beside it. */
  distanceHalfWidth(meters: number, beside: number): string {
    const text =
      beside >= 999.5
        ? this.number(meters / this.#metersPerLong, 2)
        : this.number(
            this.#units === "metric" ? meters : meters / METERS_PER_FOOT,
            this.#units === "metric" && beside < 99.5 ? 1 : 0,
          );
    return this.#glyphs.plusMinus + text;
  }

  /** Stride lengths and the like. */
  length(meters: number): string {
    return this.#units === "metric" ? `${this.number(meters, 2)} m` : `${this.number(meters / METERS_PER_FOOT, 1)} ft`;
  }

  lengthHalfWidth(meters: number): string {
    const text = this.#units === "metric" ? this.number(meters, 2) : this.number(meters / METERS_PER_FOOT, 1);
    return this.#glyphs.plusMinus + text;
  }

  /** Minutes and seconds, with hours from one hour up. */
  duration(seconds: number): string {
    const whole = Math.round(seconds);
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
    const tail = String(rest).padStart(2, "0");
    return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
  }

  /** Time for a kilometre or mile, without its unit. */
  pace(speedMps: number): string {
    return speedMps > 0.05 ? this.duration(this.#metersPerLong / speedMps) : this.#glyphs.dash;
  }

  paceHalfWidth(speedMps: number, halfWidthMps: number): string {
    return this.#glyphs.plusMinus + this.duration((this.#metersPerLong / speedMps) * (halfWidthMps / speedMps));
  }

  halfWidth(value: number | null, digits: number): string {
    return value === null ? "" : this.#glyphs.plusMinus + this.number(value, digits);
  }

  degrees(value: number): string {
    return `${this.signed(value, 1)}${this.#glyphs.degree}`;
  }

  percent(fraction: number, digits = 0): string {
    return rounded(fraction, digits, "percent").replace("%", " %");
  }
}
