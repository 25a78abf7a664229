// What an archive says of a run, as its run.json holds it: all that a device knows but the strides, paths and samples,
// which are entries of their own. Fields not named here are kept as they come. Source: docs/protocol/archive.md.
import type { AlgorithmDescription, AnalysisWarning, RecordingHeader, RunSummary, Side } from "@solewise/terms";

/** Any object of a JSON text. */
export type JsonObject = Record<string, unknown>;

/** The archive's first entry. */
export interface ArchiveManifest {
  format: "solewise-archive";
  version: 1;
  /** Program and version that wrote it, in free text. */
  exportedBy: string;
  /** When it was written, ISO 8601 in UTC; absent where equal contents are to give equal bytes. */
  exportedAtUtc?: string;
  /** Ids of the runs, sorted, each once. */
  runs: string[];
}

/** One run. Instants are ISO 8601 in UTC with milliseconds or whole seconds. */
export interface ArchivedRun {
  /** UUID in lower case, the same on every device that the run comes to. */
  runId: string;
  /** Empty where the runner gave none. */
  name: string;
  notes?: string;
  createdAtUtc: string;
  startedAtUtc: string;
  /** How the start is known: "recording", "file-date", "chosen", "import"; readers accept others. */
  startSource: string;
  /** IANA name of the time zone that the run was made in. */
  timeZone: string;
  /** Set when a virtual runner made it; such runs are labelled as demo everywhere. */
  demo: { preset: string; seed: number } | null;
  /** Set when the runner deleted it and could still have it back. */
  deletedAtUtc: string | null;
  algorithm: AlgorithmDescription;
  summary: RunSummary;
  warnings: AnalysisWarning[];
  /** Instant on each foot's own clock at which the run began. */
  startSec?: Record<Side, number>;
  /** One or two, left first. */
  feet: ArchivedFoot[];
}

/** One foot of a run. */
export interface ArchivedFoot {
  side: Side;
  /** How the side is known: "recording", "file-name", "chosen", "assumed"; readers accept others. */
  sideSource: string;
  fileName: string;
  /** Lower-case hex of the recording file's bytes before any compression. */
  sha256: string;
  sizeBytes: number;
  /** Records in this foot's strides.bin. */
  strideCount: number;
  recording: ArchivedRecording;
}

/** What the reader of the recording found; the fields of `FootRecording` in gait without its strides. */
export interface ArchivedRecording {
  file: string;
  side: Side;
  header: RecordingHeader;
  signal: ArchivedSignal;
  isTruncated?: boolean;
  accRangeG: number;
  gyrRangeDps: number;
}

/** How good the signal was: the fields of `SignalQuality` in packages/gait/src/foot-recording.ts, explained there. */
export interface ArchivedSignal {
  sampleCount: number;
  firstSampleSec: number;
  lastSampleSec: number;
  sampleRateHz: number;
  lostFraction: number;
  gapCount: number;
  gapTotalSec: number;
  duplicatedCount: number;
  accClippedFraction: number;
  gyrClippedFraction: number;
  accPeakMps2: number;
  gyrPeakRadPerSec: number;
  accMeanMps2: number;
  restAtStartSec: number;
  fingerprint: string;
}
