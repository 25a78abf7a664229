// The tab's title by how far the opening of a run is.
import { expect, it } from "vitest";
import { en } from "../../language/en/index.ts";
import { wordTabTitle } from "./tab-title.ts";
import type { Opening } from "./use-opened-run.ts";

const open = (name: string): Opening => ({ state: "open", opened: { run: { name } } }) as Opening;

it("[PGE18] the tab says which run it is, or that there is none", () => {
  const { run } = en;
  expect(wordTabTitle(run, open("Evening run"))).toBe("Evening run");
  expect(wordTabTitle(run, open(""))).toBe(run.untitled);
  expect(wordTabTitle(run, open("Evening run"), run.strides.title)).toBe(run.strides.title);
  expect(wordTabTitle(run, { state: "missing" })).toBe(run.missingTitle);
  expect(wordTabTitle(run, { state: "missing" }, run.strides.title)).toBe(run.missingTitle);
  expect(wordTabTitle(run, { state: "failed", details: "" })).toBe(run.openFailedTitle);
  expect(wordTabTitle(run, { state: "opening" })).toBe("");
});
