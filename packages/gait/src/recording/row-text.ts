// The careful row reader: text of one line → seven numbers, or the refusal in words. It defines what a row may look like;
// `readPlainRow` is only its fast path.
import { InputError } from "@solewise/terms";
import type { InputPlace, RefusalFacts } from "@solewise/terms";
import { printableInput, quoteInput } from "./quote-input.ts";
import { COLUMN_COUNT, COLUMN_HEADER, COLUMNS } from "./row-layout.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NUMBER_BEGINNING = /^[+-]?(?:\d*\.?\d*)(?:[eE][+-]?)?$/;
const NOT_A_NUMBER = /^[+-]?(?:nan|inf|infinity|null|none|na|n\/a|#n\/a)$/i;

/** Reads one row into `row` (shape [7], file units). Throws InputError when it is not seven finite numbers. */
export function readRowText(text: string, row: Float64Array, place: InputPlace): void {
  if (text.startsWith("#")) {
    throw new InputError(
      place,
      "a row of seven numbers",
      `the line ${quoteInput(text)}`,
      "put lines with # before the column header",
      { code: "row-is-comment", values: { found: printableInput(text) } },
    );
  }
  const cells = text.split(",");
  if (cells.length !== COLUMN_COUNT) throw wrongColumnCount(cells.length, text, place);
  for (let column = 0; column < COLUMN_COUNT; column++) {
    row[column] = readCell(cells[column]?.trim() ?? "", COLUMNS[column] ?? "", text, place);
  }
}

/**
 * Whether a last line without a newline is a row cut short by a recorder that died: fewer than seven cells, or a seventh
 * that ends inside a number. Everything before the cut must be numbers.
 */
export function isCutRow(text: string): boolean {
  if (text.trim() === "") return false;
  const cells = text.split(",").map((cell) => cell.trim());
  const last = cells.pop() ?? "";
  if (cells.length >= COLUMN_COUNT || !cells.every((cell) => NUMBER.test(cell))) return false;
  return NUMBER_BEGINNING.test(last) && (cells.length < COLUMN_COUNT - 1 || !NUMBER.test(last));
}

function readCell(cell: string, column: string, text: string, place: InputPlace): number {
  const expected = `a number in column ${column}`;
  if (NUMBER.test(cell)) {
    const value = Number(cell);
    if (Number.isFinite(value)) return value + 0; // -0 becomes 0
    const came = `${quoteInput(cell)}, which is too large`;
    const facts: RefusalFacts = { code: "cell-too-large", values: { column, found: printableInput(cell) } };
    throw new InputError(place, expected, came, "correct or leave out this row", facts);
  }
  if (cell === "") {
    const remedy = "leave out the whole row where a reading is missing (gaps are allowed)";
    throw new InputError(place, expected, "an empty cell", remedy, { code: "cell-empty", values: { column } });
  }
  if (NOT_A_NUMBER.test(cell)) {
    const remedy = "leave out the whole row where the sensor lost a sample (gaps are allowed)";
    const facts: RefusalFacts = { code: "cell-without-reading", values: { column, found: printableInput(cell) } };
    throw new InputError(place, expected, quoteInput(cell), remedy, facts);
  }
  if (text.trim() === COLUMN_HEADER) {
    const remedy = "give joined recordings as separate files";
    throw new InputError(place, "a row of numbers", "a second column header", remedy, { code: "row-is-header" });
  }
  const remedy = "write plain numbers such as -9.81 or 1.5e-3";
  const facts: RefusalFacts = { code: "cell-not-a-number", values: { column, found: printableInput(cell) } };
  throw new InputError(place, expected, `the text ${quoteInput(cell)}`, remedy, facts);
}

/** Code word of the likely mistake, and the repair. */
function countMistake(count: number, text: string): { mistake: string; remedy: string } {
  if (text.includes(";")) {
    return { mistake: "separators", remedy: "separate columns with commas and write decimals with a point" };
  }
  if (count === 2 * COLUMN_COUNT || count === 2 * COLUMN_COUNT - 1) {
    return { mistake: "decimal-commas", remedy: "write decimals with a point, not a comma" };
  }
  return { mistake: "incomplete", remedy: "write every sample with all seven numbers, or leave its row out" };
}

function wrongColumnCount(count: number, text: string, place: InputPlace): InputError {
  const expected = `${COLUMN_COUNT} columns (${COLUMN_HEADER})`;
  const came = `${count} ${count === 1 ? "column" : "columns"} in ${quoteInput(text)}`;
  const { mistake, remedy } = countMistake(count, text);
  const columnHeader = COLUMN_HEADER;
  const values = {
    columnCount: count,
    expectedCount: COLUMN_COUNT,
    columnHeader,
    found: printableInput(text),
    mistake,
  };
  return new InputError(place, expected, came, remedy, { code: "column-count-wrong", values });
}
