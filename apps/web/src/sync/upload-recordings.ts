// Sends the recordings that the server waits for: asks how far it has them, goes on there, in pieces. Ended anywhere, it goes
// on where it was. SYN11
import { ApiProblem } from "@solewise/client";
import type { StoredRun } from "../store/stored-run.ts";
import type { SyncedRun } from "../store/sync-record.ts";
import { declareAnew } from "./declare-anew.ts";
import type { SyncTools } from "./sync-tools.ts";

/** Bytes of a piece. Range 64 KiB–8 MiB: a lost one is sent again. */
const PIECE_MAX_BYTES = 4_194_304;

/** How often an answer may correct the offset before the upload is left for later. */
const CORRECTION_MAX_COUNT = 3;

/** A recording to send. */
export interface DueUpload {
  runId: string;
  slot: number;
}

/** Recordings that the server waits for and this device has. */
export function dueUploads(synced: readonly SyncedRun[], runs: readonly StoredRun[]): DueUpload[] {
  return synced.flatMap(({ document, isPurged, uploadProblem }) => {
    const run = runs.find(({ runId }) => runId === document.runId);
    if (run === undefined || isPurged || uploadProblem !== null) return [];
    return document.feet
      .filter(
        ({ slot, samples }) =>
          samples === "awaiting" && run.feet.some((foot) => foot.slot === slot && foot.keptBytes > 0),
      )
      .map(({ slot }) => ({ runId: run.runId, slot }));
  });
}

/** Sends one. False when it is not for this device to send. Rejects with ApiProblem where it is to be tried again. */
export async function uploadRecording(tools: SyncTools, { runId, slot }: DueUpload): Promise<boolean> {
  const { store, link } = tools;
  const samples = await store.getSamples(runId, slot);
  if (samples === null) return false;
  try {
    const { offsetBytes, lengthBytes } = await link.readUpload(runId, slot);
    const isOurs = lengthBytes === samples.blob.size;
    if (!isOurs) await declareAnew(tools, { runId, slot });
    await sendPieces(tools, { runId, slot }, samples.blob, isOurs ? offsetBytes : 0);
    return true;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.isAway || error.status === 401 || error.status === 403) throw error;
    await keepProblem(tools, runId, { code: error.code, message: error.message });
    return false;
  }
}

async function sendPieces(
  { link, signal, onStep }: SyncTools,
  { runId, slot }: DueUpload,
  blob: Blob,
  startBytes: number,
): Promise<void> {
  let offsetBytes = startBytes;
  let correctionCount = 0;
  do {
    signal.throwIfAborted();
    const piece = blob.slice(offsetBytes, offsetBytes + PIECE_MAX_BYTES);
    try {
      offsetBytes = await link.uploadRecording(runId, slot, offsetBytes, piece);
      onStep();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 409 || error.uploadOffsetBytes === null) throw error;
      if (error.retryAfterSec !== null || ++correctionCount > CORRECTION_MAX_COUNT) throw laterProblem(error);
      offsetBytes = error.uploadOffsetBytes;
    }
  } while (offsetBytes < blob.size);
}

/** Somebody else sends it just now: it is left for the next round. */
function laterProblem(cause: ApiProblem): ApiProblem {
  return new ApiProblem(503, cause.code, cause.message, { retryAfterSec: cause.retryAfterSec, cause });
}

async function keepProblem(
  { store }: SyncTools,
  runId: string,
  uploadProblem: { code: string; message: string },
): Promise<void> {
  await store.shelf.transact(["synced"], async (transaction) => {
    const synced = await transaction.get("synced", runId);
    if (synced === undefined) return;
    await transaction.write([{ drawer: "synced", key: runId, value: { ...synced, uploadProblem } }]);
  });
}
