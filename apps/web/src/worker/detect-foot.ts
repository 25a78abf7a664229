// One foot from file to packed strides and paths. Comes in: a file, its side, the compiled kernel. Goes out: plain data
// that passes between threads.
import { detectStrides, PackedStrides } from "@solewise/gait";
import type { Side } from "@solewise/terms";
import type { RecordingFacts } from "../store/stored-run.ts";
import { RecordingSource } from "./recording-source.ts";

/** What is needed to analyse one foot. */
export interface FootJob {
  blob: Blob;
  fileName: string;
  side: Side;
  kernel: WebAssembly.Module;
}

/** One foot, analysed. */
export interface DetectedFoot {
  recording: RecordingFacts;
  words: Int32Array<ArrayBuffer>;
  paths: Int16Array<ArrayBuffer> | null;
  strideCount: number;
  /** Lower-case hex of the recording's bytes before any compression, and how many they are. */
  sha256: string;
  sizeBytes: number;
  isGzip: boolean;
}

/** Throws InputError when the recording cannot be used. `onShare` hears how much of the file has been read, 0…1. */
export async function detectFoot(job: FootJob, onShare: (share: number) => void): Promise<DetectedFoot> {
  const source = await RecordingSource.of(job.blob, job.fileName, onShare);
  const { strides, paths, ...facts } = await detectStrides(() => source.chunks(), {
    file: job.fileName,
    kernel: job.kernel,
    side: job.side,
    tracePaths: true,
  });
  if (!(strides instanceof PackedStrides)) throw new TypeError("expected packed strides from gait");
  const { sha256, sizeBytes, isTruncated } = await source.result();
  return {
    recording: isTruncated ? { ...facts, isTruncated } : facts,
    words: new Int32Array(strides.words),
    paths: paths === undefined ? null : new Int16Array(paths.points),
    strideCount: strides.strideCount,
    sha256,
    sizeBytes,
    isGzip: source.isGzip,
  };
}
