// Splitting readings by speed and strike.
import { expect, it } from "vitest";
import { breakDown } from "./breakdown.ts";
import type { PairedReading } from "./statistics.ts";

const reading = (found: number, speedMps: number | null, strikeAngleDeg: number | null = null): PairedReading => ({
  truth: 0,
  found,
  qualityFraction: 1,
  halfWidth: null,
  referenceHalfWidth: null,
  isRunning: true,
  speedMps,
  strikeAngleDeg,
});

const times = (count: number, one: PairedReading): PairedReading[] => Array.from({ length: count }, () => one);

it("[ACC19] each part has its own readings; a part under ten readings and a split of one part are not told", () => {
  const lengths = [
    ...times(10, reading(1, 2)),
    ...times(12, reading(5, 3)),
    ...times(9, reading(9, 6)),
    reading(9, null),
  ];
  const angles = [...times(10, reading(1, null, 12)), ...times(3, reading(1, null, -4))];
  const rows = breakDown([
    new Map([
      ["strideLengthCm", lengths],
      ["footStrikeAngleDeg", angles],
    ]),
  ]);
  expect(rows.map(({ part, metric, agreement }) => [part, metric, agreement.n, agreement.bias])).toEqual([
    ["2–3 m/s", "strideLengthCm", 10, 1],
    ["3–4 m/s", "strideLengthCm", 12, 5],
  ]);
});
