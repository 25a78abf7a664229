// Which language a reader gets, and how numbers look in it.
import { describe, expect, it } from "vitest";
import { chooseLanguage, regionalTag } from "./language.ts";
import { QuantityFormat, usualUnits } from "./quantity-format.ts";

describe("choosing a language", () => {
  it("[APP1] takes the first language that there is, English when there is none", () => {
    expect(chooseLanguage(["fr-FR", "zh-TW", "en-GB"])).toBe("zh-CN");
    expect(chooseLanguage(["en-AU", "zh-CN"])).toBe("en");
    expect(chooseLanguage(["de", "fr"])).toBe("en");
    expect(chooseLanguage([])).toBe("en");
  });

  it("[APP1] writes numbers and dates as the reader's region does", () => {
    expect(regionalTag("en", ["zh-CN", "en-AU"])).toBe("en-AU");
    expect(regionalTag("en", ["zh-CN"])).toBe("en");
    const australian = new QuantityFormat(regionalTag("en", ["en-AU"]), "metric");
    const american = new QuantityFormat(regionalTag("en", ["en-US"]), "metric");
    const atMs = Date.UTC(2026, 10, 22, 12);
    expect(australian.date(atMs, "UTC")).toBe("22 Nov 2026");
    expect(american.date(atMs, "UTC")).toBe("Nov 22, 2026");
  });

  it("[APP26] shows a date of a time zone that this browser does not know in the device's own", () => {
    const format = new QuantityFormat("en-AU", "metric");
    const atMs = Date.UTC(2026, 10, 22, 12);
    expect(format.date(atMs, "Pacific/Kiritimati")).toBe("23 Nov 2026");
    for (const unknown of ["Mars/Phobos", ""]) expect(format.dateTime(atMs, unknown)).toBe(format.dateTime(atMs));
  });

  it("[APP5] begins with miles only where roads are measured in them", () => {
    expect(["en-US", "en-GB", "my-MM"].map(usualUnits)).toEqual(["imperial", "imperial", "imperial"]);
    expect(["en", "en-AU", "zh-CN", "de-DE"].map(usualUnits)).toEqual(["metric", "metric", "metric", "metric"]);
  });
});

describe("quantities", () => {
  const metric = new QuantityFormat("en-AU", "metric");
  const imperial = new QuantityFormat("en-US", "imperial");

  it("[APP3] changes from metres to kilometres at 1 km", () => {
    expect(metric.distance(99.44)).toEqual({ text: "99.4", unit: "m" });
    expect(metric.distance(512.4)).toEqual({ text: "512", unit: "m" });
    expect(metric.distance(999.4)).toEqual({ text: "999", unit: "m" });
    expect(metric.distance(999.5)).toEqual({ text: "1.00", unit: "km" });
    expect(imperial.distance(1609.344)).toEqual({ text: "1.00", unit: "mi" });
    expect(imperial.distance(30.48)).toEqual({ text: "100", unit: "ft" });
  });

  it("[APP3] writes a half width in the unit of the value beside it", () => {
    expect(metric.distance(24.3, 1490)).toEqual({ text: "0.02", unit: "km" });
    expect(metric.paceHalfWidth(1000 / 300, 0.1)).toEqual({ text: "0:09", unit: "min/km" });
  });

  it("[APP3] writes pace and time as minutes and seconds", () => {
    expect(metric.pace(1000 / 299.6)).toEqual({ text: "5:00", unit: "min/km" });
    expect(imperial.pace(1609.344 / 480)).toEqual({ text: "8:00", unit: "min/mi" });
    expect([59.6, 600, 3661].map((seconds) => metric.duration(seconds))).toEqual(["1:00", "10:00", "1:01:01"]);
    expect([0, 999, 1500, 86_000_000].map((size) => metric.bytes(size))).toEqual([
      "0 byte",
      "999 byte",
      "1.5 kB",
      "86 MB",
    ]);
  });

  it("[APP4] never writes 0 for what was not measured, nor minus zero", () => {
    expect([metric.number(null), metric.signed(Number.NaN, 1), metric.duration(null), metric.percent(null)]).toEqual(
      Array.from({ length: 4 }, () => "–"),
    );
    expect(metric.pace(null).text).toBe("–");
    expect(metric.pace(0).text).toBe("–");
    expect(metric.number(-0.04, 1)).toBe("0.0");
    expect(metric.signed(-0.04, 1)).toBe("0.0");
    expect(metric.signed(2.34, 1)).toBe("+2.3");
  });
});
