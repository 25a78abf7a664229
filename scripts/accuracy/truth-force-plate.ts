// Steps of a force-plate treadmill or walkway with marker-derived foot motion: `steps.csv` + `meta.json` in the trial's
// folder (layout of the rbds, dorn and hamner sets). Contact at 50 N; the IMU beside it is virtual, made from markers.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkStrides, requireColumns, requireSides } from "./check-reference.ts";
import { numberIn, parseTable, sideIn, type TableRow } from "./csv-table.ts";
import { metaOf, personOf } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** The virtual IMU is unreliable this close to either end of a trial (edge of the marker filter). */
const EDGE_SEC = 0.1;

const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
const difference = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

/** Contacts of the same foot further apart than this are not of one stride: the plates missed steps between, s. */
const STRIDE_MAX_SEC = 2.5;

/** The next contact of the same foot: as the row tells, else the next row's. */
function nextContactSec(row: TableRow, next: TableRow | undefined): number | null {
  const initialContactSec = numberIn(row, "ic_s");
  if (row.has("stride_s")) return sum(initialContactSec, numberIn(row, "stride_s"));
  const nextSec = next === undefined ? null : numberIn(next, "ic_s");
  const strideSec = difference(nextSec, initialContactSec);
  return strideSec !== null && strideSec <= STRIDE_MAX_SEC ? nextSec : null;
}

function strideFrom(row: TableRow, next: TableRow | undefined): TruthStride {
  const initialContactSec = numberIn(row, "ic_s");
  const terminalContactSec = numberIn(row, "tc_s");
  const nextInitialContactSec = nextContactSec(row, next);
  const swingSec = row.has("swing_s")
    ? numberIn(row, "swing_s")
    : difference(nextInitialContactSec, terminalContactSec);
  const flightSec = numberIn(row, "flight_after_s");
  const isRunning = flightSec !== null && flightSec > 0;
  return {
    ...UNKNOWN_STRIDE,
    initialContactSec,
    terminalContactSec,
    nextInitialContactSec,
    swingCentreSec: sum(terminalContactSec, swingSec === null ? null : swingSec / 2),
    strideLengthMeters: numberIn(row, "stride_len_m"),
    footStrikeAngleDeg: difference(numberIn(row, "fsa_deg"), numberIn(row, "pitch_flat_deg")),
    eversionExcursionDeg: numberIn(row, "ev_excursion_deg"),
    clearanceMeters: numberIn(row, "max_clearance_m"),
    speedMps: numberIn(row, "stride_speed_m_s"),
    activity: flightSec === null ? null : isRunning ? "run" : "walk",
  };
}

/** A trial whose meta.json tells the markers' filter has an IMU computed from them. */
function describeReference(file: RecordingFile): string {
  const cutoffHz = metaOf(file)["cutoff_hz"];
  if (typeof cutoffHz !== "number") return "force plates; real IMU";
  return `force plates (contact at 50 N) and markers; the IMU is virtual, made from markers filtered at ${cutoffHz} Hz`;
}

/** Steps of one foot, or null when the folder holds none. `firstSec`, `lastSec` bound the recording. */
export function readForcePlateTruth(file: RecordingFile, firstSec: number, lastSec: number): Truth | null {
  const path = join(file.folder, "steps.csv");
  if (!existsSync(path)) return null;
  const table = parseTable(readFileSync(path, "utf8"));
  const shownName = `${file.name}: steps.csv`;
  requireColumns(table, ["side", "ic_s", "tc_s"], shownName);
  requireSides(
    table.rows.map((row) => row.get("side") ?? ""),
    shownName,
  );
  const seen = table.rows
    .filter((row) => sideIn(row, "side") === file.side)
    .toSorted((a, b) => (numberIn(a, "ic_s") ?? 0) - (numberIn(b, "ic_s") ?? 0))
    .map((row, index, rows) => strideFrom(row, rows[index + 1]));
  checkStrides(seen, { firstSec, lastSec, isClockShared: true }, shownName);
  const fromSec = firstSec + EDGE_SEC;
  const toSec = lastSec - EDGE_SEC;
  const strides = seen.filter(
    (stride) => (stride.initialContactSec ?? -1) >= fromSec && (stride.terminalContactSec ?? Infinity) <= toSec,
  );
  return {
    ...NO_TRUTH,
    format: "force-plate",
    reference: describeReference(file),
    person: personOf(file),
    subset: file.namedRateHz === null ? "" : `${file.namedRateHz} Hz`,
    strides: strides.map((stride) => withinRecording(stride, toSec)),
    judgedFromSec: (strides[0]?.initialContactSec ?? fromSec) - EDGE_SEC,
    judgedToSec: (strides.at(-1)?.terminalContactSec ?? toSec) + EDGE_SEC,
    areContactsScored: true,
  };
}

/** A stride whose next contact lies beyond the usable end keeps its contact only. */
function withinRecording(stride: TruthStride, toSec: number): TruthStride {
  const isWhole = stride.nextInitialContactSec !== null && stride.nextInitialContactSec <= toSec;
  return isWhole ? stride : { ...stride, nextInitialContactSec: null, swingCentreSec: null, strideLengthMeters: null };
}
