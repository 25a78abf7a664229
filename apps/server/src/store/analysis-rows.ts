// Analyses of runs: what was computed, foot by foot, and its strides. Comes in: a run. Goes out: rows; strides are in
// stride-rows.ts. Blobs of removed analyses are given to the sweep in the same transaction.
import type { Insertable, Selectable } from "kysely";
import type { AnalysisFootTable, AnalysisTable, Database, DatabaseTransaction } from "../database/tables.ts";
import type { RunKey } from "../jobs/enqueue.ts";
import { releaseBlobs } from "./blob-intents.ts";
import { type AnalysisKey, deleteStrides, type FootTime } from "./stride-rows.ts";

type Reader = Database | DatabaseTransaction;

export type AnalysisRow = Selectable<AnalysisTable>;
export type AnalysisFootRow = Selectable<AnalysisFootTable>;

/** The analyses of a run, oldest first. */
export function readAnalyses(database: Reader, { runnerId, runId }: RunKey): Promise<AnalysisRow[]> {
  return database
    .selectFrom("runner.analysis")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .orderBy("created_at")
    .orderBy("analysis_id")
    .execute();
}

/** The feet of a run's analyses, left first. */
export function readAnalysisFeet(database: Reader, { runnerId, runId }: RunKey): Promise<AnalysisFootRow[]> {
  return database
    .selectFrom("runner.analysis_foot")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "=", runId)
    .orderBy("side")
    .execute();
}

/** Where on the calendar a foot's strides lie. */
export function footTimeOf(foot: AnalysisFootRow): FootTime {
  const { signal } = foot.recording as { signal: { firstSampleSec: number; lastSampleSec: number } };
  return {
    clockZeroAt: foot.clock_zero_at,
    firstSampleSec: signal.firstSampleSec,
    lastSampleSec: signal.lastSampleSec,
  };
}

/** Adds an analysis and its feet; strides are added beside it. */
export async function insertAnalysis(
  transaction: DatabaseTransaction,
  analysis: Insertable<AnalysisTable>,
  feet: Insertable<AnalysisFootTable>[],
): Promise<void> {
  await transaction.insertInto("runner.analysis").values(analysis).execute();
  await transaction.insertInto("runner.analysis_foot").values(feet).execute();
}

/** Removes an analysis with its strides; its blobs are left to the sweep. */
export async function removeAnalysis(
  transaction: DatabaseTransaction,
  key: AnalysisKey,
  feet: readonly AnalysisFootRow[],
): Promise<void> {
  for (const foot of feet) await deleteStrides(transaction, key, { ...footTimeOf(foot), side: foot.side });
  const blobs = feet.flatMap(({ paths_object_key: objectKey }) => (objectKey === null ? [] : [objectKey]));
  await releaseBlobs(transaction, key.runnerId, blobs);
  await transaction
    .deleteFrom("runner.analysis")
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .where("analysis_id", "=", key.analysisId)
    .execute();
}
