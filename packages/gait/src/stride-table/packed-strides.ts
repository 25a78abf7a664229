// Strides of one foot, kept as the kernel's records: 96 bytes each, so that a hundred hours fit in memory.
import type { Side, Stride } from "@solewise/terms";
import type { StrideTable } from "../foot-recording.ts";
import { RECORD_WORDS } from "../kernel/record-layout.ts";
import { decodeStride } from "./decode-stride.ts";

const FIRST_CAPACITY = 256;

/** Grows by doubling; `append` copies a record in. */
export class PackedStrides implements StrideTable {
  readonly side: Side;
  #words: Int32Array;
  #strideCount = 0;

  constructor(side: Side, words: Int32Array = new Int32Array(FIRST_CAPACITY * RECORD_WORDS), strideCount = 0) {
    this.side = side;
    this.#words = words;
    this.#strideCount = strideCount;
  }

  get strideCount(): number {
    return this.#strideCount;
  }

  /** The records as they are, for handing to another thread: [strideCount × RECORD_WORDS]. */
  get words(): Int32Array {
    return this.#words.subarray(0, this.#strideCount * RECORD_WORDS);
  }

  append(words: Int32Array, at: number): void {
    const end = this.#strideCount * RECORD_WORDS;
    if (end === this.#words.length) {
      const grown = new Int32Array(Math.max(this.#words.length * 2, FIRST_CAPACITY * RECORD_WORDS));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words.set(words.subarray(at, at + RECORD_WORDS), end);
    this.#strideCount += 1;
  }

  strideAt(index: number): Stride {
    if (!(index >= 0 && index < this.#strideCount)) {
      throw new RangeError(`expected a stride index from 0 to ${this.#strideCount - 1}, but found ${index}`);
    }
    return decodeStride(this.#words, index * RECORD_WORDS, index, this.side);
  }

  *[Symbol.iterator](): Iterator<Stride> {
    for (let index = 0; index < this.#strideCount; index++) yield this.strideAt(index);
  }
}
