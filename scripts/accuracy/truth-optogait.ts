// Steps of an optical treadmill gait system: `<trial>.optogait.csv` with side, ic_s, to_s, stride_len_cm (layout of the
// tripod set). 1 ms and 1 cm; its clock is off by one constant a trial, and light bars read contact long.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, parseTable, sideIn, type TableRow } from "./csv-table.ts";
import { personOf, readMeta } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { middleSec, NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** Next contact of the same foot later than this: steps were lost between (seconds). */
const STRIDE_MAX_SEC = 2.5;

/** OptoGait writes a stride's time and length at the contact that ends it. */
function strideFrom(row: TableRow, next: TableRow | undefined): TruthStride {
  const initialContactSec = numberIn(row, "ic_s");
  const terminalContactSec = numberIn(row, "to_s");
  const nextSec = next === undefined ? null : numberIn(next, "ic_s");
  const isNext = nextSec !== null && initialContactSec !== null && nextSec - initialContactSec < STRIDE_MAX_SEC;
  const lengthCm = next === undefined || !isNext ? null : numberIn(next, "stride_len_cm");
  return {
    ...UNKNOWN_STRIDE,
    initialContactSec,
    terminalContactSec,
    nextInitialContactSec: isNext ? nextSec : null,
    swingCentreSec: isNext ? middleSec(terminalContactSec, nextSec) : null,
    strideLengthMeters: lengthCm === null ? null : lengthCm / 100,
    activity: "walk",
  };
}

/** Steps of one foot, or null when no OptoGait file belongs to the recording. */
export function readOptogaitTruth(file: RecordingFile): Truth | null {
  const path = join(file.folder, `${file.stem}.optogait.csv`);
  if (!existsSync(path)) return null;
  const rows = parseTable(readFileSync(path, "utf8"))
    .rows.filter((row) => sideIn(row, "side") === file.side)
    .toSorted((a, b) => (numberIn(a, "ic_s") ?? 0) - (numberIn(b, "ic_s") ?? 0));
  const strides = rows.map((row, index) => strideFrom(row, rows[index + 1]));
  return {
    ...NO_TRUTH,
    format: "optogait",
    reference: "OptoGait, 1 ms and 1 cm; one clock offset a recording removed; contact reads long; real IMU",
    person: personOf(file, readMeta(join(file.folder, `${file.stem}.meta.json`))),
    strides,
    judgedFromSec: strides[0]?.initialContactSec ?? -Infinity,
    judgedToSec: strides.at(-1)?.terminalContactSec ?? Infinity,
    areContactsScored: true,
    isClockShared: false,
  };
}
