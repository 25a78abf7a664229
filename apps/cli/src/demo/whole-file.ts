// Files that appear whole or not at all. Comes in: a path and its text in pieces. Goes out: the file, renamed from a
// temporary name in the same folder once every byte is on disk.
import { open, rename } from "node:fs/promises";
import { InputError } from "@solewise/terms";
import { describeFileFailure } from "../terminal/file-failure.ts";
import { keepAtExit, removeAtExit, removeNow } from "../terminal/leave.ts";

/** Modes of files that everybody may read, as the umask allows. */
const MODE_FOR_ALL = 0o666;

/** Writes a file; a failure or Ctrl-C leaves nothing. Throws InputError. */ // CLI9
export async function writeWholeFile(
  path: string,
  pieces: Iterable<string>,
  mode: number = MODE_FOR_ALL,
): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`;
  removeAtExit(unfinished);
  try {
    const handle = await open(unfinished, "w", mode);
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
    keepAtExit(unfinished);
  } catch (error) {
    removeNow(unfinished);
    const { came, remedy } = describeFileFailure(error);
    throw new InputError({ file: path, line: null }, "a file that can be written", came, remedy);
  }
}
