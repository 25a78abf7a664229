// A pair of shoes' calibration as a file on disk. Comes in: a path. Goes out: the calibration; or the file, whole.
import { readFile, stat } from "node:fs/promises";
import { parseShoeCalibration, type ShoeCalibration, shoeCalibrationJson } from "@solewise/run";
import { InputError } from "@solewise/terms";
import { writeWholeFile } from "../demo/whole-file.ts";
import { describeFileFailure, isFileSystemError } from "../terminal/file-failure.ts";

/** A file of 400 sessions has about 120 KB; anything far larger is something else. */
const FILE_MAX_BYTES = 4_000_000;

const EXPECTED = "a shoe calibration";

function refuse(path: string, came: string, remedy: string): InputError {
  return new InputError({ file: path, line: null }, EXPECTED, came, remedy);
}

async function readText(path: string): Promise<string> {
  const remedy = "name a file that calibrate wrote";
  const stats = await stat(path);
  if (!stats.isFile()) throw refuse(path, stats.isDirectory() ? "a folder" : "a device", remedy);
  if (stats.size > FILE_MAX_BYTES) throw refuse(path, `a file of ${(stats.size / 1e6).toFixed(1)} MB`, remedy);
  return readFile(path, "utf8");
}

/** Reads a calibration. Throws InputError. */
export async function readShoeFile(path: string): Promise<ShoeCalibration> {
  try {
    return parseShoeCalibration(await readText(path), path);
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    const { came, remedy } = describeFileFailure(error);
    throw refuse(path, came, remedy);
  }
}

/** Writes a calibration; a failure leaves nothing new. Throws InputError. */
export async function writeShoeFile(path: string, shoe: ShoeCalibration): Promise<void> {
  await writeWholeFile(path, [shoeCalibrationJson(shoe)]);
}
