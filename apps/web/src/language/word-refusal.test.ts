// Refusals and failures in every language: whole, natural, safe.
import { InputError, REFUSAL_CODES, type RefusalFacts } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import type { Messages } from "./messages.ts";
import { QuantityFormat } from "./quantity-format.ts";
import { safeText, wordFailure, wordRefusal, wordRefusalSentence } from "./word-refusal.ts";
import { zhCn } from "./zh-cn/index.ts";

const LANGUAGES: [string, Messages, QuantityFormat][] = [
  ["English", en, new QuantityFormat("en-AU", "metric")],
  ["Chinese", zhCn, new QuantityFormat("zh-CN", "metric")],
];
const CHINESE = { messages: zhCn, format: new QuantityFormat("zh-CN", "metric") };
const ENGLISH = { messages: en, format: new QuantityFormat("en-AU", "metric") };

function refused(facts?: RefusalFacts): InputError {
  return new InputError({ file: "left.csv", line: 7 }, "a number", "“x”", "mend the row", facts);
}

/** Names and marks that stay as they are in any language. */
const LATIN =
  /solewise-archive|Solewise|CSV|UTF-8|UTF-16|UTC|ZIP|gzip|JSON|UUID|Deflate|Excel|LF|CRLF|time_s|rad\/s|m\/s²|°\/s|Hz|mg|g ×|\d{4}-\d\d-\d\dT\S+|e-3|PDF|left（|right（|sole（|instep（|heel（/g;

describe("words for every code", () => {
  it.each(LANGUAGES)("[APP20] %s has three parts for each, with and without values", (_name, messages, format) => {
    for (const code of REFUSAL_CODES) {
      const { expected, came, remedy, isOriginal } = wordRefusal(messages, format, refused({ code }).parts());
      expect([code, isOriginal]).toEqual([code, false]);
      for (const part of [expected, came]) expect(part, code).not.toMatch(/undefined|NaN/);
      expect(remedy, code).toMatch(/[.。]$/);
    }
  });

  it("[APP20] Chinese is Chinese, but for names, units and what stood in the file", () => {
    for (const code of REFUSAL_CODES) {
      const parts = wordRefusal(CHINESE.messages, CHINESE.format, refused({ code }).parts());
      for (const part of [parts.expected, parts.remedy]) {
        expect(part, code).toMatch(/\p{Script=Han}/u);
        expect(part.replace(LATIN, ""), code).not.toMatch(/[A-Za-z]{2}/);
      }
    }
  });

  it("[APP20] a code that is not known, or none, gives the error's own English, and says so", () => {
    const unknown = { ...refused().parts(), code: "later" as RefusalFacts["code"] };
    for (const parts of [refused().parts(), unknown, { ...unknown, code: "toString" as RefusalFacts["code"] }]) {
      const own = { expected: "a number", came: "“x”", remedy: "mend the row", isOriginal: true };
      expect(wordRefusal(CHINESE.messages, CHINESE.format, parts)).toEqual(own);
    }
  });
});

describe("values", () => {
  const both = (facts: RefusalFacts) =>
    [ENGLISH, CHINESE].map(({ messages, format }) => {
      const { expected, came, remedy } = wordRefusal(messages, format, refused(facts).parts());
      return [expected, came, remedy];
    });

  it("[APP21] stand in the sentence, those of the file digit by digit", () => {
    expect(
      both({ code: "time-runs-back", values: { timeSec: 12345.335, previousSec: 12345.34, backSec: 0.005 } }),
    ).toEqual([
      [
        "time_s not before 12345.34 of the row above",
        "12345.335, 0.005 s earlier",
        "Sort the rows by time, or make the parts before and after a restart of the clock separate files.",
      ],
      [
        "time_s 不早于上一行的 12345.34",
        "12345.335，倒退了 0.005 秒",
        "请按时间排序；如果时钟中途重新开始，请把前后两段分成单独的文件。",
      ],
    ]);
  });

  it("[APP21] choose the words of the likely mistake", () => {
    const values = { columnHeader: "time_s,…", found: "t_ms,ax_g", mistake: "units", quantities: "time acceleration" };
    const [english, chinese] = both({ code: "column-header-wrong", values });
    expect(english?.[2]).toBe(
      "Write the time in seconds as time_s, accelerations in m/s² (g × 9.80665) under the expected names.",
    );
    expect(chinese).toEqual([
      "列标题行 time_s,…",
      "“t_ms,ax_g”",
      "请换算单位并使用规定的列名：时间以秒为单位写作 time_s，加速度以 m/s² 为单位（g × 9.80665）。",
    ]);
  });

  it("[APP21] do not round a length up to what was expected", () => {
    const [english, chinese] = both({ code: "recording-too-short", values: { durationSec: 2.995, durationMinSec: 3 } });
    expect([english?.[1], chinese?.[1]]).toEqual(["2.995 s", "2.995 秒"]);
  });

  it("[APP21] are told with file and line where there is no room for a table", () => {
    const error = refused({ code: "cell-empty", values: { column: "acc_y" } });
    expect(wordRefusalSentence(ENGLISH.messages, ENGLISH.format, error.parts())).toBe(
      "left.csv, line 7: expected a number in column acc_y, but found an empty cell. " +
        "Leave out the whole row where a reading is missing; gaps are allowed.",
    );
    expect(wordRefusalSentence(CHINESE.messages, CHINESE.format, error.parts())).toBe(
      "left.csv，第 7 行：应为：acc_y 列中的数字；实际：空单元格。缺少读数时请删去整行；允许有间断。",
    );
  });

  it("[APP22] from outside cannot steer the page: control and direction characters are replaced, long text is cut", () => {
    expect(safeText("a\u0007b\u202Ec\nd")).toBe("a\u{fffd}b\u{fffd}c\u{fffd}d");
    expect(safeText("步".repeat(121))).toBe(`${"步".repeat(120)}…`);
    const values = { path: `x\u202E${"y".repeat(70_000)}` };
    for (const [, came = ""] of both({ code: "archive-entry-twice", values })) {
      expect(came).not.toMatch(/\p{C}/u);
      expect(came.length).toBeLessThan(160);
    }
  });
});

describe("failures", () => {
  const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
  const text = (error: unknown) => wordFailure(CHINESE.messages, CHINESE.format, error).text;
  const { failures } = zhCn.refusal;

  it("[APP23] say in the reader's language what broke off and what to do; details stay English", () => {
    expect(text(named("WorkerError", "the analysis broke down"))).toBe(failures.worker);
    expect(text(named("NoRoomError", "no room"))).toBe(failures.noRoom);
    expect(text(new DOMException("The database connection is closing.", "InvalidStateError"))).toBe(failures.store);
    expect(text(new DOMException("gone", "NotReadableError"))).toBe(failures.file);
    expect(text(new TypeError("Failed to fetch dynamically imported module: x.js"))).toBe(failures.load);
    expect(text(new Error("the kernel could not be loaded: 404 Not Found"))).toBe(failures.load);
    expect(wordFailure(CHINESE.messages, CHINESE.format, new TypeError("x is undefined"))).toEqual({
      text: failures.defect,
      details: "TypeError: x is undefined",
    });
    expect(text("thrown text")).toBe(failures.defect);
  });

  it("[APP23] tell a refusal as one", () => {
    const worded = wordFailure(CHINESE.messages, CHINESE.format, refused({ code: "archive-damaged" }));
    expect(worded).toEqual({
      text: "left.csv，第 7 行：应为：完整的 ZIP；实际：ZIP 不完整或已损坏。请重新复制或下载归档，或重新导出。",
      details: null,
    });
  });
});
