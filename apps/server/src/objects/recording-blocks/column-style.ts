// How the numbers of a column are written, so that a whole number is enough to write each again. Comes in: the rows of a
// block. Goes out: a style a column; rows that differ from it are no rows any more, the others' values get one scale. OBJ2
import { DECIMALS_MAX, type RowTable } from "./row-table.ts";

/** `0`: always all decimals; `1`: without trailing zeros, but one decimal at least; `2`: without trailing zeros and point. */
export const NUMBER_FORMS = { fixed: 0, trimmedToOne: 1, trimmed: 2 } as const;
export type NumberForm = (typeof NUMBER_FORMS)[keyof typeof NUMBER_FORMS];

/** How a column's numbers are written. */
export interface ColumnStyle {
  /** Decimals of the scale: value = number × 10^decimals. */
  decimals: number;
  form: NumberForm;
}

/** Largest scaled number: two differences and the sign still fit a double's 53 bits. */
const SCALED_MAX = 2 ** 50;

const POWERS_OF_TEN = Array.from({ length: DECIMALS_MAX + 1 }, (_, exponent) => 10 ** exponent);

/** 10 to the power of a count of decimals, exactly. */
export function powerOfTen(decimals: number): number {
  return POWERS_OF_TEN[decimals] as number;
}

function fits(form: NumberForm, columnDecimals: number, decimals: number, endsWithZero: boolean): boolean {
  if (form === NUMBER_FORMS.fixed) return decimals === columnDecimals;
  if (form === NUMBER_FORMS.trimmedToOne) return decimals === 1 || (decimals > 1 && !endsWithZero);
  return decimals === 0 || !endsWithZero;
}

/** The style that most rows of a column have. */
function chooseStyle(table: RowTable, column: number): ColumnStyle {
  const values = table.values[column] as Float64Array;
  const decimals = table.decimals[column] as Uint8Array;
  const counts = new Uint32Array(DECIMALS_MAX + 1);
  let [rowCount, toOneCount, trimmedCount, decimalsMax] = [0, 0, 0, 0];
  for (let line = 0; line < table.lineCount; line++) {
    if (table.isRow[line] === 0) continue;
    const own = decimals[line] as number;
    const endsWithZero = (values[line] as number) % 10 === 0;
    rowCount++;
    counts[own] = (counts[own] as number) + 1;
    if (own > decimalsMax) decimalsMax = own;
    if (fits(NUMBER_FORMS.trimmedToOne, 0, own, endsWithZero)) toOneCount++;
    if (fits(NUMBER_FORMS.trimmed, 0, own, endsWithZero)) trimmedCount++;
  }
  const usual = counts.indexOf(Math.max(...counts));
  const fixedCount = counts[usual] as number;
  if (fixedCount === rowCount || (fixedCount >= toOneCount && fixedCount >= trimmedCount))
    return { decimals: usual, form: NUMBER_FORMS.fixed };
  const form = toOneCount >= trimmedCount ? NUMBER_FORMS.trimmedToOne : NUMBER_FORMS.trimmed;
  return { decimals: decimalsMax, form };
}

/** Scales a column's values in place and drops the rows that its style cannot write. */
function applyStyle(table: RowTable, column: number, style: ColumnStyle): void {
  const values = table.values[column] as Float64Array;
  const decimals = table.decimals[column] as Uint8Array;
  for (let line = 0; line < table.lineCount; line++) {
    if (table.isRow[line] === 0) continue;
    const value = values[line] as number;
    const own = decimals[line] as number;
    const scaled = value * powerOfTen(Math.max(0, style.decimals - own));
    const isKept = fits(style.form, style.decimals, own, value % 10 === 0) && Math.abs(scaled) <= SCALED_MAX;
    if (isKept) values[line] = scaled;
    else table.isRow[line] = 0;
  }
}

/** Chooses and applies the style of every column. */
export function styleColumns(table: RowTable): ColumnStyle[] {
  const styles: ColumnStyle[] = [];
  for (let column = 0; column < table.columnCount; column++) styles.push(chooseStyle(table, column));
  styles.forEach((style, column) => applyStyle(table, column, style));
  return styles;
}
