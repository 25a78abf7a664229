// Blobs as files of a folder. Comes in: keys and bytes. Goes out: files that are there whole or not at all: written beside,
// flushed, renamed, the folder flushed. OBJ5, OBJ6
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, type FileHandle, mkdir, open, opendir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { systemCode } from "../refusal.ts";
import { makeFolderDurably, storeErrorOf, syncFolder } from "./durable-file.ts";
import { checkObjectKey, ObjectMissingError, type ObjectStore, type StoredObject } from "./object-store.ts";

/** Folder for files being written; no key begins with a dot. */
const UNFINISHED = ".unfinished";
/** How often a file is moved anew when its folder was removed meanwhile as empty. */
const MOVE_TRIES = 5;
/** Bytes read at a time. */
const READ_BYTES = 262_144;
/** What the system says of a file that is not there. */
const MISSING: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR"]);

async function writeAll(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let total = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    total += chunk.length;
  }
  await file.sync();
  return total;
}

/** A store in a folder, which is made at the first write. */
export class FileStore implements ObjectStore {
  readonly place: string;
  readonly #folder: string;

  constructor(folder: string) {
    [this.place, this.#folder] = [folder, folder];
  }

  #pathOf(key: string): string {
    checkObjectKey(key);
    return join(this.#folder, ...key.split("/"));
  }

  async put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredObject> {
    const path = this.#pathOf(key);
    const unfinished = join(this.#folder, UNFINISHED, randomUUID());
    const failures: { ofSource: unknown }[] = [];
    try {
      await makeFolderDurably(dirname(unfinished));
      const file = await open(unfinished, "wx", 0o600);
      let storedBytes: number;
      try {
        storedBytes = await writeAll(file, tellApart(bytes, failures));
      } finally {
        await file.close();
      }
      await moveInto(unfinished, path);
      return { key, storedBytes, writtenAt: (await stat(path)).mtime };
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined); // the sweep takes what is left
      throw failures.length > 0 ? error : storeErrorOf(error);
    }
  }

  async get(key: string): Promise<AsyncIterable<Uint8Array>> {
    const file = await open(this.#pathOf(key), "r").catch((error: unknown) => {
      if (MISSING.has(systemCode(error) ?? "")) throw new ObjectMissingError(key);
      throw error;
    });
    if ((await file.stat()).isFile()) return file.createReadStream({ highWaterMark: READ_BYTES });
    await file.close();
    throw new ObjectMissingError(key);
  }

  async delete(key: string): Promise<void> {
    const path = this.#pathOf(key);
    try {
      await rm(path);
      await syncFolder(dirname(path));
    } catch (error) {
      if (!MISSING.has(systemCode(error) ?? "")) throw storeErrorOf(error);
    }
    await this.#removeEmptyFolders(dirname(path));
  }

  /** Folders of a key that hold nothing any more. */
  async #removeEmptyFolders(folder: string): Promise<void> {
    for (let next = folder; next !== this.#folder && next.startsWith(this.#folder); next = dirname(next)) {
      const isGone = await rmdir(next).then(
        () => true,
        (error: unknown) => systemCode(error) === "ENOENT",
      );
      if (!isGone) return;
    }
  }

  async *list(): AsyncGenerator<StoredObject> {
    for await (const path of filesUnder(this.#folder)) {
      const found = await stat(path).catch(() => null); // may have gone since
      const key = relative(this.#folder, path).split(sep).join("/");
      if (found?.isFile() === true) yield { key, storedBytes: found.size, writtenAt: found.mtime };
    }
  }

  async totalBytes(): Promise<number> {
    let total = 0;
    for await (const { storedBytes } of this.list()) total += storedBytes;
    return total;
  }

  async removeUnfinished(before: Date): Promise<number> {
    let count = 0;
    for await (const path of filesUnder(join(this.#folder, UNFINISHED))) {
      const found = await stat(path).catch(() => null);
      if (found === null || found.mtime >= before) continue;
      await rm(path, { force: true });
      count++;
    }
    return count;
  }

  /** The data folder is one server's already. */
  async claim(): Promise<void> {}

  async check(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await access(this.#folder, constants.R_OK | constants.W_OK | constants.X_OK);
  }
}

/** The source again, with a note of its failure: that one is not the disk's. */
async function* tellApart(
  bytes: AsyncIterable<Uint8Array>,
  failures: { ofSource: unknown }[],
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    failures.push({ ofSource: error });
    throw error;
  }
}

async function moveInto(unfinished: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await makeFolderDurably(dirname(path));
    try {
      await rename(unfinished, path);
      return await syncFolder(dirname(path));
    } catch (error) {
      if (systemCode(error) !== "ENOENT" || attempt === MOVE_TRIES) throw error;
    }
  }
}

/** Paths of all files under a folder, those of folders that begin with a dot left out. */
async function* filesUnder(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(".")) yield* filesUnder(path);
    else if (entry.isFile()) yield path;
  }
}
