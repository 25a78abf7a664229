// Preferences from whatever text is in the browser's storage.
import { expect, it } from "vitest";
import { parsePreferences } from "./preferences.ts";

const NONE = { language: null, units: null, theme: null };

it("[STO14] what is missing, unknown or damaged is as the device says", () => {
  expect(parsePreferences(null)).toEqual(NONE);
  expect(parsePreferences("{")).toEqual(NONE);
  expect(parsePreferences("null")).toEqual(NONE);
  expect(parsePreferences('["en"]')).toEqual(NONE);
  const stored = { language: "zh-CN", units: "miles", theme: "dark", other: 1 };
  expect(parsePreferences(JSON.stringify(stored))).toEqual({ language: "zh-CN", units: null, theme: "dark" });
});
