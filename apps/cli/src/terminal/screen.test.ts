// What decides width, colour and signs.
import { describe, expect, it } from "vitest";
import { chooseColour, chooseUnicode, chooseWidthColumns, describeScreen } from "./screen.ts";

const TERMINAL = { isTerminal: true, columns: 97 };
const FILE = { isTerminal: false, columns: undefined };

describe("screen", () => {
  it("[CLI20] takes the width from --width, then COLUMNS, then the terminal, then 80", () => {
    expect(chooseWidthColumns({ COLUMNS: "50" }, TERMINAL, 120)).toBe(120);
    expect(chooseWidthColumns({ COLUMNS: "50" }, TERMINAL)).toBe(50);
    expect(chooseWidthColumns({}, TERMINAL)).toBe(97);
    expect(chooseWidthColumns({}, FILE)).toBe(80);
    expect(chooseWidthColumns({ COLUMNS: "wide" }, FILE)).toBe(80);
    expect(chooseWidthColumns({}, { isTerminal: true, columns: 0 })).toBe(80);
  });

  it("[CLI20] never lays out under 40 columns", () => {
    expect(chooseWidthColumns({ COLUMNS: "7" }, FILE)).toBe(40);
  });

  it("[CLI21] colours a terminal only, and obeys NO_COLOR, FORCE_COLOR and TERM=dumb", () => {
    expect(chooseColour({}, TERMINAL)).toBe(true);
    expect(chooseColour({}, FILE)).toBe(false);
    expect(chooseColour({ NO_COLOR: "1" }, TERMINAL)).toBe(false);
    expect(chooseColour({ NO_COLOR: "" }, TERMINAL)).toBe(true);
    expect(chooseColour({ FORCE_COLOR: "1" }, FILE)).toBe(true);
    expect(chooseColour({ FORCE_COLOR: "0" }, TERMINAL)).toBe(false);
    expect(chooseColour({ NO_COLOR: "1", FORCE_COLOR: "1" }, TERMINAL)).toBe(false);
    expect(chooseColour({ TERM: "dumb" }, TERMINAL)).toBe(false);
  });

  it("[CLI22] draws in ASCII when the locale is not UTF-8 or the terminal is dumb", () => {
    expect(chooseUnicode({ LANG: "en_GB.UTF-8" })).toBe(true);
    expect(chooseUnicode({ LANG: "en_GB.UTF-8", LC_ALL: "C" })).toBe(false);
    expect(chooseUnicode({ LC_CTYPE: "de_DE.ISO-8859-1", LANG: "en_GB.UTF-8" })).toBe(false);
    expect(chooseUnicode({ LANG: "C.utf8", TERM: "dumb" })).toBe(false);
    expect(chooseUnicode({})).toBe(true);
  });

  it("[CLI20] describes the whole screen", () => {
    expect(describeScreen({ LANG: "C" }, FILE, 60)).toEqual({ widthColumns: 60, colour: false, unicode: false });
  });
});
