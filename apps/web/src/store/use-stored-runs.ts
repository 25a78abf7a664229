// The list of runs and the store's state for React: one copy in the tab, read anew after every change anywhere.
import { useSyncExternalStore } from "react";
import { openStore, storeState, type StoreState, subscribeStoreState } from "./open-store.ts";
import type { StoredRun } from "./stored-run.ts";

const listeners = new Set<() => void>();
let runs: readonly StoredRun[] | null = null;
let isStarted = false;

/** Reads of the list are numbered so that a slow one does not replace a newer one's result. */
let readCount = 0;

async function readRuns(): Promise<void> {
  const { runs: store } = await openStore();
  const number = ++readCount;
  const list = await store.list();
  if (number !== readCount) return;
  runs = list;
  for (const listener of listeners) listener();
}

async function start(): Promise<void> {
  const { runs: store } = await openStore();
  store.feed.subscribe(() => void readRuns());
  await readRuns();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isStarted) {
    isStarted = true;
    void start();
  }
  return () => {
    listeners.delete(listener);
  };
}

/** All runs but deleted ones, newest first; null until they were read. */
export function useStoredRuns(): readonly StoredRun[] | null {
  return useSyncExternalStore(subscribe, () => runs);
}

/** Whether the device stores anything, and why not. */
export function useStoreState(): StoreState {
  return useSyncExternalStore(subscribeStoreState, storeState);
}
