// `solewise analyze`: recordings of one or two shoes become a report or JSON.
import { analysisJson, type ShoeCalibration } from "@solewise/run";
import { InputError } from "@solewise/terms";
import { readShoeFile } from "../calibrate/shoe-file.ts";
import { type ChosenSides, chooseSides, type FootFile } from "../recording/choose-sides.ts";
import { askSide } from "../recording/ask-side.ts";
import { shortName } from "../recording/recording-file.ts";
import type { UnitSystem } from "../report/format.ts";
import { textReport } from "../report/report.ts";
import { describeScreen } from "../terminal/screen.ts";
import { withLineEnds, writePieces } from "../terminal/write-stream.ts";
import { analyseFeet, type AnalysedRun } from "./analyse-feet.ts";

/** Options as commander hands them over. */
export interface AnalyzeOptions {
  left?: string;
  right?: string;
  bodyMassKg?: number;
  bodyHeightCm?: number;
  feetUnsynchronised?: true;
  shoe?: string;
  json?: true;
  strides?: true;
  units: UnitSystem;
  width?: number;
}

/** How a report is shown. */
export interface ShowOptions {
  units: UnitSystem;
  width?: number;
  withStrides: boolean;
}

function startedAtUtc(feet: (FootFile | null)[]): string | null {
  return feet.find((foot) => foot?.header.startedAtUtc)?.header.startedAtUtc ?? null;
}

/** A demo's recordings say so themselves. */
function demoDevice(feet: (FootFile | null)[]): string | null {
  return feet.find((foot) => foot?.header.device?.startsWith("virtual runner"))?.header.device ?? null;
}

/** Prints the text report of a run on stdout. */
export async function showReport(run: AnalysedRun, feet: (FootFile | null)[], options: ShowOptions): Promise<void> {
  const stream = { isTerminal: process.stdout.isTTY, columns: process.stdout.columns };
  const input = {
    analysis: run.analysis,
    files: feet.filter((foot) => foot !== null).map(shortName),
    startSec: run.startSec,
    startedAtUtc: startedAtUtc(feet),
    demo: demoDevice(feet),
  };
  const screen = describeScreen(process.env, stream, options.width);
  await writePieces(
    process.stdout,
    withLineEnds(textReport(input, { screen, units: options.units, withStrides: options.withStrides })),
  );
}

/** A calibration of none of the feet would change nothing, unseen. */ // CLI62
function refuseOtherFeet(shoe: ShoeCalibration, { left, right }: ChosenSides, file: string): void {
  const isOfUse = (left !== null && shoe.left !== null) || (right !== null && shoe.right !== null);
  if (isOfUse) return;
  const foot = left === null ? "right" : right === null ? "left" : "left or right";
  throw new InputError(
    { file, line: null },
    `a calibration of the ${foot} shoe`,
    "one without it",
    "calibrate that shoe, or leave --shoe out",
  );
}

/** Runs the command. Throws UsageError and InputError; nothing is on stdout then. */
export async function analyzeCommand(files: string[], options: AnalyzeOptions): Promise<void> {
  const { shoe: shoeFile, ...rest } = options;
  const shoe = shoeFile === undefined ? null : await readShoeFile(shoeFile);
  const sides = await chooseSides({ ...options, files }, askSide);
  if (shoe !== null) refuseOtherFeet(shoe, sides, shoeFile ?? "");
  const run = await analyseFeet(sides, rest, shoe);
  if (options.json === true) return writePieces(process.stdout, analysisJson(run.analysis, run.files));
  await showReport(run, [sides.left, sides.right], { ...options, withStrides: options.strides === true });
}
