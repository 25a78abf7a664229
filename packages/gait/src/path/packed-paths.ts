// Paths of one foot's strides, kept packed: PATH_WORDS int16 a stride (198 bytes), in the order of its stride table.
// In: a path or its absence for each stride. Out: `StridePaths`. Rule PATH2 in SPEC.md.
import type { StridePaths } from "../foot-recording.ts";

/** Points of one path, equally spaced in time from midstance to the next midstance, both included. */
export const PATH_POINT_COUNT = 33;

/** Words of one path: forward, left and up (mm) of each point. */
export const PATH_WORDS = PATH_POINT_COUNT * 3;

/** First word of a stride without a path: no foot is 32 m behind itself. */
const ABSENT = -32768;
const FIRST_CAPACITY = 256;

/** Grows by doubling; `append` copies a path in. Made from `points` and its length elsewhere, it is an equal one. */
export class PackedPaths implements StridePaths {
  #words: Int16Array;
  #strideCount: number;

  /** `words` are another PackedPaths' `points`: [strideCount × PATH_WORDS]. */
  constructor(words: Int16Array = new Int16Array(), strideCount: number = words.length / PATH_WORDS) {
    this.#words = words;
    this.#strideCount = strideCount;
  }

  get strideCount(): number {
    return this.#strideCount;
  }

  get points(): Int16Array {
    return this.#words.subarray(0, this.#strideCount * PATH_WORDS);
  }

  hasPath(index: number): boolean {
    this.#check(index);
    return this.#words[index * PATH_WORDS] !== ABSENT;
  }

  pathAt(index: number): Int16Array | null {
    if (!this.hasPath(index)) return null;
    return this.#words.subarray(index * PATH_WORDS, (index + 1) * PATH_WORDS);
  }

  /** Adds the next stride's path, PATH_WORDS words; null when it has none. */
  append(path: Int16Array | null): void {
    const end = this.#strideCount * PATH_WORDS;
    if (end === this.#words.length) {
      const grown = new Int16Array(Math.max(this.#words.length * 2, FIRST_CAPACITY * PATH_WORDS));
      grown.set(this.#words);
      this.#words = grown;
    }
    if (path === null) this.#words.fill(ABSENT, end, end + PATH_WORDS);
    else this.#words.set(path, end);
    this.#strideCount += 1;
  }

  #check(index: number): void {
    if (Number.isInteger(index) && index >= 0 && index < this.#strideCount) return;
    throw new RangeError(`expected a stride index from 0 to ${this.#strideCount - 1}, but found ${index}`);
  }
}
