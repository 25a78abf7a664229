// Edits that came, with what became of each field. Comes in: a run and an edit's id. Goes out: rows.
import type { Insertable, Selectable } from "kysely";
import type { Database, DatabaseTransaction, RunEditTable } from "../database/tables.ts";
import type { RunKey } from "../jobs/enqueue.ts";

type Reader = Database | DatabaseTransaction;

export type EditRow = Selectable<RunEditTable>;
export type EditField = RunEditTable["field"];

/** The fields of one edit as they were taken; empty when it never came. */
export function readEdit(database: Reader, { runnerId, runId }: RunKey, editId: string): Promise<EditRow[]> {
  return database
    .selectFrom("runner.run_edit")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("edit_id", "=", editId)
    .execute();
}

/** Revisions at which each field was last given another value. */
export async function readLastApplied(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
): Promise<ReadonlyMap<EditField, number>> {
  const rows = await transaction
    .selectFrom("runner.run_edit")
    .select((of) => ["field", of.fn.max("revision").as("revision")])
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("outcome", "in", ["applied", "took-mine"])
    .groupBy("field")
    .execute();
  return new Map(rows.map(({ field, revision }) => [field, revision]));
}

/** Keeps an edit's fields. */
export async function insertEdits(transaction: DatabaseTransaction, edits: Insertable<RunEditTable>[]): Promise<void> {
  if (edits.length > 0) await transaction.insertInto("runner.run_edit").values(edits).execute();
}

/** Settles a conflict of one field; a value that is taken counts as given at `revision`, the run's afterwards. */
export async function settleConflict(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  settled: { editId: string; field: EditField; outcome: "kept-theirs" | "took-mine"; revision: number },
): Promise<void> {
  await transaction
    .updateTable("runner.run_edit")
    .set({ outcome: settled.outcome, ...(settled.outcome === "took-mine" ? { revision: settled.revision } : {}) })
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("edit_id", "=", settled.editId)
    .where("field", "=", settled.field)
    .execute();
}

/** Closes conflicts of fields that were changed again by somebody who knew of them; returns how many. */
export async function closeKnownConflicts(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  fields: readonly EditField[],
  baseRevision: number,
): Promise<number> {
  if (fields.length === 0) return 0;
  const closed = await transaction
    .updateTable("runner.run_edit")
    .set({ outcome: "kept-theirs" })
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("outcome", "=", "conflict")
    .where("field", "in", [...fields])
    .where("revision", "<=", baseRevision)
    .executeTakeFirst();
  return Number(closed.numUpdatedRows);
}
