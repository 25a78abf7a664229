// Stores an analysis in one transaction: rows, strides, the run's figures; what it replaces goes with it. A crash leaves the
// old or the new one, never a part. // RNS17, RNS19
import type { RunServices } from "../commands/runs/run-services.ts";
import { inTransaction } from "../database/transaction.ts";
import { ensureStridePartitions } from "../database/stride-partitions.ts";
import type { DatabaseTransaction } from "../database/tables.ts";
import {
  type AnalysisFootRow,
  type AnalysisRow,
  insertAnalysis,
  readAnalyses,
  readAnalysisFeet,
  removeAnalysis,
} from "../store/analysis-rows.ts";
import { settleBlob } from "../store/blob-intents.ts";
import { lockClock } from "../store/change-clock.ts";
import { changeRun, readRecordings, readRun, type RecordingRow } from "../store/run-rows.ts";
import { type AnalysisKey, type FootTime, insertStrides, spanOf } from "../store/stride-rows.ts";
import type { AnalysedRun, DetectedFoot } from "./analysis-messages.ts";

/** Blobs of the feet's paths. */
export type BlobsOfFeet = ReadonlyMap<"left" | "right", string>;

/** An analysis and what it was made of. */
export interface AnalysisToStore {
  analysed: AnalysedRun;
  blobs: BlobsOfFeet;
  /** As they were when it began. */
  recordings: readonly RecordingRow[];
}

function timeOf(foot: DetectedFoot, startedAt: Date, startSec: AnalysedRun["startSec"]): FootTime {
  const { side, signal } = foot.recording;
  return {
    clockZeroAt: new Date(startedAt.getTime() - Math.round(startSec[side] * 1000)),
    firstSampleSec: signal.firstSampleSec,
    lastSampleSec: signal.lastSampleSec,
  };
}

function areSame(now: readonly RecordingRow[], then: readonly RecordingRow[]): boolean {
  return (
    now.length === then.length &&
    now.every(({ slot, side, object_key: objectKey }, index) => {
      const before = then[index];
      return before?.slot === slot && before.side === side && before.object_key === objectKey;
    })
  );
}

/** Analyses that a new one takes the place of: of other sides, or by the very same algorithm. */
function replaced(
  analyses: readonly AnalysisRow[],
  feet: readonly AnalysisFootRow[],
  { analysed, recordings }: AnalysisToStore,
): AnalysisRow[] {
  const sideOf = new Map(recordings.map(({ slot, side }) => [slot, side]));
  const algorithm = JSON.stringify(analysed.algorithm);
  return analyses.filter(({ analysis_id: analysisId, algorithm: earlier }) => {
    const own = feet.filter((foot) => foot.analysis_id === analysisId);
    return JSON.stringify(earlier) === algorithm || own.some(({ slot, side }) => sideOf.get(slot) !== side);
  });
}

async function insertAll(
  services: RunServices,
  transaction: DatabaseTransaction,
  key: AnalysisKey,
  { analysed, blobs }: AnalysisToStore,
  startedAt: Date,
): Promise<void> {
  const ids = { runner_id: key.runnerId, run_id: key.runId, analysis_id: key.analysisId };
  const { algorithm, summary, warnings, startSec, feet } = analysed;
  const timed = feet.map((foot) => ({ foot, time: timeOf(foot, startedAt, startSec) }));
  await insertAnalysis(
    transaction,
    {
      ...ids,
      made_by: "server",
      algorithm_version: algorithm.version,
      algorithm: JSON.stringify(algorithm),
      summary: JSON.stringify(summary),
      warnings: JSON.stringify(warnings),
      created_at: services.now(),
    },
    timed.map(({ foot, time }) => ({
      ...ids,
      side: foot.recording.side,
      slot: foot.slot,
      recording: JSON.stringify(foot.recording),
      stride_count: foot.strideCount,
      clock_zero_at: time.clockZeroAt,
      paths_object_key: blobs.get(foot.recording.side) ?? null,
    })),
  );
  for (const { foot, time } of timed)
    await insertStrides(transaction, key, { side: foot.recording.side, words: foot.words, ...time });
  for (const objectKey of blobs.values()) {
    const isThere = await settleBlob(transaction, { runnerId: key.runnerId, objectKey });
    if (!isThere) throw new Error("the paths of an analysis were swept before they were referred to");
  }
}

/** Stores it, unless the run went away or was changed so that the analysis is not of it any more. */
export async function storeAnalysis(
  services: RunServices,
  key: AnalysisKey,
  stored: AnalysisToStore,
): Promise<"stored" | "gone" | "outdated"> {
  const { database } = services;
  const { analysed } = stored;
  const before = await readRun(database, key);
  if (before === null) return "gone";
  for (const foot of analysed.feet) {
    const { from, to } = spanOf(timeOf(foot, before.started_at, analysed.startSec));
    await ensureStridePartitions(database, from, to);
  }
  return inTransaction(database, async (transaction) => {
    await lockClock(transaction, key.runnerId);
    const run = await readRun(transaction, key);
    if (run === null) return "gone";
    if (run.state !== "analysing" || !areSame(await readRecordings(transaction, key), stored.recordings))
      return "outdated";
    const feet = await readAnalysisFeet(transaction, key);
    for (const { analysis_id: analysisId } of replaced(await readAnalyses(transaction, key), feet, stored)) {
      const own = feet.filter((foot) => foot.analysis_id === analysisId);
      await removeAnalysis(transaction, { ...key, analysisId }, own);
    }
    await insertAll(services, transaction, key, stored, before.started_at);
    await changeRun(transaction, key, {
      state: "ready",
      failure: null,
      analysis_id: key.analysisId,
      distance_meters: analysed.summary.distanceMeters,
      moving_time_sec: analysed.summary.movingTimeSec,
    });
    return "stored";
  });
}
