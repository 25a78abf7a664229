// Asks for the analysis of a run. Comes in: the transaction that made the run's recordings complete, or changed its sides.
import type { DatabaseTransaction } from "../database/tables.ts";
import type { JobQueue } from "./job-queue.ts";

/** A run of a runner. */
export interface RunKey {
  runnerId: string;
  runId: string;
}

/**
 * Puts the analysis of a run into the queue, when the transaction is committed. The run's state is the caller's to set:
 * "waiting". Asking twice before it has begun is asking once.
 */
export async function enqueueAnalysis(
  services: { jobs: JobQueue },
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
): Promise<void> {
  await services.jobs.enqueue(transaction, "analyse-run", { runnerId, runId }, `${runnerId}/${runId}`);
}
