// Quantities as text: that the terminal and the app round alike.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { glyphsFor } from "../terminal/glyphs.ts";
import { QuantityFormat } from "./format.ts";

const format = new QuantityFormat("metric", glyphsFor(false));

describe("the report's numbers", () => {
  it("[CLI46] round halves away from zero by their decimals, where toFixed goes by the binary number", () => {
    expect((22.65).toFixed(1)).toBe("22.6");
    expect(format.degrees(22.65)).toBe("+22.7 deg");
    expect(format.degrees(-22.65)).toBe("-22.7 deg");
    expect(format.length(1.005)).toBe("1.01 m");
    expect(format.percent(0.285)).toBe("29 %");
    expect(format.percent(0.00285, 2)).toBe("0.29 %");
  });

  it("[CLI46] agree with whole-number rounding for every hundredth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), (hundredths) => {
        const tenths = Math.floor((hundredths + 5) / 10);
        expect(format.number(hundredths / 100, 1)).toBe(`${Math.floor(tenths / 10)}.${tenths % 10}`);
      }),
    );
  });
});
