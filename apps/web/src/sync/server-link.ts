// What sync asks of a server, docs/protocol/sync.md. Implemented over HTTP (fetch-link.ts) and, for tests, by a small server in
// memory (testing/model-server.ts). Bodies are those of the OpenAPI document; ApiProblem of @solewise/client is what it
// refuses with.
import type { AnswerOf, EditAnswer as ToldAnswer, RunEdit, RunUpload as ToldUpload } from "@solewise/client";
import type { Side } from "@solewise/terms";
import type { DocumentAnalysis, EditField, RunDocument } from "../store/run-document.ts";

export type { RunEdit } from "@solewise/client";

/** What this device found, for a run whose samples it has no more. */
type DeviceAnalysis = Pick<DocumentAnalysis, "algorithm" | "summary" | "warnings" | "startSec"> & {
  feet: (Omit<DocumentAnalysis["feet"][number], "hasPaths"> & { stridesBase64: string })[];
};

/** A run as it is brought. */
export type RunUpload = Omit<ToldUpload, "feet" | "deviceAnalysis"> & {
  feet: (Omit<ToldUpload["feet"][number], "slot"> & { slot: number })[];
  deviceAnalysis?: DeviceAnalysis;
};

/** What became of an edit; `revision` is where it took effect. */
export type EditAnswer = Omit<ToldAnswer, "run"> & { run: RunDocument };

/** One page of what changed. */
export type ChangesPage = Omit<AnswerOf<"listChanges">, "runs"> & { runs: RunDocument[] };

/** What became of a declaration that differs from an earlier one. */
export type Redeclared = NonNullable<AnswerOf<"putRun">["redeclared"]>[number];

/** A run after it was brought. */
export interface BroughtRun {
  document: RunDocument;
  /** It was not there before. */
  isNew: boolean;
  /** Awaited recordings that another device had declared otherwise, by the server's slots. */
  redeclared: readonly Redeclared[];
}

/** Which conflict, and which of its values. */
export interface Resolution {
  editId: string;
  take: "mine" | "theirs";
  field: EditField;
}

/**
 * Every method rejects with ApiProblem. `onceKey` is the Idempotency-Key: the same with the same request is done once and
 * answered as the first time.
 */
export interface ServerLink {
  endSession(): Promise<void>;
  readChanges(after: number): Promise<ChangesPage>;
  putRun(runId: string, upload: RunUpload, onceKey: string): Promise<BroughtRun>;
  sendEdit(runId: string, edit: RunEdit, onceKey: string): Promise<EditAnswer>;
  resolveConflict(runId: string, resolution: Resolution, onceKey: string): Promise<RunDocument>;
  purgeRun(runId: string, onceKey: string): Promise<void>;
  /** Has the server analyse a run by its version of the algorithm. */
  analyseAgain(runId: string, onceKey: string): Promise<RunDocument>;
  /** How far an upload is. */
  readUpload(runId: string, slot: number): Promise<{ offsetBytes: number; lengthBytes: number }>;
  /** Sends bytes from an offset on; resolves with the offset after them. */
  uploadRecording(runId: string, slot: number, offsetBytes: number, bytes: Blob): Promise<number>;
  readStrides(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>>;
  readPaths(runId: string, analysisId: string, side: Side): Promise<Uint8Array<ArrayBuffer>>;
  /** The CSV, not compressed. */
  readRecording(runId: string, slot: number): Promise<Blob>;
}
