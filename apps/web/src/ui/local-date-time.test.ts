// Instants to the field's text and back, for any instant and for text that is none.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLocalText, toLocalText } from "./local-date-time.ts";

describe("local date and time", () => {
  it("[UI6] survives the way there and back to the minute", () => {
    const atMs = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2099, 0) });
    fc.assert(
      fc.property(atMs, (given) => {
        const text = toLocalText(given);
        const back = fromLocalText(text);
        expect(back).not.toBeNull();
        // The hour that a change from summer time repeats has two instants for one text.
        expect(toLocalText(back ?? 0)).toBe(text);
        expect(Math.abs((back ?? 0) - given)).toBeLessThan(2 * 3_600_000);
      }),
    );
  });

  it("[UI6] is null for what is no date and time", () => {
    for (const text of ["", "2026-03-01", "yesterday", "2026-13-01T10:00", "2026-03-01T25:00"]) {
      expect(fromLocalText(text), text).toBeNull();
    }
    expect(fromLocalText("2026-03-01T07:45")).toBe(new Date(2026, 2, 1, 7, 45).getTime());
  });
});
