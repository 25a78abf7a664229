// Splits readings by the reference's speed and strike, to show where an error lives. In: readings of recordings.
// Out: agreement a part and metric; parts with few readings, and splits with a single part, are left out.
import type { MetricName, Readings } from "./metrics.ts";
import { computeAgreement, type Agreement, type PairedReading } from "./statistics.ts";

export interface BreakdownRow {
  part: string;
  metric: MetricName;
  agreement: Agreement;
}

interface Part {
  title: string;
  holds: (reading: PairedReading) => boolean;
}

/** Metrics whose error may depend on speed or strike. */
const SPLIT_METRICS: readonly MetricName[] = [
  "strideLengthCm",
  "initialContactMs",
  "terminalContactMs",
  "groundContactTimeMs",
  "footStrikeAngleDeg",
];

/** Bounds between parts of speed, m/s. */
const SPEED_BOUNDS_MPS = [0.5, 1, 1.5, 2, 3, 4, 5, 7];

/** Cuts between strike patterns (Altman & Davis 2012). */
const REARFOOT_MIN_DEG = 8;
const FOREFOOT_MAX_DEG = -1.6;

const READINGS_MIN = 10;

const within = (value: number | null, from: number, to: number): boolean =>
  value !== null && value >= from && value < to;

const SPEED_PARTS: readonly Part[] = [0, ...SPEED_BOUNDS_MPS].map((from, index) => {
  const to = SPEED_BOUNDS_MPS[index] ?? Infinity;
  const title = Number.isFinite(to) ? `${from}–${to} m/s` : `over ${from} m/s`;
  return { title, holds: (reading) => within(reading.speedMps, from, to) };
});

const STRIKE_PARTS: readonly Part[] = [
  { title: "rearfoot", holds: (reading) => within(reading.strikeAngleDeg, REARFOOT_MIN_DEG, Infinity) },
  { title: "midfoot", holds: (reading) => within(reading.strikeAngleDeg, FOREFOOT_MAX_DEG, REARFOOT_MIN_DEG) },
  { title: "forefoot", holds: (reading) => within(reading.strikeAngleDeg, -Infinity, FOREFOOT_MAX_DEG) },
];

function splitBy(parts: readonly Part[], readings: readonly PairedReading[], metric: MetricName): BreakdownRow[] {
  const rows = parts.flatMap(({ title, holds }) => {
    const inside = readings.filter(holds);
    return inside.length < READINGS_MIN ? [] : [{ part: title, metric, agreement: computeAgreement([inside]) }];
  });
  return rows.length < 2 ? [] : rows;
}

/** Agreement by speed, then by strike, a metric at a time. */
export function breakDown(recordings: readonly Readings[]): BreakdownRow[] {
  return [SPEED_PARTS, STRIKE_PARTS].flatMap((parts) =>
    SPLIT_METRICS.flatMap((metric) => {
      const readings = recordings.flatMap((each) => each.get(metric) ?? []);
      return splitBy(parts, readings, metric);
    }),
  );
}
