// What the device keeps of a run. Samples and strides are stored apart (run-store.ts), so that a list stays light.
import type { FootRecording } from "@solewise/gait";
import type { ShoeInsight } from "@solewise/insight";
import type { AlgorithmDescription, AnalysisWarning, RunSummary, Side } from "@solewise/terms";

/** How the start of a run is known. */
export type StartSource = "recording" | "file-date" | "chosen" | "import";

/** How it is known which foot a file is of. */
export type SideSource = "recording" | "file-name" | "chosen" | "assumed";

/** A recording without its strides: what `assembleRun` needs beside them. */
export type RecordingFacts = Omit<FootRecording, "strides" | "paths">;

/** One foot of a stored run. */
export interface StoredFoot {
  side: Side;
  sideSource: SideSource;
  fileName: string;
  /** Lower-case hex of the file's bytes as they were before any compression. */
  sha256: string;
  sizeBytes: number;
  strideCount: number;
  recording: RecordingFacts;
  /** Place of the kept samples among the run's (`recordings`); stays when sides are swapped. */
  slot: number;
  /** Bytes of the kept samples on this device; 0 when they were given up or never kept. */
  keptBytes: number;
  /** Whether the kept samples are compressed; "plain" ones are compressed when the device has time. */
  keptAs: "plain" | "gzip";
  /** Bytes of strides and paths on this device. */
  resultBytes: number;
  /** What an archive said of the foot beside this; kept for the next export. */
  extra?: Record<string, unknown>;
}

/** A run as the list and the head of its page know it. */
export interface StoredRun {
  /** UUIDv7, made on this device. */
  runId: string;
  name: string;
  createdAtMs: number;
  startedAtMs: number;
  startSource: StartSource;
  /** IANA name of the time zone that the run was made in, as far as the device knows. */
  timeZone: string;
  /** Seed and preset when a virtual runner made it. */
  demo: { preset: string; seed: number } | null;
  /** Set when the runner deleted it; removed for good after a while. */
  deletedAtMs: number | null;
  algorithm: AlgorithmDescription;
  summary: RunSummary;
  warnings: AnalysisWarning[];
  insight: ShoeInsight | null;
  /** Pace (or strike) over the distance for the list's small picture: speeds in m/s, at most 40. */
  speedsMps: (number | null)[];
  /** Left first; one or two. */
  feet: StoredFoot[];
  /** Instant on each foot's clock at which the run began. */
  startSec: Record<Side, number>;
  /** What an archive said of the run beside this (notes, a newer version's members); kept for the next export. */
  extra?: Record<string, unknown>;
}

/** The packed strides of one foot and, where they were traced, its paths; shapes as `PackedStrides` and `PackedPaths`. */
export interface StoredStrides {
  words: Int32Array<ArrayBuffer>;
  paths: Int16Array<ArrayBuffer> | null;
}

/** A run with its strides, as an analysis hands it over and the archive reads it. */
export interface RunResult {
  run: StoredRun;
  strides: Partial<Record<Side, StoredStrides>>;
}
