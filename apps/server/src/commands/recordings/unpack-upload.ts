// A whole upload on disk → the recording's CSV, in whatever thread this is. Comes in: where it is, what was declared. Goes out: the
// bytes inside, never more than declared; or OtherContentError. OBJ9
import { createReadStream, read } from "node:fs";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
import { systemCode } from "../../refusal.ts";

/** Bytes read at a time. */
const READ_BYTES = 262_144;
/** Bytes that gunzip gives at a time. */
const UNPACKED_CHUNK_BYTES = 131_072;

/** An upload and what its device said of it. */
export interface UploadOnDisk {
  path: string;
  /** The file, opened by who also closes it; without it the file is opened by its path. */
  fd?: number;
  encoding: "identity" | "gzip";
  /** Of the CSV. */
  sizeBytes: number;
}

/** What came is not the recording that was declared; the message is a sentence about it. */
export class OtherContentError extends Error {}

/** A file that is not this thread's to close, from its first byte. */
async function* readOpen(fd: number): AsyncGenerator<Uint8Array> {
  for (let atBytes = 0; ;) {
    const { bytesRead, buffer } = await promisify(read)(fd, Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, atBytes);
    if (bytesRead === 0) return;
    atBytes += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The bytes inside of a gzip file, of one member or several. */
async function* gunzip(packed: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  const plain = createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES });
  packed.once("error", (error: Error) => plain.destroy(error));
  packed.pipe(plain);
  try {
    for await (const chunk of plain) yield chunk as Uint8Array;
  } catch (error) {
    if (!(systemCode(error) ?? "").startsWith("Z_")) throw error;
    throw new OtherContentError("The upload is not a whole gzip file.", { cause: error });
  } finally {
    plain.destroy();
  }
}

/** The recording's CSV, as long as it is not longer than declared. Throws OtherContentError. */
export async function* unpackUpload({ path, fd, encoding, sizeBytes }: UploadOnDisk): AsyncGenerator<Uint8Array> {
  const file = fd === undefined ? createReadStream(path, { highWaterMark: READ_BYTES }) : Readable.from(readOpen(fd));
  const csv: AsyncIterable<Uint8Array> = encoding === "gzip" ? gunzip(file) : file;
  let totalBytes = 0;
  try {
    for await (const chunk of csv) {
      totalBytes += chunk.length;
      if (totalBytes > sizeBytes)
        throw new OtherContentError(`The recording was declared with ${sizeBytes} bytes and has more.`);
      yield chunk;
    }
  } finally {
    file.destroy();
  }
}
