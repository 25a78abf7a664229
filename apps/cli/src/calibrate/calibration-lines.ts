// What a calibration says on a terminal. Comes in: its result. Goes out: lines of at most 64 columns, names of files apart.
import {
  type CalibrationResult,
  type CalibrationSession,
  describeCoefficients,
  type KnownDistance,
  type ShoeCalibration,
  type TrackCalibrationResult,
  type TrackLesson,
} from "@solewise/run";
import type { Side } from "@solewise/terms";

const SIDES = ["left", "right"] as const;

function percent(value: number | null): string {
  return value === null ? "-" : `${value < 0 ? "" : "+"}${value.toFixed(2)} %`;
}

/** A table's row: what, and a value a foot. */
function row(name: string, values: readonly string[]): string {
  return `${name.padEnd(32)}${values.map((value) => value.padStart(14)).join("")}`.trimEnd();
}

/** How far off the run was, by the pack and by what was known before. */
function sessionRows(sessions: readonly (CalibrationSession | null)[]): string[] {
  const values = (error: (session: CalibrationSession) => number | null): string[] =>
    sessions.map((session) => percent(session === null ? null : error(session)));
  return [
    row(
      "Off without calibration",
      values(({ packErrorPercent }) => packErrorPercent),
    ),
    row(
      "Off by what was known before",
      values(({ earlierErrorPercent }) => earlierErrorPercent),
    ),
  ];
}

/** What a known distance said of the feet that learned from it. */ // CLI60
export function distanceLines(result: CalibrationResult, known: KnownDistance, plusMinus: string): string[] {
  const sides = SIDES.filter((side) => result[side] !== null);
  return [
    `Known distance ${known.meters.toFixed(1)} m ${plusMinus}${known.halfWidthMeters.toFixed(1)}`,
    "",
    row("", sides),
    ...sessionRows(sides.map((side) => result[side])),
  ];
}

/** Reasons with their counts, the most frequent first. */
function reasonsOf({ refusedCounts }: TrackLesson): string {
  const reasons = Object.entries(refusedCounts).toSorted(([, a], [, b]) => b - a);
  return reasons.length === 0
    ? "none left out"
    : `left out: ${reasons.map(([reason, n]) => `${n} ${reason}`).join(", ")}`;
}

/** What a track said of the feet. */ // CLI63
export function trackLines(result: TrackCalibrationResult): string[] {
  const lessons = SIDES.flatMap((side) => (result[side] === null ? [] : [{ side, lesson: result[side] }]));
  const leftOut = (name: "packErrorPercent" | "errorPercent"): string[] =>
    lessons.map(({ lesson }) => percent(lesson.leftOut?.[name] ?? null).replace("+", ""));
  return [
    ...lessons.map(
      ({ side, lesson }) => `Windows of the ${side} foot: ${lesson.acceptedCount} used, ${reasonsOf(lesson)}`,
    ),
    "",
    row(
      "",
      lessons.map(({ side }) => side),
    ),
    ...sessionRows(lessons.map(({ lesson }) => lesson.session)),
    row("Quarters without calibration", leftOut("packErrorPercent")),
    row("Quarters by the other three", leftOut("errorPercent")),
  ];
}

/** Coefficients of the feet that learned something, one row each, with the half width of their 90 % interval. */
function coefficientRows(shoe: ShoeCalibration, sides: readonly Side[], plusMinus: string): string[] {
  const estimates = sides.flatMap((side) => shoe[side] ?? []).map(describeCoefficients);
  const names = [
    ["Running: offset, mm/s", "runOffsetMps", 1000],
    ["         scale, %", "runScaleFraction", 100],
    ["Walking: offset, mm/s", "walkOffsetMps", 1000],
    ["         scale, %", "walkScaleFraction", 100],
  ] as const;
  return names.map(([title, name, unit]) => {
    const shown = (value: number): string => (unit * value).toFixed(unit === 100 ? 2 : 0);
    const values = estimates.map(
      ({ coefficients, halfWidths }) => `${shown(coefficients[name])} ${plusMinus}${shown(halfWidths[name])}`,
    );
    return row(title, values);
  });
}

/** What the shoes that learned something know now, and what to do with it. */
export function shoeLines(shoe: ShoeCalibration, sides: readonly Side[], file: string, plusMinus: string): string[] {
  const counts = sides.map((side) => shoe[side]?.sessions.length ?? 0);
  return [
    ...coefficientRows(shoe, sides, plusMinus),
    row(
      "Runs learned from",
      counts.map((count) => String(count)),
    ),
    "",
    `Written to ${file}. Next:`,
    `  solewise analyze LEFT.csv RIGHT.csv --shoe ${file}`,
  ];
}
