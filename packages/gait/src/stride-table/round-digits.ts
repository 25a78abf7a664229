// Numbers as few digits tell them.

/** Values outside, and those so near to a tie that a product may hide it, take the slow way. */
const ROUNDED_FROM = 1e-6;
const ROUNDED_TO = 1e4;
const TIE_MARGIN = 1e-6;

/**
 * `Number(value.toPrecision(4))`, bit for bit, without a text in between: powers of ten up to 10²² are exact, so that the
 * quotient is the double nearest to the decimal.
 */
export function roundToFourDigits(value: number): number {
  if (!(value >= ROUNDED_FROM && value < ROUNDED_TO)) return Number(value.toPrecision(4));
  let scale = 1;
  while (value * scale < 1000) scale *= 10;
  const scaled = value * scale;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  if (Math.abs(rest - 0.5) < TIE_MARGIN) return Number(value.toPrecision(4));
  return (rest < 0.5 ? whole : whole + 1) / scale;
}
