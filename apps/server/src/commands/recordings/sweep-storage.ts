// What nobody needs goes. Comes in: the clock. Goes out: a store that holds what rows refer to, and uploads that somebody may
// still go on with; how much was removed. Safe to end at any step and to run beside uploads. OBJ7, OBJ13
import { inTransaction } from "../../database/transaction.ts";
import { isStoreAway } from "../../objects/object-store.ts";
import {
  bringBackFutureIntents,
  findOldIntents,
  findWantedKeys,
  lockOldIntent,
  type BlobKey,
} from "../../store/blob-intents.ts";
import { findCompleteUploads, forgetOffset, readUpload } from "../../store/upload-rows.ts";
import { claimStore } from "./claim-store.ts";
import { finishUpload } from "./finish-upload.ts";
import { type RecordingServices, turnNameOf } from "./recording-services.ts";

/** From which age a blob without a row belongs to nobody. Milliseconds; one hour; writing one takes seconds. */
const ABANDONED_AFTER_MS = 3_600_000;
/** From which age an upload that nobody goes on with is forgotten. Milliseconds; 14 days. */
const UPLOAD_KEPT_MS = 14 * 86_400_000;
/** Blobs and intents looked at together. */
const BATCH_COUNT = 500;

/** What a sweep removed. */
export interface Swept {
  blobCount: number;
  intentCount: number;
  unfinishedCount: number;
  uploadCount: number;
}

/** Removes the blob of one intent, unless a row refers to it; both ways the intent goes. Returns whether a blob went. */
function settleOldIntent(services: RecordingServices, blob: BlobKey, before: Date): Promise<boolean | null> {
  return inTransaction(services.database, async (transaction) => {
    if (!(await lockOldIntent(transaction, blob, before))) return null;
    const isWanted = (await findWantedKeys(transaction, [blob.objectKey], false)).has(blob.objectKey);
    // Before the row goes: a process that ends here finds the intent again. Removing twice is removing once.
    if (!isWanted) await services.storage.objects.delete(blob.objectKey);
    services.onStep?.("blob-removed");
    await transaction
      .deleteFrom("runner.blob_intent")
      .where("runner_id", "=", blob.runnerId)
      .where("object_key", "=", blob.objectKey)
      .execute();
    return !isWanted;
  });
}

async function sweepIntents(
  services: RecordingServices,
  before: Date,
): Promise<Pick<Swept, "blobCount" | "intentCount">> {
  let [blobCount, intentCount] = [0, 0];
  for (;;) {
    const blobs = await findOldIntents(services.database, before, BATCH_COUNT);
    let settledCount = 0;
    for (const blob of blobs) {
      const isGone = await settleOldIntent(services, blob, before);
      if (isGone !== null) settledCount++;
      if (isGone === true) blobCount++;
    }
    intentCount += settledCount;
    if (blobs.length < BATCH_COUNT || settledCount === 0) return { blobCount, intentCount };
  }
}

/** Blobs that no row and no intent knows: left by a restored backup or by hand. */
async function sweepUnknown(services: RecordingServices, before: Date): Promise<number> {
  const { objects } = services.storage;
  let count = 0;
  let batch: string[] = [];
  const settle = async (): Promise<void> => {
    const wanted = await findWantedKeys(services.database, batch, true);
    for (const key of batch) {
      if (wanted.has(key)) continue;
      await objects.delete(key);
      count++;
    }
    batch = [];
  };
  for await (const { key, writtenAt } of objects.list()) {
    if (writtenAt >= before) continue;
    batch.push(key);
    if (batch.length === BATCH_COUNT) await settle();
  }
  await settle();
  return count;
}

/** Uploads that nobody went on with begin anew. */
async function sweepUploads({ database, storage, now }: RecordingServices, before: Date): Promise<number> {
  let count = 0;
  for await (const { key, sha256 } of storage.uploads.findAbandoned(before)) {
    const turn = await storage.turns.take(turnNameOf(key), () => now().getTime(), Infinity);
    if (turn === null) continue;
    turn.settle();
    try {
      await forgetOffset(database, key, sha256);
      await storage.uploads.remove(key, sha256);
      count++;
    } finally {
      turn.end();
    }
  }
  return count;
}

/** Sweeps blobs and uploads. */
export async function sweepBlobs(services: RecordingServices, now: Date): Promise<Swept> {
  const before = new Date(now.getTime() - ABANDONED_AFTER_MS);
  const { objects } = services.storage;
  await bringBackFutureIntents(services.database, services.now());
  const { blobCount, intentCount } = await sweepIntents(services, before);
  await claimStore(services.database, objects);
  const unknownCount = await sweepUnknown(services, before);
  const unfinishedCount = await objects.removeUnfinished(before);
  const uploadCount = await sweepUploads(services, new Date(now.getTime() - UPLOAD_KEPT_MS));
  return { blobCount: blobCount + unknownCount, intentCount, unfinishedCount, uploadCount };
}

/** Keeps recordings whose last byte came before the server ended; call it at the start. Returns how many. */
export async function finishCompleteUploads(services: RecordingServices): Promise<number> {
  const { storage, now, log } = services;
  let count = 0;
  for (const key of await findCompleteUploads(services.database)) {
    const turn = await storage.turns.take(turnNameOf(key), () => now().getTime(), Infinity);
    if (turn === null) continue;
    turn.settle();
    try {
      const row = await readUpload(services.database, key);
      if (row?.state !== "awaiting" || row.receivedBytes !== row.uploadBytes) continue;
      await finishUpload(services, key, row);
      count++;
    } catch (error) {
      log(
        `upload of run ${key.runId}, recording ${key.slot}: ${error instanceof Error ? error.message : String(error)}`,
      );
      if (isStoreAway(error)) return count; // the others would wait for it in vain
    } finally {
      turn.end();
    }
  }
  return count;
}
