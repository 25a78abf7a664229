// What the server tells the threads that analyse, and what they answer: plain data.
import type { FootRecording } from "@solewise/gait";
import type { AlgorithmDescription, AnalysisWarning, RunSummary, Side } from "@solewise/terms";
import type { UploadOnDisk } from "../commands/recordings/unpack-upload.ts";
import type { StoreChoice } from "../objects/store-choice.ts";

/** One recording to analyse. */
export interface FootJob {
  side: Side;
  slot: number;
  fileName: string;
}

/** A foot whose recording is kept. */
export interface KeptFootTask {
  kind: "kept";
  foot: FootJob;
  kernel: WebAssembly.Module;
  store: StoreChoice;
  /** Its blob. */
  objectKey: string;
  /** null: blobs are not encrypted. */
  objectsKey: Uint8Array | null;
}

/** A foot whose upload is whole, and perhaps not what was declared. */
export interface UploadedFootTask {
  kind: "uploaded";
  foot: FootJob;
  kernel: WebAssembly.Module;
  upload: UploadOnDisk;
}

/** Feet that are one run. */
export interface AssembleTask {
  kind: "assemble";
  kernelSha256: string;
  feet: { side: Side; sideSource: string; slot: number; fileName: string }[];
  detected: DetectedFoot[];
}

export type AnalysisTask = KeptFootTask | UploadedFootTask | AssembleTask;

/** One foot, analysed. */
export interface DetectedFoot {
  slot: number;
  recording: Omit<FootRecording, "strides" | "paths">;
  words: Int32Array<ArrayBuffer>;
  paths: Int16Array<ArrayBuffer>;
  strideCount: number;
}

/** What feet are together. */
export interface AssembledRun {
  algorithm: AlgorithmDescription;
  summary: RunSummary;
  warnings: AnalysisWarning[];
  startSec: Record<Side, number>;
}

/** A run, analysed. */
export interface AnalysedRun extends AssembledRun {
  feet: DetectedFoot[];
}
