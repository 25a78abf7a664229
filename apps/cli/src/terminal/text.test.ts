// Text measured in columns: wrapping, padding, shortening.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAscii } from "./glyphs.ts";
import { columnsOf, padEnd, padStart, printable, shorten, wrapText } from "./text.ts";

describe("text", () => {
  it("[CLI23] wraps to the width, whatever the words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.integer({ min: 4, max: 80 }), (text, columns) => {
        for (const line of wrapText(printable(text), columns)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("[CLI23] loses no word when wrapping", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/u), { maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 80 }), (list, columns) => {
        expect(wrapText(list.join(" "), columns).join(" ")).toBe(list.join(" "));
      }),
    );
  });

  it("[CLI23] keeps a number and its unit on one line", () => {
    expect(wrapText("your foot stays 9 ms longer", 17)).toEqual(["your foot stays", "9 ms longer"]);
  });

  it("[CLI23] counts wide characters as two columns and marks as none", () => {
    expect(columnsOf("左脚.csv")).toBe(8);
    expect(columnsOf("e\u0301")).toBe(1);
    expect(padEnd("左", 4)).toBe("左  ");
    expect(padStart("左", 4)).toBe("  左");
  });

  it("[CLI23] shortens in the middle and keeps the end of a name", () => {
    expect(shorten("a-very-long-recording.left.imu.csv", 16, "…")).toBe("a-very-….imu.csv");
  });

  it("[CLI19] lets no escape sequence through", () => {
    expect(printable("a\u001b[31mb\u0007\u202e")).toBe("a?[31mb??");
  });

  it("[CLI22] reduces text to ASCII", () => {
    expect(toAscii("±3° – 左")).toBe("+/-3 deg - ?");
  });
});
