// Says what is wrong with a reference before it is believed: columns, units, clocks. In: tables and strides as they were
// read. Out: nothing, or an Error with the file, what was expected, what came and what to do.
import type { CsvTable } from "./csv-table.ts";
import { median } from "./statistics.ts";
import type { TruthStride } from "./truth.ts";

/** Where formats and units are explained; named in every message. */
const GUIDE = "docs/guides/validate-with-your-data.md";

/** A reference may reach this much beyond the recording on either side, s. */
const CLOCK_MARGIN_SEC = 1;

/** Contacts of people, walking and running, s; a median outside is another unit. */
const CONTACT_SEC = { least: 0.03, most: 3 } as const;

/** Strides of people, m. */
const LENGTH_METERS = { least: 0.05, most: 8 } as const;

/** So many strike angles that are all under this are radians, °. */
const ANGLE_ROWS_MIN = 10;
const ANGLE_LEAST_DEG = 0.8;

const listed = (names: readonly string[]): string => (names.some((name) => name !== "") ? names.join(", ") : "nothing");

/** A column that has the wanted quantity in another unit: `ic_ms` for `ic_s`. */
function otherUnit(wanted: string, columns: readonly string[]): string | undefined {
  const stem = wanted.replace(/_[a-z]+$/, "_");
  return columns.find(
    (column) => column !== wanted && column.startsWith(stem) && !column.slice(stem.length).includes("_"),
  );
}

/** Throws unless every wanted column is there. */
export function requireColumns(table: CsvTable, wanted: readonly string[], file: string): void {
  const missing = wanted.filter((name) => !table.columns.includes(name));
  const [first] = missing;
  if (first === undefined) return;
  const near = otherUnit(first, table.columns);
  const unit = near === undefined ? "" : ` ${near} is another unit: convert it and call it ${first}.`;
  throw new Error(
    `${file}: expected the columns ${listed(wanted)}, but found ${listed(table.columns)}; ${listed(missing)} ${missing.length === 1 ? "is" : "are"} missing.${unit} See ${GUIDE}.`,
  );
}

/** Throws when a column of sides holds neither left nor right in any row. */
export function requireSides(values: readonly string[], file: string): void {
  if (values.length === 0) throw new Error(`${file}: expected a row a step, but found none. See ${GUIDE}.`);
  if (values.some((value) => /^[lr]/i.test(value))) return;
  throw new Error(
    `${file}: expected L or R (left, right) in the column of sides, but found "${values[0] ?? ""}". See ${GUIDE}.`,
  );
}

const medianOf = (values: readonly (number | null)[]): number | null => median(values.flatMap((value) => value ?? []));

function checkClock(strides: readonly TruthStride[], firstSec: number, lastSec: number, file: string): void {
  const instants = strides.flatMap((stride) => stride.initialContactSec ?? stride.swingCentreSec ?? []);
  const isInside = (sec: number): boolean => sec >= firstSec - CLOCK_MARGIN_SEC && sec <= lastSec + CLOCK_MARGIN_SEC;
  if (instants.length === 0 || instants.some(isInside)) return;
  const isMilliseconds = instants.some((instant) => instant > 100 && isInside(instant / 1000));
  const why = isMilliseconds
    ? "they look like milliseconds: columns that end in _s are seconds"
    : "both have to be on one clock: subtract the difference from the reference";
  throw new Error(
    `${file}: the recording lasts from ${firstSec.toFixed(2)} to ${lastSec.toFixed(2)} s, but no reference instant lies in it (the first is ${String(instants[0])}); ${why}. See ${GUIDE}.`,
  );
}

function checkRange(
  middle: number | null,
  { least, most }: { least: number; most: number },
  [what, unit]: readonly [string, string],
  file: string,
): void {
  if (middle === null || (middle >= least && middle <= most)) return;
  throw new Error(
    `${file}: the median ${what} is ${middle.toPrecision(3)} ${unit}, but people's lie within ${least} and ${most} ${unit}; the unit is in the column's name (_s seconds, _m metres, _cm centimetres). See ${GUIDE}.`,
  );
}

function checkAngles(strides: readonly TruthStride[], file: string): void {
  const angles = strides.flatMap((stride) => stride.footStrikeAngleDeg ?? []);
  if (angles.length < ANGLE_ROWS_MIN || angles.some((angle) => Math.abs(angle) >= ANGLE_LEAST_DEG)) return;
  throw new Error(
    `${file}: all ${angles.length} strike angles are under ${ANGLE_LEAST_DEG}°: they look like radians, but columns that end in _deg are degrees. See ${GUIDE}.`,
  );
}

/** What the strides' instants were measured by, and the recording that they should lie in. */
export interface ReferenceSpan {
  firstSec: number;
  lastSec: number;
  isClockShared: boolean;
}

/** Throws when a foot's reference cannot be of its recording, or is in other units. `file` names the recording. */
export function checkStrides(strides: readonly TruthStride[], span: ReferenceSpan, file: string): void {
  const contacts = strides.map(({ initialContactSec, terminalContactSec }) =>
    initialContactSec === null || terminalContactSec === null ? null : terminalContactSec - initialContactSec,
  );
  if (span.isClockShared) checkClock(strides, span.firstSec, span.lastSec, file);
  checkRange(medianOf(contacts), CONTACT_SEC, ["contact time", "s"], file);
  checkRange(medianOf(strides.map((stride) => stride.strideLengthMeters)), LENGTH_METERS, ["stride length", "m"], file);
  checkAngles(strides, file);
}
