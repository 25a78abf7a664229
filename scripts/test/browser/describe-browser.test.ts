// Tests of what the browser tests do where their tools are missing.
import { describe, expect, it } from "vitest";
import { CERTUTIL, CHROMIUM } from "../tools/test-tools.ts";
import { planBrowserTests } from "./describe-browser.ts";

const NOTHING = { PATH: "", SOLEWISE_FONT_FOLDER: "no/such/folder" };

describe("[HOUSE23] browser tests without their tools", () => {
  it("fail in CI, are left out elsewhere, and name what is missing", () => {
    expect(planBrowserTests([CHROMIUM], { ...NOTHING, CI: "true" })).toEqual({
      verdict: "fail",
      missing: "Chromium or Chrome (Debian: chromium)",
    });
    const elsewhere = planBrowserTests([CHROMIUM, CERTUTIL], NOTHING);
    expect(elsewhere.verdict).toBe("leave out");
    expect(elsewhere.missing).toMatch(/chromium.*libnss3-tools/);
  });

  it("need only what they ask for", () => {
    const withChromium = { ...NOTHING, SOLEWISE_CHROMIUM: process.execPath };
    expect(planBrowserTests([CHROMIUM], withChromium).verdict).toBe("run");
    expect(planBrowserTests([CHROMIUM, CERTUTIL], withChromium).missing).toBe("certutil (Debian: libnss3-tools)");
  });
});
