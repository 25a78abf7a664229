// A file as chunks, read ahead while the last chunk is being used. Comes in: a path. Goes out: Uint8Array chunks that
// are valid until the next one is asked for; two buffers take turns, so memory stays flat for a file of any size.
import { open } from "node:fs/promises";

/** Bytes of one read. Range 64 KiB…16 MiB; 1 MiB is where larger reads stop being faster (measured, page cache). */
const CHUNK_BYTES = 1 << 20;

/** Streams a file's bytes. `onBytes` hears how many have been handed out. */
export async function* fileChunks(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const handle = await open(path, "r");
  let [current, next] = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)];
  let reading = handle.read(current, 0, CHUNK_BYTES, null);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = handle.read(next, 0, CHUNK_BYTES, null);
      onBytes?.(bytesRead);
      yield current.subarray(0, bytesRead);
      [current, next] = [next, current];
    }
  } finally {
    await reading.catch(() => undefined); // a reader that left early must not leave a failure behind
    await handle.close();
  }
}
