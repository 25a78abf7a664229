// Two feet's strides as one lazy sequence in time order: stride tables in, an iterable out that copies nothing.
import type { StrideTable } from "@solewise/gait";
import type { Stride } from "@solewise/terms";

/** Next stride of a table, or undefined past its end. */
function strideOrEnd(table: StrideTable | null, index: number): Stride | undefined {
  return table !== null && index < table.strideCount ? table.strideAt(index) : undefined;
}

/**
 * All strides of both feet by midstance time, the left first where two coincide (RUN2). May be iterated again and
 * again; holds one stride of each foot at a time.
 */
export class MergedStrides implements Iterable<Stride> {
  readonly #left: StrideTable | null;
  readonly #right: StrideTable | null;

  constructor(left: StrideTable | null, right: StrideTable | null) {
    this.#left = left;
    this.#right = right;
  }

  *[Symbol.iterator](): Iterator<Stride> {
    let leftIndex = 0;
    let rightIndex = 0;
    let left = strideOrEnd(this.#left, leftIndex);
    let right = strideOrEnd(this.#right, rightIndex);
    while (left !== undefined || right !== undefined) {
      if (right === undefined || (left !== undefined && left.midstanceSec <= right.midstanceSec)) {
        yield left as Stride;
        left = strideOrEnd(this.#left, ++leftIndex);
      } else {
        yield right;
        right = strideOrEnd(this.#right, ++rightIndex);
      }
    }
  }
}
