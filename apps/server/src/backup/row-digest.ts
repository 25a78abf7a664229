// What a table holds, in 16 bytes and a count, whatever order its rows come in. Comes in: rows in COPY's text format.
// Goes out: how many, and the sum of the first halves of their SHA-256s, modulo 2^128: the same rows give the same sum,
// a row that is missing, doubled or changed another one.
import { hash } from "node:crypto";

const NEWLINE = 10;
const MASK_64 = (1n << 64n) - 1n;

/** A table's content. */
export interface RowsFacts {
  rowCount: number;
  /** Hexadecimal, 32 digits. */
  rowsDigest: string;
}

export class RowDigest {
  #rowCount = 0;
  #low = 0n;
  #high = 0n;
  /** Beginning of a row whose end has not come. */
  #open: Buffer[] = [];

  update(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.#add(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from < chunk.length) this.#open.push(chunk.subarray(from));
  }

  #add(rowEnd: Buffer): void {
    const row = this.#open.length === 0 ? rowEnd : Buffer.concat([...this.#open, rowEnd]);
    if (this.#open.length > 0) this.#open = [];
    const sum = hash("sha256", row, "buffer");
    this.#low = (this.#low + sum.readBigUInt64LE(0)) & MASK_64;
    this.#high = (this.#high + sum.readBigUInt64LE(8)) & MASK_64;
    this.#rowCount++;
  }

  facts(): RowsFacts {
    const hex = (value: bigint): string => value.toString(16).padStart(16, "0");
    return { rowCount: this.#rowCount, rowsDigest: hex(this.#high) + hex(this.#low) };
  }
}
