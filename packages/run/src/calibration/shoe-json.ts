// A pair of shoes' calibrations as a file: JSON out, and text from anywhere back in. What cannot be used is refused with
// a sentence; what this version does not know is kept out.
import { PACK_ID } from "@solewise/gait";
import { InputError, type Side } from "@solewise/terms";
import {
  type CalibrationSession,
  describeCoefficients,
  estimateCoefficients,
  type FootCalibration,
  type ShoeCalibration,
} from "./foot-calibration.ts";
import { COEFFICIENT_COUNT } from "./length-prior.ts";

const FORMAT = "solewise-shoe-calibration";
const VERSION = 1;

/** The file's text. `coefficients` and `halfWidths` are for readers; they follow from the rest. */ // RUN37
export function shoeCalibrationJson(shoe: ShoeCalibration): string {
  const described = (calibration: FootCalibration | null) =>
    calibration === null ? null : { ...describeCoefficients(calibration), ...calibration };
  const whole = { format: FORMAT, version: VERSION, left: described(shoe.left), right: described(shoe.right) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isNumbers(value: unknown, count: number): value is number[] {
  return Array.isArray(value) && value.length === count && value.every(isNumber);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= 0;
}

function refuse(file: string, expected: string, came: string, remedy: string): InputError {
  return new InputError({ file, line: null }, expected, came, remedy);
}

function damaged(file: string, what: string): InputError {
  return refuse(file, "a whole calibration", what, "take an earlier copy of the file, or calibrate anew");
}

function readSession(value: unknown, file: string): CalibrationSession {
  const isWhole =
    isObject(value) &&
    (value["kind"] === "known-distance" || value["kind"] === "track") &&
    typeof value["fingerprint"] === "string" &&
    isNumber(value["referenceMeters"]) &&
    isNumber(value["packErrorPercent"]) &&
    (value["earlierErrorPercent"] === null || isNumber(value["earlierErrorPercent"])) &&
    isCount(value["acceptedCount"]) &&
    isCount(value["refusedCount"]);
  if (!isWhole) throw damaged(file, "a session without its figures");
  return {
    kind: value["kind"] as CalibrationSession["kind"],
    fingerprint: value["fingerprint"] as string,
    referenceMeters: value["referenceMeters"] as number,
    packErrorPercent: value["packErrorPercent"] as number,
    earlierErrorPercent: value["earlierErrorPercent"] as number | null,
    acceptedCount: value["acceptedCount"] as number,
    refusedCount: value["refusedCount"] as number,
  };
}

/** Rounding may leave an asymmetry of the last bits; anything larger was not written by us. */
function isSymmetric(matrix: readonly number[]): boolean {
  return matrix.every((value, index) => {
    const mirrored = matrix[(index % COEFFICIENT_COUNT) * COEFFICIENT_COUNT + Math.floor(index / COEFFICIENT_COUNT)];
    return Math.abs(value - (mirrored as number)) <= 1e-9 * (1 + Math.abs(value));
  });
}

function readFoot(value: unknown, side: Side, file: string): FootCalibration | null {
  if (value === null || value === undefined) return null;
  if (!isObject(value)) throw damaged(file, `no object as its ${side} shoe`);
  const { packId, information, pull, sessions } = value;
  if (packId !== PACK_ID) {
    const came = typeof packId === "string" ? `one made with “${packId}”` : "one that names none";
    throw refuse(file, `a calibration made with the parameter pack “${PACK_ID}”`, came, "calibrate these shoes anew");
  }
  const isWhole =
    isNumbers(information, COEFFICIENT_COUNT ** 2) &&
    isSymmetric(information) &&
    isNumbers(pull, COEFFICIENT_COUNT) &&
    Array.isArray(sessions);
  if (!isWhole) throw damaged(file, `a ${side} shoe without its numbers`);
  const calibration = { packId, information, pull, sessions: sessions.map((session) => readSession(session, file)) };
  try {
    estimateCoefficients(calibration);
  } catch {
    throw damaged(file, `numbers of the ${side} shoe that do not belong together`);
  }
  return calibration;
}

/** Reads a calibration file's text; `file` is its name for messages. Throws InputError. */ // RUN37
export function parseShoeCalibration(text: string, file: string): ShoeCalibration {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    throw refuse(file, "the JSON of a shoe calibration", "text that is no JSON", "name a file that calibrate wrote");
  }
  if (!isObject(whole) || whole["format"] !== FORMAT) {
    throw refuse(file, "a shoe calibration", "JSON of another kind", "name a file that calibrate wrote");
  }
  if (whole["version"] !== VERSION) {
    throw refuse(
      file,
      `version ${VERSION} of the format`,
      `version ${JSON.stringify(whole["version"] ?? null)}`,
      "use the version of Solewise that wrote it, or calibrate anew",
    );
  }
  return { left: readFoot(whole["left"], "left", file), right: readFoot(whole["right"], "right", file) };
}
