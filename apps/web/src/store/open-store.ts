// The one store of a tab: opened when first asked for, with the state that every screen may have to tell.
import { ChangeFeed } from "./change-feed.ts";
import { openDatabaseShelf } from "./database-shelf.ts";
import { ImportJournal } from "./import-journal.ts";
import { createImportOwner } from "./import-owner.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import { RunStore } from "./run-store.ts";
import type { Shelf } from "./shelf.ts";

/**
 * "opening"; "ready"; "blocked": another tab holds an older version open, opening goes on when it is closed; "outdated":
 * a newer version took the database, this tab must be reloaded; "missing": nothing outlives this tab.
 */
export type StoreState = "opening" | "ready" | "blocked" | "outdated" | "missing";

/** The store and the imports on their way into it. */
export interface OpenedStore {
  runs: RunStore;
  imports: ImportJournal;
}

const stateFeed = new Set<() => void>();
let state: StoreState = "opening";
let opened: Promise<OpenedStore> | null = null;

/** The state as it is now. */
export function storeState(): StoreState {
  return state;
}

/** Calls the listener when the state changes; returns how to stop it. */
export function subscribeStoreState(listener: () => void): () => void {
  stateFeed.add(listener);
  return () => {
    stateFeed.delete(listener);
  };
}

/** The tab's store; waits while the state is "blocked". Never rejects: without a database it is in memory. */
export function openStore(): Promise<OpenedStore> {
  opened ??= openShelf().then((shelf) => {
    const runs = new RunStore(shelf, new ChangeFeed());
    runs.purge(Date.now()).catch(() => undefined); // STO8; what fails now is tried at the next start
    return { runs, imports: new ImportJournal(runs, createImportOwner()) };
  });
  return opened;
}

async function openShelf(): Promise<Shelf> {
  try {
    const shelf = await openDatabaseShelf({
      onBlocked: () => setState("blocked"),
      onClosed: () => setState("outdated"),
    });
    setState("ready");
    return shelf;
  } catch {
    setState("missing"); // STO12
    return new MemoryShelf();
  }
}

function setState(next: StoreState): void {
  state = next;
  for (const listener of stateFeed) listener();
}
