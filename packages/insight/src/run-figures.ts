// The figures that a run opens with: the summary's own numbers in, each with its half width and kind, out (INS4, INS5).
import type { RunSummary } from "@solewise/terms";
import type { FeetSeries } from "./foot-series.ts";
import { FIGURE_KEYS, type FigureKey, type RunFigure, type SeriesField } from "./run-view.ts";
import { figuresValues, takeMedian, wholeFeet } from "./series-values.ts";

/** Figures that were compared with references on computed sensor signals only, or with none. Source: docs/accuracy.md. */
const ESTIMATES: readonly FigureKey[] = ["groundContactTime", "flightTime", "footStrikeAngle"];

/** The median over the figures' strides of a stride's own half width, to three digits as the report has it; null of none. */
function typicalHalfWidth(feet: FeetSeries, field: SeriesField): number | null {
  const parts = wholeFeet(feet);
  const measured = new Float64Array(parts.reduce((count, { to }) => count + to, 0));
  let count = 0;
  for (const { foot } of parts) {
    const column = foot.halfWidths[field];
    for (let index = 0; index < foot.strideCount; index++) {
      const halfWidth = column[index] as number;
      if (foot.figuresFlags[index] === 1 && !Number.isNaN(halfWidth)) measured[count++] = halfWidth;
    }
  }
  return count === 0 ? null : Number(takeMedian(measured.subarray(0, count)).toPrecision(3));
}

/** Cadence and stride time are as sure as each other, as shares of themselves. */
function cadenceHalfWidth(summary: RunSummary, feet: FeetSeries): number | null {
  const strideTimeMs = takeMedian(figuresValues(wholeFeet(feet), "strideTimeMs"));
  const halfWidthMs = typicalHalfWidth(feet, "strideTimeMs");
  if (summary.cadenceSpm === null || halfWidthMs === null || !(strideTimeMs > 0)) return null;
  return (summary.cadenceSpm * halfWidthMs) / strideTimeMs;
}

/** Where no stride of walking, running or stairs was found the summary's sums are 0, and nothing was measured. */
function hasLocomotion({ distanceMeters, figuresActivity }: RunSummary): boolean {
  return distanceMeters > 0 || (figuresActivity ?? null) !== null;
}

function valueOf(key: FigureKey, summary: RunSummary): number | null {
  switch (key) {
    case "distance":
      return hasLocomotion(summary) ? summary.distanceMeters : null;
    case "duration":
      return summary.durationSec;
    case "pace":
      return summary.speedMps;
    case "cadence":
      return summary.cadenceSpm;
    case "groundContactTime":
      return summary.groundContactTimeMs;
    case "flightTime":
      return summary.flightTimeMs;
    case "strideLength":
      return summary.strideLengthMeters;
    case "footStrikeAngle":
      return summary.footStrikeAngleDeg;
  }
}

function halfWidthOf(key: FigureKey, summary: RunSummary, feet: FeetSeries): number | null {
  switch (key) {
    case "distance":
      return summary.distanceUncertaintyMeters;
    case "duration":
      return null;
    case "pace":
      return typicalHalfWidth(feet, "speedMps");
    case "cadence":
      return cadenceHalfWidth(summary, feet);
    case "groundContactTime":
    case "flightTime":
      return typicalHalfWidth(feet, "groundContactTimeMs");
    case "strideLength":
      return typicalHalfWidth(feet, "strideLengthMeters");
    case "footStrikeAngle":
      return typicalHalfWidth(feet, "footStrikeAngleDeg");
  }
}

/** All figures in the order of FIGURE_KEYS; one that was not measured has neither value nor half width. */
export function deriveFigures(summary: RunSummary, feet: FeetSeries): RunFigure[] {
  return FIGURE_KEYS.map((key) => {
    const value = valueOf(key, summary);
    const halfWidth = value === null ? null : halfWidthOf(key, summary, feet);
    return { key, value, halfWidth, isEstimate: ESTIMATES.includes(key) };
  });
}
