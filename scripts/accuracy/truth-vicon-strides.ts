// Displacements between stance minima of a motion-captured foot: `strides/<trial>.strides.csv` beside `trials/`, and
// `trials.csv` with each trial's activity (layout of the pyshoe-vicon set). Lengths only where `vicon_ok` is 1.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { requireColumns } from "./check-reference.ts";
import { numberIn, parseTable, type TableRow } from "./csv-table.ts";
import { personOf } from "./person.ts";
import type { RecordingFile } from "./recordings.ts";
import { middleSec, NO_TRUTH, UNKNOWN_STRIDE, type Truth, type TruthStride } from "./truth.ts";

/** Vicon runs behind the IMU by 0–15 ms, median 10 (data README): its instants are advanced by that. */
const VICON_LAG_SEC = 0.01;

/** Rows under this are slips of the stance detector or feet turned on the spot, not strides to ask for. */
const ASKED_LENGTH_MIN_METERS = 0.1;
const ASKED_TIME_MIN_SEC = 0.4;

/** A running trial's strides at speed: slower ones are its start, its stop and its standing. */
const RUN_STRIDE_MAX_SEC = 0.9;
const RUN_SPEED_MIN_MPS = 1;
const WALK_STRIDE_MIN_SEC = 0.95;

const STRIDE_COLUMNS = ["swing_start_s", "swing_end_s", "stride_time_s", "swing_dur_s", "stride_len_m", "vicon_ok"];

const advanced = (instantSec: number | null): number | null =>
  instantSec === null ? null : instantSec - VICON_LAG_SEC;

function activityOf(row: TableRow, activity: string): "walk" | "run" | null {
  const strideSec = numberIn(row, "stride_time_s") ?? 0;
  if (activity === "run") {
    return strideSec < RUN_STRIDE_MAX_SEC && (numberIn(row, "speed_mps") ?? 0) > RUN_SPEED_MIN_MPS ? "run" : null;
  }
  return activity.endsWith("walk") && strideSec > WALK_STRIDE_MIN_SEC ? "walk" : null;
}

function strideFrom(row: TableRow, activity: string): TruthStride {
  const lengthMeters = numberIn(row, "stride_len_m");
  const swingSec = numberIn(row, "swing_dur_s") ?? 0;
  const isStride =
    (lengthMeters ?? 0) >= ASKED_LENGTH_MIN_METERS && (numberIn(row, "stride_time_s") ?? 0) >= ASKED_TIME_MIN_SEC;
  return {
    ...UNKNOWN_STRIDE,
    swingCentreSec: middleSec(advanced(numberIn(row, "swing_start_s")), advanced(numberIn(row, "swing_end_s"))),
    strideLengthMeters: numberIn(row, "vicon_ok") === 1 && isStride ? lengthMeters : null,
    distanceMeters: lengthMeters,
    speedMps: numberIn(row, "speed_mps"),
    activity: activityOf(row, activity),
    isAskedFor: isStride && swingSec > 0,
  };
}

function trialActivity(setFolder: string, trial: string): string {
  const path = join(setFolder, "trials.csv");
  if (!existsSync(path)) return "";
  const row = parseTable(readFileSync(path, "utf8")).rows.find((candidate) => candidate.get("trial") === trial);
  return row?.get("activity") ?? "";
}

function subsetOf(activity: string): string {
  if (activity === "run") return "run";
  if (activity.endsWith("jog")) return "jog";
  return activity.endsWith("walk") ? "walk" : activity;
}

/** Strides of one trial, or null when no strides file belongs to it. */
export function readViconStrideTruth(file: RecordingFile): Truth | null {
  const setFolder = dirname(file.folder);
  const beside = [join(setFolder, "strides"), file.folder].map((folder) => join(folder, `${file.stem}.strides.csv`));
  const path = beside.find((candidate) => existsSync(candidate));
  if (path === undefined) return null;
  const activity = trialActivity(setFolder, file.stem) || trialActivity(file.folder, file.stem);
  const table = parseTable(readFileSync(path, "utf8"));
  requireColumns(table, STRIDE_COLUMNS, `${file.name}: ${file.stem}.strides.csv`);
  const strides = table.rows.map((row) => strideFrom(row, activity));
  return {
    ...NO_TRUTH,
    format: "vicon-strides",
    reference:
      "Vicon position of the shoe; a stride is the displacement between stance minima (vicon_ok = 1); real IMU",
    person: personOf(file),
    subset: subsetOf(activity),
    strides,
  };
}
