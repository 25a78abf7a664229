// The last byte is here: upload → blob → row. Comes in: a whole upload on disk. Goes out: a recording that is kept and, when it
// was the run's last, the run's analysis asked for; or a Problem, and then the upload is as before or begins anew.
// Order: intent row, blob, one transaction for everything else, upload's file. OBJ7, OBJ11
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { inTransaction } from "../../database/transaction.ts";
import { Problem } from "../../http/problem.ts";
import { enqueueAnalysis } from "../../jobs/enqueue.ts";
import type { TextTotal } from "../../objects/recording-blocks/layout.ts";
import { writeRecordingBlocks } from "../../objects/recording-blocks/write-recording-blocks.ts";
import { systemCode } from "../../refusal.ts";
import { intendBlob, settleBlob } from "../../store/blob-intents.ts";
import { lockClock } from "../../store/change-clock.ts";
import { changeRun, readRun } from "../../store/run-rows.ts";
import { isAwaiting, markKept, moveOffset, type RecordingKey, type UploadRow } from "../../store/upload-rows.ts";
import type { RecordingServices } from "./recording-services.ts";

/** Random bytes in a blob's name: no two writers of one recording write the same blob. */
const NAME_BYTES = 8;
/** Bytes that gunzip gives at a time. */
const UNPACKED_CHUNK_BYTES = 131_072;

/** What came is not the recording that was declared. */
class OtherContentError extends Error {}

/** The bytes inside of a gzip file, of one member or several. Throws OtherContentError. */
async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const plain = createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES });
  const source = Readable.from(packed, { objectMode: false });
  source.once("error", (error) => plain.destroy(error));
  source.pipe(plain);
  try {
    for await (const chunk of plain) yield chunk as Uint8Array;
  } catch (error) {
    if (!(systemCode(error) ?? "").startsWith("Z_")) throw error;
    throw new OtherContentError("The upload is not a whole gzip file.", { cause: error });
  } finally {
    source.destroy();
    plain.destroy();
  }
}

/** Passes a recording on as long as it is not longer than declared. */
async function* withinSize(csv: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of csv) {
    total += chunk.length;
    if (total > sizeBytes)
      throw new OtherContentError(`The recording was declared with ${sizeBytes} bytes and has more.`);
    yield chunk;
  }
}

function checkTotal({ textBytes, sha256 }: TextTotal, declared: UploadRow): void {
  if (textBytes !== declared.sizeBytes)
    throw new OtherContentError(`The recording was declared with ${declared.sizeBytes} bytes and has ${textBytes}.`);
  if (!sha256.equals(declared.sha256))
    throw new OtherContentError("The recording has another SHA-256 than was declared.");
}

async function writeBlob(
  services: RecordingServices,
  key: RecordingKey,
  row: UploadRow,
  objectKey: string,
): Promise<number> {
  const { storage, randomBytes, onStep } = services;
  const uploaded = storage.uploads.read(key, row.sha256);
  const csv = withinSize(row.encoding === "gzip" ? gunzip(uploaded) : uploaded, row.sizeBytes);
  const confirm = (total: TextTotal): void => {
    checkTotal(total, row);
    onStep?.("blob-half-written");
  };
  const blocks = writeRecordingBlocks(csv, { objectsKey: storage.objectsKey, randomBytes, confirm });
  return (await storage.objects.put(objectKey, blocks)).storedBytes;
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
  const { database, storage, now, onStep } = services;
  const name = services.randomBytes(NAME_BYTES).toString("hex");
  const objectKey = `${key.runnerId}/${key.runId}/recording-${key.slot}-${name}`;
  await storage.finishing.run(async () => {
    await intendBlob(database, { runnerId: key.runnerId, objectKey }, now());
    onStep?.("intent-written");
    let keptBytes: number;
    try {
      keptBytes = await writeBlob(services, key, row, objectKey);
    } catch (error) {
      if (!(error instanceof OtherContentError)) throw error;
      await startOver(services, key, row);
      throw new Problem(422, "recording-differs", `${error.message} The upload begins anew.`, { "upload-offset": "0" });
    }
    onStep?.("blob-written");
    const isKept = await keepRow(services, key, row, { objectKey, keptBytes });
    onStep?.("row-kept");
    await storage.uploads.remove(key, row.sha256);
    if (!isKept) throw new Problem(409, "recording-not-awaited", "The recording is not awaited any more.");
  });
}
