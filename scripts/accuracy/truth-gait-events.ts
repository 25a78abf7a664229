// Contact instants of both feet from motion capture: `<trial>.events.csv` with ic, tc, pre_ic and optionally
// `<trial>.mocap.csv` with the heel's position (layout of the gaitmap set). A row is one stride: pre_ic → tc → ic.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, parseTable, sideIn, type CsvTable, type TableRow } from "./csv-table.ts";
import { personOf } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { middleSec, NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** Heel position over ground by time; null when the set has no motion capture. */
type HeelAt = (instantSec: number) => { x: number; y: number } | null;

function heelTrack(path: string, side: "left" | "right"): HeelAt {
  if (!existsSync(path)) return () => null;
  const letter = side === "left" ? "L" : "R";
  const rows = parseTable(readFileSync(path, "utf8")).rows;
  const times = rows.map((row) => numberIn(row, "time_s") ?? NaN);
  return (instantSec) => {
    const after = times.findIndex((time) => time >= instantSec);
    const [late, early] = [rows[after], rows[after - 1]];
    if (late === undefined || early === undefined) return null;
    const share = (instantSec - (times[after - 1] ?? 0)) / ((times[after] ?? 1) - (times[after - 1] ?? 0));
    const along = (axis: string): number | null => {
      const from = numberIn(early, `${letter}_FCC_${axis}`);
      const to = numberIn(late, `${letter}_FCC_${axis}`);
      return from === null || to === null ? null : from + share * (to - from);
    };
    const [x, y] = [along("x"), along("y")];
    return x === null || y === null ? null : { x, y };
  };
}

function strideFrom(row: TableRow, heelAt: HeelAt): TruthStride {
  const initialContactSec = numberIn(row, "pre_ic_s");
  const terminalContactSec = numberIn(row, "tc_s");
  const nextInitialContactSec = numberIn(row, "ic_s");
  const from = heelAt(numberIn(row, "start_s") ?? NaN);
  const to = heelAt(numberIn(row, "end_s") ?? NaN);
  return {
    ...UNKNOWN_STRIDE,
    initialContactSec,
    terminalContactSec,
    nextInitialContactSec,
    swingCentreSec: middleSec(terminalContactSec, nextInitialContactSec),
    strideLengthMeters: from === null || to === null ? null : Math.hypot(to.x - from.x, to.y - from.y),
    activity: "walk",
  };
}

const hasColumns = (table: CsvTable): boolean =>
  ["ic_s", "tc_s", "pre_ic_s"].every((name) => table.columns.includes(name));

/** Strides of one foot, or null when no such events file belongs to the recording. */
export function readGaitEventTruth(file: RecordingFile): Truth | null {
  const path = join(file.folder, `${file.stem}.events.csv`);
  if (!existsSync(path)) return null;
  const table = parseTable(readFileSync(path, "utf8"));
  if (!hasColumns(table)) return null;
  const heelAt = heelTrack(join(file.folder, `${file.stem}.mocap.csv`), file.side);
  const strides = table.rows
    .filter((row) => (sideIn(row, "foot") ?? sideIn(row, "side")) === file.side)
    .map((row) => strideFrom(row, heelAt))
    .toSorted((a, b) => (a.swingCentreSec ?? 0) - (b.swingCentreSec ?? 0));
  return {
    ...NO_TRUTH,
    format: "gait-events",
    reference: "motion capture of heel, toe and 5th metatarsal; initial and terminal contact; real IMU",
    person: personOf(file),
    strides,
    judgedFromSec: strides[0]?.initialContactSec ?? -Infinity,
    judgedToSec: strides.at(-1)?.nextInitialContactSec ?? Infinity,
    areContactsScored: true,
  };
}
