// What a calibration says on a terminal. Comes in: its result. Goes out: lines of at most 64 columns, names of files apart.
import { type CalibrationResult, estimateCoefficients, type KnownDistance } from "@solewise/run";
import type { Side } from "@solewise/terms";

function percent(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(2)} %`;
}

/** A table's row: what, and a value a foot. */
function row(name: string, values: readonly string[]): string {
  return `${name.padEnd(32)}${values.map((value) => value.padStart(14)).join("")}`.trimEnd();
}

/** Coefficients of the feet that learned something, one row each. */
function coefficientRows(result: CalibrationResult, sides: readonly Side[]): string[] {
  const coefficients = sides.map((side) => {
    const calibration = result.shoe[side];
    if (calibration === null) throw new Error(`the ${side} foot learned something and has no calibration`);
    return estimateCoefficients(calibration).coefficients;
  });
  const mps = (value: number): string => `${value.toFixed(4)} m/s`;
  return [
    row(
      "Running: offset",
      coefficients.map(({ runOffsetMps }) => mps(runOffsetMps)),
    ),
    row(
      "         scale",
      coefficients.map(({ runScaleFraction }) => percent(100 * runScaleFraction)),
    ),
    row(
      "Walking: offset",
      coefficients.map(({ walkOffsetMps }) => mps(walkOffsetMps)),
    ),
    row(
      "         scale",
      coefficients.map(({ walkScaleFraction }) => percent(100 * walkScaleFraction)),
    ),
  ];
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
    ...coefficientRows(result, sides),
    row(
      "Runs learned from",
      counts.map((count) => String(count)),
    ),
    "",
    `Written to ${file}. Next:`,
    `  solewise analyze LEFT.csv RIGHT.csv --shoe ${file}`,
  ];
}
