// `solewise calibrate`: a run of known length teaches a pair of shoes. Comes in: recordings, the distance, what the shoes
// learned before. Goes out: their calibration as a file, and on stdout how far off the run was.
import { existsSync, realpathSync } from "node:fs";
import { type CalibrationResult, calibrateByKnownDistance, type ShoeCalibration } from "@solewise/run";
import { InputError } from "@solewise/terms";
import { detectRun } from "../analyze/analyse-feet.ts";
import { askSide } from "../recording/ask-side.ts";
import { chooseSides } from "../recording/choose-sides.ts";
import { glyphsFor } from "../terminal/glyphs.ts";
import { chooseUnicode } from "../terminal/screen.ts";
import { printable } from "../terminal/text.ts";
import { UsageError } from "../usage-error.ts";
import { calibrationLines } from "./calibration-lines.ts";
import { readShoeFile, writeShoeFile } from "./shoe-file.ts";

/** Options as commander hands them over. */
export interface CalibrateOptions {
  left?: string;
  right?: string;
  knownDistanceMeters: number;
  distanceUncertaintyMeters?: number;
  feetUnsynchronised?: true;
  shoe?: string;
  out?: string;
  force?: true;
}

/** Where the calibration goes when nothing says it. */
const SHOE_FILE = "shoe.json";

/** Half width of a distance's 90 % interval when nobody says better: the line around bends, and start and finish. */
const UNCERTAINTY_FRACTION = 0.005;
const UNCERTAINTY_METERS = 2;

const NEW_SHOES: ShoeCalibration = { left: null, right: null };

function isSameFile(path: string, other: string): boolean {
  return path === other || (existsSync(path) && existsSync(other) && realpathSync(path) === realpathSync(other));
}

/** The file to write; one that is there is replaced only when it is what was read, or by force. */ // CLI61
function chooseTarget({ shoe, out, force }: CalibrateOptions): string {
  const target = out ?? shoe ?? SHOE_FILE;
  if (force === true || !existsSync(target) || (shoe !== undefined && isSameFile(target, shoe))) return target;
  throw new UsageError(
    `${target} is there already, and nothing was written.`,
    `solewise calibrate … --shoe ${target} to go on with it, or another --out FILE`,
  );
}

function refuseWithoutLesson({ left, right }: CalibrationResult, file: string): void {
  if (left !== null || right !== null) return;
  throw new InputError(
    { file, line: null },
    "strides whose lengths can be compared with the distance",
    "none",
    "look at the recording with solewise analyze",
  );
}

/** Runs the command. Throws UsageError and InputError; nothing is written then. */ // CLI60
export async function calibrateCommand(files: string[], options: CalibrateOptions): Promise<void> {
  const target = chooseTarget(options);
  const before = options.shoe === undefined ? NEW_SHOES : await readShoeFile(options.shoe);
  const sides = await chooseSides({ ...options, files }, askSide);
  const { feet } = await detectRun(sides, null);
  const meters = options.knownDistanceMeters;
  const halfWidthMeters = options.distanceUncertaintyMeters ?? UNCERTAINTY_FRACTION * meters + UNCERTAINTY_METERS;
  const result = calibrateByKnownDistance(
    feet,
    { meters, halfWidthMeters },
    before,
    options.feetUnsynchronised ?? false,
  );
  refuseWithoutLesson(result, feet.left?.file ?? feet.right?.file ?? "");
  await writeShoeFile(target, result.shoe);
  for (const { message } of sides.warnings) process.stderr.write(`solewise: ${printable(message)}\n`);
  const { plusMinus } = glyphsFor(chooseUnicode(process.env));
  const lines = calibrationLines(result, { meters, halfWidthMeters }, printable(target), plusMinus);
  process.stdout.write(`${lines.join("\n")}\n`);
}
