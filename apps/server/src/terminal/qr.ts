// A QR code for the terminal: two rows of modules in one line of half blocks, or two ASCII signs a module. Comes in: a text.
// Goes out: lines. Light modules are drawn, which is right side up on a dark terminal; phones read both.
import { encode } from "uqr";

/** Light modules around the code: ISO/IEC 18004 asks for 4; phones read 2. */
const QUIET_ZONE_COUNT = 2;
const HALF_BLOCKS = [" ", "▄", "▀", "█"] as const;

/** The code's lines. */ // SRV26
export function drawQr(text: string, unicode: boolean): string[] {
  const { data } = encode(text, { ecc: "L", border: QUIET_ZONE_COUNT });
  const isLight = (row: boolean[] | undefined, column: number): boolean => row?.[column] !== true;
  if (!unicode) return data.map((row) => row.map((dark) => (dark ? "  " : "##")).join(""));
  const lines: string[] = [];
  for (let y = 0; y < data.length; y += 2) {
    const [upper, lower] = [data[y], data[y + 1]];
    const signs = data[0]?.map((_, x) => HALF_BLOCKS[(isLight(upper, x) ? 2 : 0) + (isLight(lower, x) ? 1 : 0)] ?? " ");
    lines.push((signs ?? []).join(""));
  }
  return lines;
}
