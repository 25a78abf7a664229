// Rows of runs: find, list, add, change, remove. Comes in: a runner's id first, always. Goes out: rows as they are.
import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Database, DatabaseTransaction, RecordingTable, RunTable } from "../database/tables.ts";
import type { RunKey } from "../jobs/enqueue.ts";
import { nextChangeNumber } from "./change-clock.ts";

type Reader = Database | DatabaseTransaction;

export type RunRow = Selectable<RunTable>;
export type RecordingRow = Selectable<RecordingTable>;

/** The id under which a run is kept, by it or by another that a device gave to the same recordings; null: none. */
export async function findRunId(database: Reader, runnerId: string, givenId: string): Promise<string | null> {
  const found = await database
    .selectFrom("runner.run")
    .select("run_id")
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", givenId)
    .unionAll(
      database
        .selectFrom("runner.run_alias")
        .select("run_id")
        .where("runner_id", "=", runnerId)
        .where("alias_run_id", "=", givenId),
    )
    .executeTakeFirst();
  return found?.run_id ?? null;
}

/** One run; null where there is none. */
export async function readRun(database: Reader, { runnerId, runId }: RunKey): Promise<RunRow | null> {
  const row = await database
    .selectFrom("runner.run")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .executeTakeFirst();
  return row ?? null;
}

/** Its recordings, by slot. */
export function readRecordings(database: Reader, { runnerId, runId }: RunKey): Promise<RecordingRow[]> {
  return database
    .selectFrom("runner.recording")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .orderBy("slot")
    .execute();
}

/** The run that has this content already; null: none. */
export async function findContent(database: Reader, runnerId: string, contentSha256: Buffer): Promise<string | null> {
  const row = await database
    .selectFrom("runner.run_content")
    .select("run_id")
    .where("runner_id", "=", runnerId)
    .where("content_sha256", "=", contentSha256)
    .executeTakeFirst();
  return row?.run_id ?? null;
}

/** Whether a run of this id was removed for good. */
export async function isPurged(database: Reader, { runnerId, runId }: RunKey): Promise<boolean> {
  const row = await database
    .selectFrom("runner.purged_run")
    .select("run_id")
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Another id for a run that is here. */
export async function addAlias(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  aliasRunId: string,
): Promise<void> {
  await transaction
    .insertInto("runner.run_alias")
    .values({ runner_id: runnerId, alias_run_id: aliasRunId, run_id: runId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A new run as it is brought. */
export interface NewRun {
  run: Omit<Insertable<RunTable>, "change_number" | "revision">;
  contentSha256: Buffer;
  recordings: Insertable<RecordingTable>[];
}

/** Adds a run with its content and recordings, revision 1. */
export async function insertRun(transaction: DatabaseTransaction, added: NewRun): Promise<void> {
  const { run_id: runId, runner_id: runnerId } = added.run;
  const changeNumber = await nextChangeNumber(transaction, runnerId);
  await transaction
    .insertInto("runner.run")
    .values({ ...added.run, revision: 1, change_number: changeNumber })
    .execute();
  await transaction
    .insertInto("runner.run_content")
    .values({ runner_id: runnerId, content_sha256: added.contentSha256, run_id: runId })
    .execute();
  await transaction.insertInto("runner.recording").values(added.recordings).execute();
}

/** What may change of a run. */
export type RunChange = Omit<Updateable<RunTable>, "runner_id" | "run_id" | "revision" | "change_number">;

/**
 * Changes a run: the next revision, the next change number, so that every device hears of it. Gives the new revision;
 * null where there is no such run. Call it once a transaction and run, with everything that changes.
 */ // RNS1
export async function changeRun(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  change: RunChange,
): Promise<number | null> {
  const changeNumber = await nextChangeNumber(transaction, runnerId);
  const row = await transaction
    .updateTable("runner.run")
    .set({ ...change, change_number: changeNumber, revision: sql`revision + 1` })
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .returning("revision")
    .executeTakeFirst();
  return row?.revision ?? null;
}

/** Gives recordings other sides, by slot. */
export async function changeSides(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  sides: ReadonlyMap<number, "left" | "right">,
): Promise<void> {
  for (const [slot, side] of sides)
    await transaction
      .updateTable("runner.recording")
      .set({ side, side_source: "chosen" })
      .where("runner_id", "=", runnerId)
      .where("run_id", "=", runId)
      .where("slot", "=", slot)
      .execute();
}

/** Removes a run's rows for good and leaves its tombstone. Strides go before (analysis-rows.ts). */
export async function removeRun(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  purgedAt: Date,
): Promise<void> {
  const changeNumber = await nextChangeNumber(transaction, runnerId);
  await transaction.deleteFrom("runner.run").where("runner_id", "=", runnerId).where("run_id", "=", runId).execute();
  await transaction
    .insertInto("runner.purged_run")
    .values({ runner_id: runnerId, run_id: runId, change_number: changeNumber, purged_at: purgedAt })
    .execute();
}

/** Deleted runs of all runners that were deleted before an instant, oldest first. */
export async function findExpired(database: Reader, before: Date, limit: number): Promise<RunKey[]> {
  const rows = await database
    .selectFrom("runner.run")
    .select(["runner_id", "run_id"])
    .where("deleted_at", "<", before)
    .orderBy("deleted_at")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ runnerId: row.runner_id, runId: row.run_id }));
}

/** Runs of all runners whose analysis is due or under way. */
export async function findWaiting(database: Reader): Promise<RunKey[]> {
  const rows = await database
    .selectFrom("runner.run")
    .select(["runner_id", "run_id"])
    .where("state", "in", ["waiting", "analysing"])
    .execute();
  return rows.map((row) => ({ runnerId: row.runner_id, runId: row.run_id }));
}
