// What many differences say together: bias, spread, limits of agreement (Bland & Altman 1986), stated-interval coverage.
// In: paired readings, grouped by recording. Out: plain figures; null where too few, never NaN.

/** One reading beside its reference, in the metric's own unit. */
export interface PairedReading {
  truth: number;
  found: number;
  /** The engine's quality of the stride, 0…1. */
  qualityFraction: number;
  /** What the reference says of the stride around the reading, to sort readings by. */
  speedMps: number | null;
  strikeAngleDeg: number | null;
  /** Half width of the stated 90 % interval; null when none is stated. */
  halfWidth: number | null;
  /** Whether it was running, by the reference, else by the engine: widths of running and walking are judged apart. */
  isRunning: boolean;
  /** Half width that holds 90 % of the reference's own errors; null when none is stated. */
  referenceHalfWidth: number | null;
}

/** Agreement of a metric with its reference. Unit: the metric's own. Differences are found − truth. */
export interface Agreement {
  n: number;
  bias: number | null;
  /** Standard deviation of all differences. */
  sd: number | null;
  /** Standard deviation inside recordings: each recording's own bias removed first. */
  sdWithin: number | null;
  mae: number | null;
  rmse: number | null;
  /** 95 % limits of agreement: bias ± 1.96 sd. */
  limitLow: number | null;
  limitHigh: number | null;
  /** Largest recording bias and recording sd by magnitude (recordings with at least five readings). */
  biasWorst: number | null;
  sdWorst: number | null;
  /** Share of the readings whose stated 90 % interval holds the truth, and how many state one. */
  coverageFraction: number | null;
  coverageN: number;
  /**
   * The same with the reference's own error joined to the interval, and the unknown constant of an instrument that reads
   * contacts long taken from the set's other recordings.
   */
  coverageWithReferenceFraction: number | null;
  /** Mean absolute error when the tenth of the readings with the lowest quality is withheld. */
  maeBestNineTenths: number | null;
}

/** Readings a recording must have before its own bias and spread are named. */
const RECORDING_READINGS_MIN = 5;

/** Arithmetic mean; null for an empty list. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;
}

/** Sample standard deviation (n − 1); null under two values. */
export function standardDeviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (values.length - 1));
}

const differencesOf = (readings: readonly PairedReading[]): number[] => readings.map((r) => r.found - r.truth);

/** The value furthest from zero, sign kept; null for an empty list. */
export function largestByMagnitude(values: readonly number[]): number | null {
  return values.reduce<number | null>((top, v) => (top === null || Math.abs(v) > Math.abs(top) ? v : top), null);
}

function sdWithinRecordings(recordings: readonly (readonly number[])[]): number | null {
  let squares = 0;
  let freedom = 0;
  for (const differences of recordings) {
    const sd = standardDeviation(differences);
    if (sd === null) continue;
    squares += sd ** 2 * (differences.length - 1);
    freedom += differences.length - 1;
  }
  return freedom === 0 ? null : Math.sqrt(squares / freedom);
}

function maeBestNineTenths(readings: readonly PairedReading[]): number | null {
  const kept = readings
    .toSorted((a, b) => b.qualityFraction - a.qualityFraction)
    .slice(0, Math.ceil(readings.length * 0.9));
  return mean(differencesOf(kept).map(Math.abs));
}

/** Share of the readings whose interval, of the width given, holds the reference; those without one do not count. */
function heldFraction(
  readings: readonly PairedReading[],
  widthOf: (reading: PairedReading) => number | null,
): Pick<Agreement, "coverageFraction" | "coverageN"> {
  const stated = readings.flatMap((r) => {
    const width = widthOf(r);
    return width === null ? [] : [Math.abs(r.found - r.truth) <= width];
  });
  const held = stated.filter(Boolean).length;
  return { coverageFraction: stated.length === 0 ? null : held / stated.length, coverageN: stated.length };
}

const joinedWidth = ({ halfWidth, referenceHalfWidth }: PairedReading): number | null =>
  halfWidth === null ? null : Math.hypot(halfWidth, referenceHalfWidth ?? 0);

/** Middle value; null for an empty list. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Takes the median difference of all other recordings out of each; a single recording stays as it is. */
export function withoutOffset(recordings: readonly (readonly PairedReading[])[]): PairedReading[][] {
  return recordings.map((readings, index) => {
    const others = recordings.filter((_, other) => other !== index).flatMap(differencesOf);
    const offset = median(others) ?? 0;
    return readings.map((reading) => ({ ...reading, found: reading.found - offset }));
  });
}

/**
 * Agreement over recordings; the outer list is one entry a recording. `isOffset`: the instrument reads contacts long by
 * one unknown constant.
 */
export function computeAgreement(recordings: readonly (readonly PairedReading[])[], isOffset = false): Agreement {
  const readings = recordings.flat();
  const differences = differencesOf(readings);
  const perRecording = recordings.map(differencesOf);
  const long = perRecording.filter((d) => d.length >= RECORDING_READINGS_MIN);
  const bias = mean(differences);
  const sd = standardDeviation(differences);
  const squareMean = mean(differences.map((d) => d * d));
  return {
    n: differences.length,
    bias,
    sd,
    sdWithin: sdWithinRecordings(perRecording),
    mae: mean(differences.map(Math.abs)),
    rmse: squareMean === null ? null : Math.sqrt(squareMean),
    limitLow: bias === null || sd === null ? null : bias - 1.96 * sd,
    limitHigh: bias === null || sd === null ? null : bias + 1.96 * sd,
    biasWorst: largestByMagnitude(long.map((d) => mean(d) ?? 0)),
    sdWorst: largestByMagnitude(long.map((d) => standardDeviation(d) ?? 0)),
    ...heldFraction(readings, (reading) => reading.halfWidth),
    coverageWithReferenceFraction: heldFraction(isOffset ? withoutOffset(recordings).flat() : readings, joinedWidth)
      .coverageFraction,
    maeBestNineTenths: maeBestNineTenths(readings),
  };
}
