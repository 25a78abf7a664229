// Tests of what tests with tools do where these are missing.
import { describe, expect, it } from "vitest";
import { planToolTests } from "./describe-with-tools.ts";
import { CERTUTIL, CHIP_TOOLS, CHROMIUM } from "./test-tools.ts";

const NOTHING = { PATH: "", SOLEWISE_FONT_FOLDER: "no/such/folder" };

describe("[HOUSE23] tests without their tools", () => {
  it("fail in CI, are left out elsewhere, and name what is missing", () => {
    expect(planToolTests([CHROMIUM], { ...NOTHING, CI: "true" })).toEqual({
      verdict: "fail",
      missing: "Chromium or Chrome (Debian: chromium)",
    });
    const elsewhere = planToolTests([CHROMIUM, CERTUTIL], NOTHING);
    expect(elsewhere.verdict).toBe("leave out");
    expect(elsewhere.missing).toMatch(/chromium.*libnss3-tools/);
  });

  it("need only what they ask for", () => {
    const withChromium = { ...NOTHING, SOLEWISE_CHROMIUM: process.execPath };
    expect(planToolTests([CHROMIUM], withChromium).verdict).toBe("run");
    expect(planToolTests(CHIP_TOOLS, withChromium).missing).toMatch(/gcc-arm-none-eabi.*libnewlib.*qemu-system-arm/);
    expect(planToolTests([CHROMIUM, CERTUTIL], withChromium).missing).toBe("certutil (Debian: libnss3-tools)");
  });
});
