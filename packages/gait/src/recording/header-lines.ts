// The lines before a recording's rows: optional `# key=value` lines and the column header. In: text of one line. Out: the
// header's fields, or the refusal that says what is allowed. Source: DESIGN §4, Recording CSV.
import { InputError } from "@solewise/terms";
import type { InputPlace, RecordingHeader, RefusalValues, SensorPlace, Side } from "@solewise/terms";
import { printableInput, quoteInput } from "./quote-input.ts";
import { COLUMN_HEADER, COLUMNS } from "./row-layout.ts";

const KEY_VALUE = /^#\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;
const UTC_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|\+00:00)$/;

/** Full scales that a real sensor may state: far wider than any part sold, so that only a wrong unit is refused. */
const RANGE_G_LIMITS = { min: 1, max: 1000 };
const RANGE_DPS_LIMITS = { min: 50, max: 20_000 };
/** Longest device name that is kept. Characters. */
const DEVICE_MAX_CHARACTERS = 200;

/** A header of which nothing is known. */
export function emptyHeader(): RecordingHeader {
  return { startedAtUtc: null, side: null, place: null, rangeG: null, rangeDps: null, device: null };
}

/** Takes one `#` line into the header. Unknown keys and plain comments are passed over; a known key twice is refused. */
export function readHeaderComment(text: string, header: RecordingHeader, place: InputPlace): void {
  const match = KEY_VALUE.exec(text);
  if (match === null) return;
  const key = (match[1] ?? "").toLowerCase();
  const field = FIELDS.get(key);
  if (field === undefined) return;
  if (header[field.name] !== null) {
    throw new InputError(place, `one line with ${key}`, "a second one", "keep the one that is true", {
      code: "header-key-twice",
      values: { key },
    });
  }
  const value = match[2] ?? "";
  if (!field.read(header, value)) {
    throw new InputError(place, `${key} to be ${field.allowed}`, quoteInput(value), "correct the line or remove it", {
      code: "header-value-wrong",
      values: { key, found: printableInput(value), ...field.limits },
    });
  }
}

interface HeaderField {
  name: keyof RecordingHeader;
  allowed: string;
  /** The numbers in `allowed`, where it has some. */
  limits?: RefusalValues;
  /** Stores the value; false when it is not allowed. */
  read(header: RecordingHeader, value: string): boolean;
}

const FIELDS: ReadonlyMap<string, HeaderField> = new Map(
  Object.entries<HeaderField>({
    started_at_utc: {
      name: "startedAtUtc",
      allowed: "an instant in UTC such as 2026-05-01T06:30:00Z",
      read: (header, value) => {
        header.startedAtUtc = value;
        return isUtcInstant(value);
      },
    },
    side: {
      name: "side",
      allowed: "left or right",
      read: (header, value) => {
        header.side = value as Side;
        return value === "left" || value === "right";
      },
    },
    place: {
      name: "place",
      allowed: "sole, instep or heel",
      read: (header, value) => {
        header.place = value as SensorPlace;
        return value === "sole" || value === "instep" || value === "heel";
      },
    },
    range_g: {
      name: "rangeG",
      allowed: `a number from ${RANGE_G_LIMITS.min} to ${RANGE_G_LIMITS.max} without a unit (such as 16)`,
      limits: { rangeMinG: RANGE_G_LIMITS.min, rangeMaxG: RANGE_G_LIMITS.max },
      read: (header, value) => {
        header.rangeG = value === "" ? Number.NaN : Number(value);
        return header.rangeG >= RANGE_G_LIMITS.min && header.rangeG <= RANGE_G_LIMITS.max;
      },
    },
    range_dps: {
      name: "rangeDps",
      allowed: `a number from ${RANGE_DPS_LIMITS.min} to ${RANGE_DPS_LIMITS.max} without a unit (such as 2000)`,
      limits: { rangeMinDps: RANGE_DPS_LIMITS.min, rangeMaxDps: RANGE_DPS_LIMITS.max },
      read: (header, value) => {
        header.rangeDps = value === "" ? Number.NaN : Number(value);
        return header.rangeDps >= RANGE_DPS_LIMITS.min && header.rangeDps <= RANGE_DPS_LIMITS.max;
      },
    },
    device: {
      name: "device",
      allowed: `a name of 1 to ${DEVICE_MAX_CHARACTERS} characters`,
      limits: { charactersMaxCount: DEVICE_MAX_CHARACTERS },
      read: (header, value) => {
        header.device = value;
        return value.length >= 1 && value.length <= DEVICE_MAX_CHARACTERS;
      },
    },
  }),
);

