// A recording as a file on disk. Comes in: a path from the command line, or `-`. Goes out: a readable file with its
// size. Standard input is spooled to a temporary file, because the engine may read a recording twice.
import { createWriteStream } from "node:fs";
import { access, constants, mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { InputError } from "@solewise/terms";
import { removeAtExit } from "../terminal/leave.ts";

/** A file that exists and may be read. */
export interface RecordingFile {
  path: string;
  /** What the user calls it: the path as given, or "standard input". */
  shownName: string;
  sizeBytes: number;
}

const STANDARD_INPUT = "standard input";

/** The name of a recording without its folders, for guessing and for showing. */
export function shortName(file: RecordingFile): string {
  return file.shownName === STANDARD_INPUT ? STANDARD_INPUT : basename(file.shownName);
}

function cannotOpen(path: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code;
  const place = { file: path, line: null };
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new InputError(place, "a recording CSV", "no file of that name", "check the path");
  }
  if (code === "EACCES" || code === "EPERM") {
    return new InputError(place, "a readable file", "one that this user may not read", "change its permissions");
  }
  const came = error instanceof Error ? error.message.replaceAll(/[.;\s]+$/gu, "") : "an unknown failure";
  return new InputError(place, "a readable file", came, "check the file and its disk");
}

/** Looks at a named file before anything heavy starts. Throws InputError when it cannot be read. */
async function findFile(path: string): Promise<RecordingFile> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) {
      throw new InputError(
        { file: path, line: null },
        "a recording CSV",
        "a folder",
        "name the file of one foot in it",
      );
    }
    await access(path, constants.R_OK);
    if (!stats.isFile()) return await spool(path, path);
    return { path, shownName: path, sizeBytes: stats.size };
  } catch (error) {
    throw error instanceof InputError ? error : cannotOpen(path, error);
  }
}

/** Copies what can be read only once (a pipe) into a temporary file that is removed at exit. */ // CLI6
async function spool(source: string | null, shownName: string): Promise<RecordingFile> {
  const folder = await mkdtemp(join(tmpdir(), "solewise-input-"));
  removeAtExit(folder);
  const path = join(folder, "recording.csv");
  const { createReadStream } = await import("node:fs");
  await pipeline(source === null ? process.stdin : createReadStream(source), createWriteStream(path, { mode: 0o600 }));
  return { path, shownName, sizeBytes: (await stat(path)).size };
}

/** The file behind a command-line argument; `-` is standard input. Throws InputError. */
export async function findRecordingFile(argument: string): Promise<RecordingFile> {
  if (argument !== "-") return findFile(argument);
  if (process.stdin.isTTY) process.stderr.write("Reading a recording from the terminal; end it with Ctrl-D.\n");
  return spool(null, STANDARD_INPUT);
}
