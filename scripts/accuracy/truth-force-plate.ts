// Steps of a force-plate treadmill or walkway with marker-derived foot motion: `steps.csv` + `meta.json` in the trial's
// folder (layout of the rbds, dorn and hamner sets). Contact at 50 N; the IMU beside it is virtual, made from markers.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, parseTable, sideIn, type TableRow } from "./csv-table.ts";
import { personOf, readMeta } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** The virtual IMU is unreliable this close to either end of a trial (edge of the marker filter). */
const EDGE_SEC = 0.1;

const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
const difference = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

function strideFrom(row: TableRow): TruthStride {
  const initialContactSec = numberIn(row, "ic_s");
  const terminalContactSec = numberIn(row, "tc_s");
  const swingSec = numberIn(row, "swing_s");
  const flightSec = numberIn(row, "flight_after_s");
  const isRunning = flightSec !== null && flightSec > 0;
  return {
    ...UNKNOWN_STRIDE,
    initialContactSec,
    terminalContactSec,
    nextInitialContactSec: sum(initialContactSec, numberIn(row, "stride_s")),
    swingCentreSec: sum(terminalContactSec, swingSec === null ? null : swingSec / 2),
    strideLengthMeters: numberIn(row, "stride_len_m"),
    footStrikeAngleDeg: difference(numberIn(row, "fsa_deg"), numberIn(row, "pitch_flat_deg")),
    eversionExcursionDeg: numberIn(row, "ev_excursion_deg"),
    clearanceMeters: numberIn(row, "max_clearance_m"),
    speedMps: numberIn(row, "stride_speed_m_s"),
    activity: flightSec === null ? null : isRunning ? "run" : "walk",
  };
}

/** Steps of one foot, or null when the folder holds none. `firstSec`, `lastSec` bound the recording. */
export function readForcePlateTruth(file: RecordingFile, firstSec: number, lastSec: number): Truth | null {
  const path = join(file.folder, "steps.csv");
  if (!existsSync(path)) return null;
  const table = parseTable(readFileSync(path, "utf8"));
  if (!table.columns.includes("ic_s") || !table.columns.includes("tc_s")) return null;
  const fromSec = firstSec + EDGE_SEC;
  const toSec = lastSec - EDGE_SEC;
  const strides = table.rows
    .filter((row) => sideIn(row, "side") === file.side)
    .map(strideFrom)
    .filter((stride) => (stride.initialContactSec ?? -1) >= fromSec && (stride.terminalContactSec ?? Infinity) <= toSec)
    .toSorted((a, b) => (a.initialContactSec ?? 0) - (b.initialContactSec ?? 0));
  return {
    ...NO_TRUTH,
    format: "force-plate",
    reference: "force plates (contact at 50 N) and markers; the IMU is virtual, made from the markers",
    person: personOf(file, readMeta(join(file.folder, "meta.json"))),
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