/** ISO 8601 to the minute or finer, in UTC, on a day that exists (Date.parse moves the 31st of April to May). */
function isUtcInstant(text: string): boolean {
  const atMs = UTC_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 16) === text.slice(0, 16);
}

/** Checks the column header. Throws InputError that names the likely mistake. */
export function checkColumnHeader(text: string, place: InputPlace): void {
  if (text === COLUMN_HEADER) return;
  const { remedy, ...mistake } = headerMistake(text);
  const found = hasControlCharacters(text) ? {} : { found: printableInput(text) };
  throw new InputError(place, `the column header ${COLUMN_HEADER}`, headerCame(text), remedy, {
    code: "column-header-wrong",
    values: { columnHeader: COLUMN_HEADER, ...found, ...mistake },
  });
}

function headerCame(text: string): string {
  if (/^[\s\d.+,;-]+$/.test(text)) return `the numbers ${quoteInput(text)}`;
  return hasControlCharacters(text) ? "binary bytes" : quoteInput(text);
}

/** Units in column names, and what to write instead. */
const UNIT_MISTAKES: readonly { quantity: string; pattern: RegExp; remedy: string }[] = [
  {
    quantity: "time",
    pattern: /_(?:ms|us|ns)\b|[([](?:ms|us|µs|ns)[)\]]|milli|micro|nano/,
    remedy: "the time in seconds as time_s",
  },
  { quantity: "acceleration", pattern: /_m?g\b|[([]m?g[)\]]/, remedy: "accelerations in m/s² (g × 9.80665)" },
  { quantity: "angular-rate", pattern: /deg|dps|°/, remedy: "angular rates in rad/s (°/s × 0.0174533)" },
];

/** Code word of a mistake in the column header, the repair, and for units the quantities, joined by spaces. */
interface HeaderMistake extends RefusalValues {
  mistake: string;
  remedy: string;
}

/** The mistakes seen most, each with the repair; the first that fits is told. */
function headerMistake(text: string): HeaderMistake {
  const lower = text.toLowerCase();
  const names = lower.split(",").map((name) => name.trim());
  if (hasControlCharacters(text)) return { mistake: "binary", remedy: "give the CSV text of one foot's sensor" };
  if (text.includes("\r")) {
    const remedy = "end lines with a line feed (LF or CRLF), not with a carriage return alone";
    return { mistake: "carriage-returns", remedy };
  }
  if (/^[\s\d.+,;-]+$/.test(text)) {
    return { mistake: "no-header", remedy: `put the line ${COLUMN_HEADER} before the numbers` };
  }
  if (text.includes(";") || text.includes("\t")) {
    return { mistake: "separators", remedy: "separate columns with commas and write decimals with a point" };
  }
  return unitMistake(lower) ?? nameMistake(lower, names);
}

function unitMistake(lower: string): HeaderMistake | null {
  const wrong = UNIT_MISTAKES.filter(({ pattern }) => pattern.test(lower));
  if (wrong.length === 0) return null;
  const quantities = wrong.map(({ quantity }) => quantity).join(" ");
  const conversions = wrong.map(({ remedy }) => remedy).join(", ");
  return { mistake: "units", quantities, remedy: `write ${conversions} under the expected names` };
}

function nameMistake(lower: string, names: readonly string[]): HeaderMistake {
  if (sameNames(names)) {
    return { mistake: "order", remedy: "put the columns and their numbers into the expected order and spelling" };
  }
  if (COLUMNS.every((name) => names.includes(name))) {
    return { mistake: "extra-columns", remedy: "remove the other columns" };
  }
  if (!/gyr|rot|omega|ang/.test(lower) && /acc/.test(lower)) {
    return { mistake: "no-gyroscope", remedy: "record the gyroscope too, both sensors are needed" };
  }
  return { mistake: "names", remedy: "name the columns so, in seconds, m/s² and rad/s" };
}

function sameNames(names: readonly string[]): boolean {
  const bare = names.map((name) => name.replaceAll(/["']/g, "").trim());
  return bare.length === COLUMNS.length && COLUMNS.every((name) => bare.includes(name));
}

function hasControlCharacters(text: string): boolean {
  return /[\p{Cc}\u{fffd}]/u.test(text.replaceAll(/[\t\r]/g, ""));
}
