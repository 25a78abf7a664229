// Rows of recordings that are removed for their age. Comes in: an instant, a run. Goes out: runs whose recordings all came before.
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { RunKey } from "../jobs/enqueue.ts";

/** Analysed runs of all runners whose recordings are kept and came before an instant, oldest first. */
export async function findKeptBefore(database: Database, before: Date, limit: number): Promise<RunKey[]> {
  const { rows } = await sql<{ runner_id: string; run_id: string }>`
    select runner_id, run_id
    from runner.recording join runner.run using (runner_id, run_id)
    where run.state = 'ready'
    group by runner_id, run_id
    having bool_and(recording.state = 'kept') and max(kept_at) < ${before}
    order by max(kept_at)
    limit ${limit}`.execute(database);
  return rows.map((row) => ({ runnerId: row.runner_id, runId: row.run_id }));
}

/** Marks a run's recordings removed; their blobs are the caller's to release. */
export async function markRemoved(
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  removedAt: Date,
): Promise<void> {
  await transaction
    .updateTable("runner.recording")
    .set({ state: "given-up", received_bytes: 0, object_key: null, kept_bytes: null, removed_at: removedAt })
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .where("state", "=", "kept")
    .execute();
}
