// A file as chunks, read ahead while the last chunk is being used. Comes in: a path. Goes out: Uint8Array chunks that
// are valid until the next one is asked for; two buffers take turns, so memory stays flat for a file of any size.
// Throws InputError when the file cannot be read, or grew shorter meanwhile.
import { open } from "node:fs/promises";
import { InputError } from "@solewise/terms";
import { cannotRead, type RecordingFile } from "./recording-file.ts";

/** Bytes of one read. Range 64 KiB…16 MiB; 1 MiB is where larger reads stop being faster (measured, page cache). */
const CHUNK_BYTES = 1 << 20;

/** Streams a file's bytes. `onBytes` hears how many have been handed out so far. */
export async function* fileChunks(
  file: RecordingFile,
  onBytes?: (readBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const fail = (error: unknown): never => {
    throw cannotRead(file.shownName, error);
  };
  const handle = await open(file.path, "r").catch(fail);
  let readBytes = 0;
  let [current, next] = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)];
  let reading = handle.read(current, 0, CHUNK_BYTES, null);
  try {
    for (;;) {
      const { bytesRead } = await reading.catch(fail);
      if (bytesRead === 0) return checkWhole(file, readBytes);
      readBytes += bytesRead;
      reading = handle.read(next, 0, CHUNK_BYTES, null);
      onBytes?.(readBytes);
      yield current.subarray(0, bytesRead);
      [current, next] = [next, current];
    }
  } finally {
    await reading.catch(() => undefined); // a reader that left early must not leave a failure behind
    await handle.close();
  }
}

/** A file that shrinks while it is read would pass for a short recording. One that grows is read to its new end. */
function checkWhole({ shownName, sizeBytes }: RecordingFile, readBytes: number): void {
  if (readBytes >= sizeBytes) return;
  const came = `only ${readBytes} when they were read`;
  const remedy = "analyse it when nothing writes to it";
  throw new InputError({ file: shownName, line: null }, `its ${sizeBytes} bytes`, came, remedy);
}
