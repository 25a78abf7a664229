// Swing intervals of both feet, checked by hand on a 10 ms grid: `<trial>.events.csv` with side, swing_start_s,
// swing_end_s and `<trial>.meta.json` with the subject (layout of the voisard set).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { requireColumns, requireSides } from "./check-reference.ts";
import { numberIn, parseTable, sideIn, type TableRow } from "./csv-table.ts";
import { personOf } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { middleSec, NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** A swing starts the stride's second half: the contact before it began when the previous swing ended. */
function strideFrom(row: TableRow, previous: TableRow | undefined): TruthStride {
  const terminalContactSec = numberIn(row, "swing_start_s");
  const nextInitialContactSec = numberIn(row, "swing_end_s");
  const contactSec = previous === undefined ? null : numberIn(previous, "swing_end_s");
  const isOneStance = contactSec !== null && terminalContactSec !== null && terminalContactSec - contactSec < 1.6;
  return {
    ...UNKNOWN_STRIDE,
    initialContactSec: isOneStance ? contactSec : null,
    terminalContactSec,
    nextInitialContactSec,
    swingCentreSec: middleSec(terminalContactSec, nextInitialContactSec),
    activity: "walk",
  };
}

/** Swings of one foot, or null when no such events file belongs to the recording. */
export function readSwingTruth(file: RecordingFile): Truth | null {
  const path = join(file.folder, `${file.stem}.events.csv`);
  if (!existsSync(path)) return null;
  const table = parseTable(readFileSync(path, "utf8"));
  const shownName = `${file.name}: ${file.stem}.events.csv`;
  const isContacts = table.columns.includes("ic_s") || table.columns.includes("tc_s");
  requireColumns(
    table,
    isContacts ? ["foot", "pre_ic_s", "tc_s", "ic_s"] : ["side", "swing_start_s", "swing_end_s"],
    shownName,
  );
  requireSides(
    table.rows.map((row) => row.get("side") ?? ""),
    shownName,
  );
  const rows = table.rows
    .filter((row) => sideIn(row, "side") === file.side)
    .toSorted((a, b) => (numberIn(a, "swing_start_s") ?? 0) - (numberIn(b, "swing_start_s") ?? 0));
  return {
    ...NO_TRUTH,
    format: "swings",
    reference: "swing intervals checked by hand on a 10 ms grid, turns included; real IMU",
    person: personOf(file),
    strides: rows.map((row, index) => strideFrom(row, rows[index - 1])),
    areContactsScored: true,
  };
}
