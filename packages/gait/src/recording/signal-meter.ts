// Sample blocks of one foot → how good the signal is, and the refusals that need more than one row: rate, length, sensors
// that never change. One pass, fixed memory (0.3 MB). Rules REC17–REC27 in SPEC.md.
import {
  DEG_PER_RAD,
  GRAVITY_MPS2,
  InputError,
  RECORDING_MIN_SEC,
  SAMPLE_RATE_MAX_HZ,
  SAMPLE_RATE_MIN_HZ,
} from "@solewise/terms";
import type { RefusalFacts, SampleBlock } from "@solewise/terms";
import type { SignalQuality } from "../foot-recording.ts";
import { EndStops } from "./end-stops.ts";
import { RestAtStart } from "./rest-at-start.ts";
import { CHANNEL_COUNT, US_PER_SEC } from "./row-layout.ts";
import { SampleFingerprint } from "./sample-fingerprint.ts";
import { SampleIntervals } from "./sample-intervals.ts";
import { rateRefusal } from "./sample-rate.ts";

/** A largest reading that comes again is an end stop from this size on: below ±8 g and ±500 °/s, the usual small ranges. */
const ACC_REPEATED_FROM_MPS2 = 75;
const GYR_REPEATED_FROM_RAD_PER_SEC = 8;
/** A plateau of it is one from this size on: below ±2 g and ±125 °/s, the smallest ranges that parts have. */
const ACC_PLATEAU_FROM_MPS2 = 18;
const GYR_PLATEAU_FROM_RAD_PER_SEC = 2.1;
/** The rate is judged early, once this much signal and this many instants are in, so that no 5 GB are read in vain. */
const EARLY_RATE_SEC = 5;
const EARLY_RATE_MIN_SAMPLES = 64;

export interface SignalMeterOptions {
  /** File name for error messages. */
  file: string;
  /** Shortest recording that `check` accepts. Default RECORDING_MIN_SEC; a reference trial may be shorter. */
  minDurationSec?: number;
  /** Full scales that are known, from the header's lines or from the quantisation; null where not. */
  rangeG?: number | null;
  rangeDps?: number | null;
}

/** Measures one recording. Feed every block to `take`, use the block it returns, then `check`, then `quality`. */
export class SignalMeter {
  readonly #file: string;
  readonly #minDurationSec: number;
  readonly #intervals = new SampleIntervals();
  readonly #acc: EndStops;
  readonly #gyr: EndStops;
  readonly #rest = new RestAtStart();
  readonly #fingerprint = new SampleFingerprint();
  #accMagnitudeSum = 0;
  #isRateJudged = false;
  #kept: SampleBlock = { sampleCount: 0, timeUs: new Float64Array(), values: new Float64Array() };

