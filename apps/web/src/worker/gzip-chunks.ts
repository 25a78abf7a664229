// Compressed bytes → the bytes inside, by the browser's own DecompressionStream. A file that ends too early gives what is
// there and says so; one that holds anything else than one gzip member is refused. Rules WRK4, WRK5 in SPEC.md.
import { InputError } from "@solewise/terms";

/** The first bytes of every gzip member. Source: RFC 1952, 2.3.1. */
const GZIP_MAGIC = [0x1f, 0x8b];

/** Whether a file begins as gzip does, whatever its name says. */
export async function isGzip(blob: Blob): Promise<boolean> {
  const start = new Uint8Array(await blob.slice(0, GZIP_MAGIC.length).arrayBuffer());
  return start.length === GZIP_MAGIC.length && GZIP_MAGIC.every((byte, index) => start[index] === byte);
}

/** What is known at the end. */
export interface GzipEnd {
  /** Whether the compressed file stopped in the middle; the last bytes inside may be cut. */
  isTruncated: boolean;
}

/** A moment for what is on its way to arrive. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

type Reading = Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>;

/** The bytes inside. Throws InputError for a damaged file or more than one member. */
export async function* gunzipChunks(
  compressed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  name: string,
  end: GzipEnd,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const reader = readable.getReader();
  writer.closed.catch(() => undefined); // its failure is the reader's too
  let reading: Reading = reader.read();
  let hasAll = false;
  let hasBytes = false;
  const failed = (): never => {
    throw refuseGzip(name);
  };
  try {
    for await (const chunk of compressed) {
      const writing = writer.write(chunk).then(settle);
      for (;;) {
        const next = await Promise.race([reading, writing]).catch(failed);
        if (next === undefined) break;
        if (next.done) return;
        hasBytes = true;
        yield next.value;
        reading = reader.read();
      }
    }
    hasAll = true;
    writer.close().catch(() => undefined);
    for (;;) {
      const next = await reading;
      if (next.done) return;
      hasBytes = true;
      yield next.value;
      reading = reader.read();
    }
  } catch (error) {
    if (!hasAll || error instanceof InputError) throw error;
    // Everything was taken without complaint and the end is missing: the file was cut.
    if (!hasBytes) throw refuseGzip(name);
    end.isTruncated = true;
  } finally {
    reading.catch(() => undefined);
    reader.cancel().catch(() => undefined);
  }
}

function refuseGzip(name: string): InputError {
  return new InputError(
    { file: name, line: null },
    "one recording in one gzip file",
    "a damaged gzip file, or one with several files in it",
    "unpack it and choose the CSV, or compress the CSV again",
    { code: "gzip-damaged" },
  );
}
