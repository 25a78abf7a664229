// Rows of recordings on their way. Comes in: a runner's id first. Goes out: how far an upload is. // OBJ8
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { RunKey } from "../jobs/enqueue.ts";

type Reader = Database | DatabaseTransaction;

/** One recording of a run. */
export interface RecordingKey extends RunKey {
  slot: 0 | 1;
}

/** A recording as its upload sees it. */
export interface UploadRow {
  state: "awaiting" | "kept" | "given-up";
  side: "left" | "right";
  fileName: string;
  sha256: Buffer;
  /** Of the CSV. */
  sizeBytes: number;
  encoding: "identity" | "gzip";
  /** Of what is uploaded. */
  uploadBytes: number;
  /** On disk, of what is uploaded. */
  receivedBytes: number;
  objectKey: string | null;
  /** The server removed it after its days; null: it did not. */
  removedAt: Date | null;
}

/** Reads it; null where there is none. */
export async function readUpload(database: Reader, key: RecordingKey): Promise<UploadRow | null> {
  const row = await database
    .selectFrom("runner.recording")
    .selectAll()
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .where("slot", "=", key.slot)
    .executeTakeFirst();
  if (row === undefined) return null;
  const uploadBytes = row.upload_bytes ?? row.size_bytes;
  return {
    state: row.state,
    side: row.side,
    fileName: row.file_name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    encoding: row.upload_encoding ?? "identity",
    uploadBytes,
    receivedBytes: row.state === "kept" ? uploadBytes : row.received_bytes,
    objectKey: row.object_key,
    removedAt: row.removed_at,
  };
}

/** What a sender works on: another declaration of the recording is another upload. */
type DeclaredRow = Pick<UploadRow, "sha256" | "encoding" | "uploadBytes">;

/** Says how much is on disk. False: the upload is another one, or somebody else wrote meanwhile. */
export async function moveOffset(
  database: Reader,
  key: RecordingKey,
  { sha256, encoding, uploadBytes }: DeclaredRow,
  { fromBytes, toBytes }: { fromBytes: number; toBytes: number },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("runner.recording")
    .set({ received_bytes: toBytes })
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .where("slot", "=", key.slot)
    .where("sha256", "=", sha256)
    .where("state", "=", "awaiting")
    .where("upload_encoding", "=", encoding)
    .where("upload_bytes", "=", uploadBytes)
    .where("received_bytes", "=", fromBytes)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Begins an upload anew, wherever it is. */
export async function forgetOffset(database: Reader, key: RecordingKey, sha256: Buffer): Promise<void> {
  await database
    .updateTable("runner.recording")
    .set({ received_bytes: 0 })
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .where("slot", "=", key.slot)
    .where("sha256", "=", sha256)
    .where("state", "=", "awaiting")
    .execute();
}

/** Uploads of a runner that have begun and not ended, and their bytes on disk. */
export async function countOpenUploads(
  database: Reader,
  runnerId: string,
): Promise<{ openCount: number; receivedBytes: number }> {
  const row = await database
    .selectFrom("runner.recording")
    .select(({ fn }) => [
      fn.countAll<number>().as("openCount"),
      sql<number>`coalesce(sum(received_bytes), 0)::int8`.as("receivedBytes"),
    ])
    .where("runner_id", "=", runnerId)
    .where("state", "=", "awaiting")
    .where("received_bytes", ">", 0)
    .executeTakeFirstOrThrow();
  return row;
}

/** Where a kept recording's bytes are. */
export interface KeptBlob {
  objectKey: string;
  keptBytes: number;
  keptAt: Date;
}

/** Marks a recording kept. False: it is not awaited any more, or is another one. */
export async function markKept(
  transaction: DatabaseTransaction,
  key: RecordingKey,
  { sha256, encoding, uploadBytes }: DeclaredRow,
  { objectKey, keptBytes, keptAt }: KeptBlob,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable("runner.recording")
    .set({
      state: "kept",
      received_bytes: uploadBytes,
      object_key: objectKey,
      kept_bytes: keptBytes,
      kept_at: keptAt,
    })
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .where("slot", "=", key.slot)
    .where("sha256", "=", sha256)
    .where("state", "=", "awaiting")
    .where("upload_encoding", "=", encoding)
    .where("upload_bytes", "=", uploadBytes)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Declares an awaited upload anew, from its first byte on. */
export async function declareAnew(
  transaction: DatabaseTransaction,
  { runnerId, runId, slot }: RecordingKey,
  { sizeBytes, encoding, uploadBytes }: Pick<UploadRow, "sizeBytes" | "encoding" | "uploadBytes">,
): Promise<void> {
  await transaction
    .updateTable("runner.recording")
    .set({ size_bytes: sizeBytes, upload_encoding: encoding, upload_bytes: uploadBytes, received_bytes: 0 })
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("slot", "=", slot)
    .where("state", "=", "awaiting")
    .execute();
}

/** Whether any recording of the run is still on its way. */
export async function isAwaiting(database: Reader, { runnerId, runId }: RunKey): Promise<boolean> {
  const row = await database
    .selectFrom("runner.recording")
    .select("slot")
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("state", "=", "awaiting")
    .executeTakeFirst();
  return row !== undefined;
}

/** Recordings of all runners whose last byte is here and that are not kept: the server ended in between. */
export async function findCompleteUploads(database: Database): Promise<RecordingKey[]> {
  const rows = await database
    .selectFrom("runner.recording")
    .select(["runner_id", "run_id", "slot"])
    .where("state", "=", "awaiting")
    .whereRef("received_bytes", "=", sql.ref("upload_bytes"))
    .execute();
  return rows.map((row) => ({ runnerId: row.runner_id, runId: row.run_id, slot: row.slot === 0 ? 0 : 1 }));
}
