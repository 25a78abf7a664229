// A run as the server tells it (docs/protocol/sync.md); the store keeps the last one told beside its own copy. Types only.
import type { ArchivedRecording } from "@solewise/exchange";
import type { AlgorithmDescription, AnalysisWarning, RunSummary, Side } from "@solewise/terms";

/** What a runner may change of a run, and the shape of its value. Instants are ISO 8601 in UTC. */
export interface FieldValues {
  name: string;
  notes: string | null;
  startedAtUtc: string;
  /** Slot → side, all slots. */
  sides: Readonly<Record<string, Side>>;
  isDeleted: boolean;
}

export type EditField = keyof FieldValues;

/** An edit that came too late for its field, until somebody decides. */
export interface RunConflict {
  editId: string;
  field: EditField;
  asked: unknown;
  before: unknown;
  deviceName: string;
  receivedAtUtc: string;
}

/** One recording of a run, as the server has it. */
export interface DocumentFoot {
  slot: number;
  side: Side;
  sideSource: string;
  fileName: string;
  sha256: string;
  sizeBytes: number;
  samples: "awaiting" | "kept" | "given-up";
  receivedBytes: number;
}

/** What an analysis found, without its strides. A new id, new strides. */
export interface DocumentAnalysis {
  analysisId: string;
  madeBy: "server" | "device";
  algorithm: AlgorithmDescription;
  summary: RunSummary;
  warnings: AnalysisWarning[];
  startSec: Record<Side, number>;
  feet: { side: Side; strideCount: number; hasPaths: boolean; recording: ArchivedRecording }[];
}

/** A run as the server tells it. */
export interface RunDocument {
  runId: string;
  revision: number;
  changeNumber: number;
  name: string;
  notes: string | null;
  createdAtUtc: string;
  receivedAtUtc: string;
  startedAtUtc: string;
  startSource: string;
  timeZone: string;
  demo: { preset: string; seed: number } | null;
  deletedAtUtc: string | null;
  state: "awaiting-recordings" | "waiting" | "analysing" | "ready" | "failed";
  failure: { code: string; message: string } | null;
  feet: DocumentFoot[];
  analysis: DocumentAnalysis | null;
  conflicts: RunConflict[];
  facts: Record<string, unknown>;
}
