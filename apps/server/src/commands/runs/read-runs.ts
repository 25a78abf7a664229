// Reads documents of runs as of one instant: an analysis that is replaced meanwhile is seen whole, the old or the new one.
import type { Database } from "../../database/tables.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { readRunRows, type RunRows } from "../../store/document-rows.ts";
import { notHere, requireRunKey } from "./find-run.ts";

/** Everything told of these runs, in the order of the ids; unknown ones are left out. For none nothing is asked. */
export async function readRuns(database: Database, runnerId: string, runIds: readonly string[]): Promise<RunRows[]> {
  if (runIds.length === 0) return []; // most looks at what changed
  return database
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((transaction) => readRunRows(transaction, runnerId, runIds));
}

/** One run by any of its ids. Throws Problem 404 or 410. */
export async function readOneRun(database: Database, given: RunKey): Promise<RunRows> {
  const { runnerId, runId } = await requireRunKey(database, given);
  const [rows] = await readRuns(database, runnerId, [runId]);
  if (rows === undefined) throw notHere();
  return rows;
}
