// Progress of an import over any course of events and clock.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ImportProgress } from "./analysis-jobs.ts";
import { ImportMeter, REPORT_MIN_MS } from "./import-progress.ts";

it("[WRK7] progress only grows and is told at most ten times a second", () => {
  const step = fc.record({ foot: fc.nat(1), share: fc.double({ min: 0, max: 1.5, noNaN: true }), waitMs: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let nowMs = 0;
      const told: (ImportProgress & { atMs: number })[] = [];
      const meter = new ImportMeter(
        2,
        (progress) => told.push({ ...progress, atMs: nowMs }),
        () => nowMs,
      );
      meter.begin("storing");
      meter.begin("analysing");
      for (const { foot, share, waitMs } of steps) {
        nowMs += waitMs;
        meter.advanceFoot(foot, share, foot === 0 ? "left" : "right");
      }
      meter.begin("assembling");
      meter.begin("saving");
      meter.end();
      const fractions = told.map(({ fraction }) => fraction);
      expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
      expect(fractions.at(-1)).toBe(1);
      const analysing = told.filter(({ stage }) => stage === "analysing");
      analysing.slice(1).forEach(({ atMs }, index) => {
        expect(atMs - (analysing[index]?.atMs ?? 0)).toBeGreaterThanOrEqual(REPORT_MIN_MS);
      });
    }),
  );
});
