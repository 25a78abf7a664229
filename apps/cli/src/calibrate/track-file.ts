// A satellite track as a CSV: docs/protocol/track-csv.md. Comes in: a path. Goes out: its fixes as columns.
import { readFile, stat } from "node:fs/promises";
import type { FixTrack } from "@solewise/run";
import { InputError } from "@solewise/terms";
import { describeFileFailure, isFileSystemError } from "../terminal/file-failure.ts";

/** A fix a second for four days has about 20 MB. */
const FILE_MAX_BYTES = 100_000_000;

/** Columns, whether each must be there, and what its numbers lie between. */
const COLUMNS = [
  { name: "time_s", isNeeded: true, least: -Infinity, most: Infinity },
  { name: "latitude_deg", isNeeded: true, least: -90, most: 90 },
  { name: "longitude_deg", isNeeded: true, least: -180, most: 180 },
  { name: "accuracy_m", isNeeded: false, least: 0, most: Infinity },
  { name: "speed_mps", isNeeded: false, least: 0, most: 100 },
] as const;

type ColumnName = (typeof COLUMNS)[number]["name"];

function refuse(file: string, line: number | null, expected: string, came: string, remedy: string): InputError {
  return new InputError({ file, line }, expected, came, remedy);
}

/** Where each column stands; −1 for an optional one that is not there. */
function readHeader(header: string, file: string): Record<ColumnName, number> {
  const names = header.split(",").map((name) => name.trim());
  const places = Object.fromEntries(COLUMNS.map(({ name }) => [name, names.indexOf(name)]));
  const missing = COLUMNS.find(({ name, isNeeded }) => isNeeded && places[name] === -1);
  if (missing === undefined) return places as Record<ColumnName, number>;
  const expected = "a header line with time_s, latitude_deg and longitude_deg";
  throw refuse(file, 1, expected, `one without ${missing.name}`, "see docs/protocol/track-csv.md");
}

/** The number of a cell; NaN for an empty one of a column that may be left out. */
function readCell(cell: string, column: (typeof COLUMNS)[number], file: string, line: number): number {
  const text = cell.trim();
  if (text === "" && !column.isNeeded) return Number.NaN;
  const value = Number(text);
  if (text !== "" && Number.isFinite(value) && value >= column.least && value <= column.most) return value;
  const range = Number.isFinite(column.most) ? ` from ${column.least} to ${column.most}` : "";
  throw refuse(
    file,
    line,
    `a number${range} as ${column.name}`,
    `“${text.slice(0, 40)}”`,
    "mend the row or leave it out",
  );
}

/** Reads the text of a track; times must go forward. Throws InputError. */ // CLI63
export function parseTrack(text: string, file: string): FixTrack {
  const [header = "", ...lines] = text.replace(/^\uFEFF/u, "").split(/\r?\n/u);
  const places = readHeader(header, file);
  const rows: Record<ColumnName, number>[] = [];
  lines.forEach((row, index) => {
    if (row.trim() === "") return;
    const cells = row.split(",");
    const read = COLUMNS.map((column) => {
      const place = places[column.name];
      return [column.name, place < 0 ? Number.NaN : readCell(cells[place] ?? "", column, file, index + 2)] as const;
    });
    const fix = Object.fromEntries(read) as Record<ColumnName, number>;
    const before = rows.at(-1);
    if (before !== undefined && fix.time_s <= before.time_s) {
      throw refuse(file, index + 2, `a time after ${before.time_s}`, String(fix.time_s), "put the fixes in time order");
    }
    rows.push(fix);
  });
  const columnOf = (name: ColumnName): Float64Array => Float64Array.from(rows, (row) => row[name]);
  return {
    fixCount: rows.length,
    timeSec: columnOf("time_s"),
    latitudeDeg: columnOf("latitude_deg"),
    longitudeDeg: columnOf("longitude_deg"),
    accuracyMeters: columnOf("accuracy_m"),
    speedMps: columnOf("speed_mps"),
  };
}

/** Reads a track. Throws InputError. */
export async function readTrackFile(path: string): Promise<FixTrack> {
  try {
    const stats = await stat(path);
    const remedy = "name a CSV of fixes";
    if (!stats.isFile()) throw refuse(path, null, "a track", stats.isDirectory() ? "a folder" : "a device", remedy);
    if (stats.size > FILE_MAX_BYTES) {
      throw refuse(path, null, "a track", `a file of ${(stats.size / 1e6).toFixed(0)} MB`, remedy);
    }
    return parseTrack(await readFile(path, "utf8"), path);
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    const { came, remedy } = describeFileFailure(error);
    throw refuse(path, null, "a track", came, remedy);
  }
}
