// Uploads on their way, a file each. Comes in: whose, which, from which byte. Goes out: bytes on disk, flushed when asked.
// How far an upload is says the database, not the file: a longer file is cut back, a shorter one has lost bytes. OBJ8
import { type FileHandle, open, opendir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { systemCode } from "../refusal.ts";
import type { RecordingKey } from "../store/upload-rows.ts";
import { makeFolderDurably, storeErrorOf, syncFolder } from "./durable-file.ts";

/** An upload that is being written. */
export interface OpenUpload {
  /** Bytes before the next one. */
  readonly lengthBytes: number;
  append: (bytes: Uint8Array) => Promise<void>;
  /** Returns when everything before is on disk. */
  sync: () => Promise<void>;
  close: () => Promise<void>;
}

/** Files of uploads, in a folder of their own. */
export class UploadFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where an upload is, for threads that read it. */
  pathOf({ runnerId, runId, slot }: RecordingKey, sha256: Buffer): string {
    return join(this.#folder, runnerId, runId, `${slot}-${sha256.toString("hex")}.part`);
  }

  /** Opens a file to go on at a byte; null when it has fewer. */
  async open(key: RecordingKey, sha256: Buffer, offsetBytes: number): Promise<OpenUpload | null> {
    const path = this.pathOf(key, sha256);
    try {
      await makeFolderDurably(dirname(path));
      const file = await openOrMake(path);
      try {
        const { size } = await file.stat();
        if (size > offsetBytes) await file.truncate(offsetBytes);
        if (size >= offsetBytes) return uploadOn(file, offsetBytes);
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
      return null;
    } catch (error) {
      throw storeErrorOf(error);
    }
  }

  /** When bytes of an upload came last; null: none are here. */
  async lastWrittenAt(key: RecordingKey, sha256: Buffer): Promise<Date | null> {
    const found = await stat(this.pathOf(key, sha256)).catch(() => null);
    return found?.mtime ?? null;
  }

  /** Forgets an upload. */
  async remove(key: RecordingKey, sha256: Buffer): Promise<void> {
    const path = this.pathOf(key, sha256);
    await rm(path, { force: true }).catch((error: unknown) => {
      throw storeErrorOf(error);
    });
    for (const folder of [dirname(path), dirname(dirname(path))]) await rmdir(folder).catch(() => undefined);
  }

  /** Uploads that nobody went on with since an instant. */
  async *findAbandoned(before: Date): AsyncGenerator<{ key: RecordingKey; sha256: Buffer }> {
    for await (const path of filesIn(this.#folder)) {
      const found = await stat(path).catch(() => null);
      const upload = uploadOf(relative(this.#folder, path).split(sep));
      if (upload !== null && found !== null && found.mtime < before) yield upload;
    }
  }
}

/** Whose upload a file is, by its path; null: none of ours. */
function uploadOf([runnerId, runId, name]: string[]): { key: RecordingKey; sha256: Buffer } | null {
  const match = /^([01])-([0-9a-f]{64})\.part$/u.exec(name ?? "");
  if (match === null || runnerId === undefined || runId === undefined) return null;
  return {
    key: { runnerId, runId, slot: match[1] === "0" ? 0 : 1 },
    sha256: Buffer.from(match[2] ?? "", "hex"),
  };
}

async function openOrMake(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r+");
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  const file = await open(path, "wx+", 0o600);
  await syncFolder(dirname(path));
  return file;
}

function uploadOn(file: FileHandle, offsetBytes: number): OpenUpload {
  let lengthBytes = offsetBytes;
  const told = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw storeErrorOf(error);
    }
  };
  return {
    get lengthBytes() {
      return lengthBytes;
    },
    append: async (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await told(file.write(bytes, at, bytes.length - at, lengthBytes));
        at += bytesWritten;
        lengthBytes += bytesWritten;
      }
    },
    sync: () => told(file.sync()),
    close: () => file.close(),
  };
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}
