// Words in front of the charts break as the page's own do.
import { expect, it } from "vitest";
import { wrapText } from "./paint-front.ts";

it("[PGE19] words that do not fit go to the next line, whole, and none is lost", () => {
  const measure = (text: string) => text.length;
  expect(wrapText("11.30 km · 1:02:34 · Running", 28, measure)).toEqual(["11.30 km · 1:02:34 · Running"]);
  expect(wrapText("11.30 km · 1:02:34 · Running", 20, measure)).toEqual(["11.30 km · 1:02:34 ·", "Running"]);
  expect(wrapText("11.30 km", 3, measure)).toEqual(["11.30", "km"]);
  expect(wrapText("", 3, measure)).toEqual([""]);
});
