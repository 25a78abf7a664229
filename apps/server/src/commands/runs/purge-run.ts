// Removes a deleted run for good: rows and strides at once, blobs by the sweep that their notes are for. // RNS16
import type { DatabaseTransaction } from "../../database/tables.ts";
import { Problem } from "../../http/problem.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { readAnalyses, readAnalysisFeet, removeAnalysis } from "../../store/analysis-rows.ts";
import { releaseBlobs } from "../../store/blob-intents.ts";
import { readRecordings, removeRun } from "../../store/run-rows.ts";
import { requireRun } from "./find-run.ts";
import type { RunServices } from "./run-services.ts";

/** Key of the sweep's job: one that has not begun serves everybody. */
const SWEEP_KEY = "all";

/** Removes it, the runner's clock being locked. Throws Problem 404, 410; 409 for a run that is not deleted. */
export async function purgeRun(services: RunServices, transaction: DatabaseTransaction, given: RunKey): Promise<void> {
  const { key, run } = await requireRun(transaction, given);
  if (run.deleted_at === null)
    throw new Problem(409, "run-not-deleted", "Only a deleted run is removed for good: delete it first.");
  const now = services.now();
  const feet = await readAnalysisFeet(transaction, key);
  for (const { analysis_id: analysisId } of await readAnalyses(transaction, key)) {
    const own = feet.filter((foot) => foot.analysis_id === analysisId);
    await removeAnalysis(transaction, { ...key, analysisId }, own);
  }
  const recordings = await readRecordings(transaction, key);
  const blobs = recordings.flatMap(({ object_key: objectKey }) => (objectKey === null ? [] : [objectKey]));
  await releaseBlobs(transaction, key.runnerId, blobs);
  await removeRun(transaction, key, now);
  await services.jobs.enqueue(transaction, "sweep-blobs", {}, SWEEP_KEY);
}
