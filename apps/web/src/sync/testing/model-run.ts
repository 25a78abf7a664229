// A run as the model server keeps it. Comes in: a run as a device brings it. Goes out: what it is then, and what becomes of a
// declaration that differs from an earlier one.
import type { DocumentAnalysis, EditField, RunConflict, RunDocument } from "../../store/run-document.ts";
import type { Redeclared, RunUpload } from "../server-link.ts";

/** What became of one field of an edit. */
export interface TakenField {
  outcome: "applied" | "conflict";
  revision: number;
}

/** What came of a recording. */
export interface KeptUpload {
  bytes: Uint8Array<ArrayBuffer>[];
  receivedBytes: number;
  uploadBytes: number;
}

/** A run with what the server remembers of it. */
export interface ModelRun {
  document: RunDocument;
  lastApplied: Map<EditField, number>;
  edits: Map<string, Map<EditField, TakenField>>;
  /** Revision at which each conflict was kept, and what became of it. */
  conflictRevisions: Map<RunConflict, number>;
  settled: Map<string, "mine" | "theirs">;
  uploads: Map<number, KeptUpload>;
  strides: Map<string, Int32Array<ArrayBuffer>>;
}

/** Takes the declarations of a run that is brought again; here nobody sends for long. */
export function redeclare(run: ModelRun, upload: RunUpload): Redeclared[] {
  return run.document.feet.flatMap(({ slot, sha256, samples }): Redeclared[] => {
    const declared = upload.feet.find((foot) => foot.sha256 === sha256 && foot.samples === "coming");
    const known = run.uploads.get(slot);
    if (samples !== "awaiting" || declared === undefined || known?.uploadBytes === declared.uploadBytes) return [];
    run.uploads.set(slot, { bytes: [], receivedBytes: 0, uploadBytes: declared.uploadBytes });
    return [{ slot, outcome: "declared-anew", discardedBytes: known?.receivedBytes ?? 0 }];
  });
}

/** What the device found in a run whose samples are nowhere any more; null: the samples come. */
function deviceResult(
  runId: string,
  { deviceAnalysis }: RunUpload,
): { analysis: DocumentAnalysis; strides: ModelRun["strides"] } | null {
  if (deviceAnalysis === undefined) return null;
  const { feet, ...told } = deviceAnalysis;
  const strides = feet.map(({ side, stridesBase64 }) => {
    const bytes = Uint8Array.from(atob(stridesBase64), (letter) => letter.codePointAt(0) ?? 0);
    return [side, new Int32Array(bytes.buffer)] as const;
  });
  const kept = feet.map(({ side, strideCount, recording }) => ({ side, strideCount, hasPaths: false, recording }));
  const analysis = { ...told, analysisId: runId, madeBy: "device", feet: kept } as DocumentAnalysis;
  return { analysis, strides: new Map(strides) };
}

/** A run that was not there before. */
export function newRun(runId: string, upload: RunUpload): ModelRun {
  const { name, notes, createdAtUtc, startedAtUtc, startSource, timeZone, demo, deletedAtUtc, feet, facts } = upload;
  const found = deviceResult(runId, upload);
  const document: RunDocument = {
    runId,
    revision: 0,
    changeNumber: 0,
    name,
    notes: notes ?? null,
    createdAtUtc,
    receivedAtUtc: createdAtUtc,
    startedAtUtc,
    startSource,
    timeZone,
    demo,
    deletedAtUtc: deletedAtUtc ?? null,
    failure: null,
    analysis: found?.analysis ?? null,
    conflicts: [],
    facts,
    state: found === null ? "awaiting-recordings" : "ready",
    feet: feet.map(({ slot, side, sideSource, fileName, sha256, sizeBytes, samples }) => ({
      slot: slot === 0 ? 0 : 1,
      side,
      sideSource,
      fileName,
      sha256,
      sizeBytes,
      receivedBytes: 0,
      samples: samples === "coming" ? "awaiting" : "given-up",
    })),
  };
  const uploads = new Map(feet.map(({ slot, uploadBytes }) => [slot, { bytes: [], receivedBytes: 0, uploadBytes }]));
  const none = { lastApplied: new Map(), edits: new Map(), conflictRevisions: new Map(), settled: new Map() };
  return { document, ...none, uploads, strides: found?.strides ?? new Map<string, Int32Array<ArrayBuffer>>() };
}
