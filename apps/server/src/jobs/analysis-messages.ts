// What passes between the server and the threads that analyse: plain data. A refusal is its parts, since errors lose their
// class on the way.
import type { FootRecording } from "@solewise/gait";
import type { StoreChoice } from "../objects/store-choice.ts";
import type { AlgorithmDescription, AnalysisWarning, RefusalParts, RunSummary, Side } from "@solewise/terms";

/** One recording to analyse. */
export interface FootJob {
  side: Side;
  sideSource: string;
  slot: number;
  fileName: string;
  /** Its blob. */
  objectKey: string;
}

/** A run to analyse, as its thread is told. */
export interface AnalysisJob {
  store: StoreChoice;
  /** null: blobs are not encrypted. */
  objectsKey: Uint8Array | null;
  kernel: WebAssembly.Module;
  kernelSha256: string;
  feet: FootJob[];
}

/** What one foot's thread is told. */
export type FootThreadJob = Omit<AnalysisJob, "feet" | "kernelSha256"> & { foot: FootJob };

/** One foot, analysed; buffers are handed over. */
export interface DetectedFoot {
  slot: number;
  recording: Omit<FootRecording, "strides" | "paths">;
  words: Int32Array<ArrayBuffer>;
  paths: Int16Array<ArrayBuffer>;
  strideCount: number;
}

/** A run, analysed. */
export interface AnalysedRun {
  algorithm: AlgorithmDescription;
  summary: RunSummary;
  warnings: AnalysisWarning[];
  startSec: Record<Side, number>;
  feet: DetectedFoot[];
}

/** What a thread tells: its result, or why the input cannot be used. Anything else is an error event. */
export type ThreadMessage<Result> = { kind: "done"; result: Result } | { kind: "refused"; parts: RefusalParts };
