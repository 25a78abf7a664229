// The QR code as a camera sees it: its modules read back from the drawn lines.
import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { drawQr } from "./qr.ts";

const URL = "http://192.168.100.200:8787/trust";

/** Dark modules of the half-block drawing. */
function readHalfBlocks(lines: readonly string[]): boolean[][] {
  return lines.flatMap((line) => [
    [...line].map((sign) => sign === " " || sign === "▄"),
    [...line].map((sign) => sign === " " || sign === "▀"),
  ]);
}

describe("the QR code", () => {
  it("[SRV26] half blocks and ASCII hold exactly the modules, with a light rim", () => {
    const { data } = encode(URL, { ecc: "L", border: 2 });
    expect(readHalfBlocks(drawQr(URL, true)).slice(0, data.length)).toEqual(data);
    expect(
      drawQr(URL, false).map((line) => [...line].filter((_, index) => index % 2 === 0).map((sign) => sign === " ")),
    ).toEqual(data);
    expect(data[0]?.every((dark) => !dark)).toBe(true);
  });

  it("[SRV26] fits a terminal of 80 columns", () => {
    for (const unicode of [true, false]) expect(drawQr(URL, unicode)[0]?.length).toBeLessThanOrEqual(78);
  });
});
