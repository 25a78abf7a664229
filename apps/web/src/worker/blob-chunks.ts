// A file of the browser as chunks of bytes, read ahead by one. Comes in: a Blob. Goes out: chunks; InputError when the
// browser cannot read it any more (moved, changed or deleted since it was chosen).
import { InputError } from "@solewise/terms";

/** Bytes of one read. Range 64 KiB…16 MiB; every read is a message to the browser's process, 1 MiB makes them few. */
export const CHUNK_BYTES = 1 << 20;

/** Streams a blob; `onBytes` hears how many have been handed out. */
export async function* blobChunks(
  blob: Blob,
  name: string,
  onBytes?: (readBytes: number) => void,
  chunkBytes: number = CHUNK_BYTES,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read = (at: number): Promise<ArrayBuffer> => blob.slice(at, at + chunkBytes).arrayBuffer();
  let reading = read(0);
  try {
    for (let at = 0; at < blob.size; at += chunkBytes) {
      const chunk = await reading.catch((error: unknown) => refuseUnreadable(name, error));
      reading = read(at + chunkBytes);
      onBytes?.(Math.min(blob.size, at + chunkBytes));
      yield new Uint8Array(chunk);
    }
  } finally {
    reading.catch(() => undefined); // a reader that left early must not leave a failure behind
  }
}

function refuseUnreadable(name: string, error: unknown): never {
  if (!(error instanceof Error)) throw error;
  throw new InputError(
    { file: name, line: null },
    "a file that the browser can read",
    `a failure (${error.name})`,
    "choose the file again; it may have been moved or changed since it was chosen",
    { code: "file-unreadable", values: { reason: error.name } },
  );
}
