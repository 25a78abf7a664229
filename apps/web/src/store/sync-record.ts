// What the device remembers for keeping its runs the same as the server's: whose they are, what waits to be sent, and
// what the server last told of each run. docs/protocol/sync.md, ../sync/SPEC.md. Types and keys only.
import type { Side } from "@solewise/terms";
import type { EditField, FieldValues, RunDocument } from "./run-document.ts";
import type { SideSource } from "./stored-run.ts";

/** Key of the one `SyncAccount`. */
export const ACCOUNT_KEY = "account";

/** Whose runs are on this device, and how far it has heard. Stays after signing out with the runs kept. */
export interface SyncAccount {
  runnerId: string;
  /** Shown where the runner is asked whose runs these are. */
  runnerName: string;
  serverOrigin: string;
  /** Told to other devices beside a conflict. */
  deviceName: string;
  /** False after the runner signed out, or the server did. What changes is queued all the same. */
  isSignedIn: boolean;
  /** The runner signed out, and the server has not heard of it: until then the session is used for nothing else. */
  leavesSession?: true;
  /** `next` of the last page of changes. */
  cursor: number;
  /** Of the last entry of the outbox: they are sent in this order, whatever the device's clock says. */
  lastNumber: number;
  /** Whether samples of other devices' runs are brought here too. */
  keepsAllSamples: boolean;
  lastSyncedAtMs: number | null;
}

/** What a run says of itself when it is brought; kept as it was first sent. */
export interface BroughtFields {
  name: string;
  notes: string | null;
  startedAtUtc: string;
  startSource: string;
  deletedAtUtc: string | null;
  /** By slot. */
  feet: Record<string, { side: Side; sideSource: SideSource }>;
}

/** What an entry of the outbox asks for. */
export type OutboxTask =
  | { kind: "bring"; fields: BroughtFields }
  | { kind: "edit"; field: EditField; value: FieldValues[EditField] }
  | { kind: "resolve"; editId: string; field: EditField; take: "mine" | "theirs" }
  | { kind: "purge" };

/** Something that the server does not know for sure yet. */
export interface OutboxEntry {
  /** UUIDv7; of an edit the `editId`, the same in every repeat. */
  entryId: string;
  number: number;
  runId: string;
  task: OutboxTask;
  /** Revision of the run that the field's value on the screen came from; 0: none was known. */
  baseRevision: number;
  editedAtUtc: string;
  /** It may have reached the server: from then on it stays as it is. */
  isSent: boolean;
  /** Why the server will not take it; it is not sent again. */
  refusal?: { code: string; message: string };
}

/** A value of this device that gave way to the server's without an edit of its own: decided here, by the runner. */
export interface DeviceConflict {
  conflictId: string;
  field: EditField | "removed";
  asked: unknown;
  /** `same-run`: the recordings were there under another id; `purged`: removed for good elsewhere; else the refusal's code. */
  reason: string;
}

/** What is known of a run at the server. */
export interface SyncedRun {
  document: RunDocument;
  /** Analysis whose figures and strides are on this device; null: none of the server's. */
  heldAnalysisId: string | null;
  deviceConflicts: DeviceConflict[];
  /** Removed for good at the server, and changed here without its knowing: it stays until the runner decides. */
  isPurged: boolean;
  /** Why its samples are not taken; tried again when the run has changed there. */
  uploadProblem: { code: string; message: string } | null;
}

/** Key of an entry: those of one run together, in their order. */
export function outboxKey({ runId, number }: Pick<OutboxEntry, "runId" | "number">): string {
  return `${runId}/${String(number).padStart(12, "0")}`;
}
