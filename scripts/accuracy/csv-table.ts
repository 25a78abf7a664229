// Small tables beside a recording: steps, strides, events, trials. In: CSV text with a header. Out: rows by column name.

/** One line of a table; a missing or empty field is "". */
export type TableRow = ReadonlyMap<string, string>;

/** A table with its column names. */
export interface CsvTable {
  columns: readonly string[];
  rows: readonly TableRow[];
}

/** Reads a comma-separated table without quoting, as every set of the recordings has it. */
export function parseTable(text: string): CsvTable {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const columns = (lines[0] ?? "").split(",").map((name) => name.trim());
  const rows = lines.slice(1).map((line) => {
    const fields = line.split(",");
    return new Map(columns.map((name, index) => [name, (fields[index] ?? "").trim()]));
  });
  return { columns, rows };
}

/** A field as a finite number; null when absent, empty or no number. */
export function numberIn(row: TableRow, column: string): number | null {
  const text = row.get(column) ?? "";
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? null : value;
}

/** A side in any of the spellings of the sets (L, left, Left …); null when it is neither. */
export function sideIn(row: TableRow, column: string): "left" | "right" | null {
  const letter = (row.get(column) ?? "").slice(0, 1).toLowerCase();
  if (letter === "l") return "left";
  return letter === "r" ? "right" : null;
}
