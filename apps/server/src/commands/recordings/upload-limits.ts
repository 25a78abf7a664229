// How large and how many uploads may be. Comes in: what a device declares. Goes out: a Problem that says which limit. OBJ9
import { Problem } from "../../http/problem.ts";

/** Limits of uploads; every one can be set. */
export interface UploadLimits {
  /** Bytes of one recording's CSV, and of its upload. Default 1 GiB: 20 hours of a foot at 200 Hz. */
  recordingMaxBytes: number;
  /** How much smaller gzip may have made a recording. Default 100; recordings shrink 3 to 5 times, zeros 1000 times. */
  gzipRatioMax: number;
  /** Uploads of one runner that have begun and not ended. Default 200. */
  openMaxCount: number;
  /** Their bytes on disk. Default 8 GiB. */
  openMaxBytes: number;
  /** Uploads of all runners at one instant. Default 64; more are told to come again. */
  receivingMaxCount: number;
  /** Recordings turned into blocks at one instant, a thread each. Default 2; the others wait. */
  finishingMaxCount: number;
  /** A sender that says nothing for so long has gone. Milliseconds; default 60 s. */
  silenceMaxMs: number;
  /** A sender that says nothing for so long gives way to a new one of the same recording. Milliseconds; default 5 s. */
  silenceYieldMs: number;
  /** Bytes after which what came is flushed and the offset moves on. Default 4 MiB. */
  checkpointBytes: number;
}

const GIB = 1_073_741_824;

export const DEFAULT_UPLOAD_LIMITS: UploadLimits = {
  recordingMaxBytes: GIB,
  gzipRatioMax: 100,
  openMaxCount: 200,
  openMaxBytes: 8 * GIB,
  receivingMaxCount: 64,
  finishingMaxCount: 2,
  silenceMaxMs: 60_000,
  silenceYieldMs: 5000,
  checkpointBytes: 4_194_304,
};

/** What a device says of a recording before it sends it. */
export interface DeclaredUpload {
  sizeBytes: number;
  uploadBytes: number;
  encoding: "identity" | "gzip";
}

/** Throws Problem 413 or 422 unless the sizes are within the limits and fit each other. */
export function checkDeclaredUpload(
  { sizeBytes, uploadBytes, encoding }: DeclaredUpload,
  { recordingMaxBytes, gzipRatioMax }: UploadLimits,
): void {
  const largest = Math.max(sizeBytes, uploadBytes);
  if (largest > recordingMaxBytes)
    throw new Problem(
      413,
      "recording-too-large",
      `A recording may have ${recordingMaxBytes} bytes; this one has ${largest}.`,
    );
  if (encoding === "identity" && sizeBytes !== uploadBytes)
    throw new Problem(422, "upload-size-wrong", "An upload that is not compressed has as many bytes as its recording.");
  if (sizeBytes > uploadBytes * gzipRatioMax)
    throw new Problem(
      422,
      "upload-shrank-too-much",
      `The recording is said to be over ${gzipRatioMax} times its gzip; no recording of a foot is.`,
    );
}
