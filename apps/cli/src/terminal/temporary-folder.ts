// A folder for files that nobody keeps. Comes in: what it is for. Goes out: its path; it is gone when the process ends.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@solewise/terms";
import { describeFileFailure } from "./file-failure.ts";
import { removeAtExit } from "./leave.ts";

/** Says that temporary files cannot be written, and what to do. */
export function temporaryFailure(error: unknown): InputError {
  const { came } = describeFileFailure(error);
  const remedy = "set TMPDIR to a folder that has room and may be written";
  return new InputError({ file: tmpdir(), line: null }, "room for temporary files", came, remedy);
}

/** Makes one, for this user only. Throws InputError. */ // CLI9
export function makeTemporaryFolder(purpose: string): string {
  try {
    // In one go with the next line: a signal between the two would leave the folder behind.
    const folder = mkdtempSync(join(tmpdir(), `solewise-${purpose}-`));
    removeAtExit(folder);
    return folder;
  } catch (error) {
    throw temporaryFailure(error);
  }
}
