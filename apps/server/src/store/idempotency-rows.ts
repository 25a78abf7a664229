// Answers kept for repeats of a request. Comes in: a runner's key. Goes out: the answer of the first time.
import type { Selectable } from "kysely";
import type { Database, DatabaseTransaction, IdempotencyTable } from "../database/tables.ts";

/** The answer kept under a key; null: none. */
export async function readAnswer(
  transaction: DatabaseTransaction,
  runnerId: string,
  key: string,
): Promise<Selectable<IdempotencyTable> | null> {
  const row = await transaction
    .selectFrom("runner.idempotency")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps an answer. */
export async function insertAnswer(
  transaction: DatabaseTransaction,
  answer: Omit<Selectable<IdempotencyTable>, "headers"> & { headers: string },
): Promise<void> {
  await transaction.insertInto("runner.idempotency").values(answer).execute();
}

/** Forgets answers older than an instant; returns how many. */
export async function forgetAnswers(database: Database, before: Date): Promise<number> {
  const gone = await database.deleteFrom("runner.idempotency").where("created_at", "<", before).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
