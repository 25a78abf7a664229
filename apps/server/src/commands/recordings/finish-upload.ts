// The last byte is here: upload → blob → row. Comes in: a whole upload on disk. Goes out: a recording that is kept and, when it
// was the run's last, the run's analysis asked for; or a Problem, and then the upload is as before or begins anew.
// Order: intent row, blob, one transaction for everything else, upload's file. OBJ7, OBJ11
import { inTransaction } from "../../database/transaction.ts";
import { Problem } from "../../http/problem.ts";
import { detectAhead } from "../../jobs/analyse-feet.ts";
import { enqueueAnalysis } from "../../jobs/enqueue.ts";
import { SALT_BYTES } from "../../objects/recording-blocks/block-cipher.ts";
import { messageOf } from "../../refusal.ts";
import { intendBlob, settleBlob } from "../../store/blob-intents.ts";
import { lockClock } from "../../store/change-clock.ts";
import { changeRun, readRun } from "../../store/run-rows.ts";
import { isAwaiting, markKept, moveOffset, type RecordingKey, type UploadRow } from "../../store/upload-rows.ts";
import type { RecordingServices } from "./recording-services.ts";
import type { TranscodeOutcome, TranscodeTask } from "./transcode-thread.ts";
import { OtherContentError, type UploadOnDisk } from "./unpack-upload.ts";

/** Random bytes in a blob's name: no two writers of one recording write the same blob. */
const NAME_BYTES = 8;
/** The blocks of an upload. Throws OtherContentError before the last one when it is not what was declared. */
async function* transcode(
  { storage, randomBytes, onStep }: RecordingServices,
  row: UploadRow,
  upload: UploadOnDisk,
): AsyncGenerator<Uint8Array> {
  const { sha256 } = row;
  const task: TranscodeTask = { ...upload, sha256, objectsKey: storage.objectsKey, salt: randomBytes(SALT_BYTES) };
  const difference = yield* storage.threads.transcoding.run<TranscodeOutcome>(task);
  if (difference !== null) throw new OtherContentError(difference);
  onStep?.("blob-half-written");
}

/** One transaction: the blob is referred to, the run has changed, its analysis is asked for. False: nobody awaits it. */
function keepRow(
  services: RecordingServices,
  key: RecordingKey,
  row: UploadRow,
  blob: { objectKey: string; keptBytes: number },
): Promise<boolean> {
  return inTransaction(services.database, async (transaction) => {
    await lockClock(transaction, key.runnerId);
    const run = await readRun(transaction, key);
    const isKept = run !== null && (await markKept(transaction, key, row, { ...blob, keptAt: services.now() }));
    if (!isKept) return false;
    if (!(await settleBlob(transaction, { runnerId: key.runnerId, objectKey: blob.objectKey })))
      throw new Error("a blob was swept before it was referred to");
    const isComplete = run.state === "awaiting-recordings" && !(await isAwaiting(transaction, key));
    await changeRun(transaction, key, isComplete ? { state: "waiting" } : {});
    if (isComplete) await enqueueAnalysis(services, transaction, { runnerId: key.runnerId, runId: key.runId });
    return true;
  });
}

/** Begins the upload anew, as what came is not what was declared. */
async function startOver(services: RecordingServices, key: RecordingKey, row: UploadRow): Promise<void> {
  await moveOffset(services.database, key, row, { fromBytes: row.uploadBytes, toBytes: 0 });
  await services.storage.uploads.remove(key, row.sha256);
}

/**
 * Finishes an upload whose last byte is on disk; the caller has its turn. Throws Problem 422 for other content (the upload is
 * at 0 again), 409 when the recording is not awaited any more, and the store's errors (the upload stays whole).
 */
export async function finishUpload(services: RecordingServices, key: RecordingKey, row: UploadRow): Promise<void> {
  const { database, storage, now, log, onStep } = services;
  const name = services.randomBytes(NAME_BYTES).toString("hex");
  const objectKey = `${key.runnerId}/${key.runId}/recording-${key.slot}-${name}`;
  const { encoding, sizeBytes, side, fileName } = row;
  const upload: UploadOnDisk = { path: storage.uploads.pathOf(key, row.sha256), encoding, sizeBytes };
  await storage.finishing.run(async () => {
    await intendBlob(database, { runnerId: key.runnerId, objectKey }, now());
    onStep?.("intent-written");
    await detectAhead(storage, objectKey, { slot: key.slot, side, fileName }, upload);
    let isKept = false;
    try {
      const { storedBytes: keptBytes } = await storage.objects.put(objectKey, transcode(services, row, upload));
      onStep?.("blob-written");
      isKept = await keepRow(services, key, row, { objectKey, keptBytes });
      onStep?.("row-kept");
    } catch (error) {
      if (!(error instanceof OtherContentError)) throw error;
      await startOver(services, key, row);
      throw new Problem(422, "recording-differs", `${error.message} The upload begins anew.`, { "upload-offset": "0" });
    } finally {
      if (!isKept) storage.feetAhead.forget(objectKey);
    }
    // What a disk keeps of it though it should not, the sweep takes: the recording is kept all the same.
    await storage.uploads.remove(key, row.sha256).catch((error: unknown) => log(`upload: ${messageOf(error)}`));
    if (!isKept) throw new Problem(409, "recording-not-awaited", "The recording is not awaited any more.");
  });
}
