// One round of sync: hears, sends, uploads, hears again, fetches. Comes in: store and server. Goes out: whether the server
// still works on something of ours. Every step is repeatable, whatever cut the one before. docs/protocol/sync.md. SYN1–SYN14
import { ACCOUNT_KEY } from "../store/sync-record.ts";
import { downloadRun, downloadSamples, dueDownloads, missingSamples } from "./download-runs.ts";
import { pullChanges } from "./pull-changes.ts";
import { sendable, sendOutbox } from "./send-outbox.ts";
import type { SyncTools } from "./sync-tools.ts";
import { dueUploads, uploadRecording } from "./upload-recordings.ts";

/** How a round ended. */
export interface RoundEnd {
  /** The server is about to analyse something: it is worth asking again soon. */
  isServerBusy: boolean;
}

/** How much waits on this device. */
export interface WaitingCounts {
  /** Entries of the outbox: runs to bring, edits. */
  outboxCount: number;
  /** Recordings that the server waits for. */
  uploadCount: number;
  /** Runs whose figures are to be fetched. */
  downloadCount: number;
  /** Entries that the server refuses. */
  refusedCount: number;
}

/** Counts what waits. */
export async function countWaiting({ shelf }: SyncTools["store"]): Promise<WaitingCounts> {
  const [outbox, synced, runs] = await Promise.all([
    shelf.getAll("outbox"),
    shelf.getAll("synced"),
    shelf.getAll("runs"),
  ]);
  return {
    outboxCount: sendable(outbox).length,
    uploadCount: dueUploads(synced, runs).length,
    downloadCount: dueDownloads(synced, runs, outbox).length,
    refusedCount: outbox.filter(({ refusal }) => refusal !== undefined).length,
  };
}

/** One round. Rejects with ApiProblem when the server cannot be asked; what was done by then stays done. */
export async function syncRound(tools: SyncTools): Promise<RoundEnd> {
  await pullChanges(tools);
  const isSent = await sendOutbox(tools);
  const isUploaded = await uploadAll(tools);
  if (isSent || isUploaded) await pullChanges(tools);
  await downloadAll(tools);
  const busy = ["waiting", "analysing"];
  return {
    isServerBusy: (await tools.store.shelf.getAll("synced")).some(({ document }) => busy.includes(document.state)),
  };
}

async function uploadAll(tools: SyncTools): Promise<boolean> {
  const { shelf } = tools.store;
  const due = dueUploads(await shelf.getAll("synced"), await shelf.getAll("runs"));
  for (const upload of due) {
    tools.signal.throwIfAborted();
    await uploadRecording(tools, upload);
  }
  return due.length > 0;
}

async function downloadAll(tools: SyncTools): Promise<void> {
  const { shelf } = tools.store;
  const due = dueDownloads(await shelf.getAll("synced"), await shelf.getAll("runs"), await shelf.getAll("outbox"));
  for (const document of due) {
    tools.signal.throwIfAborted();
    await downloadRun(tools, document);
    tools.onStep();
  }
  if ((await shelf.get("account", ACCOUNT_KEY))?.keepsAllSamples !== true) return;
  for (const { runId, slot } of missingSamples(await shelf.getAll("synced"), await shelf.getAll("runs"))) {
    tools.signal.throwIfAborted();
    await downloadSamples(tools, runId, slot);
    tools.onStep();
  }
}
