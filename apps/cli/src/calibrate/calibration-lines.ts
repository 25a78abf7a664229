// What a calibration says on a terminal. Comes in: its result. Goes out: lines of at most 64 columns, names of files apart.
import { type CalibrationResult, describeCoefficients, type KnownDistance } from "@solewise/run";
import type { Side } from "@solewise/terms";

function percent(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(2)} %`;
}

/** A table's row: what, and a value a foot. */
function row(name: string, values: readonly string[]): string {
  return `${name.padEnd(32)}${values.map((value) => value.padStart(14)).join("")}`.trimEnd();
}

/** Coefficients of the feet that learned something, one row each, with the half width of their 90 % interval. */
function coefficientRows(result: CalibrationResult, sides: readonly Side[], plusMinus: string): string[] {
  const estimates = sides.flatMap((side) => result.shoe[side] ?? []).map(describeCoefficients);
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

/** The lines of a result. */ // CLI60
export function calibrationLines(
  result: CalibrationResult,
  known: KnownDistance,
  file: string,
  plusMinus: string,
): string[] {
  const sides = (["left", "right"] as const).filter((side) => result[side] !== null);
  const sessions = sides.flatMap((side) => result[side] ?? []);
  const counts = sides.map((side) => result.shoe[side]?.sessions.length ?? 0);
  const earlier = sessions.map(({ earlierErrorPercent }) =>
    earlierErrorPercent === null ? "-" : percent(earlierErrorPercent),
  );
  return [
    `Known distance ${known.meters.toFixed(1)} m ${plusMinus}${known.halfWidthMeters.toFixed(1)}`,
    "",
    row("", sides),
    row(
      "Off without calibration",
      sessions.map(({ packErrorPercent }) => percent(packErrorPercent)),
    ),
    row("Off by what was known before", earlier),
    ...coefficientRows(result, sides, plusMinus),
    row(
      "Runs learned from",
      counts.map((count) => String(count)),
    ),
    "",
    `Written to ${file}. Next:`,
    `  solewise analyze LEFT.csv RIGHT.csv --shoe ${file}`,
  ];
}
