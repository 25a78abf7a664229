// The build's comparison of languages.
import { describe, expect, it } from "vitest";
import { en } from "../src/language/en/index.ts";
import { enLater } from "../src/language/en/later.ts";
import { zhCn } from "../src/language/zh-cn/index.ts";
import { zhCnLater } from "../src/language/zh-cn/later.ts";
import { compareMessages } from "./complete-messages.ts";

describe("messages", () => {
  it("[APP2] are complete", () => {
    expect(compareMessages(en, zhCn, "zh-CN")).toEqual([]);
    expect(compareMessages({ ...enLater }, { ...zhCnLater }, "zh-CN")).toEqual([]);
  });

  it("[APP2] names what is missing, too many, empty or of another kind", () => {
    const english = { home: { title: "Runs", count: (n: number) => `${n}`, deep: { a: "A" } } };
    expect(compareMessages(english, { home: { title: "", count: "x", deep: {}, more: "y" } }, "xx")).toEqual([
      "xx lacks home.deep.a",
      "xx has home.more, English not",
      "xx: home.title is empty, in English string",
      "xx: home.count is string, in English function",
    ]);
  });
});
