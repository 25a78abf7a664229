// A recording as a file on disk. Comes in: a path from the command line, or `-`. Goes out: a readable file with its
// size. Standard input is spooled to a temporary file, because the engine may read a recording twice.
import { createReadStream, createWriteStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openRecording } from "@solewise/gait";
import { InputError } from "@solewise/terms";
import { describeFileFailure, isFileSystemError } from "../terminal/file-failure.ts";
import { makeTemporaryFolder, temporaryFailure } from "../terminal/temporary-folder.ts";

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

/** A file that cannot be opened or read, in words. */
export function cannotRead(file: string, error: unknown): InputError {
  const { came, remedy } = describeFileFailure(error);
  const expected = came === "no file of that name" ? "a recording CSV" : "a readable file";
  // Node turns the bytes of a name that is not UTF-8 into U+FFFD, and then finds no such file.
  const isGarbled = file.includes("\u{fffd}");
  return new InputError({ file, line: null }, expected, came, isGarbled ? "rename it: its name is not UTF-8" : remedy);
}

function refusePlace(file: string, came: string, remedy: string): InputError {
  return new InputError({ file, line: null }, "a recording CSV", came, remedy);
}

/** Looks at a named file before anything heavy starts. Throws InputError when it cannot be read. */
async function findFile(path: string): Promise<RecordingFile> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw refusePlace(path, "a folder", "name the file of one foot in it");
    if (!stats.isFile() && !stats.isFIFO()) throw refusePlace(path, "a device", "name a file, or - for standard input");
    await access(path, constants.R_OK);
    if (stats.isFIFO()) return await spool(createReadStream(path), path);
    return { path, shownName: path, sizeBytes: stats.size };
  } catch (error) {
    throw error instanceof InputError ? error : cannotRead(path, error);
  }
}

/** Bytes that a pipe must have given before its beginning is judged: more than any header. Range 64 KiB…16 MiB. */
const JUDGED_BYTES = 1 << 20;

/** Passes chunks on and refuses, once there are enough, what is no recording: a pipe may have no end. */
async function* judgedChunks(source: AsyncIterable<Uint8Array>, shownName: string): AsyncGenerator<Uint8Array> {
  const start: Uint8Array[] = [];
  let startBytes = 0;
  for await (const chunk of source) {
    if (startBytes < JUDGED_BYTES) {
      start.push(chunk);
      startBytes += chunk.length;
      if (startBytes >= JUDGED_BYTES) await judgeStart(start.splice(0), shownName);
    }
    yield chunk;
  }
}

async function judgeStart(chunks: readonly Uint8Array[], shownName: string): Promise<void> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* await Promise.resolve(chunks);
  }
  const recording = await openRecording(bytes(), shownName);
  await recording.close();
}

/** Copies what can be read only once (a pipe) into a temporary file that is removed at exit. */ // CLI6
async function spool(source: AsyncIterable<Uint8Array>, shownName: string): Promise<RecordingFile> {
  const path = join(makeTemporaryFolder("input"), "recording.csv");
  const copy = createWriteStream(path, { mode: 0o600 });
  try {
    await pipeline(judgedChunks(source, shownName), copy);
    return { path, shownName, sizeBytes: (await stat(path)).size };
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    throw error.syscall === "write" || error.path === path ? temporaryFailure(error) : cannotRead(shownName, error);
  }
}

/** The file behind a command-line argument; `-` is standard input. Throws InputError. */
export async function findRecordingFile(argument: string): Promise<RecordingFile> {
  if (argument !== "-") return findFile(argument);
  if (process.stdin.isTTY) process.stderr.write("Reading a recording from the terminal; end it with Ctrl-D.\n");
  return spool(process.stdin, STANDARD_INPUT);
}
