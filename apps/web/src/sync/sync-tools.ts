// What every step of sync works with.
import type { DeriveRun } from "../store/archive-import.ts";
import type { RunStore } from "../store/run-store.ts";
import type { ServerLink } from "./server-link.ts";

/** Store, server, and what is computed or drawn outside. */
export interface SyncTools {
  store: RunStore;
  link: ServerLink;
  /** What pages derive of strides, off the UI thread. */
  derive: DeriveRun;
  /** A Blob's gzip. */
  compress: (blob: Blob) => Promise<Blob>;
  signal: AbortSignal;
  /** Hears of every step that is done. */
  onStep: () => void;
}
