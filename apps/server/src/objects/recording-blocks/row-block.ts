// One block of rows ⇄ its text. Comes in: a piece of a CSV. Goes out: a payload, or null where the piece is not mostly rows
// or would not come out again byte for byte; and back. OBJ1, OBJ2; the layout is in docs/protocol/recording-blocks.md.
import { addPlane, planesFor, PLANES_MAX, writePlane } from "./byte-planes.ts";
import { type ColumnStyle, NUMBER_FORMS, styleColumns } from "./column-style.ts";
import { readOddLines, writeOddLines } from "./odd-lines.ts";
import { packPart, PartError, PartReader } from "./packed-part.ts";
import { addResiduals, chooseOrder, type Order, ORDERS, takeResiduals } from "./residuals.ts";
import { COLUMNS_MAX, DECIMALS_MAX, LINES_PER_BLOCK, RowTable } from "./row-table.ts";
import { writeNumber } from "./write-number.ts";

/** Above this share of odd lines, text compressed as it is takes less. */
const ODD_LINES_MAX_FRACTION = 0.125;
/** Rows u32, columns u8, line end u8. */
const HEAD_BYTES = 6;
/** Decimals u8, form u8, order u8, planes u8. */
const COLUMN_BYTES = 4;

const [LF, CR, COMMA] = [10, 13, 44];

interface Column extends ColumnStyle {
  order: Order;
  planeCount: number;
  values: Float64Array;
}

/** Encodes and decodes blocks of rows; holds scratch space, so one for each stream. */
export class RowBlocks {
  readonly #table = new RowTable();

  /** The payload; null: this piece is to be kept as text. */
  encode(text: Uint8Array): Buffer | null {
    const table = this.#table;
    table.scan(text);
    const styles = styleColumns(table);
    const rowCount = this.#gatherRows();
    if (rowCount < table.lineCount * (1 - ODD_LINES_MAX_FRACTION)) return null;
    const columns = styles.map((style, index) => this.#column(style, index, rowCount));
    const odd = writeOddLines(table, text);
    if (!sameBytes(writeText(columns, rowCount, table.hasCarriageReturn, odd, text.length), text)) return null;
    return this.#pack(columns, rowCount, odd);
  }

  /** Moves the rows' values together, over those of lines that are none. */
  #gatherRows(): number {
    const { isRow, lineCount, columnCount, values } = this.#table;
    let rowCount = 0;
    for (let line = 0; line < lineCount; line++) {
      if (isRow[line] === 0) continue;
      for (let column = 0; column < columnCount; column++) {
        const cells = values[column] as Float64Array;
        cells[rowCount] = cells[line] as number;
      }
      rowCount++;
    }
    return rowCount;
  }

  #column(style: ColumnStyle, index: number, rowCount: number): Column {
    const values = (this.#table.values[index] as Float64Array).subarray(0, rowCount);
    return { ...style, values, order: chooseOrder(values), planeCount: 0 };
  }

  #pack(columns: Column[], rowCount: number, odd: Uint8Array): Buffer {
    for (const column of columns) column.planeCount = planesFor(takeResiduals(column.values, column.order));
    const head = Buffer.alloc(HEAD_BYTES + COLUMN_BYTES * columns.length);
    head.writeUInt32LE(rowCount, 0);
    head[4] = columns.length;
    head[5] = this.#table.hasCarriageReturn ? 1 : 0;
    columns.forEach(({ decimals, form, order, planeCount }, index) => {
      head.set([decimals, form, order, planeCount], HEAD_BYTES + index * COLUMN_BYTES);
    });
    const parts: Uint8Array[] = [head, ...packPart(odd)];
    for (let plane = 0; plane < PLANES_MAX; plane++) {
      const having = columns.filter(({ planeCount }) => planeCount > plane);
      if (having.length === 0) break;
      const bytes = new Uint8Array(having.length * rowCount);
      having.forEach(({ values }, index) => writePlane(values, plane, bytes, index * rowCount));
      parts.push(...packPart(bytes));
    }
    return Buffer.concat(parts);
  }

  /** The text of a payload. Throws PartError. */
  decode(payload: Buffer, textBytes: number): Uint8Array {
    const { columns, rowCount, hasCarriageReturn } = this.#readHead(payload);
    const parts = new PartReader(payload, HEAD_BYTES + COLUMN_BYTES * columns.length);
    const odd = parts.take(textBytes + LINES_PER_BLOCK * 10);
    for (const { values } of columns) values.fill(0);
    for (let plane = 0; plane < PLANES_MAX; plane++) {
      const having = columns.filter(({ planeCount }) => planeCount > plane);
      if (having.length === 0) break;
      const bytes = parts.take(having.length * rowCount);
      if (bytes.length !== having.length * rowCount) throw new PartError("a plane has another length");
      having.forEach(({ values }, index) => addPlane(values, plane, bytes, index * rowCount));
    }
    parts.finish();
    for (const { values, order } of columns) addResiduals(values, order);
    const text = writeText(columns, rowCount, hasCarriageReturn, odd, textBytes);
    if (text === null) throw new PartError("the text has another length");
    return text;
  }

  #readHead(payload: Buffer): { columns: Column[]; rowCount: number; hasCarriageReturn: boolean } {
    if (payload.length < HEAD_BYTES) throw new PartError("the block's head is cut short");
    const rowCount = payload.readUInt32LE(0);
    const columnCount = payload[4] as number;
    const isKnown = rowCount <= LINES_PER_BLOCK && columnCount <= COLUMNS_MAX && (payload[5] as number) <= 1;
    if (!isKnown || payload.length < HEAD_BYTES + columnCount * COLUMN_BYTES)
      throw new PartError("the block's head is not readable");
    const columns = Array.from({ length: columnCount }, (_, index): Column => {
      const [decimals = 0, form = 0, order = 0, planeCount = 0] = payload.subarray(HEAD_BYTES + index * COLUMN_BYTES);
      const knownForm = Object.values(NUMBER_FORMS).find((known) => known === form);
      const knownOrder = ORDERS.find((known) => known === order);
      if (knownForm === undefined || knownOrder === undefined || decimals > DECIMALS_MAX || planeCount > PLANES_MAX)
        throw new PartError("a column is not readable");
      const values = (this.#table.values[index] as Float64Array).subarray(0, rowCount);
      return { decimals, form: knownForm, order: knownOrder, planeCount, values };
    });
    return { columns, rowCount, hasCarriageReturn: payload[5] === 1 };
  }
}

function sameBytes(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && Buffer.compare(one, other) === 0;
}

/** The text of rows and odd lines; null when it is not `textBytes` long. */
function writeText(
  columns: readonly Column[],
  rowCount: number,
  hasCarriageReturn: boolean,
  odd: Uint8Array,
  textBytes: number,
): Uint8Array | null {
  const text = new Uint8Array(textBytes);
  let [at, row] = [0, 0];
  const writeRows = (to: number): void => {
    for (; row < to && at < textBytes; row++) {
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index] as Column;
        if (index > 0) text[at++] = COMMA;
        at = writeNumber(text, at, column.values[row] as number, column);
      }
      if (hasCarriageReturn) text[at++] = CR;
      text[at++] = LF;
    }
  };
  for (const { rowsBefore, bytes } of readOddLines(odd)) {
    writeRows(Math.min(rowCount, row + rowsBefore));
    if (at + bytes.length > textBytes) return null;
    text.set(bytes, at);
    at += bytes.length;
  }
  writeRows(rowCount);
  return at === textBytes && row === rowCount ? text : null;
}
