// Takes a run that a device brings: a new one, or the one that its recordings are already. Comes in: the device's word. Goes
// out: under which id the run is kept, and whether it is new. // RNS3, RNS4
import { cleanName, cleanNotes, cleanWord } from "@solewise/terms";
import { ensureStridePartitions } from "../../database/stride-partitions.ts";
import type { DatabaseTransaction } from "../../database/tables.ts";
import { Problem } from "../../http/problem.ts";
import type { RunUpload } from "../../http/runs/run-schema.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { insertAnalysis } from "../../store/analysis-rows.ts";
import type { KeptFacts } from "../../store/document-rows.ts";
import { addAlias, findContent, findRunId, insertRun, isPurged } from "../../store/run-rows.ts";
import { type FootTime, insertStrides, spanOf } from "../../store/stride-rows.ts";
import { isKnownTimeZone } from "../../store/week-rows.ts";
import { readInstant } from "./asked-fields.ts";
import { type Redeclared, redeclareUploads } from "./declare-anew.ts";
import { contentOf, type DeviceFoot, judgeUpload } from "./judge-upload.ts";
import { makeId } from "./make-id.ts";
import { checkDeclaredUpload } from "../recordings/upload-limits.ts";
import type { RunServices } from "./run-services.ts";

/** Zone that weeks are reckoned in where the database does not know the run's. */
const UNKNOWN_ZONE = "UTC";

/** A run ready to be taken. */
export interface BroughtRun {
  upload: RunUpload;
  contentSha256: Buffer;
  /** Name of the zone as the database knows it. */
  timeZone: string;
  startedAt: Date;
  createdAt: Date;
  deletedAt: Date | null;
  /** Strides that the device computed; empty where samples are coming. */
  feet: (DeviceFoot & { time: FootTime })[];
}

/** Instants and strides of an upload, and room for the strides. Before the transaction. Throws Problem 400, 413, 422. */
export async function prepareRun(
  services: Pick<RunServices, "database" | "storage">,
  upload: RunUpload,
): Promise<BroughtRun> {
  const startedAt = readInstant(upload.startedAtUtc);
  const startSec = upload.deviceAnalysis?.startSec;
  const feet = judgeUpload(upload).map((foot) => {
    const { firstSampleSec, lastSampleSec } = foot.recording.signal;
    const clockZeroAt = new Date(startedAt.getTime() - Math.round((startSec?.[foot.side] ?? 0) * 1000));
    return { ...foot, time: { clockZeroAt, firstSampleSec, lastSampleSec } };
  });
  for (const foot of upload.feet) if (foot.samples === "coming") checkDeclaredUpload(foot, services.storage.limits);
  for (const { time } of feet) {
    const { from, to } = spanOf(time);
    await ensureStridePartitions(services.database, from, to);
  }
  const isKnown = await isKnownTimeZone(services.database, upload.timeZone);
  return {
    upload,
    contentSha256: contentOf(upload.feet),
    timeZone: isKnown ? upload.timeZone : UNKNOWN_ZONE,
    startedAt,
    createdAt: readInstant(upload.createdAtUtc),
    deletedAt: typeof upload.deletedAtUtc === "string" ? readInstant(upload.deletedAtUtc) : null,
    feet,
  };
}

/** What becomes of an upload. */
export interface KeptRun {
  key: RunKey;
  isNew: boolean;
  /** The recordings were here under another id. */
  isSameContent: boolean;
  /** Uploads that another device had declared otherwise. */
  redeclared: Redeclared[];
}

