// What of this device's runs is not the same at the server. Comes in: what the store keeps for sync. Goes out: runs with
// something unsent, runs that wait for a decision, where one run is. Pure but for reading the store.
import type { RunDocument } from "../../store/run-document.ts";
import type { RunStore } from "../../store/run-store.ts";
import type { OutboxEntry, SyncedRun } from "../../store/sync-record.ts";

/** Runs by what they wait for. */
export interface SyncFacts {
  /** Something of them only this device has. */
  unsentRunIds: string[];
  /** Their runner has to decide. */
  undecidedRunIds: string[];
}

function isAwaited({ document, isPurged }: SyncedRun): boolean {
  return !isPurged && document.feet.some(({ samples }) => samples === "awaiting");
}

/** Sorts runs by what they wait for; each stands once. */
export function syncFacts(outbox: readonly OutboxEntry[], synced: readonly SyncedRun[]): SyncFacts {
  const awaited = synced.filter(isAwaited).map(({ document }) => document.runId);
  const undecided = synced.filter(
    ({ document, deviceConflicts }) => document.conflicts.length + deviceConflicts.length > 0,
  );
  return {
    unsentRunIds: [...new Set([...outbox.map(({ runId }) => runId), ...awaited])],
    undecidedRunIds: undecided.map(({ document }) => document.runId),
  };
}

/** Reads them. */
export async function readSyncFacts({ shelf }: RunStore): Promise<SyncFacts> {
  return syncFacts(await shelf.getAll("outbox"), await shelf.getAll("synced"));
}

/** Where a run is. */
export type RunPlace =
  | { kind: "here" | "waiting" | "refused" | "changed" | "analysing" | "there" }
  | { kind: "failed"; failure: RunDocument["failure"] }
  /** Null while nothing is known of how far. */
  | { kind: "uploading"; fraction: number | null };

/** What is known of one run. */
export interface RunFacts {
  entries: readonly OutboxEntry[];
  synced: SyncedRun | undefined;
  /** Bytes of its recordings as they are sent. */
  uploadBytes: number;
  /** A round of sync is under way. */
  isSyncing: boolean;
}

function uploadPlace({ synced, uploadBytes, isSyncing }: RunFacts): RunPlace {
  if (synced?.uploadProblem !== null) return { kind: "refused" };
  if (!isSyncing) return { kind: "waiting" };
  const receivedBytes = synced.document.feet.reduce((sum, foot) => sum + foot.receivedBytes, 0);
  const isKnown = receivedBytes > 0 && uploadBytes > 0;
  return { kind: "uploading", fraction: isKnown ? Math.min(1, receivedBytes / uploadBytes) : null };
}

/** Where it is. */ // SGN13
export function runPlace(facts: RunFacts): RunPlace {
  const { entries, synced, isSyncing } = facts;
  if (synced === undefined || synced.isPurged) {
    const bring = entries.find(({ task }) => task.kind === "bring");
    if (bring === undefined) return { kind: "here" };
    if (bring.refusal !== undefined) return { kind: "refused" };
    return isSyncing ? { kind: "uploading", fraction: null } : { kind: "waiting" };
  }
  if (isAwaited(synced)) return uploadPlace(facts);
  if (entries.length > 0) return { kind: "changed" };
  const { state, failure } = synced.document;
  if (state === "failed") return { kind: "failed", failure };
  const isBusy = ["awaiting-recordings", "waiting", "analysing"].includes(state);
  return { kind: isBusy ? "analysing" : "there" };
}
