// Writes a backup. Comes in: a database and an object store, in use or not. Goes out: one file, there whole under its name
// or not at all: every row as of one instant, and every recording that these rows name.
import { createHash, hash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import type { Pool, PoolClient } from "pg";
import { readApplied } from "../database/migrate.ts";
import { syncFolder } from "../objects/durable-file.ts";
import { ObjectMissingError, type ObjectStore } from "../objects/object-store.ts";
import { Refusal, systemCode } from "../refusal.ts";
import { VERSION } from "../version.ts";
import {
  type BackupHead,
  type BackupManifest,
  BLOB_PREFIX,
  FORMAT_VERSION,
  HEAD_NAME,
  MANIFEST_NAME,
  MANIFEST_SUM_NAME,
  type PartFacts,
  PIECE_BYTES,
  pieceName,
  TABLE_PREFIX,
} from "./backup-format.ts";
import {
  COPY_SETTINGS,
  copyOutSql,
  findBackupTables,
  findBlobKeys,
  findStrideMonths,
  sqlName,
} from "./backup-tables.ts";
import { copyOut } from "./copy-rows.ts";
import { pauseDeletion } from "./deletion-pause.ts";
import { RowDigest } from "./row-digest.ts";
import { tarEnd, tarEntry } from "./tar-entries.ts";

/** What a backup is made of. */
export interface BackupParts {
  pool: Pool;
  objects: ObjectStore;
  /** Where it is to be; nothing may be there. */
  file: string;
  /** Names the OBJECTS_KEY in use; null: none. */
  objectsKeyId: string | null;
  now: () => Date;
  log: (line: string) => void;
  /** Ends it early; nothing is left then. */
  signal?: AbortSignal;
  /** Called when the snapshot is taken, and before each part; tests act at these moments. */
  onStep?: (step: string) => Promise<void> | void;
}

/** A backup that was written. */
export interface WrittenBackup {
  head: BackupHead;
  manifest: BackupManifest;
  fileBytes: number;
}

/** Cuts a part into entries and notes what it was. */
async function* entriesOf(
  name: string,
  source: AsyncIterable<Uint8Array>,
  at: Date,
  note: (facts: PartFacts) => void,
): AsyncGenerator<Buffer> {
  const sum = createHash("sha256");
  const rows = name.startsWith(TABLE_PREFIX) ? new RowDigest() : null;
  let [sizeBytes, pieceIndex, waitingBytes] = [0, 0, 0];
  let waiting: Uint8Array[] = [];
  const takePiece = (): Buffer => {
    const bytes = Buffer.concat(waiting);
    [waiting, waitingBytes] = [[], 0];
    return tarEntry({ name: pieceName(name, pieceIndex++), bytes }, at);
  };
  for await (const chunk of source) {
    sum.update(chunk);
    rows?.update(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    sizeBytes += chunk.length;
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= PIECE_BYTES) yield takePiece();
  }
  if (waitingBytes > 0 || pieceIndex === 0) yield takePiece();
  note({ name, sizeBytes, sha256: sum.digest("hex"), ...rows?.facts() });
}

async function readHead(client: PoolClient, parts: BackupParts): Promise<BackupHead> {
  return {
    format: "solewise-backup",
    formatVersion: FORMAT_VERSION,
    backupId: randomUUID(),
    programVersion: VERSION,
    createdAtUtc: parts.now().toISOString(),
    migrations: (await readApplied(client)).map(({ number, name, sha256 }) => ({ number, name, sha256 })),
    tables: await findBackupTables(client),
    strideMonths: await findStrideMonths(client),
    objectsKeyId: parts.objectsKeyId,
  };
}

/** Everything of the archive, in order; what is noted in `manifest` is complete at its end. */
async function* archive(
  client: PoolClient,
  parts: BackupParts,
  head: BackupHead,
  manifest: BackupManifest,
): AsyncGenerator<Buffer> {
  const at = new Date(head.createdAtUtc);
  const note = (facts: PartFacts): void => void manifest.parts.push(facts);
  const headBytes = Buffer.from(JSON.stringify(head, null, 1));
  manifest.headSha256 = hash("sha256", headBytes);
  yield tarEntry({ name: HEAD_NAME, bytes: headBytes }, at);
  for (const table of head.tables) {
    await parts.onStep?.(table.name);
    yield* entriesOf(TABLE_PREFIX + table.name, copyOut(client, copyOutSql(table)), at, note);
  }
  for (const key of await findBlobKeys(client)) {
    await parts.onStep?.(key);
    const bytes = await parts.objects.get(key).catch((error: unknown) => {
      if (error instanceof ObjectMissingError) return null;
      throw error;
    });
    if (bytes === null) manifest.missingBlobs.push(key);
    else yield* entriesOf(BLOB_PREFIX + key, bytes, at, note);
  }
  await client.query("commit"); // the connection lived until here, and with it the lock that kept the blobs
  const manifestBytes = Buffer.from(JSON.stringify(manifest));
  yield tarEntry({ name: MANIFEST_NAME, bytes: manifestBytes }, at);
  yield tarEntry({ name: MANIFEST_SUM_NAME, bytes: Buffer.from(hash("sha256", manifestBytes)) }, at);
  yield tarEnd();
}

/** Takes the snapshot: the tables cannot change their form under it, nor blobs go. */
async function openSnapshot(client: PoolClient, { log, onStep }: BackupParts): Promise<void> {
  await client.query(COPY_SETTINGS);
  await pauseDeletion(client, () => log("backup: waiting for another backup, or for deletions under way"));
  const before = await findBackupTables(client);
  if ((await readApplied(client)).length === 0)
    throw new Refusal("The database is empty: no server has started on it yet, so there is nothing to back up.");
  await client.query("begin isolation level repeatable read read only");
  await client.query(`lock table ${before.map(({ name }) => sqlName(name)).join(", ")} in access share mode`);
  if (JSON.stringify(await findBackupTables(client)) !== JSON.stringify(before))
    throw new Refusal("The database's schema was changed just now. Try again when the new version has started.");
  await onStep?.("snapshot");
}

async function writeFile(file: FileHandle, chunks: AsyncIterable<Buffer>, signal?: AbortSignal): Promise<void> {
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  const target = file.createWriteStream({ flush: true });
  await pipeline(
    Readable.from(chunks, { objectMode: true, highWaterMark: 1 }),
    compress,
    target,
    signal ? { signal } : {},
  );
}

/** Why a file could not be written, in words. */
function judgeFileError(error: unknown, file: string): unknown {
  const code = systemCode(error) ?? "";
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Refusal(`The disk of ${file} is full: no backup was made, and nothing was left there. Make room.`);
  if (code === "ENOENT" || code === "ENOTDIR")
    return new Refusal(`There is no folder ${dirname(file)}. Make it, or name another file.`);
  if (["EACCES", "EPERM", "EROFS"].includes(code))
    return new Refusal(`${file} cannot be written (${code}). Name a file in a folder that this user may write.`);
  return error;
}

async function writeUnfinished(client: PoolClient, parts: BackupParts, unfinished: string): Promise<WrittenBackup> {
  const file = await open(unfinished, "w", 0o600);
  try {
    await openSnapshot(client, parts);
    const head = await readHead(client, parts);
    const manifest: BackupManifest = { headSha256: "", parts: [], missingBlobs: [] };
    await writeFile(file, archive(client, parts, head, manifest), parts.signal);
    return { head, manifest, fileBytes: (await stat(unfinished)).size };
  } finally {
    await file.close();
  }
}

/** Writes it. Throws Refusal; whatever is thrown, nothing is left under the name, nor beside it. */ // BAK1, BAK5
export async function writeBackup(parts: BackupParts): Promise<WrittenBackup> {
  const { file, pool } = parts;
  if (existsSync(file)) throw new Refusal(`${file} is there already, and is not written over. Name another file.`);
  const unfinished = `${file}.unfinished`;
  const client = await pool.connect();
  client.on("error", () => undefined); // the query under way tells
  try {
    const written = await writeUnfinished(client, parts, unfinished);
    await rename(unfinished, file);
    await syncFolder(dirname(file));
    return written;
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw judgeFileError(error, file);
  } finally {
    client.release(true); // with its transaction and its lock
  }
}
