// The lines before a recording's rows: optional `# key=value` lines and the column header. In: text of one line. Out: the
// header's fields, or the refusal that says what is allowed. Source: DESIGN §4, Recording CSV.
import { InputError } from "@solewise/terms";
import type { InputPlace, RecordingHeader, SensorPlace, Side } from "@solewise/terms";
import { quoteInput } from "./quote-input.ts";
import { COLUMN_HEADER, COLUMNS } from "./row-layout.ts";

const KEY_VALUE = /^#\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;
const UTC_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|\+00:00)$/;

/** Full scales that a real sensor may state: far wider than any part sold, so that only a wrong unit is refused. */
const RANGE_G_LIMITS = { min: 1, max: 1000 };
const RANGE_DPS_LIMITS = { min: 50, max: 20_000 };
/** Longest device name that is kept. Characters. */
export const DEVICE_MAX_CHARACTERS = 200;

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
    throw new InputError(place, `one line with ${key}`, "a second one", "keep the one that is true");
  }
  const value = match[2] ?? "";
  if (!field.read(header, value)) {
    throw new InputError(place, `${key} to be ${field.allowed}`, quoteInput(value), "correct the line or remove it");
  }
}

interface HeaderField {
  name: keyof RecordingHeader;
  allowed: string;
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
      read: (header, value) => {
        header.rangeG = value === "" ? Number.NaN : Number(value);
        return header.rangeG >= RANGE_G_LIMITS.min && header.rangeG <= RANGE_G_LIMITS.max;
      },
    },
    range_dps: {
      name: "rangeDps",
      allowed: `a number from ${RANGE_DPS_LIMITS.min} to ${RANGE_DPS_LIMITS.max} without a unit (such as 2000)`,
      read: (header, value) => {
        header.rangeDps = value === "" ? Number.NaN : Number(value);
        return header.rangeDps >= RANGE_DPS_LIMITS.min && header.rangeDps <= RANGE_DPS_LIMITS.max;
      },
    },
    device: {
      name: "device",
      allowed: `a name of 1 to ${DEVICE_MAX_CHARACTERS} characters`,
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
  throw new InputError(place, `the column header ${COLUMN_HEADER}`, headerCame(text), headerRemedy(text));
}

function headerCame(text: string): string {
  if (/^[\s\d.+,;-]+$/.test(text)) return `the numbers ${quoteInput(text)}`;
  return hasControlCharacters(text) ? "binary bytes" : quoteInput(text);
}

/** Units in column names, and what to write instead. */
const UNIT_MISTAKES: readonly { pattern: RegExp; remedy: string }[] = [
  { pattern: /_(?:ms|us|ns)\b|[([](?:ms|us|µs|ns)[)\]]|milli|micro|nano/, remedy: "the time in seconds as time_s" },
  { pattern: /_m?g\b|[([]m?g[)\]]/, remedy: "accelerations in m/s² (g × 9.80665)" },
  { pattern: /deg|dps|°/, remedy: "angular rates in rad/s (°/s × 0.0174533)" },
];

/** The mistakes seen most, each with the repair; the first that fits is told. */
function headerRemedy(text: string): string {
  const lower = text.toLowerCase();
  const names = lower.split(",").map((name) => name.trim());
  if (hasControlCharacters(text)) return "give the CSV text of one foot's sensor";
  if (text.includes("\r")) return "end lines with a line feed (LF or CRLF), not with a carriage return alone";
  if (/^[\s\d.+,;-]+$/.test(text)) return `put the line ${COLUMN_HEADER} before the numbers`;
  if (text.includes(";") || text.includes("\t")) return "separate columns with commas and write decimals with a point";
  const conversions = UNIT_MISTAKES.filter(({ pattern }) => pattern.test(lower)).map(({ remedy }) => remedy);
  if (conversions.length > 0) return `write ${conversions.join(", ")} under the expected names`;
  if (sameNames(names)) return "put the columns and their numbers into the expected order and spelling";
  if (COLUMNS.every((name) => names.includes(name))) return "remove the other columns";
  if (!/gyr|rot|omega|ang/.test(lower) && /acc/.test(lower)) return "record the gyroscope too, both sensors are needed";
  return "name the columns so, in seconds, m/s² and rad/s";
}

function sameNames(names: readonly string[]): boolean {
  const bare = names.map((name) => name.replaceAll(/["']/g, "").trim());
  return bare.length === COLUMNS.length && COLUMNS.every((name) => bare.includes(name));
}

function hasControlCharacters(text: string): boolean {
  return /[\p{Cc}\u{fffd}]/u.test(text.replaceAll(/[\t\r]/g, ""));
}
