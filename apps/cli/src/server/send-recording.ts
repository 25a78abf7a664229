// A recording's bytes to the server, from where it is on. Comes in: a file, where it belongs. Goes out: nothing, when the
// last byte is on the server's disk; a failure after some tries.
import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem, readUploadProgress, type RecordingPlace, sendPiece, type SolewiseClient } from "@solewise/client";
import { InputError } from "@solewise/terms";
import { cannotRead, type RecordingFile } from "../recording/recording-file.ts";
import { isUnanswered } from "./describe-server-failure.ts";
import { ServerFailure } from "./server-failure.ts";

/** Bytes of a piece. Range 64 KiB–16 MiB; larger ones lose more when a connection breaks. */
const PIECE_BYTES = 4_194_304;
/** Waits before a piece is tried again, one a try; an answer that says how long wins. Milliseconds. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000];
/** Longest wait that is obeyed. Milliseconds. */
const WAIT_MAX_MS = 60_000;

/** Whether the same request may go well a little later. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem) || error.code === "no-server") return false;
  return error.isAway || error.code === "upload-offset-wrong" || error.retryAfterSec !== null;
}

function waitMs(error: unknown, count: number): number {
  const told = error instanceof ApiProblem && error.retryAfterSec !== null ? error.retryAfterSec * 1000 : null;
  return Math.min(told ?? WAITS_MS[count] ?? 0, WAIT_MAX_MS);
}

async function readPiece(file: RecordingFile, offsetBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(file.path, "r").catch((error: unknown) => {
    throw cannotRead(file.shownName, error);
  });
  try {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, file.sizeBytes - offsetBytes));
    const { bytesRead } = await handle.read(piece, 0, piece.length, offsetBytes);
    return piece.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function requireSameLength(file: RecordingFile, lengthBytes: number): void {
  if (lengthBytes === file.sizeBytes) return;
  const remedy = "let the app that began this upload finish it";
  throw new InputError({ file: file.shownName, line: null }, `${lengthBytes} bytes`, `${file.sizeBytes}`, remedy);
}

/** One go: asks where it is and sends pieces until the end. */
async function sendRest(
  client: SolewiseClient,
  place: RecordingPlace,
  file: RecordingFile,
  onBytes: (sentBytes: number) => void,
): Promise<void> {
  const progress = await readUploadProgress(client, place);
  requireSameLength(file, progress.lengthBytes);
  let { offsetBytes } = progress;
  do {
    onBytes(offsetBytes);
    offsetBytes = await sendPiece(client, place, { offsetBytes, bytes: await readPiece(file, offsetBytes) });
  } while (offsetBytes < file.sizeBytes);
  onBytes(offsetBytes);
}

/** Sends it; a broken connection is tried again, from where the server is. */ // CLI55
export async function sendRecording(
  client: SolewiseClient,
  place: RecordingPlace,
  file: RecordingFile,
  onBytes: (sentBytes: number) => void,
): Promise<void> {
  let triedAtBytes = -1;
  let sentBytes = 0;
  for (let count = 0; ; count += 1) {
    try {
      return await sendRest(client, place, file, (bytes) => onBytes((sentBytes = bytes)));
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (sentBytes > triedAtBytes) count = 0; // it got further: as good as new
      triedAtBytes = sentBytes;
      if (count >= WAITS_MS.length) throw stopped(error);
      await sleep(waitMs(error, count));
    }
  }
}

function stopped(error: unknown): unknown {
  if (!isUnanswered(error)) return error;
  const detail =
    "The server is away; what it has is kept: run the same command again, and it goes on where it stopped.";
  return new ServerFailure(detail, { cause: error });
}
