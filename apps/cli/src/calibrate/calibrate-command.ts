// `solewise calibrate`: a run of known length teaches a pair of shoes. Comes in: recordings, the distance, what the shoes
// learned before. Goes out: their calibration as a file, and on stdout how far off the run was.
import { existsSync, realpathSync } from "node:fs";
import { calibrateByKnownDistance, calibrateByTrack, type FeetRecordings, type ShoeCalibration } from "@solewise/run";
import { InputError, type Side } from "@solewise/terms";
import { detectRun } from "../analyze/analyse-feet.ts";
import { askSide } from "../recording/ask-side.ts";
import { chooseSides } from "../recording/choose-sides.ts";
import { glyphsFor } from "../terminal/glyphs.ts";
import { chooseUnicode } from "../terminal/screen.ts";
import { printable } from "../terminal/text.ts";
import { UsageError } from "../usage-error.ts";
import { distanceLines, shoeLines, trackLines } from "./calibration-lines.ts";
import { readShoeFile, writeShoeFile } from "./shoe-file.ts";
import { readTrackFile } from "./track-file.ts";

/** Options as commander hands them over. */
export interface CalibrateOptions {
  left?: string;
  right?: string;
  knownDistanceMeters?: number;
  distanceUncertaintyMeters?: number;
  track?: string;
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

const SIDES = ["left", "right"] as const;

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

/** What a run taught: the shoes after it, and the lines that say what it said of each foot. */
interface Taught {
  shoe: ShoeCalibration;
  learnedSides: Side[];
  lines: string[];
}

type Teach = (feet: FeetRecordings, before: ShoeCalibration, plusMinus: string) => Taught;

/** The teacher that the options name: a known distance or a track. */
async function chooseTeacher(options: CalibrateOptions): Promise<Teach> {
  const { knownDistanceMeters: meters, track: trackFile, feetUnsynchronised = false } = options;
  if ((meters === undefined) === (trackFile === undefined)) {
    const count =
      meters === undefined
        ? "Neither --known-distance-meters nor --track was given."
        : "A run is compared with its distance or with a track, not with both.";
    throw new UsageError(count, "solewise calibrate LEFT.csv RIGHT.csv --known-distance-meters 2000");
  }
  if (trackFile !== undefined) {
    const track = await readTrackFile(trackFile);
    return (feet, before) => {
      const result = calibrateByTrack(feet, track, before, feetUnsynchronised);
      const learnedSides = SIDES.filter((side) => (result[side]?.session ?? null) !== null);
      return { shoe: result.shoe, learnedSides, lines: trackLines(result) };
    };
  }
  const known = {
    meters: meters ?? 0,
    halfWidthMeters: options.distanceUncertaintyMeters ?? UNCERTAINTY_FRACTION * (meters ?? 0) + UNCERTAINTY_METERS,
  };
  return (feet, before, plusMinus) => {
    const result = calibrateByKnownDistance(feet, known, before, feetUnsynchronised);
    const learnedSides = SIDES.filter((side) => result[side] !== null);
    return { shoe: result.shoe, learnedSides, lines: distanceLines(result, known, plusMinus) };
  };
}

/** Nothing to learn from is a refusal: a file that changed nothing would be taken for a calibration. */
function refuseWithoutLesson({ learnedSides, lines }: Taught, file: string, hasTrack: boolean): void {
  if (learnedSides.length > 0) return;
  const expected = hasTrack ? "six windows of 30 s at least in which track and feet agree" : "strides with lengths";
  const came = hasTrack ? lines.filter((line) => line.startsWith("Windows")).join("; ") : "none";
  throw new InputError({ file, line: null }, expected, came, "look at the recording with solewise analyze");
}

/** Runs the command. Throws UsageError and InputError; nothing is written then. */ // CLI60
export async function calibrateCommand(files: string[], options: CalibrateOptions): Promise<void> {
  const target = chooseTarget(options);
  const teach = await chooseTeacher(options);
  const before = options.shoe === undefined ? NEW_SHOES : await readShoeFile(options.shoe);
  const sides = await chooseSides({ ...options, files }, askSide);
  const { feet } = await detectRun(sides, null);
  const { plusMinus } = glyphsFor(chooseUnicode(process.env));
  const taught = teach(feet, before, plusMinus);
  refuseWithoutLesson(taught, feet.left?.file ?? feet.right?.file ?? "", options.track !== undefined);
  await writeShoeFile(target, taught.shoe);
  for (const { message } of sides.warnings) process.stderr.write(`solewise: ${printable(message)}\n`);
  const lines = [...taught.lines, ...shoeLines(taught.shoe, taught.learnedSides, printable(target), plusMinus)];
  process.stdout.write(`${lines.join("\n")}\n`);
}
