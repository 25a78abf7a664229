// What a screen may say of sync, one copy in the tab. Small: screens ask before anything of sync is loaded.
import type { WaitingCounts } from "./sync-engine.ts";

/** The state of sync. Instants in ms since 1970. */
export type SyncState =
  /** Nobody signed in on this device. */
  | { kind: "off" }
  /** Somebody's runs are here, but there is no session: nothing is lost, changes wait. `isByServer`: it ended there. */
  | { kind: "signed-out"; isByServer: boolean; waiting: WaitingCounts }
  | { kind: "idle"; lastSyncedAtMs: number | null; waiting: WaitingCounts }
  /** `totalCount` grows when more is found. */
  | { kind: "syncing"; doneCount: number; totalCount: number; waiting: WaitingCounts }
  /** It is tried again by itself. */
  | { kind: "waiting"; reason: "offline" | "server-away"; sinceMs: number; waiting: WaitingCounts }
  /** The server refuses: `consent-missing` and others of its codes, or `broken` for a defect of ours. */
  | { kind: "error"; code: string; message: string; waiting: WaitingCounts };

const listeners = new Set<() => void>();
let state: SyncState = { kind: "off" };

/** The state as it is now; the same object until it changes. */
export function syncState(): SyncState {
  return state;
}

/** Tells the state to everyone who listens. */
export function tellSyncState(next: SyncState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Calls the listener when the state changes; returns how to stop it. */
export function subscribeSyncState(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
