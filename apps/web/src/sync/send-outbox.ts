// Sends what waits in the outbox, in its order, one at a time, each until it is answered. SYN1–SYN3, SYN6
import { ApiProblem } from "@solewise/client";
import { entriesOf, entryChange, entryRemoval, queueBringAnyway } from "../store/outbox.ts";
import type { EditField } from "../store/run-document.ts";
import { removalChanges } from "../store/run-store.ts";
import type { Transaction } from "../store/shelf.ts";
import { ACCOUNT_KEY, type DeviceConflict, type OutboxEntry } from "../store/sync-record.ts";
import { absorbDocument, absorbPurge, settleEdit, SYNC_DRAWERS } from "./absorb-document.ts";
import { bringRun } from "./bring-run.ts";
import { onceKey } from "./once-key.ts";
import type { RunEdit } from "./server-link.ts";
import type { SyncTools } from "./sync-tools.ts";

/** Entries that can be sent, in their order: what was refused holds up what follows of its run. */
export function sendable(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const stuck = new Set(entries.filter(({ refusal }) => refusal !== undefined).map(({ runId }) => runId));
  return entries.filter(({ runId }) => !stuck.has(runId)).toSorted((a, b) => a.number - b.number);
}

/** Sends everything. Rejects with ApiProblem where it is to be tried again. */
export async function sendOutbox(tools: SyncTools): Promise<boolean> {
  let isSent = false;
  for (;;) {
    tools.signal.throwIfAborted();
    const { shelf } = tools.store;
    const [entry] = sendable(await shelf.getAll("outbox"));
    const isSignedIn = (await shelf.get("account", ACCOUNT_KEY))?.isSignedIn === true; // SYN20
    if (entry === undefined || !isSignedIn) return isSent;
    await sendEntry(tools, entry);
    tools.onStep();
    isSent = true;
  }
}

async function sendEntry(tools: SyncTools, entry: OutboxEntry): Promise<void> {
  const { kind } = entry.task;
  if (kind === "bring") return bringRun(tools, entry);
  const marked = await markSent(tools, entry);
  if (marked === null) return;
  try {
    if (kind === "edit") await sendEdit(tools, marked);
    else if (kind === "resolve") await sendResolution(tools, marked);
    else await sendPurge(tools, marked);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.isAway || error.status === 401 || error.status === 403) throw error;
    await tools.store.shelf.transact(SYNC_DRAWERS, (transaction) => takeRefusal(tools, transaction, marked, error));
  }
  tools.store.feed.announce();
}

/** From now on the entry stays as it is; null when it is there no more. */
async function markSent({ store }: SyncTools, { runId, number }: OutboxEntry): Promise<OutboxEntry | null> {
  return store.shelf.transact(["outbox"], async (transaction) => {
    const now = (await entriesOf(transaction, runId)).find((entry) => entry.number === number);
    if (now === undefined) return null;
    const marked = { ...now, isSent: true };
    await transaction.write([entryChange(marked)]);
    return marked;
  });
}

async function sendEdit({ store, link }: SyncTools, entry: OutboxEntry): Promise<void> {
  const { task, runId, entryId, baseRevision, editedAtUtc } = entry;
  if (task.kind !== "edit") return;
  const deviceName = (await store.shelf.get("account", ACCOUNT_KEY))?.deviceName ?? "";
  const edit = { editId: entryId, baseRevision, editedAtUtc, deviceName, [task.field]: task.value } as RunEdit;
  const { run, revision } = await link.sendEdit(runId, edit, onceKey(entry));
  await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    await settleEdit(transaction, entry, revision);
    await absorbDocument(transaction, run, store.outbox);
  });
}

async function sendResolution({ store, link }: SyncTools, entry: OutboxEntry): Promise<void> {
  const { task, runId } = entry;
  if (task.kind !== "resolve") return;
  const { editId, take, field } = task;
  const document = await link.resolveConflict(runId, { editId, take, field }, onceKey(entry));
  await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    await transaction.write([entryRemoval(entry)]);
    await absorbDocument(transaction, document, store.outbox);
  });
}

async function sendPurge({ store, link }: SyncTools, entry: OutboxEntry): Promise<void> {
  await link.purgeRun(entry.runId, onceKey(entry));
  await store.shelf.transact(SYNC_DRAWERS, (transaction) => forgetRun(transaction, entry));
}

async function forgetRun(transaction: Transaction, { runId }: OutboxEntry): Promise<void> {
  await transaction.write((await entriesOf(transaction, runId)).map(entryRemoval));
  await transaction.write([...removalChanges(runId), { drawer: "synced", key: runId, value: null }]);
}

/** The server will not take it, however often it is sent. What was asked for is told, and the server's value shown. */ // SYN6
async function takeRefusal(
  { store }: SyncTools,
  transaction: Transaction,
  entry: OutboxEntry,
  error: ApiProblem,
): Promise<void> {
  const { task, runId } = entry;
  const isGone = error.status === 404 || error.status === 410;
  if (task.kind === "purge" && isGone) return forgetRun(transaction, entry);
  if (task.kind === "edit" && error.status === 410) return absorbPurge(transaction, runId);
  if (task.kind === "edit" && error.status === 404) {
    // The server was put back to a day before the run: it is brought as it is now.
    await transaction.write((await entriesOf(transaction, runId)).map(entryRemoval));
    const run = await transaction.get("runs", runId);
    if (run !== undefined) await queueBringAnyway(transaction, run, store.outbox);
    return;
  }
  await transaction.write([entryRemoval(entry)]);
  const synced = await transaction.get("synced", runId);
  if (synced === undefined) return;
  const told = task.kind === "edit" ? [refusedValue(entry, task.field, task.value, error)] : [];
  const deviceConflicts = [...synced.deviceConflicts, ...told];
  await transaction.write([{ drawer: "synced", key: runId, value: { ...synced, deviceConflicts } }]);
  await absorbDocument(transaction, synced.document, store.outbox);
}

function refusedValue(entry: OutboxEntry, field: EditField, asked: unknown, error: ApiProblem): DeviceConflict {
  return { conflictId: entry.entryId, field, asked, reason: error.code };
}
