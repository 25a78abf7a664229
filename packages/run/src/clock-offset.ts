// Whether two feet share a clock: initial contacts of both feet in, offset and drift of the right clock against the left
// out. Feet alternate, so the other foot's contact should fall at half of a stride (anti-phase). The estimate is only
// used to detect a wrong clock: an offset of whole strides is invisible, and people are symmetric to a few per cent only.
import type { FootColumns } from "./foot-columns.ts";
import { medianOf, robustSd } from "./order-statistics.ts";

/** Fewest steady strides for an estimate. Range 4…20. Engineering estimate. */
const STRIDE_COUNT_MIN = 6;

/** A stride is steady when its time differs from the median by at most this fraction. Range 0.1…0.4. */
const STEADY_FRACTION = 0.25;

/** Gain at which the tracker follows a drifting offset, per stride. Range 0.01…0.2; 50 ppm drifts 0.04 ms a stride. */
const TRACKER_GAIN = 0.05;

/** Strides whose circular mean starts the tracker. */
const START_STRIDE_COUNT = 64;

/** Least concentration (0…1) of the start phases; below it the feet did not move together. Engineering estimate. */
const CONCENTRATION_MIN = 0.5;

/** Windows the drift line is fitted through, at most; and fewest strides in one. */
const WINDOW_COUNT_MAX = 64;
const WINDOW_STRIDE_COUNT_MIN = 32;
const WINDOW_COUNT_FOR_DRIFT = 4;

/** Half width that no number of strides removes: left and right contacts are timed with different biases. Milliseconds. */
const EVENT_BIAS_HALF_WIDTH_MS = 2;

/** Offset beyond this fraction of a stride is no asymmetry but a wrong clock. GAIT "Is it a foot?": 0.5 ± 0.12. */
export const ASYMMETRY_MAX_FRACTION = 0.12;

/** Half width of a 90 % interval in standard deviations, and the same of a median's error against a mean's. */
const SD_PER_HALF_WIDTH = 1.645;
const MEDIAN_SPREAD_FACTOR = 1.2533;

/** What anti-phase says of the two clocks. */
export interface ClockOffset {
  /** Right clock minus left clock, middle of the run; modulo one stride. */
  offsetMs: number;
  /** Half width of its 90 % interval, drift included, natural asymmetry not included. */
  uncertaintyMs: number;
  /** How fast the right clock gains; null when the run is too short to see it. */
  driftPpm: number | null;
  /** Median stride time of the strides used. */
  strideTimeMs: number;
}

/** Deviations from anti-phase, one a steady stride of the left foot; shape [count] each. */
interface PhaseDeviations {
  atSec: Float64Array;
  /** Right initial contact minus the middle of the left stride, not yet unwrapped. */
  deviationSec: Float64Array;
  strideSec: Float64Array;
}

/** Nearest value to `centerSec` that equals `valueSec` modulo the period. */
function unwrapNear(valueSec: number, centerSec: number, periodSec: number): number {
  return valueSec - periodSec * Math.round((valueSec - centerSec) / periodSec);
}

/** Pairs every steady left stride of an activity with the first right contact after its initial contact. */
function phaseDeviations(left: FootColumns, right: FootColumns, activity: number): PhaseDeviations {
  const isSteadyKind = (index: number): boolean => left.activity[index] === activity;
  const typicalMs = medianOf(left.strideTimeMs, isSteadyKind);
  const rows = {
    atSec: new Float64Array(left.strideCount),
    deviationSec: new Float64Array(left.strideCount),
    strideSec: new Float64Array(left.strideCount),
  };
  let count = 0;
  let rightIndex = 0;
  for (let index = 0; index < left.strideCount; index++) {
    const contactSec = left.initialContactSec[index] as number;
    const strideMs = left.strideTimeMs[index] as number;
    if (!isSteadyKind(index) || !(Math.abs(strideMs - typicalMs) <= STEADY_FRACTION * typicalMs)) continue;
    if (Number.isNaN(contactSec)) continue;
    while (rightIndex < right.strideCount && !((right.initialContactSec[rightIndex] as number) >= contactSec))
      rightIndex++;
    if (rightIndex >= right.strideCount) break;
    const sinceSec = (right.initialContactSec[rightIndex] as number) - contactSec;
    if (sinceSec > (1.1 * strideMs) / 1000) continue;
    rows.atSec[count] = contactSec;
    rows.strideSec[count] = strideMs / 1000;
    rows.deviationSec[count++] = sinceSec - strideMs / 2000;
  }
  return {
    atSec: rows.atSec.subarray(0, count),
    deviationSec: rows.deviationSec.subarray(0, count),
    strideSec: rows.strideSec.subarray(0, count),
  };
}

/** Circular mean of the first deviations, and how concentrated they are (1 = all the same, 0 = anywhere). */
function startDeviation(rows: PhaseDeviations): { deviationSec: number; concentration: number } {
  const count = Math.min(START_STRIDE_COUNT, rows.atSec.length);
  const periodSec = medianOf(rows.strideSec.subarray(0, count));
  let cosSum = 0;
  let sinSum = 0;
  for (let index = 0; index < count; index++) {
    const angleRad = (2 * Math.PI * (rows.deviationSec[index] as number)) / (rows.strideSec[index] as number);
    cosSum += Math.cos(angleRad);
    sinSum += Math.sin(angleRad);
  }
  return {
    deviationSec: (Math.atan2(sinSum, cosSum) / (2 * Math.PI)) * periodSec,
    concentration: Math.hypot(cosSum, sinSum) / count,
  };
}

