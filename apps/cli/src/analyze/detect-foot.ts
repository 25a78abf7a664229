// One foot from file to strides. Comes in: a file, its side, the compiled kernel. Goes out: the FootRecording and the
// file's SHA-256, made in the same pass.
import { createHash } from "node:crypto";
import { detectStrides, type FootRecording, type LengthCoefficients } from "@solewise/gait";
import type { Side } from "@solewise/terms";
import { fileChunks } from "../recording/file-chunks.ts";
import type { RecordingFile } from "../recording/recording-file.ts";

/** What is needed to analyse one foot; passes between threads. */
export interface FootJob extends RecordingFile {
  side: Side;
  kernel: WebAssembly.Module;
  /** The shoe's own length coefficients; null takes the pack's. */
  length: LengthCoefficients | null;
}

export interface DetectedFoot {
  recording: FootRecording;
  /** SHA-256 of the file's bytes, lower-case hex. */
  sha256: string;
}

async function* hashedChunks(
  chunks: AsyncIterable<Uint8Array>,
  finish: (sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  finish(hash.digest("hex"));
}

/** Throws InputError when the recording cannot be used. `onShare` hears how much of the file has been read, 0…1. */
export async function detectFoot(job: FootJob, onShare: (share: number) => void): Promise<DetectedFoot> {
  let sha256: string | null = null;
  const open = (): AsyncIterable<Uint8Array> => {
    const chunks = fileChunks(job, (readBytes) => onShare(readBytes / job.sizeBytes));
    return sha256 === null ? hashedChunks(chunks, (digest) => (sha256 = digest)) : chunks;
  };
  const { shownName: file, kernel, side, length } = job;
  const recording = await detectStrides(open, { file, kernel, side, ...(length === null ? {} : { length }) });
  if (sha256 === null) throw new Error(`${job.shownName} was analysed without being read to its end`);
  return { recording, sha256 };
}
