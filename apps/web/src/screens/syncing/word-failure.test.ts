// Why a server could not analyse a run, in both languages.
import { describe, expect, it } from "vitest";
import { en } from "../../language/en/index.ts";
import { syncing as enTexts } from "../../language/en/syncing.ts";
import { QuantityFormat } from "../../language/quantity-format.ts";
import { zhCn } from "../../language/zh-cn/index.ts";
import { syncing as zhCnTexts } from "../../language/zh-cn/syncing.ts";
import { wordFailure } from "./word-failure.ts";

const ENGLISH = { texts: enTexts.failed, messages: en, format: new QuantityFormat("en-AU", "metric") };
const CHINESE = { texts: zhCnTexts.failed, messages: zhCn, format: new QuantityFormat("zh-CN", "metric") };

describe("[SGN16] a failed analysis", () => {
  it("of a recording is worded by its code, with file and line", () => {
    const failure = {
      code: "not-a-recording",
      message: "left.csv: expected a recording, but found a picture",
      values: {},
      place: { file: "left.csv", line: 3 },
    };
    const { text, isOriginal } = wordFailure(CHINESE, failure);
    expect(isOriginal).toBe(false);
    expect(text).toContain("left.csv");
    expect(text).toMatch(/\p{sc=Han}/u);
    expect(wordFailure(ENGLISH, failure).text).toMatch(/^left\.csv, line 3/);
  });

  it("of the server's own has its words; what is not known stands as it came, without what steers text", () => {
    for (const code of ["consent-missing", "analysis-broke"] as const) {
      const failure = { code, message: "English" };
      expect(wordFailure(CHINESE, failure)).toEqual({ text: zhCnTexts.failed.reasons[code], isOriginal: false });
    }
    const odd = { code: "constructor", message: "Too \u202eodd", place: "x", values: { a: { b: 1 } } };
    expect(wordFailure(ENGLISH, odd as never)).toEqual({ text: "Too \ufffdodd", isOriginal: true });
    expect(wordFailure(ENGLISH, { code: "not-a-recording", message: "", place: 7 }).isOriginal).toBe(false);
    expect(wordFailure(ENGLISH, null).text).toBe(enTexts.failed.unknown);
  });
});
