// Chunks of bytes → windows of whole lines. In: any split of a file. Out: one reused buffer whose lines are complete, so
// that the row parser never meets a half line; memory stays at one window whatever the file's size.

/** Longest line that is read; a longer one is no recording. Bytes, without the newline. */
export const LINE_MAX_BYTES = 4096;
/** Bytes of a chunk that are handled at once. 64 KiB stays in the second-level cache (measured best of 16…512 KiB). */
const WINDOW_BYTES = 65536;
/** The first window holds at least this much, so that a file's signature is judged on the same bytes however it comes. */
const FIRST_WINDOW_MIN_BYTES = 16;

export const NEWLINE = 10;

/** Lines from 0 to `endIndex`; the byte at `endIndex` may be read. Valid until the next window is asked for. */
export interface LineWindow {
  bytes: Uint8Array;
  endIndex: number;
  /** Bytes that have come, part of the next line included. */
  filledBytes: number;
  /**
   * `whole`: every line ends in a newline. `tail`: the file's last line, which has none (one stands at `endIndex`).
   * `overlong`: a single line that has passed LINE_MAX_BYTES and is still going on.
   */
  kind: "whole" | "tail" | "overlong";
}

/** Whether the file ended in bytes 0, the mark that a recorder leaves which lost its power; known at the end. */
export interface FileTail {
  hasZeroBytes: boolean;
}

/** Cuts a byte stream into windows of whole lines. Bytes 0 at the very end are dropped and reported in `tail`. */
export async function* lineWindows(chunks: AsyncIterable<Uint8Array>, tail: FileTail): AsyncGenerator<LineWindow> {
  const gatherer = new LineGatherer();
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += WINDOW_BYTES) {
      gatherer.add(chunk.subarray(from, from + WINDOW_BYTES));
      // What is left after the whole lines may already be an overlong one.
      for (let window = gatherer.takeWindow(); window !== null; window = gatherer.takeWindow()) yield window;
    }
  }
  tail.hasZeroBytes = gatherer.hasZeroBytes;
  for (const window of gatherer.takeRest()) yield window;
}

class LineGatherer {
  // Held line + zero bytes given back + one window + the newline that closes a tail.
  readonly #bytes = new Uint8Array(2 * LINE_MAX_BYTES + WINDOW_BYTES + FIRST_WINDOW_MIN_BYTES + 2);
  #filledBytes = 0;
  #takenBytes = 0;
  #zeroBytes = 0;
  #isStarted = false;

  get hasZeroBytes(): boolean {
    return this.#zeroBytes > 0;
  }

  /** Takes at most WINDOW_BYTES; every window of the piece before must have been taken. */
  add(piece: Uint8Array): void {
    this.#dropTaken();
    const solidBytes = lengthWithoutZeroTail(piece);
    if (solidBytes > 0) {
      this.#giveZeroBytesBack();
      this.#bytes.set(piece.subarray(0, solidBytes), this.#filledBytes);
      this.#filledBytes += solidBytes;
    }
    this.#zeroBytes += piece.length - solidBytes;
  }

  #dropTaken(): void {
    if (this.#takenBytes === 0) return;
    this.#bytes.copyWithin(0, this.#takenBytes, this.#filledBytes);
    this.#filledBytes -= this.#takenBytes;
    this.#takenBytes = 0;
  }

  /** Zero bytes that were not the end after all are content again; more than a line of them makes the line overlong. */
  #giveZeroBytesBack(): void {
    const count = Math.min(this.#zeroBytes, LINE_MAX_BYTES + 1);
    this.#bytes.fill(0, this.#filledBytes, this.#filledBytes + count);
    this.#filledBytes += count;
    this.#zeroBytes = 0;
  }

  /** The next window; null until more bytes have come. */
  takeWindow(): LineWindow | null {
    this.#dropTaken();
    if (!this.#isStarted && this.#filledBytes < FIRST_WINDOW_MIN_BYTES) return null;
    this.#isStarted = true;
    const endIndex = this.#filledBytes === 0 ? 0 : this.#bytes.lastIndexOf(NEWLINE, this.#filledBytes - 1) + 1;
    if (endIndex > 0) return this.#take(endIndex, "whole");
    return this.#filledBytes > LINE_MAX_BYTES ? this.#take(this.#filledBytes, "overlong") : null;
  }

  *takeRest(): Generator<LineWindow> {
    this.#dropTaken();
    this.#isStarted = true;
    const endIndex = this.#filledBytes === 0 ? 0 : this.#bytes.lastIndexOf(NEWLINE, this.#filledBytes - 1) + 1;
    if (endIndex > 0) yield this.#take(endIndex, "whole");
    this.#dropTaken();
    if (this.#filledBytes > 0)
      yield this.#take(this.#filledBytes, this.#filledBytes > LINE_MAX_BYTES ? "overlong" : "tail");
  }

  #take(endIndex: number, kind: LineWindow["kind"]): LineWindow {
    this.#takenBytes = endIndex;
    if (kind !== "whole") this.#bytes[endIndex] = NEWLINE;
    return { bytes: this.#bytes, endIndex, filledBytes: this.#filledBytes, kind };
  }
}

function lengthWithoutZeroTail(piece: Uint8Array): number {
  let length = piece.length;
  while (length > 0 && piece[length - 1] === 0) length--;
  return length;
}
