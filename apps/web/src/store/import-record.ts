// An import on its way, as the device remembers it: written before anything is computed, removed with its result.
import type { Side } from "@solewise/terms";
import type { SideSource, StartSource } from "./stored-run.ts";

/** One foot of an import. */
export interface ImportRecordFoot {
  fileName: string;
  sizeBytes: number;
  lastModifiedMs: number;
  side: Side;
  sideSource: SideSource;
  /** Place of its samples in `recordings`. */
  slot: number;
}

/** An import on its way. Its samples wait in `recordings` under the run's id, where they stay when it is done. */
export interface ImportRecord {
  /** Also the id of the run that comes of it. */
  runId: string;
  name: string;
  /** Its name if it turns out to be a walk. */
  walkName?: string;
  startedAtMs: number;
  startSource: StartSource;
  timeZone: string;
  demo: { preset: string; seed: number } | null;
  createdAtMs: number;
  feet: ImportRecordFoot[];
  /** Whether every file is in `recordings`, so that the import can go on without its sources. */
  hasFiles: boolean;
  /** How often it was begun; an import that failed again and again is not resumed by itself. */
  attemptCount: number;
}

/** Attempts after which an import waits for the runner: one that kills its tab must not do so at every start. */
export const ATTEMPT_MAX_COUNT = 2;

/** What can be done with an import that no tab is working on. */
export type UnfinishedState = "resumable" | "stuck" | "lost";

/** An import that was interrupted. "lost": its files were not stored yet and must be chosen again. */
export interface UnfinishedImport {
  runId: string;
  name: string;
  fileNames: string[];
  state: UnfinishedState;
}

/** Judges an import that no tab is working on. */ // STO6
export function judgeUnfinished(record: ImportRecord): UnfinishedImport {
  const { runId, name, feet, hasFiles, attemptCount } = record;
  const resumable = attemptCount < ATTEMPT_MAX_COUNT ? "resumable" : "stuck";
  return { runId, name, fileNames: feet.map(({ fileName }) => fileName), state: hasFiles ? resumable : "lost" };
}
