// Bytes of a recording come in. Comes in: which recording, from which byte, the bytes. Goes out: how far the upload is, with
// everything before on disk; or a Problem. Whatever ends the sending, what came stays. OBJ8, OBJ10
import { requireGaitConsent } from "../../accounts/consents.ts";
import { Problem } from "../../http/problem.ts";
import type { OpenUpload } from "../../objects/upload-files.ts";
import {
  countOpenUploads,
  moveOffset,
  readUpload,
  type RecordingKey,
  type UploadRow,
} from "../../store/upload-rows.ts";
import { finishUpload } from "./finish-upload.ts";
import { type RecordingServices, turnNameOf } from "./recording-services.ts";
import type { Turn } from "./turn-keeper.ts";
import { checkDeclaredUpload } from "./upload-limits.ts";

/** A piece of an upload. */
export interface UploadPiece {
  offsetBytes: number;
  /** Bytes to come, where the sender says it. */
  lengthBytes: number | null;
  bytes: AsyncIterable<Uint8Array>;
}

/** What a Retry-After says when all slots are taken. Seconds. */
const COME_AGAIN_SEC = 2;

/** What is there of a recording. Throws Problem 404, 410. */
export async function findUpload(services: RecordingServices, key: RecordingKey): Promise<UploadRow> {
  const row = await readUpload(services.database, key);
  if (row === null) throw new Problem(404, "not-found", "There is nothing here.");
  if (row.removedAt !== null) {
    const since = row.removedAt.toISOString();
    throw new Problem(
      410,
      "recording-removed",
      `This server keeps recordings for some days, and removed this one at ${since}.`,
    );
  }
  if (row.state === "given-up")
    throw new Problem(410, "samples-given-up", "The device gave this recording up; its strides are kept.");
  return row;
}

function wrongOffset(row: UploadRow): Problem {
  const detail = `The upload is at byte ${row.receivedBytes} of ${row.uploadBytes}.`;
  return new Problem(409, "upload-offset-wrong", detail, { "upload-offset": String(row.receivedBytes) });
}

async function checkPiece(
  { database, storage: { limits } }: RecordingServices,
  key: RecordingKey,
  row: UploadRow,
  piece: UploadPiece,
): Promise<void> {
  checkDeclaredUpload(row, limits);
  if (row.state === "kept" || piece.offsetBytes !== row.receivedBytes) throw wrongOffset(row);
  if (piece.offsetBytes + (piece.lengthBytes ?? 0) > row.uploadBytes) throw tooLong(row);
  if (row.receivedBytes > 0) return;
  const { openCount, receivedBytes } = await countOpenUploads(database, key.runnerId);
  if (openCount >= limits.openMaxCount || receivedBytes + row.uploadBytes > limits.openMaxBytes)
    throw new Problem(429, "too-many-open-uploads", "Finish the uploads that have begun first.", {
      "retry-after": String(COME_AGAIN_SEC),
    });
}

function tooLong(row: UploadRow): Problem {
  return new Problem(413, "upload-too-long", `The upload was declared with ${row.uploadBytes} bytes; more came.`, {
    "upload-offset": String(row.receivedBytes),
  });
}

/**
 * The next bytes, unless the sender falls silent or another takes its place before. By hand: Promise.race with a promise that
 * lives as long as the upload would hold every chunk of it in memory (measured).
 */
function nextBytes(
  source: AsyncIterator<Uint8Array>,
  signal: AbortSignal,
  silenceMaxMs: number,
): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveWay);
    };
    const fail = (error: unknown): void => {
      leave();
      reject(error);
    };
    const giveWay = (): void =>
      fail(new Problem(409, "upload-taken-over", "Another request goes on with this upload."));
    const timer = setTimeout(
      () => fail(new Problem(408, "upload-silent", "Nothing came for too long; go on where the upload is.")),
      silenceMaxMs,
    ).unref();
    if (signal.aborted) return giveWay();
    signal.addEventListener("abort", giveWay);
    const take = async (): Promise<void> => {
      try {
        resolve(await source.next());
        leave();
      } catch (error) {
        fail(error);
      }
    };
    void take();
  });
}

