// What the server tells of a run → this device's copy, inside the caller's transaction. A field with an edit in the outbox
// stays as the runner left it; the same recordings under another id become the server's run; nothing gives way silently.
// SYN4–SYN7
import { restoredSource } from "../store/archived-facts.ts";
import { appendTask, entriesOf, entryChange, entryRemoval, OUTBOX_DRAWERS, type OutboxTools } from "../store/outbox.ts";
import type { EditField, RunDocument } from "../store/run-document.ts";
import { removalChanges, RUN_DRAWERS, sidesOf } from "../store/run-store.ts";
import { isSameValue } from "../store/same-value.ts";
import type { Transaction } from "../store/shelf.ts";
import type { StoredRun } from "../store/stored-run.ts";
import { ACCOUNT_KEY, type DeviceConflict, type OutboxEntry, type SyncedRun } from "../store/sync-record.ts";
import { moveRun } from "./move-run.ts";

/** Drawers of a transaction that absorbs. */
export const SYNC_DRAWERS = [...RUN_DRAWERS, ...OUTBOX_DRAWERS];

/** Fields that have an edit in the outbox. */
export function pendingFields(entries: readonly OutboxEntry[]): Set<EditField> {
  return new Set(entries.flatMap(({ task }) => (task.kind === "edit" ? [task.field] : [])));
}

/** Which side is in which slot, as the server has it. */
export function documentSides({ feet }: RunDocument): Record<string, string> {
  return Object.fromEntries(feet.map(({ slot, side }) => [String(slot), side]));
}

