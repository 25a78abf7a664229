// The fast row reader: bytes of one line → seven numbers, for rows written the plain way: `-12.345` with a digit before
// the point, at most one space before, no exponent, at most 15 digits. Any other row is left to `readRowText`, which defines
// the result; both give the same doubles, because an integer below 2^53 divided by a power of ten up to 10^22 is rounded once
// (Clinger 1990, "How to read floating point numbers accurately", fast path).
import { COLUMN_COUNT } from "./row-layout.ts";
import { NEWLINE } from "./line-windows.ts";

const SPACE = 32;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const CARRIAGE_RETURN = 13;

/** Digits of each part that an int32 can gather, and of both that a double holds exactly. */
const PART_MAX_DIGITS = 9;
const NUMBER_MAX_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: PART_MAX_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** Returned instead of a position when the row is not written the plain way. */
export const NOT_PLAIN = -1;

/**
 * Reads the row that starts at `start` into `row` (shape [7]: seconds, m/s² × 3, rad/s × 3) and returns the position
 * after its newline, or NOT_PLAIN. A newline must stand at or before the last byte.
 */
export function readPlainRow(bytes: Uint8Array, start: number, row: Float64Array): number {
  let at = start;
  for (let column = 0; column < COLUMN_COUNT; column++) {
    if (bytes[at] === SPACE) at++;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    const wholeStart = at;
    let whole = 0;
    let digit = (bytes[at] as number) - ZERO;
    while (digit >= 0 && digit <= 9) {
      whole = (whole * 10 + digit) | 0;
      digit = (bytes[++at] as number) - ZERO;
    }
    const wholeDigits = at - wholeStart;
    let value = whole;
    let fractionDigits = 0;
    if (digit === POINT - ZERO) {
      const fractionStart = ++at;
      let fraction = 0;
      digit = (bytes[at] as number) - ZERO;
      while (digit >= 0 && digit <= 9) {
        fraction = (fraction * 10 + digit) | 0;
        digit = (bytes[++at] as number) - ZERO;
      }
      fractionDigits = at - fractionStart;
      if (fractionDigits > PART_MAX_DIGITS) return NOT_PLAIN;
      const power = POWERS_OF_TEN[fractionDigits] as number;
      value = (whole * power + fraction) / power;
    }
    if (wholeDigits === 0 || wholeDigits > PART_MAX_DIGITS) return NOT_PLAIN;
    if (wholeDigits + fractionDigits > NUMBER_MAX_DIGITS) return NOT_PLAIN;
    row[column] = isNegative ? 0 - value : value;
    if (digit !== COMMA - ZERO) return column === COLUMN_COUNT - 1 ? endOfRow(bytes, at) : NOT_PLAIN;
    at++;
  }
  return NOT_PLAIN;
}

function endOfRow(bytes: Uint8Array, at: number): number {
  if (bytes[at] === NEWLINE) return at + 1;
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === NEWLINE ? at + 2 : NOT_PLAIN;
}