/** Takes it, the runner's clock being locked. Throws Problem 409 for an id of other recordings, 410 for a purged one. */
export async function bringRun(
  services: RunServices,
  transaction: DatabaseTransaction,
  given: RunKey,
  brought: BroughtRun,
): Promise<KeptRun> {
  const { runnerId } = given;
  const kept = await findContent(transaction, runnerId, brought.contentSha256);
  const named = await findRunId(transaction, runnerId, given.runId);
  if (named !== null && named !== kept)
    throw new Problem(409, "run-id-taken", "This id belongs to a run with other recordings.");
  if (kept !== null) {
    const key = { runnerId, runId: kept };
    const isSameContent = kept !== given.runId;
    if (isSameContent) await addAlias(transaction, key, given.runId);
    const redeclared = await redeclareUploads(services, transaction, key, brought.upload.feet);
    return { key, isNew: false, isSameContent, redeclared };
  }
  if (await isPurged(transaction, given)) throw new Problem(410, "run-purged", "This run was removed for good.");
  await insertBrought(services, transaction, given, brought);
  return { key: given, isNew: true, isSameContent: false, redeclared: [] };
}

function factsOf({ demo, timeZone, facts }: RunUpload, knownZone: string): KeptFacts {
  return { demo, extra: { ...facts }, ...(timeZone === knownZone ? {} : { timeZone: cleanWord(timeZone, 100) }) };
}

async function insertBrought(
  services: RunServices,
  transaction: DatabaseTransaction,
  { runnerId, runId }: RunKey,
  brought: BroughtRun,
): Promise<void> {
  const { upload } = brought;
  const analysis = upload.deviceAnalysis;
  const analysisId = analysis === undefined ? null : makeId(services);
  await insertRun(transaction, {
    contentSha256: brought.contentSha256,
    run: {
      runner_id: runnerId,
      run_id: runId,
      name: cleanName(upload.name),
      notes: upload.notes === undefined ? null : cleanNotes(upload.notes),
      started_at: brought.startedAt,
      start_source: cleanWord(upload.startSource, 200),
      time_zone: brought.timeZone,
      is_demo: upload.demo !== null,
      facts: JSON.stringify(factsOf(upload, brought.timeZone)),
      created_at: brought.createdAt,
      received_at: services.now(),
      deleted_at: brought.deletedAt,
      state: analysis === undefined ? "awaiting-recordings" : "ready",
      analysis_id: analysisId,
      distance_meters: analysis?.summary.distanceMeters ?? null,
      moving_time_sec: analysis?.summary.movingTimeSec ?? null,
    },
    recordings: upload.feet.map((foot) => ({
      runner_id: runnerId,
      run_id: runId,
      slot: foot.slot,
      side: foot.side,
      side_source: cleanWord(foot.sideSource, 200),
      file_name: cleanWord(foot.fileName, 1000),
      sha256: Buffer.from(foot.sha256, "hex"),
      size_bytes: foot.sizeBytes,
      state: foot.samples === "coming" ? "awaiting" : "given-up",
      upload_bytes: foot.samples === "coming" ? foot.uploadBytes : null,
      upload_encoding: foot.samples === "coming" ? foot.encoding : null,
    })),
  });
  if (analysisId !== null) await insertDeviceAnalysis(services, transaction, { runnerId, runId, analysisId }, brought);
}

async function insertDeviceAnalysis(
  services: RunServices,
  transaction: DatabaseTransaction,
  key: RunKey & { analysisId: string },
  { upload, feet }: BroughtRun,
): Promise<void> {
  const analysis = upload.deviceAnalysis;
  if (analysis === undefined) return;
  const ids = { runner_id: key.runnerId, run_id: key.runId, analysis_id: key.analysisId };
  await insertAnalysis(
    transaction,
    {
      ...ids,
      made_by: "device",
      algorithm_version: analysis.algorithm.version,
      algorithm: JSON.stringify(analysis.algorithm),
      summary: JSON.stringify(analysis.summary),
      warnings: JSON.stringify(analysis.warnings),
      created_at: services.now(),
    },
    feet.map(({ side, words, recording, time }) => ({
      ...ids,
      side,
      slot: upload.feet.find((foot) => foot.side === side)?.slot ?? 0,
      recording: JSON.stringify(recording),
      stride_count: words.length / 24,
      clock_zero_at: time.clockZeroAt,
      paths_object_key: null,
    })),
  );
  for (const { side, words, time } of feet) await insertStrides(transaction, key, { side, words, ...time });
}
