// Where the store keeps its things: named drawers of keys and values, changed all or none. The database and the memory
// of a tab (where a browser refuses a database) implement it. Rules STO1–STO3 in SPEC.md.
import type { ImportRecord } from "./import-record.ts";
import type { StoredRun } from "./stored-run.ts";

/** Kept samples of one foot: the recording's bytes as they came, or compressed. */
export interface KeptSamples {
  blob: Blob;
  fileName: string;
}

/** Files that another app shared, waiting to be imported. */
export interface InboxEntry {
  inboxId: string;
  files: File[];
  receivedAtMs: number;
}

/** The drawers, and what is in each. */
export interface Drawers {
  /** Key: runId. */
  runs: StoredRun;
  /** Key: `footKey`. Records of PackedStrides. */
  strides: Int32Array<ArrayBuffer>;
  /** Key: `footKey`. Points of PackedPaths. */
  paths: Int16Array<ArrayBuffer>;
  /** Key: `slotKey`. */
  recordings: KeptSamples;
  /** Key: importId. */
  imports: ImportRecord;
  /** Key: inboxId. */
  inbox: InboxEntry;
  /** Key: a name. */
  meta: string | number | boolean;
}

export type DrawerName = keyof Drawers;

export const DRAWER_NAMES = ["runs", "strides", "paths", "recordings", "imports", "inbox", "meta"] as const;

/** One change; a value of null removes the key. */
export type Change = { [Name in DrawerName]: { drawer: Name; key: string; value: Drawers[Name] | null } }[DrawerName];

/** How a batch of changes is made. */
export interface WriteOptions {
  /** Made only if this key is there, judged in the same transaction. */
  onlyIf?: { drawer: DrawerName; key: string };
  /** Not made if it says so of a run that is there, judged in the same transaction. */
  unlessRun?: (run: StoredRun) => boolean;
  /** The disk has confirmed before the promise resolves. Default true; false for what can be made again. */
  isDurable?: boolean;
}

/** Rejects with NoRoomError when the device has no room; then nothing was changed. */
export interface Shelf {
  readonly kind: "database" | "memory";
  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined>;
  getAll<Name extends DrawerName>(drawer: Name): Promise<Drawers[Name][]>;
  getKeys(drawer: DrawerName): Promise<string[]>;
  /** Makes all changes or none; false when `onlyIf` was not there, or `unlessRun` found its run. */
  write(changes: readonly Change[], options?: WriteOptions): Promise<boolean>;
  /**
   * Replaces one value by what `change` makes of it as it is then, with `alongside`, in one transaction. False when the
   * value is not there or `change` gives null: then nothing was done.
   */
  update<Name extends DrawerName>(
    drawer: Name,
    key: string,
    change: (value: Drawers[Name]) => Drawers[Name] | null,
    alongside?: readonly Change[],
  ): Promise<boolean>;
  close(): void;
}

/** Key of one foot's strides and paths. */
export function footKey(runId: string, side: string): string {
  return `${runId}/${side}`;
}

/** Key of kept samples. */
export function slotKey(runId: string, slot: number): string {
  return `${runId}/${slot}`;
}
