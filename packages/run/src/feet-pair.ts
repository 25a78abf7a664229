// Do two recordings belong to one run? Two feet's recordings in; an InputError, or nothing, out (RUN1, RUN17).
import type { FootRecording } from "@solewise/gait";
import { InputError } from "@solewise/terms";

/** Least share of the shorter recording that must overlap with the other. Source: issue "The river in the terminal". */
const OVERLAP_MIN_FRACTION = 0.5;

/** Stated start instants that differ by more than this name two different clocks. Seconds; the step of two-foot times. */
export const START_AGREES_SEC = 0.01;

/**
 * By how much the right recording's time zero is later than the left's, from their `started_at_utc` lines; null when a
 * line is missing or unreadable.
 */
export function startDifferenceSec(left: FootRecording, right: FootRecording): number | null {
  if (left.header.startedAtUtc === null || right.header.startedAtUtc === null) return null;
  const differenceSec = (Date.parse(right.header.startedAtUtc) - Date.parse(left.header.startedAtUtc)) / 1000;
  return Number.isNaN(differenceSec) ? null : differenceSec;
}

/** What the right recording's times need to be on the left's clock; null when nothing tells it. Seconds. */
function clockShiftSec(left: FootRecording, right: FootRecording, feetUnsynchronised: boolean): number | null {
  return startDifferenceSec(left, right) ?? (feetUnsynchronised ? null : 0);
}

/** Time from the first sample of any foot to the last of any; of two clocks that nothing compares, the longer recording. */
export function durationOfRunSec(feet: readonly FootRecording[], feetUnsynchronised: boolean): number {
  const left = feet.find(({ side }) => side === "left");
  const right = feet.find(({ side }) => side === "right");
  const shiftSec = left === undefined || right === undefined ? 0 : clockShiftSec(left, right, feetUnsynchronised);
  if (shiftSec === null) return Math.max(...feet.map(recordedSec));
  const shiftOf = ({ side }: FootRecording): number => (side === "right" ? shiftSec : 0);
  const firstSec = Math.min(...feet.map((foot) => foot.signal.firstSampleSec + shiftOf(foot)));
  return Math.max(...feet.map((foot) => foot.signal.lastSampleSec + shiftOf(foot))) - firstSec;
}

/**
 * Raises InputError when two recordings cannot be the two feet of one run: the same samples twice, or an overlap in
 * time of less than half of the shorter one (by `started_at_utc` where both state it, else by their shared clock;
 * declared unsynchronised and without stated starts, nothing tells the overlap).
 */
export function checkFeetBelongTogether(left: FootRecording, right: FootRecording, feetUnsynchronised = false): void {
  const place = { file: right.file, line: null };
  if (left.signal.fingerprint === right.signal.fingerprint) {
    throw new InputError(
      place,
      "the recording of the right foot",
      `the same samples as the left foot's ${left.file}`,
      "give each foot its own file, or one file alone",
      { code: "feet-same-samples", values: { leftFile: left.file } },
    );
  }
  const shiftSec = clockShiftSec(left, right, feetUnsynchronised);
  if (shiftSec === null) return;
  const fromSec = Math.max(left.signal.firstSampleSec, right.signal.firstSampleSec + shiftSec);
  const toSec = Math.min(left.signal.lastSampleSec, right.signal.lastSampleSec + shiftSec);
  const shorterSec = Math.min(recordedSec(left), recordedSec(right));
  const overlapSec = toSec - fromSec;
  if (overlapSec >= OVERLAP_MIN_FRACTION * shorterSec) return;
  throw new InputError(
    place,
    `at least half of it at the same time as the left foot's ${left.file}`,
    overlapText(overlapSec, shorterSec),
    "give two recordings of one run, or one file alone",
    { code: "feet-not-overlapping", values: { leftFile: left.file, overlapSec: Math.max(0, overlapSec), shorterSec } },
  );
}

/** Time from a recording's first to its last sample. */
function recordedSec(foot: FootRecording): number {
  return foot.signal.lastSampleSec - foot.signal.firstSampleSec;
}

function overlapText(overlapSec: number, shorterSec: number): string {
  if (overlapSec <= 0) return "no overlap in time";
  return `${overlapSec.toFixed(1)} s of overlap in the shorter recording's ${shorterSec.toFixed(1)} s`;
}
