// The bytes under a ZIP, as zip.js reads them. In: random access from outside. Out: a reader whose pieces are bounded,
// whose short reads are refused, and whose own failures (a disk's, a handle's) can be told from those of the ZIP.
import { InputError, type RefusalFacts } from "@solewise/terms";
import type { Reader } from "@zip.js/zip.js/lib/zip-core-reader.js";
import type { ArchiveLimits } from "./archive-limits.ts";

/** Bytes to be read anywhere: a Blob in a browser, a file handle in Node. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /** Exactly these bytes; the range always lies inside the file. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>;
}

/** A failure of the source itself, carried through zip.js; `cause` is what the source threw. */
export class ReadFailure extends Error {}

/** Bytes of an entry read at once. */
const PIECE_BYTES = 262_144;

const COPY_AGAIN = "copy or download the archive again, or export it again";

/** What zip.js calls of its `Reader`; that class would bring a reader of web addresses along. */
export function guardReads(source: RandomAccess, file: string, limits: ArchiveLimits): Reader<unknown> {
  const read = (offset: number, length: number): Promise<Uint8Array> => readPiece(source, offset, length, file, limits);
  const reader: ReaderCalls = {
    size: source.sizeBytes,
    readUint8Array: read,
    createReadable: ({ offset = 0, size = source.sizeBytes - offset } = {}) => streamPieces(read, offset, size),
  };
  return reader as unknown as Reader<unknown>;
}

type ReaderCalls = Pick<Reader<unknown>, "size" | "readUint8Array" | "createReadable">;

async function readPiece(
  source: RandomAccess,
  offset: number,
  length: number,
  file: string,
  limits: ArchiveLimits,
): Promise<Uint8Array> {
  const wanted = Math.max(0, Math.min(length, source.sizeBytes - offset));
  if (wanted > limits.readMaxBytes) {
    throw refuse(file, `a directory of at most ${limits.readMaxBytes} bytes`, `${wanted}`, {
      code: "archive-directory-too-large",
      values: { sizeBytes: wanted, sizeMaxBytes: limits.readMaxBytes },
    });
  }
  const bytes = await source.read(offset, wanted).catch((cause: unknown) => {
    throw new ReadFailure("the source could not be read", { cause });
  });
  if (bytes.length !== wanted) {
    const values = { wantedBytes: wanted, offsetBytes: offset, cameBytes: bytes.length };
    throw refuse(file, `${wanted} bytes at ${offset}`, `${bytes.length}`, { code: "archive-cut-short", values });
  }
  return bytes;
}

function streamPieces(
  read: (offset: number, length: number) => Promise<Uint8Array>,
  offset: number,
  size: number,
): ReadableStream<Uint8Array> {
  let doneBytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await read(offset + doneBytes, Math.min(PIECE_BYTES, size - doneBytes));
        doneBytes += piece.length;
        if (piece.length > 0) controller.enqueue(piece);
        if (piece.length === 0 || doneBytes >= size) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

function refuse(file: string, expected: string, came: string, facts: RefusalFacts): InputError {
  return new InputError({ file, line: null }, expected, came, COPY_AGAIN, facts);
}
