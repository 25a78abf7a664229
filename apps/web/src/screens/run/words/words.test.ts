// Figures, the line and warnings in words: both languages, both unit families, nothing invented.
import * as insight from "@solewise/insight";
import { PATH_POINT_COUNT } from "@solewise/gait";
import { WARNING_CODES } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { en } from "../../../language/en/index.ts";
import { QuantityFormat } from "../../../language/quantity-format.ts";
import { zhCn } from "../../../language/zh-cn/index.ts";
import { joinQuantity, wordFigure, wordFigureHalfWidth, wordQuantity } from "./quantity-words.ts";
import { ACTIVITIES, CHART_TRACKS, PATH_POINTS, PATTERNS } from "./series-codes.ts";
import { wordInsight } from "./word-insight.ts";
import { isSerious, orderWarnings, wordWarning } from "./word-warning.ts";

const english = { format: new QuantityFormat("en", "metric"), messages: en };
const chinese = { format: new QuantityFormat("zh-CN", "metric"), messages: zhCn };
const miles = { format: new QuantityFormat("en-US", "imperial"), messages: en };

describe("quantities", () => {
  it("[PGE3] figures read in the reader's units, and a missing one is a dash, not zero", () => {
    expect(joinQuantity(wordFigure(english, "pace", 1000 / 330))).toBe("5:30 min/km");
    expect(joinQuantity(wordFigure(miles, "pace", 1609.344 / 510))).toBe("8:30 min/mi");
    expect(joinQuantity(wordFigure(english, "footStrikeAngle", 12.63))).toBe("12.6°");
    expect(joinQuantity(wordFigure(chinese, "groundContactTime", 246.4))).toBe("246 毫秒");
    expect(joinQuantity(wordFigure(english, "flightTime", null))).toBe("–");
    expect(wordFigureHalfWidth(english, "flightTime", null, 3)).toBeNull();
  });

  it("[PGE4] half widths are told in the unit of the value, with its decimals", () => {
    const distances = [
      [10_000, 84],
      [156.9, 15.5],
      [40.9, 1.24],
    ] as const;
    const told = distances.map(([value, halfWidth]) => wordFigureHalfWidth(english, "distance", value, halfWidth));
    expect(told.map((text) => text && joinQuantity(text))).toEqual(["0.08 km", "16 m", "1.2 m"]);
    expect(joinQuantity(wordFigureHalfWidth(english, "strideLength", 2.1, 0.061) ?? { text: "", unit: "" })).toBe(
      "0.06 m",
    );
    expect(joinQuantity(wordFigureHalfWidth(english, "pace", 2.5, 0.1) ?? { text: "", unit: "" })).toBe("0:16 min/km");
  });

  it("[PGE3] an unmeasured stride value, NaN in a column, is a dash", () => {
    for (const field of CHART_TRACKS) expect(wordQuantity(english, field, NaN).text).toBe("–");
  });
});

describe("the line", () => {
  it("[PGE2] each finding is one sentence in each language, with its direction", () => {
    const balance = {
      kind: "contact-balance",
      longerSide: "right",
      differenceMs: 8.6,
      differenceFraction: 0.0352,
    } as const;
    expect(wordInsight(english, balance)).toBe(
      "Your right foot stays on the ground 9 ms (3.5%) longer than your left one.",
    );
    expect(wordInsight(chinese, balance)).toBe("你的右脚触地比左脚长 9 毫秒（3.5%）。");
    expect(wordInsight(english, { kind: "contact-drift", differenceMs: -7.9 })).toContain("8 ms sooner");
    const shift = { kind: "strike-shift", differenceDeg: -4.2, slowSpeedMps: 2.5, fastSpeedMps: 4 } as const;
    expect(wordInsight(english, shift)).toBe("At 4:10 min/km your foot lands 4.2° flatter than at 6:40 min/km.");
    expect(wordInsight(english, { kind: "air-share", flightFraction: 0.231 })).toContain("23%");
    expect(wordInsight(chinese, { kind: "ground-share", contactFraction: 0.61 })).toContain("61%");
  });
});

describe("warnings", () => {
  it("[PGE10] every code has its own sentence in both languages", () => {
    for (const wording of [english, chinese]) {
      const said = WARNING_CODES.map((code) => wordWarning(wording, { code, message: "" }));
      expect(said.every((text) => text.length > 5)).toBe(true);
      expect(new Set(said).size).toBe(WARNING_CODES.length);
    }
  });

  it("[PGE10] the foot is told, from the field or from an older message; unknown codes keep their words", () => {
    expect(wordWarning(english, { code: "gaps", message: "", side: "left" })).toMatch(
      /^Left foot: The recording has gaps/,
    );
    expect(wordWarning(chinese, { code: "gaps", message: "Right foot: 3 gaps." })).toMatch(/^右脚：/);
    for (const code of ["from-the-future", "__proto__", "toString"]) {
      expect(wordWarning(chinese, { code: code as "gaps", message: "New words." })).toBe("New words.");
    }
  });

  it("[PGE10] serious warnings come first, otherwise the order stays", () => {
    const codes = ["samples-duplicated", "gaps", "side-guessed", "low-quality"] as const;
    const ordered = orderWarnings(codes.map((code) => ({ code, message: "" })));
    expect(ordered.map(({ code }) => code)).toEqual(["gaps", "low-quality", "samples-duplicated", "side-guessed"]);
    expect(ordered.filter(isSerious)).toHaveLength(2);
  });
});

it("[PGE12] repeated lists are those of the packages", () => {
  expect(ACTIVITIES).toEqual(insight.SERIES_ACTIVITIES);
  expect(PATTERNS).toEqual(insight.SERIES_PATTERNS);
  expect(CHART_TRACKS).toEqual(insight.TRACK_KEYS);
  expect(PATH_POINTS).toBe(PATH_POINT_COUNT);
});
