// Warnings with their values, as docs/protocol/analyze.md lists them.
import type { AnalysisWarning } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { en } from "../../../language/en/index.ts";
import { QuantityFormat } from "../../../language/quantity-format.ts";
import { zhCn } from "../../../language/zh-cn/index.ts";
import { wordWarning } from "./word-warning.ts";

const english = { format: new QuantityFormat("en", "metric"), messages: en };
const chinese = { format: new QuantityFormat("zh-CN", "metric"), messages: zhCn };

type Values = NonNullable<AnalysisWarning["values"]>;

/** Every code with values, and what both languages must show of them. */
const SEEN: [AnalysisWarning["code"], Values, string[]][] = [
  ["steps-uneven", { differenceMs: 23.6 }, ["24"]],
  ["feet-disagree", { distanceLeftMeters: 1200, distanceRightMeters: 1320 }, ["1.20 km", "1.32 km"]],
  ["samples-lost", { lostFraction: 0.1234 }, ["12%"]],
  ["samples-duplicated", { duplicatedCount: 1234 }, ["1,234"]],
  ["gaps", { gapCount: 3, gapTotalSec: 1.249 }, ["3", "1.2"]],
  ["accelerometer-clipped", { clippedFraction: 0.0012, peakMps2: 156.9 }, ["0.12%", "157 m/s²"]],
  ["gyroscope-clipped", { clippedFraction: 0.034, peakDegPerSec: 2000 }, ["3.4%", "2,000 °/s"]],
  ["no-rest-at-start", { restAtStartSec: 0.31 }, ["0.3"]],
  ["no-strides", { strideCount: 12 }, ["12"]],
  ["low-quality", { qualityFraction: 0.314 }, ["0.31"]],
  ["acceleration-unit-suspect", { accMeanMps2: 1.004 }, ["1.00 m/s²"]],
  ["gyroscope-unit-suspect", { gyrPeakRadPerSec: 812.3 }, ["812.3 rad/s"]],
  ["side-guessed", { leftFile: "a.csv", rightFile: "b.csv" }, ["a.csv"]],
  ["side-assumed", { rightFile: "b.csv" }, ["b.csv"]],
  ["sides-look-swapped", { file: "a.csv", statedSide: "right" }, ["a.csv"]],
  ["feet-not-synchronised", { reason: "not-alternating" }, []],
  ["feet-not-synchronised", { reason: "wrong-clock", offsetMs: -250.4, offsetFraction: 0.36 }, ["250", "36%"]],
  ["feet-not-synchronised", { reason: "uncertain", uncertaintyMs: 14.2, driftPpm: 60 }, ["14"]],
];

describe("warnings with values", () => {
  it.each(SEEN)("[PGE10] %s tells what was seen, in both languages", (code, values, shown) => {
    const warning = { code, values, message: "", side: "left" } as const;
    for (const wording of [english, chinese]) {
      const text = wordWarning(wording, warning);
      for (const part of shown) expect(text).toContain(part);
      expect(text).not.toMatch(/NaN|undefined|–/);
      expect(text).not.toBe(wordWarning(wording, { code, message: "", side: "left" }));
    }
  });

  it("[PGE10] counts have their plurals, feet their names", () => {
    const gaps = (gapCount: number) =>
      wordWarning(english, { code: "gaps", message: "", side: "right", values: { gapCount, gapTotalSec: 0.2 } });
    expect(gaps(1)).toMatch(/^Right foot: One gap in the recording, 0\.2 s in all\./);
    expect(gaps(2)).toMatch(/^Right foot: 2 gaps in the recording/);
    const uneven = { code: "steps-uneven", message: "", side: "left", values: { differenceMs: 20 } } as const;
    expect(wordWarning(english, uneven)).toMatch(/^The left step takes 20 ms longer than the right:/);
    expect(wordWarning(chinese, uneven)).toMatch(/^左步比右步长 20 毫秒/);
  });

  it("[PGE10] missing or foreign values fall back to the general sentence", () => {
    const general = wordWarning(english, { code: "gaps", message: "" });
    for (const values of [{}, { gapCount: 3 }, { gapCount: "3", gapTotalSec: 1 }, { gapCount: NaN, gapTotalSec: 1 }]) {
      expect(wordWarning(english, { code: "gaps", message: "", values })).toBe(general);
    }
    const withheld = wordWarning(english, { code: "feet-not-synchronised", message: "" });
    const foreign = { code: "feet-not-synchronised", message: "", values: { reason: "from-the-future" } } as const;
    expect(wordWarning(english, foreign)).toBe(withheld);
    expect(wordWarning(english, { code: "no-strides", message: "", values: { strideCount: 0 } })).toBe(
      wordWarning(english, { code: "no-strides", message: "" }),
    );
  });

  it("[PGE10] a file's name stands in a sentence without control characters", () => {
    const values = { leftFile: "run\u202evsc.csv" };
    expect(wordWarning(english, { code: "side-guessed", message: "", values })).not.toContain("\u202e");
  });
});
