// Reads a backup file. Comes in: its path. Goes out: its head, its parts one after the other, its manifest; or a Refusal:
// not a backup, damaged, not whole, of a newer version.
import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type Readable, pipeline } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import { Check } from "typebox/value";
import type { TSchema, Static } from "typebox";
import { Refusal, systemCode } from "../refusal.ts";
import {
  BackupHead,
  BackupManifest,
  ENTRY_MAX_BYTES,
  FORMAT_VERSION,
  HEAD_NAME,
  MANIFEST_NAME,
  MANIFEST_SUM_NAME,
  type PartFacts,
  readPieceName,
  TABLE_PREFIX,
} from "./backup-format.ts";
import { RowDigest } from "./row-digest.ts";
import { readTar, type TarEntry, TarError } from "./tar-entries.ts";

/** First bytes of a zstd frame. RFC 8878, 3.1.1. */
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** One part while it is read; read its bytes before the next part is asked for. */
export interface BackupPart {
  name: string;
  bytes: AsyncIterable<Buffer>;
}

const damaged = (file: string, why: string): Refusal =>
  new Refusal(`${file} is damaged or not whole: ${why} Nothing was changed. Take another backup.`);
const foreign = (file: string): Refusal => new Refusal(`${file} is not a backup of Solewise.`);

async function checkMagic(file: string): Promise<void> {
  const handle = await open(file, "r").catch((error: unknown) => {
    throw new Refusal(`${file} cannot be read (${systemCode(error) ?? String(error)}). Name a backup file.`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead < 4 || !buffer.equals(ZSTD_MAGIC)) throw foreign(file);
  } finally {
    await handle.close();
  }
}

function parseEntry<Schema extends TSchema>(schema: Schema, entry: TarEntry): Static<Schema> | null {
  try {
    const value: unknown = JSON.parse(entry.bytes.toString("utf8"));
    return Check(schema, value) ? value : null;
  } catch {
    return null;
  }
}

export class BackupReader {
  readonly #file: string;
  readonly #input: Readable;
  readonly #entries: AsyncGenerator<TarEntry, void>;
  #next: TarEntry | null = null;
  #headSha256 = "";
  manifest: BackupManifest | null = null;

  private constructor(file: string) {
    this.#file = file;
    this.#input = createReadStream(file);
    // The callback takes the error, which the reading side gets too.
    const plain = pipeline(this.#input, createZstdDecompress(), () => undefined);
    this.#entries = readTar(plain, ENTRY_MAX_BYTES);
  }

  /** Opens a file and reads its head. Throws Refusal. */
  static async open(file: string): Promise<{ reader: BackupReader; head: BackupHead }> {
    await checkMagic(file);
    const reader = new BackupReader(file);
    try {
      return { reader, head: await reader.#readHead() };
    } catch (error) {
      await reader.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#input.destroy();
    await this.#entries.return(undefined).catch(() => undefined);
  }

  /** The next entry; null at the end, which is only reached when all of the file was in order. */
  async #take(): Promise<TarEntry | null> {
    try {
      const next = await this.#entries.next();
      return next.done === true ? null : next.value;
    } catch (error) {
      if (error instanceof TarError) throw damaged(this.#file, error.message);
      const code = systemCode(error) ?? "";
      if (/^(?:ZSTD_|Z_|ERR_|UNKNOWN)/u.test(code)) throw damaged(this.#file, `it cannot be unpacked (${code}).`);
      throw new Refusal(`${this.#file} cannot be read: ${code || String(error)}.`);
    }
  }

  async #readHead(): Promise<BackupHead> {
    const first = await this.#take();
    if (first?.name !== HEAD_NAME) throw foreign(this.#file);
    const head = parseEntry(BackupHead, first);
    this.#headSha256 = hash("sha256", first.bytes);
    if (head === null) throw foreign(this.#file);
    if (head.formatVersion > FORMAT_VERSION)
      throw new Refusal(
        `${this.#file} was written by a newer Solewise (${head.programVersion}); this one cannot read it. ` +
          `Install that version, or a newer one.`,
      );
    this.#next = await this.#take();
    return head;
  }

  /** The part after this one; null after the last, when the manifest is there and the file was read to its end. */
  async nextPart(): Promise<BackupPart | null> {
    const entry = this.#next;
    if (entry === null) throw damaged(this.#file, "it ends early.");
    if (entry.name === MANIFEST_NAME) {
      await this.#readManifest(entry);
      return null;
    }
    const piece = readPieceName(entry.name);
    if (piece === null || piece.pieceIndex !== 0) throw damaged(this.#file, `it has an entry ${entry.name}.`);
    return { name: piece.partName, bytes: this.#pieces(piece.partName) };
  }

  async #readManifest(entry: TarEntry): Promise<void> {
    const manifest = parseEntry(BackupManifest, entry);
    const sum = await this.#take();
    const isSound =
      sum?.name === MANIFEST_SUM_NAME &&
      sum.bytes.toString("utf8") === hash("sha256", entry.bytes) &&
      manifest?.headSha256 === this.#headSha256 &&
      (await this.#take()) === null;
    if (!isSound) throw damaged(this.#file, "its manifest is not the one that was written.");
    this.manifest = manifest;
  }

  async *#pieces(partName: string): AsyncGenerator<Buffer> {
    for (let index = 0; this.#next !== null; index++) {
      const piece = readPieceName(this.#next.name);
      if (piece?.partName !== partName || piece.pieceIndex !== index) return;
      yield this.#next.bytes;
      this.#next = await this.#take();
    }
  }
}

/** A part's bytes again, with what they were once they have been read. */
export function measured(part: BackupPart): { bytes: AsyncIterable<Buffer>; facts: () => PartFacts } {
  const sum = createHash("sha256");
  const rows = part.name.startsWith(TABLE_PREFIX) ? new RowDigest() : null;
  let sizeBytes = 0;
  const bytes = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of part.bytes) {
      sum.update(chunk);
      rows?.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  };
  return {
    bytes: bytes(),
    facts: () => ({ name: part.name, sizeBytes, sha256: sum.digest("hex"), ...rows?.facts() }),
  };
}

/** Reads the whole file and compares every part with the manifest. Throws Refusal. */ // BAK6
export async function verifyBackup(file: string): Promise<{ head: BackupHead; manifest: BackupManifest }> {
  const { reader, head } = await BackupReader.open(file);
  const found: PartFacts[] = [];
  try {
    for (let part = await reader.nextPart(); part !== null; part = await reader.nextPart()) {
      const { bytes, facts } = measured(part);
      for await (const chunk of bytes) void chunk;
      found.push(facts());
    }
  } finally {
    await reader.close();
  }
  const manifest = reader.manifest;
  if (manifest === null || !isSame(found, manifest.parts))
    throw damaged(file, "its parts are not those of its manifest.");
  return { head, manifest };
}

function isSame(found: readonly PartFacts[], expected: readonly PartFacts[]): boolean {
  const text = ({ name, sizeBytes, sha256, rowCount, rowsDigest }: PartFacts): string =>
    [name, sizeBytes, sha256, rowCount, rowsDigest].join(" ");
  return (
    found.length === expected.length && found.every((facts, index) => text(facts) === text(expected[index] ?? facts))
  );
}
