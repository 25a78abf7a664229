// Rows about blobs that no other row needs: not yet, or no more. An intent is written before its blob and taken away in the
// transaction that refers to the blob; one written in the transaction that removes the last reference gives the blob to the
// sweep. Comes in: a runner's id first. Goes out: rows. // OBJ7
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/tables.ts";

/** Clocks of one machine are not apart by more. Milliseconds; one hour. */
const FUTURE_MAX_MS = 3_600_000;

/** A blob and whose it is. */
export interface BlobKey {
  runnerId: string;
  objectKey: string;
}

/** Says that a blob is about to be written, or is no more needed; committed before the blob is. */
export async function intendBlob(
  database: Database | DatabaseTransaction,
  { runnerId, objectKey }: BlobKey,
  since: Date,
): Promise<void> {
  await database
    .insertInto("runner.blob_intent")
    .values({ runner_id: runnerId, object_key: objectKey, since })
    .onConflict((conflict) => conflict.columns(["runner_id", "object_key"]).doUpdateSet({ since }))
    .execute();
}

/** Gives the blobs of rows that this transaction removes to the next sweep. */
export async function releaseBlobs(
  transaction: DatabaseTransaction,
  runnerId: string,
  objectKeys: readonly string[],
): Promise<void> {
  for (const objectKey of objectKeys.toSorted()) await intendBlob(transaction, { runnerId, objectKey }, new Date(0));
}

/** Takes an intent away: a row of this transaction refers to the blob. False: the sweep was there first. */
export async function settleBlob(transaction: DatabaseTransaction, { runnerId, objectKey }: BlobKey): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom("runner.blob_intent")
    .where("runner_id", "=", runnerId)
    .where("object_key", "=", objectKey)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** An intent from the future is one of a clock that was ahead: it is as of now, or its blob would stay as long. */
export async function bringBackFutureIntents(database: Database, now: Date): Promise<void> {
  const after = new Date(now.getTime() + FUTURE_MAX_MS);
  await database.updateTable("runner.blob_intent").set({ since: now }).where("since", ">", after).execute();
}

/** Intents from before an instant, oldest first. */
export async function findOldIntents(database: Database, before: Date, limit: number): Promise<BlobKey[]> {
  const rows = await database
    .selectFrom("runner.blob_intent")
    .select(["runner_id", "object_key"])
    .where("since", "<", before)
    .orderBy("since")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ runnerId: row.runner_id, objectKey: row.object_key }));
}

/** Locks an intent that is still as old; false: it is gone, renewed, or somebody else has it. */
export async function lockOldIntent(
  transaction: DatabaseTransaction,
  { runnerId, objectKey }: BlobKey,
  before: Date,
): Promise<boolean> {
  const row = await transaction
    .selectFrom("runner.blob_intent")
    .select("object_key")
    .where("runner_id", "=", runnerId)
    .where("object_key", "=", objectKey)
    .where("since", "<", before)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of some keys that a row refers to, or that an intent speaks for; one statement, so of one instant. */
export async function findWantedKeys(
  database: Database | DatabaseTransaction,
  objectKeys: readonly string[],
  withIntents: boolean,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ object_key: string }>`
    select key as object_key from unnest(${[...objectKeys]}::text[]) as key
    where exists (
        select from runner.recording
        where runner_id::text = split_part(key, '/', 1) and run_id::text = split_part(key, '/', 2) and object_key = key
      )
      or exists (
        select from runner.analysis_foot
        where runner_id::text = split_part(key, '/', 1) and run_id::text = split_part(key, '/', 2) and paths_object_key = key
      )
      or (${withIntents} and exists (
        select from runner.blob_intent where runner_id::text = split_part(key, '/', 1) and object_key = key
      ))`.execute(database);
  return new Set(rows.map((row) => row.object_key));
}