/** The bytes as they come, until the sender falls silent or another takes its place. */
async function* untilSilent(
  bytes: AsyncIterable<Uint8Array>,
  turn: Turn,
  silenceMaxMs: number,
): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextBytes(source, turn.signal, silenceMaxMs);
      if (next.done === true) return;
      turn.touch();
      yield next.value;
    }
  } finally {
    // A source that still waits for bytes cannot be ended from here; the connection's end ends it.
    void source.return?.()?.catch(() => undefined);
  }
}

/** Writes what comes and moves the offset along. Returns the bytes that are told to be on disk. */
async function append(
  services: RecordingServices,
  key: RecordingKey,
  row: UploadRow,
  file: OpenUpload,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  let toldBytes = row.receivedBytes;
  const tell = async (): Promise<void> => {
    if (file.lengthBytes === toldBytes) return;
    await file.sync();
    services.onStep?.("bytes-on-disk");
    if (!(await moveOffset(services.database, key, row, { fromBytes: toldBytes, toBytes: file.lengthBytes })))
      throw new Problem(
        409,
        "recording-not-awaited",
        "The recording is not awaited any more, or not as it was declared.",
      );
    toldBytes = file.lengthBytes;
    services.onStep?.("offset-told");
  };
  try {
    for await (const chunk of bytes) {
      if (file.lengthBytes + chunk.length > row.uploadBytes) throw tooLong({ ...row, receivedBytes: file.lengthBytes });
      await file.append(chunk);
      if (file.lengthBytes - toldBytes >= services.storage.limits.checkpointBytes) await tell();
    }
  } catch (error) {
    await tell().catch(() => undefined); // the first error is the one to tell
    throw error;
  }
  await tell();
  return toldBytes;
}

async function receiveInTurn(
  services: RecordingServices,
  key: RecordingKey,
  piece: UploadPiece,
  turn: Turn,
): Promise<number> {
  const { storage, database } = services;
  const row = await findUpload(services, key); // first, as to others it is not there
  await requireGaitConsent(database, key.runnerId); // RNS22: at every piece, one indexed query
  await checkPiece(services, key, row, piece);
  const file = await storage.uploads.open(key, row.sha256, row.receivedBytes);
  if (file === null) {
    // The file lost bytes that the database knows of: a restored backup. From the beginning, then.
    await moveOffset(database, key, row, { fromBytes: row.receivedBytes, toBytes: 0 });
    throw wrongOffset({ ...row, receivedBytes: 0 });
  }
  let receivedBytes: number;
  try {
    const bytes = untilSilent(piece.bytes, turn, storage.limits.silenceMaxMs);
    receivedBytes = await append(services, key, row, file, bytes);
  } finally {
    await file.close();
  }
  if (receivedBytes === row.uploadBytes) {
    turn.settle();
    await finishUpload(services, key, { ...row, receivedBytes });
  }
  return receivedBytes;
}

/**
 * Takes a piece of an upload; with its last byte the recording is kept. Returns the offset after it. Throws Problem and the
 * store's errors; after each of them HEAD says where to go on.
 */
export async function receiveUpload(
  services: RecordingServices,
  key: RecordingKey,
  piece: UploadPiece,
): Promise<number> {
  const { storage, now } = services;
  const giveSlot = storage.receiving.tryTake();
  if (giveSlot === null)
    throw new Problem(503, "too-many-uploads", "Many uploads are under way; come again in a moment.", {
      "retry-after": String(COME_AGAIN_SEC),
    });
  try {
    const turn = await storage.turns.take(turnNameOf(key), () => now().getTime(), storage.limits.silenceYieldMs);
    if (turn === null) {
      const { receivedBytes } = await findUpload(services, key);
      throw new Problem(409, "upload-busy", "Another request sends this recording.", {
        "upload-offset": String(receivedBytes),
        "retry-after": String(COME_AGAIN_SEC),
      });
    }
    try {
      return await receiveInTurn(services, key, piece, turn);
    } finally {
      turn.end();
    }
  } finally {
    giveSlot();
  }
}
