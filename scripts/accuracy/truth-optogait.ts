// Steps of an optical treadmill gait system: `<trial>.optogait.csv` with side, ic_s, to_s, stride_len_cm (layout of the
// tripod set). 1 ms and 1 cm; its clock is off by one constant a trial, and light bars read contact long.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { requireColumns, requireSides } from "./check-reference.ts";
import { numberIn, parseTable, sideIn, type TableRow } from "./csv-table.ts";
import { personOf } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { middleSec, NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** Next contact of the same foot later than this: steps were lost between (seconds). */
const STRIDE_MAX_SEC = 2.5;

/**
 * Strides and contacts this far from the trial's median are the belt's start and stop, where the light bars lose feet
 * (contacts of 0.1 s, lengths of the wrong step): they are neither asked for nor compared.
 */
const STEADY_FRACTION = 0.2;

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

const spanSec = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;

const contactSecOf = (stride: TruthStride): number | null =>
  spanSec(stride.initialContactSec, stride.terminalContactSec);
const strideSecOf = (stride: TruthStride): number | null =>
  spanSec(stride.initialContactSec, stride.nextInitialContactSec);

function isNearMedian(value: number | null, all: readonly (number | null)[]): boolean {
  const sorted = all.flatMap((v) => v ?? []).toSorted((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  return value !== null && middle !== undefined && Math.abs(value / middle - 1) < STEADY_FRACTION;
}

function markUnsteady(strides: readonly TruthStride[]): TruthStride[] {
  const contacts = strides.map(contactSecOf);
  const times = strides.map(strideSecOf);
  return strides.map((stride, index) => {
    const isSteady = isNearMedian(contacts[index] ?? null, contacts) && isNearMedian(times[index] ?? null, times);
    return isSteady ? stride : { ...stride, strideLengthMeters: null, isAskedFor: false };
  });
}

/** Steps of one foot, or null when no OptoGait file belongs to the recording. */
export function readOptogaitTruth(file: RecordingFile): Truth | null {
  const path = join(file.folder, `${file.stem}.optogait.csv`);
  if (!existsSync(path)) return null;
  const table = parseTable(readFileSync(path, "utf8"));
  const shownName = `${file.name}: ${file.stem}.optogait.csv`;
  requireColumns(table, ["side", "ic_s", "to_s", "stride_len_cm"], shownName);
  requireSides(
    table.rows.map((row) => row.get("side") ?? ""),
    shownName,
  );
  const rows = table.rows
    .filter((row) => sideIn(row, "side") === file.side)
    .toSorted((a, b) => (numberIn(a, "ic_s") ?? 0) - (numberIn(b, "ic_s") ?? 0));
  const strides = markUnsteady(rows.map((row, index) => strideFrom(row, rows[index + 1])));
  const steady = strides.filter((stride) => stride.isAskedFor);
  return {
    ...NO_TRUTH,
    format: "optogait",
    reference:
      "OptoGait at steady belt speed, 1 ms and 1 cm; one clock offset a recording removed; contact reads long; real IMU",
    person: personOf(file),
    strides,
    judgedFromSec: steady[0]?.initialContactSec ?? -Infinity,
    judgedToSec: steady.at(-1)?.nextInitialContactSec ?? Infinity,
    areContactsScored: true,
    isClockShared: false,
    areContactsOffset: true,
  };
}