/** Unwraps the deviations along the run, following a drifting clock through any number of strides. */
function unwrapDeviations(rows: PhaseDeviations, startSec: number): Float64Array {
  let centerSec = startSec;
  return rows.deviationSec.map((deviationSec, index) => {
    const unwrappedSec = unwrapNear(deviationSec, centerSec, rows.strideSec[index] as number);
    centerSec += TRACKER_GAIN * (unwrappedSec - centerSec);
    return unwrappedSec;
  });
}

/** Medians of consecutive windows of two columns, shape [windowCount] each. */
function windowMedians(atSec: Float64Array, valueSec: Float64Array): { atSec: Float64Array; valueSec: Float64Array } {
  const windowStrides = Math.max(WINDOW_STRIDE_COUNT_MIN, Math.ceil(atSec.length / WINDOW_COUNT_MAX));
  const windowCount = Math.floor(atSec.length / windowStrides);
  const medians = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: windowCount }, (_, window) =>
      medianOf(column.subarray(window * windowStrides, (window + 1) * windowStrides)),
    );
  return { atSec: medians(atSec), valueSec: medians(valueSec) };
}

/** Slope of a line by the median of all pairwise slopes (Theil–Sen): a third of outliers does not move it. */
function theilSenSlope(atSec: Float64Array, valueSec: Float64Array): number {
  const slopes: number[] = [];
  for (let first = 0; first < atSec.length; first++) {
    for (let second = first + 1; second < atSec.length; second++) {
      const apartSec = (atSec[second] as number) - (atSec[first] as number);
      if (apartSec > 0) slopes.push(((valueSec[second] as number) - (valueSec[first] as number)) / apartSec);
    }
  }
  return medianOf(slopes);
}

/** Half width of the offset's 90 % interval from the scatter around the drift line, single strides and windows. */
function scatterHalfWidthSec(residualSec: Float64Array, windowResidualSec: Float64Array): number {
  const count = residualSec.length;
  const smallSample = 1 + 4 / count;
  const strideSec = (MEDIAN_SPREAD_FACTOR * robustSd(residualSec) * smallSample) / Math.sqrt(count);
  const windowCount = windowResidualSec.length;
  const windowSec = windowCount < WINDOW_COUNT_FOR_DRIFT ? 0 : robustSd(windowResidualSec) / Math.sqrt(windowCount);
  return SD_PER_HALF_WIDTH * Math.max(strideSec, windowSec);
}

/** Whether too few steady strides of an activity have a partner for an estimate. */
export function areTooFewStrides(left: FootColumns, right: FootColumns, activity: number): boolean {
  return phaseDeviations(left, right, activity).atSec.length < STRIDE_COUNT_MIN;
}

/**
 * Estimates how far the right foot's clock is ahead of the left's, from strides of one activity (a code of
 * foot-columns). Null when fewer than six steady strides have a partner or the feet do not move together.
 */
export function estimateClockOffset(left: FootColumns, right: FootColumns, activity: number): ClockOffset | null {
  const rows = phaseDeviations(left, right, activity);
  const count = rows.atSec.length;
  if (count < STRIDE_COUNT_MIN) return null;
  const start = startDeviation(rows);
  if (start.concentration < CONCENTRATION_MIN) return null;
  const deviationSec = unwrapDeviations(rows, start.deviationSec);
  const windows = windowMedians(rows.atSec, deviationSec);
  const seesDrift = windows.atSec.length >= WINDOW_COUNT_FOR_DRIFT;
  const slope = seesDrift ? theilSenSlope(windows.atSec, windows.valueSec) : 0;
  const middleSec = 0.5 * ((rows.atSec[0] as number) + (rows.atSec[count - 1] as number));
  const flattened = (atSec: Float64Array, valueSec: Float64Array): Float64Array =>
    valueSec.map((value, index) => value - slope * ((atSec[index] as number) - middleSec));
  const flatSec = flattened(rows.atSec, deviationSec);
  const driftSec = slope * ((rows.atSec[count - 1] as number) - (rows.atSec[0] as number));
  const scatterSec = scatterHalfWidthSec(flatSec, flattened(windows.atSec, windows.valueSec));
  return {
    offsetMs: 1000 * medianOf(flatSec),
    // A drifting offset is spread evenly over the drift: 90 % of it lies within 0.45 of its length.
    uncertaintyMs: Math.hypot(1000 * scatterSec, EVENT_BIAS_HALF_WIDTH_MS, 450 * driftSec),
    driftPpm: seesDrift ? 1e6 * slope : null,
    strideTimeMs: 1000 * medianOf(rows.strideSec),
  };
}

/** Whether an offset is larger than any natural asymmetry explains, so that the clocks must be wrong. */
export function isWrongClock(offset: ClockOffset): boolean {
  return Math.abs(offset.offsetMs) - offset.uncertaintyMs > ASYMMETRY_MAX_FRACTION * offset.strideTimeMs;
}
