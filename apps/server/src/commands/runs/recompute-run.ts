// Asks for a run's analysis by this version of the algorithm; the one that is there stays until the new one is stored. // RNS17
import type { DatabaseTransaction } from "../../database/tables.ts";
import { Problem } from "../../http/problem.ts";
import { enqueueAnalysis, type RunKey } from "../../jobs/enqueue.ts";
import { changeRun, readRecordings } from "../../store/run-rows.ts";
import { DUE } from "./apply-fields.ts";
import { requireSamples } from "./asked-fields.ts";
import { requireRun } from "./find-run.ts";
import type { RunServices } from "./run-services.ts";

/** Asks for it, the runner's clock being locked; once asked it is not asked again. Throws Problem 404, 409, 410. */
export async function recomputeRun(
  services: RunServices,
  transaction: DatabaseTransaction,
  given: RunKey,
): Promise<RunKey> {
  const { key, run } = await requireRun(transaction, given);
  const recordings = await readRecordings(transaction, key);
  requireSamples(recordings);
  if (recordings.some(({ state }) => state === "awaiting"))
    throw new Problem(409, "recordings-awaited", "The recordings of this run have not arrived yet.");
  if (run.state === "waiting" || run.state === "analysing") return key;
  await changeRun(transaction, key, DUE);
  await enqueueAnalysis(services, transaction, key);
  return key;
}
