// Quantities as a reader of one language and one unit family sees them. Comes in: SI values, null or NaN for "not
// measured". Goes out: short text. Numbers and dates by Intl.

/** Unit families. */
export type UnitSystem = "metric" | "imperial";

/** International yard and pound agreement, 1959. */
const METERS_PER_MILE = 1609.344;
const METERS_PER_FOOT = 0.3048;
const METERS_PER_INCH = 0.0254;

/** Slower than this is no pace worth a number, m/s. */
const PACE_MIN_MPS = 0.05;

/** Text and unit apart, so that a page can set them in different sizes. */
export interface QuantityText {
  text: string;
  unit: string;
}

/** Shown where nothing was measured. */
export const NOT_MEASURED = "–";

/** Writes quantities in one language and unit family. */
export class QuantityFormat {
  readonly tag: string;
  readonly units: UnitSystem;
  readonly #numbers = new Map<string, Intl.NumberFormat>();

  constructor(tag: string, units: UnitSystem) {
    this.tag = tag;
    this.units = units;
  }

  /** A plain number with a fixed count of decimals. */
  number(value: number | null, digits = 0): string {
    if (value === null || !Number.isFinite(value)) return NOT_MEASURED;
    return this.#format(digits, "auto").format(withoutNegativeZero(value, digits));
  }

  /** The same with its sign always shown. */
  signed(value: number | null, digits = 0): string {
    if (value === null || !Number.isFinite(value)) return NOT_MEASURED;
    return this.#format(digits, "exceptZero").format(withoutNegativeZero(value, digits));
  }

  percent(fraction: number | null, digits = 0): string {
    if (fraction === null || !Number.isFinite(fraction)) return NOT_MEASURED;
    const style = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    return new Intl.NumberFormat(this.tag, style).format(fraction);
  }

  #format(digits: number, signDisplay: "auto" | "exceptZero"): Intl.NumberFormat {
    const key = `${digits} ${signDisplay}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(this.tag, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay,
    });
    this.#numbers.set(key, made);
    return made;
  }

  /** Kilometres or miles. */
  get longUnit(): "km" | "mi" {
    return this.units === "metric" ? "km" : "mi";
  }

  get metersPerLong(): number {
    return this.units === "metric" ? 1000 : METERS_PER_MILE;
  }

  /** Kilometres or miles from 1 km up, metres or feet below. `beside` chooses the unit by another value's size. */
  distance(meters: number | null, beside = meters): QuantityText {
    if ((beside ?? 0) >= 999.5) {
      return { text: this.number(meters === null ? null : meters / this.metersPerLong, 2), unit: this.longUnit };
    }
    if (this.units === "metric") return { text: this.number(meters, (beside ?? 0) < 99.5 ? 1 : 0), unit: "m" };
    return { text: this.number(meters === null ? null : meters / METERS_PER_FOOT, 0), unit: "ft" };
  }

  /** Stride lengths. */
  length(meters: number | null): QuantityText {
    if (this.units === "metric") return { text: this.number(meters, 2), unit: "m" };
    return { text: this.number(meters === null ? null : meters / METERS_PER_FOOT, 1), unit: "ft" };
  }

  /** Clearances and paths of the foot. */
  smallLength(meters: number | null): QuantityText {
    if (this.units === "metric") return { text: this.number(meters === null ? null : meters * 100, 0), unit: "cm" };
    return { text: this.number(meters === null ? null : meters / METERS_PER_INCH, 1), unit: "in" };
  }

  /** Minutes and seconds, with hours from one hour up. */
  duration(seconds: number | null): string {
    if (seconds === null || !Number.isFinite(seconds)) return NOT_MEASURED;
    const whole = Math.round(seconds);
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
    const tail = String(rest).padStart(2, "0");
    return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
  }

  get paceUnit(): "min/km" | "min/mi" {
    return this.units === "metric" ? "min/km" : "min/mi";
  }

  /** Time for a kilometre or mile. */
  pace(speedMps: number | null): QuantityText {
    const text =
      speedMps !== null && speedMps > PACE_MIN_MPS ? this.duration(this.metersPerLong / speedMps) : NOT_MEASURED;
    return { text, unit: this.paceUnit };
  }

  /** Half width of a pace whose speed is known to ± halfWidthMps. */
  paceHalfWidth(speedMps: number, halfWidthMps: number): QuantityText {
    const seconds = speedMps > PACE_MIN_MPS ? (this.metersPerLong / speedMps) * (halfWidthMps / speedMps) : null;
    return { text: this.duration(seconds), unit: this.paceUnit };
  }

  /** Size of stored things; 1 kB = 1000 bytes, as systems show it. */
  bytes(sizeBytes: number): string {
    const step = sizeBytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(sizeBytes) / 3));
    const unit = ["byte", "kilobyte", "megabyte", "gigabyte"][step] ?? "byte";
    const value = sizeBytes / 1000 ** step;
    const maximumFractionDigits = step > 0 && value < 10 ? 1 : 0;
    return new Intl.NumberFormat(this.tag, { style: "unit", unit, maximumFractionDigits }).format(value);
  }

  /** Day, month and year with the time of day, in the device's own time zone unless one that it knows is given. */
  dateTime(atMs: number, timeZone?: string): string {
    return this.#date(atMs, { dateStyle: "medium", timeStyle: "short" }, timeZone);
  }

  date(atMs: number, timeZone?: string): string {
    return this.#date(atMs, { dateStyle: "medium" }, timeZone);
  }

  #date(atMs: number, style: Intl.DateTimeFormatOptions, timeZone: string | undefined): string {
    const known = timeZone !== undefined && isKnownTimeZone(timeZone);
    return new Intl.DateTimeFormat(this.tag, known ? { ...style, timeZone } : style).format(atMs);
  }
}

/** Rounds −0.04 to 0, not to −0. */
function withoutNegativeZero(value: number, digits: number): number {
  return Math.abs(value) < 0.5 / 10 ** digits ? 0 : value;
}

const timeZones = new Map<string, boolean>();

/** Whether this browser knows a zone: a run may come from one with newer names (Europe/Kyiv), or from any hand. */ // APP26
function isKnownTimeZone(timeZone: string): boolean {
  const told = timeZones.get(timeZone);
  if (told !== undefined) return told;
  let isKnown: boolean;
  try {
    isKnown = Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    isKnown = false;
  }
  timeZones.set(timeZone, isKnown);
  return isKnown;
}

/** Regions that measure roads in miles. */
const MILE_REGIONS = new Set(["US", "GB", "LR", "MM"]);

/** The unit family that readers of a language tag expect. */
export function usualUnits(tag: string): UnitSystem {
  const { region } = new Intl.Locale(tag).maximize();
  return region !== undefined && tag.includes("-") && MILE_REGIONS.has(region) ? "imperial" : "metric";
}
