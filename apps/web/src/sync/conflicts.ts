// Conflicts of a run as the runner decides them: edits that came too late, and values of this device that gave way. Comes in:
// the store. Goes out: what to show; a decision leaves its word in the outbox. SYN6, SYN7
import { cleanName } from "@solewise/terms";
import { appendTask, entriesOf, queueEdits } from "../store/outbox.ts";
import type { EditField } from "../store/run-document.ts";
import { removalChanges, type RunStore, sidesOf } from "../store/run-store.ts";
import type { Transaction } from "../store/shelf.ts";
import type { StoredRun } from "../store/stored-run.ts";
import type { DeviceConflict, SyncedRun } from "../store/sync-record.ts";
import { SYNC_DRAWERS } from "./absorb-document.ts";
import { bringAnew } from "./bring-run.ts";

/** A conflict to show. */
export interface ShownConflict {
  conflictId: string;
  runId: string;
  /** `removed`: the run was removed for good elsewhere and changed here. */
  field: EditField | "removed";
  /** What was asked for; "mine". */
  asked: unknown;
  /** What is there; "theirs". */
  current: unknown;
  /** Where it was asked for; null: on this device. */
  deviceName: string | null;
  receivedAtUtc: string | null;
  /** `late`: another edit came before; else as `DeviceConflict.reason`. */
  reason: string;
  /** Decided here; the server does not know yet. */
  isDecided: boolean;
}

function currentValue(run: StoredRun | undefined, field: EditField | "removed"): unknown {
  if (run === undefined || field === "removed") return null;
  if (field === "name") return run.name;
  if (field === "startedAtUtc") return new Date(run.startedAtMs).toISOString();
  if (field === "sides") return sidesOf(run);
  if (field === "isDeleted") return run.deletedAtMs !== null;
  return run.extra?.["notes"] ?? null;
}

/** All conflicts of a run. */
export async function listConflicts({ shelf }: RunStore, runId: string): Promise<ShownConflict[]> {
  return shelf.transact(["runs", "outbox", "synced"], async (transaction) => {
    const synced = await transaction.get("synced", runId);
    if (synced === undefined) return [];
    const run = await transaction.get("runs", runId);
    const entries = await entriesOf(transaction, runId);
    const isDecided = (editId: string, field: EditField): boolean =>
      entries.some(({ task }) => task.kind === "resolve" && task.editId === editId && task.field === field);
    const late = synced.document.conflicts.map(
      ({ editId, field, asked, deviceName, receivedAtUtc }): ShownConflict => ({
        conflictId: `${editId} ${field}`,
        runId,
        field,
        asked,
        deviceName,
        receivedAtUtc,
        current: currentValue(run, field),
        reason: "late",
        isDecided: isDecided(editId, field),
      }),
    );
    const own = synced.deviceConflicts.map(({ conflictId, field, asked, reason }): ShownConflict => ({
      conflictId,
      runId,
      field,
      asked,
      reason,
      current: currentValue(run, field),
      deviceName: null,
      receivedAtUtc: null,
      isDecided: false,
    }));
    return [...(synced.isPurged ? [] : late), ...own];
  });
}

/** Decides a conflict: "mine" takes the asked value, "theirs" keeps what is there. False when it is there no more. */
export async function resolveConflict(
  store: RunStore,
  { runId, conflictId }: Pick<ShownConflict, "runId" | "conflictId">,
  take: "mine" | "theirs",
): Promise<boolean> {
  const isDone = await store.shelf.transact(SYNC_DRAWERS, async (transaction) => {
    const synced = await transaction.get("synced", runId);
    const own = synced?.deviceConflicts.find((one) => one.conflictId === conflictId);
    if (synced !== undefined && own !== undefined) return decideOwn(store, transaction, synced, own, take);
    const late = synced?.document.conflicts.find(({ editId, field }) => `${editId} ${field}` === conflictId);
    if (late === undefined) return false;
    const { editId, field } = late;
    const entries = await entriesOf(transaction, runId);
    if (entries.some(({ task }) => task.kind === "resolve" && task.editId === editId && task.field === field))
      return false;
    const task = { kind: "resolve", editId, field, take } as const;
    return appendTask(transaction, { runId, task, baseRevision: 0 }, store.outbox);
  });
  if (isDone) store.feed.announce();
  return isDone;
}

async function decideOwn(
  store: RunStore,
  transaction: Transaction,
  synced: SyncedRun,
  { conflictId, field, asked }: DeviceConflict,
  take: "mine" | "theirs",
): Promise<boolean> {
  const { runId } = synced.document;
  const run = await transaction.get("runs", runId);
  if (field === "removed") {
    if (take === "mine") await bringAnew(transaction, run, store.outbox);
    else await transaction.write([...removalChanges(runId), { drawer: "synced", key: runId, value: null }]);
    return true;
  }
  const deviceConflicts = synced.deviceConflicts.filter((one) => one.conflictId !== conflictId);
  await transaction.write([{ drawer: "synced", key: runId, value: { ...synced, deviceConflicts } }]);
  if (take === "theirs" || run === undefined) return true;
  const value = withValue(run, field, asked, store.outbox.nowMs());
  await transaction.write([{ drawer: "runs", key: runId, value }]);
  await queueEdits(transaction, value, { [field]: asked }, store.outbox);
  return true;
}

/** The run with a value as it was asked for. Sides come with the server's analysis of them. */
function withValue(run: StoredRun, field: EditField, asked: unknown, nowMs: number): StoredRun {
  if (field === "name") return { ...run, name: cleanName(asked as string) };
  if (field === "startedAtUtc") return { ...run, startedAtMs: Date.parse(asked as string), startSource: "chosen" };
  if (field === "isDeleted") return { ...run, deletedAtMs: asked === true ? nowMs : null };
  return run;
}
