// The members of a gzip file, one after the other: many tools append a member at a time, and a DecompressionStream takes
// only one. Comes in: compressed bytes from any place on. Goes out: the bytes up to where the next member seems to begin.
// Source: RFC 1952, 2.2 and 2.3.1.

/** Compressed bytes from a place of the file to its end. */
export type ReadFrom = (fromBytes: number) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/** Bytes of a member's fixed header. */
const HEADER_BYTES = 10;
/** Header, an empty block, CRC and size. */
const MEMBER_MIN_BYTES = 20;
/** Highest operating system that has a number; 255 is “unknown”. */
const SYSTEM_MAX = 13;

/** Where a header may begin, from a place on; −1 where none does. Compressed bytes look so once in 10¹⁰. */
export function findHeader(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x1f, from); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    const system = bytes[at + HEADER_BYTES - 1];
    if (system === undefined) return -1;
    const isNamed = bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && ((bytes[at + 3] ?? 0) & 0xe0) === 0;
    if (isNamed && (system <= SYSTEM_MAX || system === 255)) return at;
  }
  return -1;
}

/** Reads a file member by member; a member can be read again, further than to the first header look-alike. */
export class GzipMembers {
  readonly #read: ReadFrom;
  #chunks: AsyncIterator<Uint8Array<ArrayBuffer>>;
  #rest = new Uint8Array();
  #memberAt = 0;
  #at = 0;
  #isOver = false;

  constructor(read: ReadFrom) {
    this.#read = read;
    this.#chunks = read(0)[Symbol.asyncIterator]();
  }

  /** Whether the last member was followed by what looks like another one. */
  get hasNext(): boolean {
    return this.#rest.length > 0;
  }

  /** The bytes of the next member as far as the header look-alike after `passCount` others. */
  async *next(passCount: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    this.#memberAt = this.#at;
    for (let passedCount = 0; ;) {
      while (this.#rest.length < HEADER_BYTES && !this.#isOver) await this.#readMore();
      const begun = this.#at - this.#memberAt;
      const found = findHeader(this.#rest, Math.max(0, MEMBER_MIN_BYTES - begun));
      const isEnd = found >= 0 && passedCount === passCount;
      if (found >= 0) passedCount += 1;
      yield* this.#take(isEnd ? found : found >= 0 ? found + 1 : this.#safeBytes());
      if (isEnd || (this.#isOver && this.#rest.length === 0)) return;
    }
  }

  /** Goes back to where the last member begins. */
  async again(): Promise<void> {
    await this.close();
    this.#chunks = this.#read(this.#memberAt)[Symbol.asyncIterator]();
    this.#rest = new Uint8Array();
    this.#at = this.#memberAt;
    this.#isOver = false;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** How much of the rest holds no part of a header that may go on in the next chunk. */
  #safeBytes(): number {
    return this.#isOver ? this.#rest.length : Math.max(0, this.#rest.length - HEADER_BYTES + 1);
  }

  *#take(sizeBytes: number): Generator<Uint8Array<ArrayBuffer>> {
    if (sizeBytes === 0) return;
    const piece = this.#rest.subarray(0, sizeBytes);
    this.#rest = this.#rest.subarray(sizeBytes);
    this.#at += sizeBytes;
    yield piece;
  }

  async #readMore(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) {
      this.#isOver = true;
      return;
    }
    const joined = new Uint8Array(this.#rest.length + next.value.length);
    joined.set(this.#rest);
    joined.set(next.value, this.#rest.length);
    this.#rest = joined;
  }
}
