// A terminal's output as a picture.
import { describe, expect, it } from "vitest";
import { styledRuns, terminalSvg } from "./terminal-svg.ts";

describe("terminal picture", () => {
  it("[CLI40] keeps text, columns and styles", () => {
    const runs = styledRuns("\u001b[1mDistance\u001b[22m 3 \u001b[32mgood\u001b[39m");
    expect(runs.map(({ text, column }) => [text, column])).toEqual([
      ["Distance", 0],
      [" 3 ", 8],
      ["good", 11],
    ]);
    expect(runs.map(({ style }) => style.isBold)).toEqual([true, false, false]);
    expect(styledRuns("plain").map(({ text }) => text)).toEqual(["plain"]);
  });

  it("[CLI40] draws blocks as rectangles and escapes text", () => {
    const svg = terminalSvg(["a<b ▄▄"], 20, "t");
    expect(svg).toContain(">a&lt;b</text>");
    expect(svg).toMatch(/<rect x="53.6" y="[\d.]+" width="16.8" height="7"/u);
  });
});
