// What a change of a run leaves for the server, written in the very transaction of the change. Comes in: the transaction,
// the run as it is afterwards, the fields that changed. Goes out: entries of the outbox. Nothing where nobody ever signed
// in. docs/protocol/sync.md, "What a device has to keep to". // SYN1–SYN3
import { type Change, type DrawerName, type Transaction } from "./shelf.ts";
import type { EditField, FieldValues } from "./run-document.ts";
import type { StoredRun } from "./stored-run.ts";
import { ACCOUNT_KEY, type BroughtFields, type OutboxEntry, outboxKey, type OutboxTask } from "./sync-record.ts";

/** Drawers that a transaction which queues has to have. */
export const OUTBOX_DRAWERS: readonly DrawerName[] = ["account", "outbox", "synced"];

/** Clock and ids of the device; its clock is told and never decides. */
export interface OutboxTools {
  nowMs: () => number;
  newId: () => string;
}

/** What is asked for of a run. */
export interface QueuedTask {
  runId: string;
  task: OutboxTask;
  baseRevision: number;
}

/** The notes of a run; they came with an archive or from another device. */
export function notesOf({ extra }: StoredRun): string | null {
  const notes = extra?.["notes"];
  return typeof notes === "string" ? notes : null;
}

/** What the run says of itself when it is brought. */
export function broughtFields(run: StoredRun): BroughtFields {
  return {
    name: run.name,
    notes: notesOf(run),
    startedAtUtc: new Date(run.startedAtMs).toISOString(),
    startSource: run.startSource,
    deletedAtUtc: run.deletedAtMs === null ? null : new Date(run.deletedAtMs).toISOString(),
    feet: Object.fromEntries(run.feet.map(({ slot, side, sideSource }) => [String(slot), { side, sideSource }])),
  };
}

/** Entries of a run, in their order. */
export async function entriesOf(transaction: Transaction, runId: string): Promise<OutboxEntry[]> {
  return transaction.list("outbox", `${runId}/`);
}

/** The change that puts an entry in its place. */
export function entryChange(entry: OutboxEntry): Change {
  return { drawer: "outbox", key: outboxKey(entry), value: entry };
}

/** The change that takes an entry away. */
export function entryRemoval(entry: OutboxEntry): Change {
  return { drawer: "outbox", key: outboxKey(entry), value: null };
}

/** Appends a task after all others. False where nobody ever signed in. */
export async function appendTask(transaction: Transaction, queued: QueuedTask, tools: OutboxTools): Promise<boolean> {
  const account = await transaction.get("account", ACCOUNT_KEY);
  if (account === undefined) return false;
  const number = account.lastNumber + 1;
  const editedAtUtc = new Date(tools.nowMs()).toISOString();
  const entry: OutboxEntry = { ...queued, entryId: tools.newId(), number, editedAtUtc, isSent: false };
  const counted: Change = { drawer: "account", key: ACCOUNT_KEY, value: { ...account, lastNumber: number } };
  await transaction.write([counted, entryChange(entry)]);
  return true;
}

/** Queues a run that came onto this device. Demo runs stay here unless asked. */ // SYN10
export async function queueBring(transaction: Transaction, run: StoredRun, tools: OutboxTools): Promise<void> {
  if (run.demo !== null) return;
  await queueBringAnyway(transaction, run, tools);
}

/** Queues a run, a demo too; once. */
export async function queueBringAnyway(transaction: Transaction, run: StoredRun, tools: OutboxTools): Promise<void> {
  const { runId } = run;
  const entries = await entriesOf(transaction, runId);
  if (entries.some(({ task }) => task.kind === "bring")) return;
  await appendTask(transaction, { runId, task: { kind: "bring", fields: broughtFields(run) }, baseRevision: 0 }, tools);
}

/** Queues what changed of a run. `run` is as it is after the change. */
export async function queueEdits(
  transaction: Transaction,
  run: StoredRun,
  fields: Partial<FieldValues>,
  tools: OutboxTools,
): Promise<void> {
  const names = Object.keys(fields) as EditField[];
  if (names.length === 0 || (await transaction.get("account", ACCOUNT_KEY)) === undefined) return;
  const { runId } = run;
  const entries = await entriesOf(transaction, runId);
  const bring = entries.find(({ task }) => task.kind === "bring");
  if (bring?.isSent === false) {
    const task: OutboxTask = { kind: "bring", fields: broughtFields(run) };
    await transaction.write([entryChange({ ...bring, task })]);
    return;
  }
  const synced = await transaction.get("synced", runId);
  if (bring === undefined && (synced === undefined || synced.isPurged)) return; // it is only here
  const baseRevision = synced?.document.revision ?? 0;
  for (const field of names) {
    const value = fields[field];
    if (value !== undefined) await queueEdit(transaction, entries, { runId, field, value, baseRevision }, tools);
  }
}

/** Replaces the last unsent edit of the field and keeps its base, or appends one. */
export async function queueEdit(
  transaction: Transaction,
  entries: readonly OutboxEntry[],
  {
    runId,
    field,
    value,
    baseRevision,
  }: { runId: string; field: EditField; value: FieldValues[EditField]; baseRevision: number },
  tools: OutboxTools,
): Promise<void> {
  const task: OutboxTask = { kind: "edit", field, value };
  const waiting = entries.findLast((entry) => entry.task.kind === "edit" && entry.task.field === field);
  if (waiting?.isSent === false) {
    await transaction.write([entryChange({ ...waiting, task, editedAtUtc: new Date(tools.nowMs()).toISOString() })]);
  } else await appendTask(transaction, { runId, task, baseRevision }, tools);
}

/**
 * Queues that a run is removed for good; the caller takes it off the device. What else of it waited is left out, but that it
 * was deleted.
 */
export async function queuePurge(transaction: Transaction, runId: string, tools: OutboxTools): Promise<void> {
  const entries = await entriesOf(transaction, runId);
  const isKnown = (await transaction.get("synced", runId)) !== undefined;
  const isDeletion = ({ task }: OutboxEntry): boolean =>
    task.kind === "edit" && task.field === "isDeleted" && task.value === true;
  const mayBeThere = isKnown || entries.some(({ task, isSent }) => task.kind === "bring" && isSent);
  await transaction.write(entries.filter((entry) => !(mayBeThere && isDeletion(entry))).map(entryRemoval));
  if (mayBeThere) await appendTask(transaction, { runId, task: { kind: "purge" }, baseRevision: 0 }, tools);
}

/** Whether the server has been told that the run's samples are coming, and does not have them yet. */ // SYN12
export async function areSamplesAwaited(transaction: Transaction, runId: string): Promise<boolean> {
  const entries = await entriesOf(transaction, runId);
  if (entries.some(({ task, isSent }) => task.kind === "bring" && isSent)) return true;
  const synced = await transaction.get("synced", runId);
  return synced?.document.feet.some(({ samples }) => samples === "awaiting") ?? false;
}
