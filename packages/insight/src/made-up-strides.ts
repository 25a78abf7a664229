// Strides of two feet as properties want them: anything missing, any activity, in time order. For tests.
import type { Analysis, FootStrikePattern, Side, Stride } from "@solewise/terms";
import fc from "fast-check";
import { madeUpAnalysis, madeUpStride } from "./made-up-analysis.ts";

function steps(min: number, max: number, perUnit: number): fc.Arbitrary<number | null> {
  return fc.option(
    fc.integer({ min, max }).map((value) => value / perUnit),
    { nil: null },
  );
}

const anyFields: fc.Arbitrary<Partial<Stride> & { sinceLastSec: number }> = fc.record({
  sinceLastSec: fc
    .oneof(fc.integer({ min: 50, max: 150 }), fc.integer({ min: 0, max: 2000 }))
    .map((value) => value / 100),
  activity: fc.constantFrom("walk", "run", "run", "run", "stairs-up", "stairs-down", "other"),
  groundContactTimeMs: steps(1000, 9000, 10),
  swingTimeMs: steps(1000, 9000, 10),
  strideTimeMs: steps(4000, 20_000, 10),
  strideLengthMeters: steps(0, 5000, 1000),
  speedMps: steps(0, 9000, 1000),
  heightChangeMeters: steps(-500, 500, 1000),
  clearanceMeters: steps(0, 900, 1000),
  footStrikeAngleDeg: steps(-400, 400, 10),
  footStrikePattern: fc.constantFrom<FootStrikePattern | null>("rearfoot", "midfoot", "forefoot", "uncertain", null),
  eversionExcursionDeg: steps(-300, 300, 10),
  impactPeakG: steps(0, 5000, 100),
});

function strideRow(side: Side, rows: (Partial<Stride> & { sinceLastSec: number })[]): Stride[] {
  let midstanceSec = side === "left" ? 0.5 : 0.8;
  return rows.map(({ sinceLastSec, ...fields }, strideIndex) => {
    midstanceSec += sinceLastSec;
    return madeUpStride({ ...fields, side, strideIndex, midstanceSec });
  });
}

/** The same strides with the feet exchanged. */
export function mirrored(strides: readonly Stride[]): Stride[] {
  return strides.map((stride) => ({ ...stride, side: stride.side === "left" ? "right" : "left" }));
}

/** An analysis over given strides; only its distance, duration and feet are theirs. */
export function analysisOver(strides: readonly Stride[], distanceMeters = 1000): Analysis {
  const durationSec = Math.max(1, ...strides.map((stride) => stride.midstanceSec + 1));
  return { ...madeUpAnalysis({ summary: { durationSec, distanceMeters } }), strides };
}

/** Strides of up to two feet in time order. */
export const anyStrides: fc.Arbitrary<Stride[]> = fc
  .tuple(fc.array(anyFields, { maxLength: 80 }), fc.array(anyFields, { maxLength: 80 }))
  .map(([left, right]) =>
    [...strideRow("left", left), ...strideRow("right", right)].sort((a, b) => a.midstanceSec - b.midstanceSec),
  );