  constructor(options: SignalMeterOptions) {
    const { file, minDurationSec = RECORDING_MIN_SEC, rangeG = null, rangeDps = null } = options;
    this.#file = file;
    this.#minDurationSec = minDurationSec;
    const accRange = rangeG === null ? null : rangeG * GRAVITY_MPS2;
    const gyrRange = rangeDps === null ? null : rangeDps / DEG_PER_RAD;
    this.#acc = new EndStops({
      firstChannel: 0,
      repeatedFrom: ACC_REPEATED_FROM_MPS2,
      plateauFrom: ACC_PLATEAU_FROM_MPS2,
      range: accRange,
    });
    this.#gyr = new EndStops({
      firstChannel: 3,
      repeatedFrom: GYR_REPEATED_FROM_RAD_PER_SEC,
      plateauFrom: GYR_PLATEAU_FROM_RAD_PER_SEC,
      range: gyrRange,
    });
  }

  /**
   * Takes the next block, in time order, and returns it without samples that repeat an instant: the block itself when
   * there are none, else a block of the meter's own that it reuses.
   * @throws InputError when the first seconds show a sample rate that is not analysed
   */
  take(block: SampleBlock): SampleBlock {
    const kept = this.#withoutRepeats(block);
    const { sampleCount, timeUs, values } = kept;
    this.#acc.take(values, sampleCount);
    this.#gyr.take(values, sampleCount);
    this.#rest.take(timeUs, values, sampleCount);
    this.#fingerprint.take(values, sampleCount);
    this.#addMagnitudes(values, sampleCount);
    this.#judgeRateEarly();
    return kept;
  }

  /** Judges the whole recording. Throws InputError when its rate, length or a constant sensor makes it unusable. */
  check(): void {
    if (this.#intervals.sampleCount > 1) this.#judgeRate();
    const durationSec = this.#durationSec();
    if (durationSec < this.#minDurationSec) {
      const durationMinSec = this.#minDurationSec;
      const came = `${belowText(durationSec, durationMinSec)} s`;
      const values = { durationSec, durationMinSec };
      const facts: RefusalFacts = { code: "recording-too-short", values };
      throw this.#refusal(`at least ${durationMinSec} s of samples`, came, "record at least a few strides", facts);
    }
    this.#refuseConstant(this.#acc.constantReadings, "accelerometer");
    this.#refuseConstant(this.#gyr.constantReadings, "gyroscope");
  }

  /** What was measured. Figures that need samples are NaN when there were too few for them; `check` refuses those. */
  quality(): SignalQuality {
    const intervals = this.#intervals;
    const { sampleCount } = intervals;
    const typicalUs = intervals.typicalUs();
    const lostCount = intervals.lostCount(typicalUs);
    return {
      sampleCount,
      firstSampleSec: intervals.firstUs / US_PER_SEC,
      lastSampleSec: intervals.lastUs / US_PER_SEC,
      sampleRateHz: US_PER_SEC / typicalUs,
      lostFraction: lostCount / (lostCount + sampleCount),
      gapCount: intervals.gapCount,
      gapTotalSec: intervals.gapTotalUs / US_PER_SEC,
      duplicatedCount: intervals.duplicatedCount,
      accClippedFraction: this.#acc.clippedCount / sampleCount,
      gyrClippedFraction: this.#gyr.clippedCount / sampleCount,
      accPeakMps2: this.#acc.peak,
      gyrPeakRadPerSec: this.#gyr.peak,
      accMeanMps2: this.#accMagnitudeSum / sampleCount,
      restAtStartSec: this.#rest.restSec,
      fingerprint: this.#fingerprint.text(),
    };
  }

  #withoutRepeats(block: SampleBlock): SampleBlock {
    const { timeUs, sampleCount } = block;
    for (let index = 0; index < sampleCount; index++) {
      if (!this.#intervals.take(timeUs[index] as number)) return this.#compact(block, index);
    }
    return block;
  }

  /** Copies the block without its sample at `repeatedIndex` and later repeats. */
  #compact(block: SampleBlock, repeatedIndex: number): SampleBlock {
    if (this.#kept.timeUs.length < block.sampleCount) {
      const values = new Float64Array(block.sampleCount * CHANNEL_COUNT);
      this.#kept = { sampleCount: 0, timeUs: new Float64Array(block.sampleCount), values };
    }
    const kept = this.#kept;
    kept.timeUs.set(block.timeUs.subarray(0, repeatedIndex));
    kept.values.set(block.values.subarray(0, repeatedIndex * CHANNEL_COUNT));
    kept.sampleCount = repeatedIndex;
    for (let index = repeatedIndex + 1; index < block.sampleCount; index++) {
      const timeUs = block.timeUs[index] as number;
      if (!this.#intervals.take(timeUs)) continue;
      kept.timeUs[kept.sampleCount] = timeUs;
      const sample = block.values.subarray(index * CHANNEL_COUNT, (index + 1) * CHANNEL_COUNT);
      kept.values.set(sample, kept.sampleCount * CHANNEL_COUNT);
      kept.sampleCount++;
    }
    return kept;
  }

  #addMagnitudes(values: Float64Array, sampleCount: number): void {
    let sum = this.#accMagnitudeSum;
    for (let at = 0; at < sampleCount * CHANNEL_COUNT; at += CHANNEL_COUNT) {
      const [x, y, z] = [values[at] as number, values[at + 1] as number, values[at + 2] as number];
      sum += Math.sqrt(x * x + y * y + z * z);
    }
    this.#accMagnitudeSum = sum;
  }

  #durationSec(): number {
    const { sampleCount, spanUs } = this.#intervals;
    return sampleCount < 2 ? 0 : (spanUs + this.#intervals.typicalUs()) / US_PER_SEC;
  }

  #judgeRateEarly(): void {
    const { spanUs, sampleCount } = this.#intervals;
    if (this.#isRateJudged || spanUs < EARLY_RATE_SEC * US_PER_SEC || sampleCount < EARLY_RATE_MIN_SAMPLES) return;
    this.#isRateJudged = true;
    this.#judgeRate();
  }

  #judgeRate(): void {
    const { spanUs, sampleCount } = this.#intervals;
    const refusal = rateRefusal(US_PER_SEC / this.#intervals.typicalUs(), ((sampleCount - 1) / spanUs) * US_PER_SEC);
    if (refusal === null) return;
    const expected = `a sample rate of ${SAMPLE_RATE_MIN_HZ} to ${SAMPLE_RATE_MAX_HZ} Hz`;
    const { came, remedy, sampleRateHz, mistake } = refusal;
    const limits = { sampleRateMinHz: SAMPLE_RATE_MIN_HZ, sampleRateMaxHz: SAMPLE_RATE_MAX_HZ };
    const values = { sampleRateHz, ...limits, mistake };
    throw this.#refusal(expected, came, remedy, { code: "sample-rate-wrong", values });
  }

  #refuseConstant(readings: readonly number[] | null, sensor: string): void {
    if (readings === null) return;
    const shown = readings.join(", ");
    throw this.#refusal(
      `the ${sensor} to move with the foot`,
      `the same readings (${shown}) in every row`,
      "check that the sensor was switched on and its columns exported",
      { code: "sensor-constant", values: { sensor, readings: shown } },
    );
  }

  #refusal(expected: string, came: string, remedy: string, facts: RefusalFacts): InputError {
    return new InputError({ file: this.#file, line: null }, expected, came, remedy, facts);
  }
}

/** A number with two decimals, or as many as show that it is below the limit: 2.995 is not "3.00, at least 3". */
function belowText(value: number, limit: number): string {
  const digits = [2, 3, 6].find((count) => Number(value.toFixed(count)) < limit);
  return digits === undefined ? String(value) : value.toFixed(digits);
}
