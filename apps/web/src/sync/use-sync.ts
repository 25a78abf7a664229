// Sync for React: its state, and what the runner has to decide about a run. Small; the rest is loaded when it is needed.
import { useEffect, useState, useSyncExternalStore } from "react";
import { openStore } from "../store/open-store.ts";
import type { ShownConflict } from "./conflicts.ts";
import { subscribeSyncState, syncState, type SyncState } from "./sync-state.ts";

/** The state of sync in this tab. */
export function useSyncState(): SyncState {
  return useSyncExternalStore(subscribeSyncState, syncState);
}

const NONE: readonly ShownConflict[] = [];

/** Conflicts of a run, read anew after every change; none where nobody signed in. */
export function useConflicts(runId: string): readonly ShownConflict[] {
  const [conflicts, setConflicts] = useState(NONE);
  const isOff = useSyncState().kind === "off";
  useEffect(() => {
    if (isOff) return undefined;
    let isOver = false;
    let stop = (): void => undefined;
    const follow = async (): Promise<void> => {
      const [{ runs }, { listConflicts }] = await Promise.all([openStore(), import("./conflicts.ts")]);
      const read = async (): Promise<void> => {
        const list = await listConflicts(runs, runId);
        if (!isOver) setConflicts(list);
      };
      if (isOver) return;
      stop = runs.feed.subscribe(() => void read());
      await read();
    };
    void follow();
    return () => {
      isOver = true;
      stop();
    };
  }, [runId, isOff]);
  return isOff ? NONE : conflicts;
}

/** Decides a conflict. */
export async function decideConflict(conflict: ShownConflict, take: "mine" | "theirs"): Promise<boolean> {
  const [{ runs }, { resolveConflict }] = await Promise.all([openStore(), import("./conflicts.ts")]);
  return resolveConflict(runs, conflict, take);
}
