// What sync asks of a server, docs/protocol/sync.md. Implemented over fetch (fetch-link.ts) and, for tests, by a small
// server in memory (testing/model-server.ts).
import type { Side } from "@solewise/terms";
import type { EditField, FieldValues, RunDocument } from "../store/run-document.ts";

/** A request that was not done, as far as is known. */
export class ServerError extends Error {
  /** 0: no answer came; it may have been done all the same. */
  readonly status: number;
  /** `code` of the problem document. */
  readonly code: string;
  /** When to come again, ms from now, where the server says it. */
  readonly retryAfterMs: number | null;
  /** Where an upload is, where the answer says it. */
  readonly offsetBytes: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { retryAfterMs?: number | null; offsetBytes?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "ServerError";
    this.status = status;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.offsetBytes = more.offsetBytes ?? null;
  }

  /** No word on the request itself: it is to be repeated later. */
  get isAway(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500;
  }
}

/** A run as it is brought. */
export interface RunUpload {
  name: string;
  notes?: string;
  createdAtUtc: string;
  startedAtUtc: string;
  startSource: string;
  timeZone: string;
  demo: { preset: string; seed: number } | null;
  deletedAtUtc: string | null;
  feet: {
    slot: number;
    side: Side;
    sideSource: string;
    fileName: string;
    sha256: string;
    sizeBytes: number;
    encoding: "identity" | "gzip";
    uploadBytes: number;
    samples: "coming" | "given-up";
  }[];
  facts: Record<string, unknown>;
  deviceAnalysis?: {
    algorithm: object;
    summary: object;
    warnings: object[];
    startSec: Record<Side, number>;
    feet: { side: Side; strideCount: number; recording: object; stridesBase64: string }[];
  };
}

/** An edit on its way. */
export type RunEdit = {
  editId: string;
  baseRevision: number;
  editedAtUtc: string;
  deviceName: string;
} & Partial<FieldValues>;

export interface EditAnswer {
  run: RunDocument;
  /** Where this edit took effect. */
  revision: number;
  outcomes: Partial<Record<EditField, "applied" | "conflict">>;
}

/** One page of what changed. */
export interface ChangesPage {
  runs: RunDocument[];
  purged: { runId: string }[];
  next: number;
  hasMore: boolean;
}

/** A run after it was brought. */
export interface BroughtRun {
  document: RunDocument;
  /** It was not there before. */
  isNew: boolean;
}

/** Who is signed in. */
export interface SignedInRunner {
  runnerId: string;
  displayName: string;
  email: string;
}

/** Every method rejects with ServerError. */
export interface ServerLink {
  me(): Promise<SignedInRunner>;
  readChanges(after: number): Promise<ChangesPage>;
  putRun(runId: string, upload: RunUpload): Promise<BroughtRun>;
  sendEdit(runId: string, edit: RunEdit): Promise<EditAnswer>;
  resolveConflict(runId: string, editId: string, take: "mine" | "theirs", field: EditField): Promise<RunDocument>;
  purgeRun(runId: string): Promise<void>;
  /** How far an upload is. */
  readUpload(runId: string, slot: number): Promise<{ offsetBytes: number; lengthBytes: number }>;
  /** Sends bytes from an offset on; resolves with the offset after them. */
  uploadRecording(runId: string, slot: number, offsetBytes: number, bytes: Blob): Promise<number>;
  readStrides(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>>;
  readPaths(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>>;
  /** The CSV, not compressed. */
  readRecording(runId: string, slot: number): Promise<Blob>;
}
