// What the analysis does for the screens, off the UI thread. The client (analysis-client.ts) implements it.
import type { RunView } from "@solewise/insight";
import type { Side } from "@solewise/terms";
import type { SideSource, StartSource, StoredRun } from "../store/stored-run.ts";

/** A chosen file, looked at but not yet analysed. */
export interface InspectedFile {
  file: File;
  /** What the header, else the name says; null when nothing does and the runner must be asked. */
  side: Side | null;
  sideSource: SideSource | null;
  startedAtMs: number;
  startSource: StartSource;
  device: string | null;
  /** Seconds that the recording spans as far as its beginning and end tell; null when unknown. */
  durationSec: number | null;
}

/** A file that cannot be used, in the words of its refusal. */
export interface RefusedFile {
  file: File;
  /** English sentence with place, expected, came and remedy, and its parts for wording it anew. */
  message: string;
  place: { file: string; line: number | null };
  expected: string;
  came: string;
  remedy: string;
}

/** One foot to import. */
export interface ImportFoot {
  file: File;
  side: Side;
  sideSource: SideSource;
}

/** What the runner agreed to. */
export interface ImportRequest {
  feet: ImportFoot[];
  name: string;
  startedAtMs: number;
  startSource: StartSource;
}

export type ImportStage = "storing" | "analysing" | "assembling" | "saving";

/** How far an import is. */
export interface ImportProgress {
  stage: ImportStage;
  /** 0…1 over the whole import. */
  fraction: number;
  side: Side | null;
}

/** A finished, refused or cancelled import. `already` = the same recordings were there, the run is the older one. */
export type ImportOutcome =
  | { kind: "imported"; runId: string }
  | { kind: "already"; runId: string }
  | { kind: "refused"; refusals: RefusedFile[] }
  | { kind: "no-room"; neededBytes: number; availableBytes: number | null }
  | { kind: "cancelled" };

/** A run with everything its page draws. */
export interface OpenedRun {
  run: StoredRun;
  view: RunView;
  /** Packed stride records by side, for the table. */
  words: Partial<Record<Side, Int32Array>>;
  /** Paths of every stride by side: PATH_POINT_COUNT × 3 int16, mm; absent when not traced. */
  paths: Partial<Record<Side, Int16Array>>;
}

/** The jobs. Each rejects with an Error only for a defect of ours. */
export interface AnalysisJobs {
  inspect(files: readonly File[]): Promise<{ files: InspectedFile[]; refused: RefusedFile[] }>;
  importRun(
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome>;
  makeDemoRun(
    name: string,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome>;
  openRun(runId: string): Promise<OpenedRun | null>;
  /** Swaps or sets sides and analyses anew from the kept samples; the run keeps its id. */
  changeSides(runId: string, sides: readonly Side[]): Promise<ImportOutcome>;
  /** The same text as `solewise analyze --json`. */
  exportAnalysisJson(runId: string): Promise<Blob>;
  exportStridesCsv(runId: string): Promise<Blob>;
}
