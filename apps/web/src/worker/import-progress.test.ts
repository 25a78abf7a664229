// Progress of an import over any course of events and clock.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ImportProgress } from "./analysis-jobs.ts";
import { DemoMeter, ImportMeter, REPORT_MIN_MS } from "./import-progress.ts";

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

it("[WRK7] making a demo run and importing it is one progress that grows from 0 to 1", () => {
  let nowMs = 0;
  const told: (ImportProgress & { atMs: number })[] = [];
  const demo = new DemoMeter(
    (progress) => told.push({ ...progress, atMs: nowMs }),
    () => nowMs,
  );
  for (let percent = 1; percent <= 100; percent++) {
    nowMs += 15;
    demo.advanceFoot("left", percent / 100);
    demo.advanceFoot("right", percent / 200);
  }
  const making = told.slice();
  expect(making.length).toBeGreaterThan(10);
  making.slice(1).forEach(({ atMs }, index) => {
    expect(atMs - (making[index]?.atMs ?? 0)).toBeGreaterThanOrEqual(REPORT_MIN_MS);
  });
  const meter = new ImportMeter(2, demo.import, () => nowMs);
  meter.begin("storing");
  meter.begin("analysing");
  meter.end();
  const fractions = told.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
});
