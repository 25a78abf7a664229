// Vite plugin: a build stops when a language lacks a text that English has, has one too many, or leaves one empty.
import type { Plugin } from "vite";
import { en } from "../src/language/en/index.ts";
import { enLater } from "../src/language/en/later.ts";
import { zhCn } from "../src/language/zh-cn/index.ts";
import { zhCnLater } from "../src/language/zh-cn/later.ts";

type Tree = { [key: string]: unknown };

/** Dotted names of all texts in a tree, with what kind of text each is. */
function textKinds(tree: Tree, path = ""): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = path === "" ? key : `${path}.${key}`;
    if (typeof value === "object" && value !== null) {
      for (const [inner, kind] of textKinds(value as Tree, name)) kinds.set(inner, kind);
    } else kinds.set(name, value === "" ? "empty" : typeof value);
  }
  return kinds;
}

/** One line for each difference between a language and English; empty when it is complete. */
export function compareMessages(english: Tree, other: Tree, language: string): string[] {
  const [expected, came] = [textKinds(english), textKinds(other)];
  const missing = [...expected.keys()].filter((key) => !came.has(key)).map((key) => `${language} lacks ${key}`);
  const extra = [...came.keys()]
    .filter((key) => !expected.has(key))
    .map((key) => `${language} has ${key}, English not`);
  const unlike = [...expected].flatMap(([key, kind]) => {
    const kindHere = came.get(key);
    if (kindHere === undefined || kindHere === kind) return [];
    return [`${language}: ${key} is ${kindHere}, in English ${kind}`];
  });
  return [...missing, ...extra, ...unlike];
}

/** The plugin. */
export function completeMessages(): Plugin {
  return {
    name: "solewise-complete-messages",
    buildStart() {
      const problems = compareMessages({ ...en, ...enLater }, { ...zhCn, ...zhCnLater }, "zh-CN");
      if (problems.length > 0) this.error(`messages are not complete:\n${problems.join("\n")}`);
    },
  };
}
