// A run as the server tells it: the OpenAPI document's, with the nouns of `terms` where that leaves objects open. The store
// keeps the last one told beside its own copy. Types only.
import type { RunDocument as ToldDocument } from "@solewise/client";
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
export type RunConflict = ToldDocument["conflicts"][number];

type ToldAnalysis = NonNullable<ToldDocument["analysis"]>;

/** What an analysis found, without its strides: docs/protocol/analyze.md. A new id, new strides. */
export type DocumentAnalysis = Omit<ToldAnalysis, "algorithm" | "summary" | "warnings" | "feet"> & {
  algorithm: AlgorithmDescription;
  summary: RunSummary;
  warnings: AnalysisWarning[];
  feet: (Omit<ToldAnalysis["feet"][number], "recording"> & { recording: ArchivedRecording })[];
};

/** A run as the server tells it. */
export type RunDocument = Omit<ToldDocument, "analysis" | "isSameContent"> & { analysis: DocumentAnalysis | null };
