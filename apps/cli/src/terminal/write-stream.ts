// Writes pieces of text to a stream as fast as its reader takes them, gathered into large writes.

/** Bytes (UTF-16 units) gathered before a write. Range 4 KiB…1 MiB. */
const GATHER_UNITS = 1 << 16;

function writeOnce(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (stream.write(text)) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once("drain", resolve);
  });
}

/** Writes every piece; never holds more than one gathered write. */
export async function writePieces(stream: NodeJS.WritableStream, pieces: Iterable<string>): Promise<void> {
  let gathered = "";
  for (const piece of pieces) {
    gathered += piece;
    if (gathered.length < GATHER_UNITS) continue;
    await writeOnce(stream, gathered);
    gathered = "";
  }
  if (gathered !== "") await writeOnce(stream, gathered);
}

/** Lines with their ends. */
export function* withLineEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
