// Compressed bytes → the bytes inside, by the browser's own DecompressionStream, member by member. A file that ends too
// early gives what is there and says so; one that holds anything else than gzip members is refused. Rules WRK4, WRK5.
import { InputError } from "@solewise/terms";
import { GzipMembers, type ReadFrom } from "./gzip-members.ts";

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

/** Headers inside a member that turned out to be compressed bytes; more than this is no accident. */
const LOOK_ALIKE_MAX_COUNT = 16;

/** The bytes inside, of all members as one. Throws InputError for a damaged file. */
export async function* gunzipChunks(read: ReadFrom, name: string, end: GzipEnd): AsyncGenerator<Uint8Array> {
  const members = new GzipMembers(read);
  let hasBytes = false;
  try {
    do {
      let givenBytes = 0;
      for (let passCount = 0; ; passCount++) {
        let isWhole = false;
        let seenBytes = 0;
        for await (const bytes of inflateMember(members.next(passCount), name, () => (isWhole = true))) {
          const fresh = bytes.subarray(Math.max(0, givenBytes - seenBytes)); // read again: told already
          seenBytes += bytes.length;
          if (fresh.length > 0) yield fresh;
        }
        givenBytes = Math.max(givenBytes, seenBytes);
        hasBytes ||= givenBytes > 0;
        if (isWhole) break;
        if (!members.hasNext) {
          // Everything was taken without complaint and the end is missing: the file was cut.
          if (!hasBytes) throw refuseGzip(name);
          end.isTruncated = true;
          return;
        }
        if (passCount === LOOK_ALIKE_MAX_COUNT) throw refuseGzip(name);
        await members.again();
      }
    } while (members.hasNext);
  } finally {
    await members.close();
  }
}

/** Whether an unpacker that tells late why it failed had bytes left over: the file was not cut. */
function isJunk(error: unknown): boolean {
  return error instanceof Error && /junk/iu.test(error.message);
}

/** What these bytes hold; calls `onWhole` when they are a member to its very end. Throws InputError when they are none. */
async function* inflateMember(
  compressed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  name: string,
  onWhole: () => void,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const reader = readable.getReader();
  writer.closed.catch(() => undefined); // its failure is the reader's too
  let reading: Reading = reader.read();
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
        yield next.value;
        reading = reader.read();
      }
    }
    writer.close().catch(() => undefined);
    for (;;) {
      const next = await reading.catch((error: unknown) => (isJunk(error) ? failed() : null));
      if (next === null) return;
      if (next.done) {
        onWhole();
        return;
      }
      yield next.value;
      reading = reader.read();
    }
  } finally {
    reading.catch(() => undefined);
    reader.cancel().catch(() => undefined);
  }
}

function refuseGzip(name: string): InputError {
  return new InputError(
    { file: name, line: null },
    "one recording, gzipped",
    "a damaged gzip file, or one with something else in it",
    "unpack it and choose the CSV, or compress the CSV again",
    { code: "gzip-damaged" },
  );
}