/** The run with what the server says of it, but for fields that wait. */
export function withDocument(run: StoredRun, document: RunDocument, pending: ReadonlySet<EditField>): StoredRun {
  const { extra: _, ...rest } = run;
  const extra = { ...document.facts, ...(document.notes === null ? {} : { notes: document.notes }) };
  const start = {
    startedAtMs: Date.parse(document.startedAtUtc),
    startSource: restoredSource(document.startSource),
  };
  const deletedAtMs = document.deletedAtUtc === null ? null : Date.parse(document.deletedAtUtc);
  return {
    ...rest,
    createdAtMs: Date.parse(document.createdAtUtc),
    timeZone: document.timeZone,
    demo: document.demo,
    ...(pending.has("name") ? {} : { name: document.name }),
    ...(pending.has("startedAtUtc") ? {} : start),
    ...(pending.has("isDeleted") ? {} : { deletedAtMs }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** Whether the server's analysis found what this device found: then its strides need not come. */
export function isSameAnalysis(run: StoredRun, { analysis }: RunDocument): boolean {
  if (analysis === null) return false;
  const feet = (all: readonly { side: string; strideCount: number }[]): string[] =>
    all.map(({ side, strideCount }) => `${side} ${strideCount}`).toSorted();
  const { algorithm, summary, startSec } = analysis;
  return (
    isSameValue([algorithm, summary, startSec], [run.algorithm, run.summary, run.startSec]) &&
    isSameValue(feet(analysis.feet), feet(run.feet))
  );
}

/** Which of the server's analyses this device shows. */
function heldAnalysis(local: StoredRun | undefined, synced: SyncedRun, pending: ReadonlySet<EditField>): string | null {
  const { document, heldAnalysisId } = synced;
  if (local === undefined) return null;
  if (pending.has("sides")) return heldAnalysisId;
  if (document.state === "ready" && isSameAnalysis(local, document)) return document.analysis?.analysisId ?? null;
  return isSameValue(sidesOf(local), documentSides(document)) ? heldAnalysisId : null;
}

/** Same for runs of the same recordings. */
function recordingsKey(feet: readonly { sha256: string }[]): string {
  return feet
    .map(({ sha256 }) => sha256)
    .toSorted()
    .join(" ");
}

/** A run of this device with the same recordings that the server does not know under its own id. */
async function findTwin(transaction: Transaction, document: RunDocument): Promise<StoredRun | undefined> {
  const key = recordingsKey(document.feet);
  for (const run of await transaction.list("runs")) {
    const isTwin = run.runId !== document.runId && recordingsKey(run.feet) === key;
    if (isTwin && (await transaction.get("synced", run.runId)) === undefined) return run;
  }
  return undefined;
}

/** What the runner's own run says otherwise than the server's, but for what its own edits say. */
function differences(run: StoredRun, document: RunDocument, pending: ReadonlySet<EditField>): DeviceConflict[] {
  const told = (field: EditField, asked: unknown, there: unknown): DeviceConflict[] =>
    pending.has(field) || isSameValue(asked, there)
      ? []
      : [{ conflictId: `${run.runId} ${field}`, field, asked, reason: "same-run" }];
  const startedAtUtc = new Date(run.startedAtMs).toISOString();
  const isChosen = run.startSource === "chosen";
  return [
    ...told("name", run.name, document.name),
    ...(isChosen ? told("startedAtUtc", startedAtUtc, document.startedAtUtc) : []),
    ...told("sides", sidesOf(run), documentSides(document)),
    ...(run.deletedAtMs === null ? [] : told("isDeleted", true, document.deletedAtUtc !== null)),
  ];
}

/** A run that is there without our having brought it (or heard so): it becomes the server's, and what differs is told. */
async function adopt(
  transaction: Transaction,
  run: StoredRun,
  synced: SyncedRun,
  tools: OutboxTools,
): Promise<SyncedRun> {
  const { document } = synced;
  const before = await transaction.get("synced", document.runId);
  const edited = pendingFields(await entriesOf(transaction, run.runId)); // before those of the server's run are among them
  const feet = await moveRun(transaction, run, document);
  const entries = await entriesOf(transaction, document.runId);
  const brings = entries.filter(({ task }) => task.kind === "bring");
  await transaction.write(brings.map(entryRemoval));
  const known = synced.deviceConflicts.map(({ conflictId }) => conflictId);
  const local = (await transaction.get("runs", document.runId)) ?? run;
  const told = differences({ ...run, feet }, document, edited).filter(({ conflictId }) => !known.includes(conflictId));
  const isOwn = run.runId === document.runId && brings.some(({ isSent }) => isSent);
  const isBack =
    !isOwn && run.deletedAtMs === null && document.deletedAtUtc !== null && !pendingFields(entries).has("isDeleted");
  if (isBack) {
    // It was imported here, and not deleted since: the runner wants it; the merge rule judges.
    const baseRevision = before?.document.revision ?? 0;
    const task = { kind: "edit", field: "isDeleted", value: false } as const;
    await appendTask(transaction, { runId: document.runId, task, baseRevision }, tools);
    await transaction.write([{ drawer: "runs", key: document.runId, value: { ...local, deletedAtMs: null } }]);
  }
  return { ...synced, deviceConflicts: [...synced.deviceConflicts, ...told] };
}

/** Takes a document; an older one than is held changes nothing, nor does one that comes after signing out. */
export async function absorbDocument(
  transaction: Transaction,
  document: RunDocument,
  tools: OutboxTools,
): Promise<void> {
  const { runId } = document;
  if ((await transaction.get("account", ACCOUNT_KEY))?.isSignedIn !== true) return; // it was on its way. SYN20
  const held = await transaction.get("synced", runId);
  if (held !== undefined && held.document.revision > document.revision) return;
  const entries = await entriesOf(transaction, runId);
  const uploadProblem = held?.document.revision === document.revision ? held.uploadProblem : null;
  let synced: SyncedRun = {
    document,
    heldAnalysisId: held?.heldAnalysisId ?? null,
    deviceConflicts: held?.deviceConflicts ?? [],
    isPurged: false,
    uploadProblem,
  };
  if (!entries.some(({ task }) => task.kind === "purge")) {
    const own = entries.some(({ task }) => task.kind === "bring") ? await transaction.get("runs", runId) : undefined;
    const twin = own ?? (await findTwin(transaction, document));
    if (twin !== undefined) synced = await adopt(transaction, twin, synced, tools);
    synced = await absorbFields(transaction, synced);
  }
  await transaction.write([{ drawer: "synced", key: runId, value: synced }]);
}

async function absorbFields(transaction: Transaction, synced: SyncedRun): Promise<SyncedRun> {
  const { runId } = synced.document;
  const local = await transaction.get("runs", runId);
  const pending = pendingFields(await entriesOf(transaction, runId));
  if (local !== undefined) {
    const value = withDocument(local, synced.document, pending);
    if (!isSameValue(value, local)) await transaction.write([{ drawer: "runs", key: runId, value }]);
  }
  return { ...synced, heldAnalysisId: heldAnalysis(local, synced, pending) };
}

/**
 * A run was removed for good at the server. It goes here too, unless the runner changed it here meanwhile: then it stays,
 * and the runner decides. // SYN7
 */
export async function absorbPurge(transaction: Transaction, runId: string): Promise<void> {
  const synced = await transaction.get("synced", runId);
  const entries = await entriesOf(transaction, runId);
  const isChanged = entries.some(
    ({ task }) => task.kind === "edit" && !(task.field === "isDeleted" && task.value === true),
  );
  const isHere = (await transaction.get("runs", runId)) !== undefined;
  await transaction.write(entries.map(entryRemoval));
  if (synced?.isPurged === true && isHere) return;
  if (synced !== undefined && isHere && isChanged) {
    const told: DeviceConflict = { conflictId: `${runId} removed`, field: "removed", asked: null, reason: "purged" };
    const value: SyncedRun = { ...synced, isPurged: true, deviceConflicts: [told] };
    await transaction.write([{ drawer: "synced", key: runId, value }]);
    return;
  }
  await transaction.write([...removalChanges(runId), { drawer: "synced", key: runId, value: null }]);
}

/** An answer to an edit: the next of its field is made knowing of it. */
export async function settleEdit(transaction: Transaction, entry: OutboxEntry, revision: number): Promise<void> {
  const { task } = entry;
  if (task.kind !== "edit") return;
  const later = (await entriesOf(transaction, entry.runId)).filter(
    (other) => other.number > entry.number && other.task.kind === "edit" && other.task.field === task.field,
  );
  await transaction.write([
    entryRemoval(entry),
    ...later.map((other) => entryChange({ ...other, baseRevision: revision })),
  ]);
}
