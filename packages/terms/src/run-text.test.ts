// Names at the edge, with the very characters by number, so that this file cannot be turned around itself.
import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanName, cleanNotes, cleanWord, NOTES_MAX_UNITS } from "./run-text.ts";

const BIDI = "200e 200f 61c 202a 202b 202c 202d 202e 2066 2067 2068 2069"
  .split(" ")
  .map((code) => String.fromCodePoint(Number.parseInt(code, 16)));

const lettersOf = (text: string): string[] =>
  Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);

it("[TRM5] [STO19] no character that turns or hides text is left in a name", () => {
  for (const mark of BIDI)
    expect(cleanName(`Tempo ${mark}vsc.nur`), mark.codePointAt(0)?.toString(16)).toBe("Tempo vsc.nur");
  expect(cleanName("a\u0000b\u0007c\u001b[31md\u007fe\u009ff")).toBe("abc[31mdef");
  expect(cleanName("  one\r\n\ttwo\u2028three\u00a0 four ")).toBe("one two three four");
  expect(cleanName("half \ud83d and \udc5f")).toBe("half and");
});

it("[TRM5] letters stay whole: joined emoji, accents, Persian, Chinese, Hebrew", () => {
  const names = [
    "👨‍👩‍👧‍👦 run",
    "e\u0301tape",
    "می\u200cدوم",
    "晨跑 河边",
    "ריצת בוקר",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  ];
  for (const name of names) expect(cleanName(name)).toBe(name);
});

it("[TRM5] what shows nothing is no name", () => {
  for (const name of ["", " \n", "\u202e\u202c", "\u200b", "\u200d\u2060", "\u3164\u00ad"])
    expect(cleanName(name)).toBe("");
});

it("[TRM5] a long name is cut between letters, to 200 of them and to what an archive takes", () => {
  expect(cleanName("x".repeat(500))).toBe("x".repeat(200));
  expect(lettersOf(cleanName("e\u0301".repeat(300)))).toHaveLength(200);
  const families = cleanName("👨‍👩‍👧‍👦".repeat(200));
  expect(families.length).toBeLessThanOrEqual(1000);
  expect(new Set(lettersOf(families))).toEqual(new Set(["👨‍👩‍👧‍👦"]));
  expect(cleanName(`a${"\u0301".repeat(5000)} b`)).toBe("b");
});

it("[TRM5] cleaning twice changes nothing more, whatever came", () => {
  const anyText = fc.string({
    unit: fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constantFrom(...BIDI, "👩‍🚀", "\n")),
  });
  fc.assert(
    fc.property(anyText, (text) => {
      const once = cleanName(text);
      expect(cleanName(once)).toBe(once);
      expect(once).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
      expect(once.length).toBeLessThanOrEqual(1000);
    }),
    { numRuns: 40 },
  );
});

it("[TRM5] notes keep lines and tabs, and are cut between letters; what shows nothing is none", () => {
  expect(cleanNotes("one\r\ntwo\u2028\tthree \u202evsc")).toBe("one\ntwo\n\tthree vsc");
  expect(cleanNotes(" \n\u200b")).toBeNull();
  expect(cleanNotes(`${"x".repeat(NOTES_MAX_UNITS - 1)}👟`)).toBe("x".repeat(NOTES_MAX_UNITS - 1));
});

it("[TRM5] other words of a device are one line without controls, and as long as they may be", () => {
  expect(cleanWord("left\u0000\n foot.csv", 100)).toBe("left foot.csv");
  expect(cleanWord("ab👟", 3)).toBe("ab");
});
