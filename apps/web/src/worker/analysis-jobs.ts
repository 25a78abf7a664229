// What the analysis does for the screens, off the UI thread. The client (analysis-client.ts) implements it.
import type { RunView } from "@solewise/insight";
import type { RefusalParts, Side } from "@solewise/terms";
import type { ArchiveOutcome } from "../store/archive-import.ts";
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

/** A file that cannot be used: the parts of its refusal, with code and values for wording it in any language. */
export interface RefusedFile extends RefusalParts {
  file: File;
  /** English sentence with place, expected, came and remedy. */
  message: string;
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
  /** Its name if it turns out to be a walk; without one it keeps the other. */
  walkName?: string;
  startedAtMs: number;
  startSource: StartSource;
  /** Whether the samples stay on the device, for a newer analysis or other sides; default true. */
  keepSamples?: boolean;
}

/** `beginning`: what was picked is not noted yet; a tab that dies now leaves nothing to go on with. */
export type ImportStage = "beginning" | "storing" | "analysing" | "assembling" | "saving";

/** How far an import is. */
export interface ImportProgress {
  stage: ImportStage;
  /** 0…1 over the whole import. */
  fraction: number;
  side: Side | null;
}

/**
 * A finished, refused or cancelled import. `already`: the same recordings were there, the run is the older one.
 * `no-room`: nothing was stored; `keepSamples: false` needs far less. `no-samples`: they were given up, or never kept.
 * `elsewhere`: another tab works on it, or ended it.
 */
export type ImportOutcome =
  | { kind: "imported"; runId: string }
  | { kind: "already"; runId: string }
  | { kind: "refused"; refusals: RefusedFile[] }
  | { kind: "no-room"; neededBytes: number; availableBytes: number | null }
  | { kind: "no-samples" }
  | { kind: "elsewhere" }
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
  /** A virtual runner's run; `seed` (whole number from 0) makes the same again, else it is drawn. */
  makeDemoRun(
    name: string,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
    seed?: number,
  ): Promise<ImportOutcome>;
  /** Goes on with an import that was interrupted, from its stored files (`ImportJournal.findUnfinished`). */
  resumeImport(
    runId: string,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome>;
  openRun(runId: string): Promise<OpenedRun | null>;
  /** Sets the sides, in the order of `feet`, and analyses anew from the kept samples; the run keeps id, name, dates. */
  changeSides(
    runId: string,
    sides: readonly Side[],
    onProgress?: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome>;
  /** Compresses kept samples that are not yet; done by itself after an import. Safe to call at any time. */
  compressSamples(): Promise<void>;
  /** The same text as `solewise analyze --json`. */
  exportAnalysisJson(runId: string): Promise<Blob>;
  exportStridesCsv(runId: string): Promise<Blob>;
  /** Everything on the device into a file of this name; call it from the reader's tap. */
  exportArchive(
    fileName: string,
    exportedBy: string,
    onProgress?: (doneCount: number, runCount: number) => void,
  ): Promise<"saved" | "cancelled">;
  /** The runs of an archive into the store; rejects with InputError when the file is none. */
  importArchive(
    file: File,
    onProgress?: (doneCount: number, runCount: number) => void,
    signal?: AbortSignal,
  ): Promise<ArchiveOutcome>;
}
