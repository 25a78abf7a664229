// Intervals between sample instants → sample rate, lost samples, gaps, repeated instants. Fixed memory: one bin a
// microsecond up to GAP_MAX_SEC, one bin a percent beyond. In: instants in time order. Out: figures of the whole recording.
import { GAP_MAX_SEC } from "@solewise/terms";
import { US_PER_SEC } from "./row-layout.ts";

const GAP_MAX_US = GAP_MAX_SEC * US_PER_SEC;
/** Bins per doubling for intervals over GAP_MAX_SEC: 1 % wide; they only serve to say what an unusable file holds. */
const LONG_BINS_PER_DOUBLING = 64;
const LONG_BIN_COUNT = 48 * LONG_BINS_PER_DOUBLING;
/** Intervals this near to the median are averaged, which undoes the rounding of the time column. Share of the median. */
const TYPICAL_BAND_FRACTION = 0.5;

/** Counts the intervals between the instants of one recording. */
export class SampleIntervals {
  readonly #shortCounts = new Uint32Array(GAP_MAX_US + 1);
  readonly #longCounts = new Uint32Array(LONG_BIN_COUNT);
  firstUs = Number.NaN;
  lastUs = Number.NaN;
  /** Different instants. */
  sampleCount = 0;
  /** Samples at the instant of the one before. */
  duplicatedCount = 0;
  gapCount = 0;
  gapTotalUs = 0;

  /** Takes the next instant; false when it repeats (or precedes) the last one, which then is only counted. */
  take(timeUs: number): boolean {
    const intervalUs = timeUs - this.lastUs;
    if (intervalUs <= 0) {
      this.duplicatedCount++;
      return false;
    }
    this.sampleCount++;
    this.lastUs = timeUs;
    if (intervalUs <= GAP_MAX_US) {
      this.#shortCounts[intervalUs] = (this.#shortCounts[intervalUs] as number) + 1;
    } else if (intervalUs > GAP_MAX_US) {
      this.#takeGap(intervalUs);
    } else {
      this.firstUs = timeUs; // the first instant: there is no interval yet
    }
    return true;
  }

  #takeGap(intervalUs: number): void {
    this.gapCount++;
    this.gapTotalUs += intervalUs;
    const bin = Math.min(LONG_BIN_COUNT - 1, Math.floor(Math.log2(intervalUs / GAP_MAX_US) * LONG_BINS_PER_DOUBLING));
    this.#longCounts[bin] = (this.#longCounts[bin] as number) + 1;
  }

  /** Time from the first to the last instant. */
  get spanUs(): number {
    return this.sampleCount === 0 ? 0 : this.lastUs - this.firstUs;
  }

  /** Median interval, exact up to GAP_MAX_SEC and within 1 % beyond; NaN with fewer than two instants. */
  medianUs(): number {
    const intervalCount = this.sampleCount - 1;
    if (intervalCount < 1) return Number.NaN;
    let left = (intervalCount + 1) >> 1;
    for (let intervalUs = 1; intervalUs <= GAP_MAX_US; intervalUs++) {
      left -= this.#shortCounts[intervalUs] as number;
      if (left <= 0) return intervalUs;
    }
    for (let bin = 0; bin < LONG_BIN_COUNT; bin++) {
      left -= this.#longCounts[bin] as number;
      if (left <= 0) return GAP_MAX_US * 2 ** ((bin + 0.5) / LONG_BINS_PER_DOUBLING);
    }
    return Number.NaN;
  }

  /**
   * The interval the sensor was set to: mean of the intervals within half of the median. A column in whole milliseconds
   * turns 2.5 ms into 2, 3, 2, 3; their median would read 500 Hz where the sensor ran at 400.
   */
  typicalUs(): number {
    const medianUs = this.medianUs();
    if (!(medianUs <= GAP_MAX_US)) return medianUs;
    const from = Math.ceil(medianUs * (1 - TYPICAL_BAND_FRACTION));
    const to = Math.min(GAP_MAX_US, Math.floor(medianUs * (1 + TYPICAL_BAND_FRACTION)));
    let count = 0;
    let totalUs = 0;
    for (let intervalUs = from; intervalUs <= to; intervalUs++) {
      const times = this.#shortCounts[intervalUs] as number;
      count += times;
      totalUs += times * intervalUs;
    }
    return totalUs / count;
  }

  /** Samples that fit into intervals of at most GAP_MAX_SEC and are not there. */
  lostCount(typicalUs: number): number {
    let lost = 0;
    for (let intervalUs = Math.ceil(1.5 * typicalUs); intervalUs <= GAP_MAX_US; intervalUs++) {
      const times = this.#shortCounts[intervalUs] as number;
      if (times > 0) lost += times * (Math.round(intervalUs / typicalUs) - 1);
    }
    return lost;
  }
}
