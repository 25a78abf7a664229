// The run that an id of the API names, to its runner and to nobody else. Comes in: whose, which. Goes out: its row under lock
// of the runner's clock, or the Problem that says it is not here. // RNS2
import type { Database, DatabaseTransaction } from "../../database/tables.ts";
import { Problem } from "../../http/problem.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { findRunId, isPurged, readRun, type RunRow } from "../../store/run-rows.ts";

/** The same answer for what is not there and what is somebody else's. */
export function notHere(): Problem {
  return new Problem(404, "not-found", "There is nothing here.");
}

/** The key under which a run is kept. Throws Problem 410 for one removed for good, 404 for all others. */
export async function requireRunKey(database: Database | DatabaseTransaction, given: RunKey): Promise<RunKey> {
  const runId = await findRunId(database, given.runnerId, given.runId);
  if (runId !== null) return { runnerId: given.runnerId, runId };
  if (await isPurged(database, given)) throw new Problem(410, "run-purged", "This run was removed for good.");
  throw notHere();
}

/** A run by any of its ids. Throws Problem 410 or 404. */
export async function requireRun(
  database: Database | DatabaseTransaction,
  given: RunKey,
): Promise<{ key: RunKey; run: RunRow }> {
  const key = await requireRunKey(database, given);
  const run = await readRun(database, key);
  if (run === null) throw notHere();
  return { key, run };
}
