// Lines of a block that are no rows, kept as they came: header lines, a cut last line, other line ends, other numbers.
// Comes in: the lines. Goes out: (lines between since the last odd one, length, bytes) again and again, counts as varints.
import { PartError } from "./packed-part.ts";
import type { RowTable } from "./row-table.ts";

/** Largest count in a varint here: a block's bytes. */
const VARINT_BYTES_MAX = 5;

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
}

/** The odd lines of a table as bytes. */
export function writeOddLines(table: RowTable, text: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let between = 0;
  for (let line = 0; line < table.lineCount; line++) {
    if (table.isRow[line] === 1) {
      between++;
      continue;
    }
    const [from, to] = [table.lineStarts[line] as number, table.lineStarts[line + 1] as number];
    const counts: number[] = [];
    pushVarint(counts, between);
    pushVarint(counts, to - from);
    pieces.push(Uint8Array.from(counts), text.subarray(from, to));
    between = 0;
  }
  return Buffer.concat(pieces);
}

/** An odd line and where it stands. */
interface OddLine {
  /** Rows between it and the odd line before. */
  rowsBefore: number;
  bytes: Uint8Array;
}

/** Reads them back. Throws PartError. */
export function* readOddLines(bytes: Uint8Array): Generator<OddLine> {
  let at = 0;
  const takeVarint = (): number => {
    let value = 0;
    for (let index = 0; index < VARINT_BYTES_MAX; index++) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value += (byte & 127) * 2 ** (7 * index);
      if (byte < 128) return value;
    }
    throw new PartError("a count is not readable");
  };
  while (at < bytes.length) {
    const rowsBefore = takeVarint();
    const length = takeVarint();
    if (at + length > bytes.length) throw new PartError("a line is cut short");
    yield { rowsBefore, bytes: bytes.subarray(at, at + length) };
    at += length;
  }
}
