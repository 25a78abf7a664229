// Tests of the fast row reader against the language's own number reader.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOT_PLAIN, readPlainRow } from "./plain-row.ts";

const anyDigits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength });

describe("[REC3] the fast row reader", () => {
  it("gives the double that Number() gives, or leaves the row to the careful reader", () => {
    const anyCell = fc
      .tuple(fc.constantFrom("", "-", " ", " -"), anyDigits(12), fc.option(anyDigits(12)))
      .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? "" : `.${fraction}`}`);
    let plainCount = 0;
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 7, maxLength: 7 }), fc.constantFrom("\n", "\r\n"), (cells, end) => {
        const row = new Float64Array(7);
        const bytes = new TextEncoder().encode(cells.join(",") + end);
        const isPlain = readPlainRow(bytes, 0, row) === bytes.length;
        if (!isPlain) return;
        plainCount++;
        expect([...row]).toEqual(cells.map((cell) => Number(cell) + 0));
      }),
      { numRuns: 3000 },
    );
    expect(plainCount).toBeGreaterThan(20);
  });

  it.each([9, 15])("keeps %d digits before rounding", (digits) => {
    const cell = `${"9".repeat(9)}.${"7".repeat(Math.max(0, digits - 9))}`;
    const row = new Float64Array(7);
    readPlainRow(new TextEncoder().encode(`${Array(7).fill(cell).join(",")}\n`), 0, row);
    expect(row[6]).toBe(Number(cell));
  });

  it.each(["999999999.9999999", "1234567890", "0.1234567890", ".5", "+1", "1e3", "1 ", "", "-"])(
    "leaves %j",
    (cell) => {
      const bytes = new TextEncoder().encode(`0,1,2,3,4,${cell},6\n`);
      expect(readPlainRow(bytes, 0, new Float64Array(7))).toBe(NOT_PLAIN);
    },
  );
});
