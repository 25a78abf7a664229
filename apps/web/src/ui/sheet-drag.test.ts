// Which pulls close a sheet.
import { describe, expect, it } from "vitest";
import { pullCloses } from "./sheet-drag.ts";

describe("pullCloses", () => {
  it("[UI9] closes for a long pull and for a quick flick", () => {
    expect(pullCloses(140, 2000)).toBe(true);
    expect(pullCloses(40, 50)).toBe(true);
  });

  it("[UI9] stays for a short slow pull, a tremble, and a pull upwards", () => {
    expect(pullCloses(60, 600)).toBe(false);
    expect(pullCloses(5, 1)).toBe(false);
    expect(pullCloses(-200, 100)).toBe(false);
  });
});
