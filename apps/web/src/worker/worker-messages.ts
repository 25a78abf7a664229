// What window and worker say to each other: one job to a worker, shares of progress, then its answer or why there is
// none. All plain data; big arrays are handed over, not copied.
import type { RunView } from "@solewise/insight";
import type { AnalysisWarning, RefusalParts } from "@solewise/terms";
import type { RecordingFacts, RunResult, StoredRun, StoredStrides } from "../store/stored-run.ts";
import type { AssembledRun } from "./assemble-run.ts";
import type { DetectedFoot, FootJob } from "./detect-foot.ts";
import type { Inspection } from "./inspect-file.ts";
import type { DemoFoot } from "./simulate-demo.ts";

/** A file looked at, or refused. */
export type InspectionOrRefusal = { inspection: Inspection } | { refusal: RefusalParts };

/** Feet of an archive, with their strides. */
export type StoredFeet = readonly { recording: RecordingFacts; strideCount: number; strides: StoredStrides }[];

/** The jobs: what comes in, what goes out. */
export interface Jobs {
  inspect: { takes: { files: File[] }; gives: InspectionOrRefusal[] };
  detect: { takes: FootJob; gives: DetectedFoot };
  assemble: {
    takes: { feet: DetectedFoot[]; kernelSha256: string; warnings: AnalysisWarning[] };
    gives: { assembled: AssembledRun; view: RunView; feet: DetectedFoot[] };
  };
  view: { takes: RunResult; gives: { view: RunView; result: RunResult } };
  derive: {
    takes: { feet: StoredFeet; facts: Pick<StoredRun, "algorithm" | "summary" | "warnings"> };
    gives: Pick<StoredRun, "insight" | "speedsMps" | "startSec">;
  };
  simulate: { takes: DemoFoot; gives: { file: File; durationSec: number } };
  json: { takes: RunResult; gives: Blob };
  csv: { takes: RunResult; gives: Blob };
  compress: { takes: Blob; gives: Blob };
}

export type JobName = keyof Jobs;

export type JobMessage = { [Name in JobName]: { job: Name; takes: Jobs[Name]["takes"] } }[JobName];

export type AnswerMessage =
  | { kind: "share"; share: number }
  | { kind: "done"; gives: unknown }
  | { kind: "refused"; refusal: RefusalParts }
  | { kind: "failed"; message: string; stack: string | undefined };

/** The buffers of feet, to be handed over. */
export function footBuffers(
  feet: readonly { words: Int32Array<ArrayBuffer>; paths: Int16Array<ArrayBuffer> | null }[],
): ArrayBuffer[] {
  return feet.flatMap(({ words, paths }) => (paths === null ? [words.buffer] : [words.buffer, paths.buffer]));
}

/** The buffers of a stored result. */
export function resultBuffers({ strides }: RunResult): ArrayBuffer[] {
  return footBuffers(Object.values(strides));
}
