// A whole number and its column's style → the text of the cell. Comes in: value × 10^decimals. Goes out: bytes, the exact
// ones that the number was read from. OBJ2
import { type ColumnStyle, NUMBER_FORMS, powerOfTen } from "./column-style.ts";

const [MINUS, DOT, ZERO] = [45, 46, 48];

/** Up to here the engine divides whole numbers as such; decoding is a third faster than with doubles alone (measured). */
const SMALL_MAX = 0x7fffffff;

/** Digits of a whole number up to SMALL_MAX, most significant first, at least `width`; returns the byte after them. */
function writeSmallDigits(out: Uint8Array, at: number, value: number, width: number): number {
  let digitCount = width;
  for (let limit = powerOfTen(width); value >= limit; limit *= 10) digitCount++;
  let rest = value | 0;
  for (let index = at + digitCount - 1; index >= at; index--) {
    const next = (rest / 10) | 0;
    out[index] = ZERO + rest - next * 10;
    rest = next;
  }
  return at + digitCount;
}

/** The same for any whole number. */
function writeDigits(out: Uint8Array, at: number, value: number, width: number): number {
  if (value <= SMALL_MAX) return writeSmallDigits(out, at, value, width);
  const high = Math.floor(value / 1e9);
  const end = writeDigits(out, at, high, Math.max(1, width - 9));
  return writeSmallDigits(out, end, value - high * 1e9, 9);
}

/** Writes a cell at `at`; returns the byte after it. What passes the end of `out` is lost; the caller checks the length. */
export function writeNumber(out: Uint8Array, at: number, scaled: number, style: ColumnStyle): number {
  const size = Math.abs(scaled);
  const scale = powerOfTen(style.decimals);
  const whole = Math.floor(size / scale);
  let end = at;
  if (scaled < 0) out[end++] = MINUS;
  end = writeDigits(out, end, whole, 1);
  let fraction = size - whole * scale;
  let decimals = style.decimals;
  if (style.form !== NUMBER_FORMS.fixed) {
    const kept = style.form === NUMBER_FORMS.trimmedToOne ? 1 : 0;
    while (decimals > kept && fraction % 10 === 0) {
      fraction /= 10;
      decimals--;
    }
  }
  if (decimals === 0) return end;
  out[end++] = DOT;
  return writeDigits(out, end, fraction, decimals);
}
