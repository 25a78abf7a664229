// Tests of the seed that a run's property tests share.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { casesCount } from "./cases-count.ts";
import { readRunSeed } from "./run-seed.ts";

describe("[HOUSE7] a run has one seed", () => {
  it("is what SOLEWISE_SEED says", () => {
    expect(readRunSeed({ SOLEWISE_SEED: "42" })).toBe(42);
  });

  it("is random without it", () => {
    const seeds = new Set(Array.from({ length: 8 }, () => readRunSeed({})));
    expect(seeds.size).toBeGreaterThan(1);
  });

  it("is refused when it is no whole number in range", () => {
    for (const given of ["-1", "1.5", "x", String(2 ** 31)]) {
      expect(() => readRunSeed({ SOLEWISE_SEED: given })).toThrow(/whole number/);
    }
  });

  it("is the one that fast-check uses in this file too", () => {
    expect(fc.readConfigureGlobal().seed).toBe(Number(process.env["SOLEWISE_SEED"]));
  });
});

describe("[HOUSE19] a full proof tries ten times as many cases", () => {
  it("scales a count and fast-check's own", () => {
    expect(casesCount(30, {})).toBe(30);
    expect(casesCount(30, { SOLEWISE_PROOF: "full" })).toBe(300);
    expect(fc.readConfigureGlobal().numRuns).toBe(casesCount(100));
  });
});
