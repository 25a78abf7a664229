// Where the store keeps its things: named drawers of keys and values, changed all or none. The database and the memory
// of a tab (where a browser refuses a database) implement it. Rules STO1–STO3 in SPEC.md.
import type { ImportRecord } from "./import-record.ts";
import type { StoredRun } from "./stored-run.ts";
import type { OutboxEntry, SyncAccount, SyncedRun } from "./sync-record.ts";

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
  /** Key: ACCOUNT_KEY. Since version 2. */
  account: SyncAccount;
  /** Key: `outboxKey`. Since version 2. */
  outbox: OutboxEntry;
  /** Key: runId. Since version 2. */
  synced: SyncedRun;
}

export type DrawerName = keyof Drawers;

export const DRAWER_NAMES = [
  "runs",
  "strides",
  "paths",
  "recordings",
  "imports",
  "inbox",
  "meta",
  "account",
  "outbox",
  "synced",
] as const;

/** One change; a value of null removes the key. */
export type Change = { [Name in DrawerName]: { drawer: Name; key: string; value: Drawers[Name] | null } }[DrawerName];

/** How a batch of changes is made. */
export interface WriteOptions {
  /** Made only if this key is there, judged in the same transaction. */
  onlyIf?: { drawer: DrawerName; key: string };
  /** The disk has confirmed before the promise resolves. Default true; false for what can be made again. */
  isDurable?: boolean;
}

/** Reads and writes that happen at once, as if nobody else were there. It knows its own writes. */
export interface Transaction {
  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined>;
  /** All values, or those whose keys begin so, in the order of their keys. */
  list<Name extends DrawerName>(drawer: Name, keyStart?: string): Promise<Drawers[Name][]>;
  keys(drawer: DrawerName): Promise<string[]>;
  write(changes: readonly Change[]): Promise<void>;
}

/** Rejects with NoRoomError when the device has no room; then nothing was changed. */
export interface Shelf {
  readonly kind: "database" | "memory";
  get<Name extends DrawerName>(drawer: Name, key: string): Promise<Drawers[Name] | undefined>;
  getAll<Name extends DrawerName>(drawer: Name): Promise<Drawers[Name][]>;
  getKeys(drawer: DrawerName): Promise<string[]>;
  /** Makes all changes or none; false when `onlyIf` was not there. */
  write(changes: readonly Change[], options?: WriteOptions): Promise<boolean>;
  /**
   * Does `work` in one transaction over these drawers, all or none: when it throws, nothing was changed. It may await the
   * transaction's own reads and writes and nothing else.
   */
  transact<Result>(
    drawers: readonly DrawerName[],
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result>;
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
