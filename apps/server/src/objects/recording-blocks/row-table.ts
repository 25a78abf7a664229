// The lines of one block of text, and the numbers in those that are rows. Comes in: text of at most LINES_PER_BLOCK lines.
// Goes out: where each line starts, which lines are rows, and their cells as whole numbers with a count of decimals.
// OBJ2 in SPEC.md; docs/protocol/recording-blocks.md.

/** Lines of one block. Measured on recordings: twice as many save 0.3 %, half as many cost 1 %. */
export const LINES_PER_BLOCK = 4096;
/** Columns that a row may have; rows with more are kept as text. */
export const COLUMNS_MAX = 16;
/** Digits of a cell: its whole number and two differences of it stay exact in a double. */
const DIGITS_MAX = 15;
/** Decimals of a cell. */
export const DECIMALS_MAX = 12;

const [LF, CR, COMMA, MINUS, DOT, ZERO] = [10, 13, 44, 45, 46, 48];

/** Scratch space of an encoder, made once and used for block after block. */
export class RowTable {
  lineCount = 0;
  /** Columns of every row; 0 where no line is a row. */
  columnCount = 0;
  /** Whether rows end with CR LF instead of LF. */
  hasCarriageReturn = false;
  /** Byte at which line i starts; one more at the end. */
  readonly lineStarts = new Uint32Array(LINES_PER_BLOCK + 1);
  /** 1 where line i is a row. */
  readonly isRow = new Uint8Array(LINES_PER_BLOCK);
  /** By column, then line: the cell without its point. */
  readonly values = Array.from({ length: COLUMNS_MAX }, () => new Float64Array(LINES_PER_BLOCK));
  /** By column, then line: digits after the point. */
  readonly decimals = Array.from({ length: COLUMNS_MAX }, () => new Uint8Array(LINES_PER_BLOCK));

  /** Takes the lines of a text; at most LINES_PER_BLOCK of them. */
  scan(text: Uint8Array): void {
    this.lineCount = 0;
    this.columnCount = 0;
    for (let at = 0; at < text.length;) {
      if (this.lineCount === LINES_PER_BLOCK) throw new RangeError("A block of text has too many lines");
      const feed = text.indexOf(LF, at);
      const end = feed < 0 ? text.length : feed + 1;
      this.lineStarts[this.lineCount] = at;
      this.isRow[this.lineCount] = feed >= 0 && this.#takeRow(text, at, feed) ? 1 : 0;
      this.lineCount++;
      at = end;
    }
    this.lineStarts[this.lineCount] = text.length;
  }

  #takeRow(text: Uint8Array, start: number, feed: number): boolean {
    const hasCarriageReturn = feed > start && text[feed - 1] === CR;
    const columnCount = this.#takeCells(text, start, hasCarriageReturn ? feed - 1 : feed);
    if (columnCount === 0) return false;
    if (this.columnCount === 0) {
      this.columnCount = columnCount;
      this.hasCarriageReturn = hasCarriageReturn;
    }
    return columnCount === this.columnCount && hasCarriageReturn === this.hasCarriageReturn;
  }

  /** How many cells there are; 0 when one of them is no number that can be written again from its value. */
  #takeCells(text: Uint8Array, start: number, end: number): number {
    let at = start;
    for (let column = 0; column < COLUMNS_MAX; column++) {
      at = this.#takeCell(text, at, end, column);
      if (at < 0) return 0;
      if (at === end) return column + 1;
      if (text[at] !== COMMA) return 0;
      at++;
    }
    return 0;
  }

  /** The byte after the cell, or −1. A cell: minus or nothing, 0 or digits without a leading 0, a point with digits. */
  #takeCell(text: Uint8Array, start: number, end: number, column: number): number {
    const isNegative = text[start] === MINUS;
    const first = isNegative ? start + 1 : start;
    let at = first;
    let value = 0;
    let point = -1;
    for (; at < end; at++) {
      const byte = text[at] as number;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else if (byte === DOT && point < 0 && at > first) point = at;
      else break;
    }
    const decimals = point < 0 ? 0 : at - point - 1;
    const digits = at - first - (point < 0 ? 0 : 1);
    const wholeDigits = digits - decimals;
    if (digits === 0 || digits > DIGITS_MAX || decimals > DECIMALS_MAX || (point >= 0 && decimals === 0)) return -1;
    if (wholeDigits > 1 && text[first] === ZERO) return -1;
    if (isNegative && value === 0) return -1;
    (this.values[column] as Float64Array)[this.lineCount] = isNegative ? -value : value;
    (this.decimals[column] as Uint8Array)[this.lineCount] = decimals;
    return at;
  }
}
