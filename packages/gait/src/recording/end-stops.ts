// Readings of one sensor (three axes) → peak, constancy and how many samples sat at the end stop. In: samples in order.
// Out: counts. A sensor at its end stop gives its largest reading again and again, to the last digit; smooth peaks differ.
// A stated range gives the stop away directly.

/** Share of a stated full scale from which a reading counts as clipped. GAIT.md, "Frames and signs". */
const RANGE_FRACTION = 0.98;
/** An axis whose largest reading comes this often, to the last digit, was stopped there. Range 3…10. */
const EXTREME_MIN_COUNT = 3;
/**
 * Below the usual ranges, coarse readings of smooth peaks repeat by chance. There a stop needs this many samples that
 * repeat the one before them at the largest reading. Default 5, range 3…20. Engineering estimate.
 */
const PLATEAU_MIN_COUNT = 5;
/** And the plateau must be run into, not rolled onto: its first sample lies this share of itself above the one before. */
const PLATEAU_STEP_MIN_FRACTION = 0.03;

/** What to look for in one sensor's axes. */
export interface EndStopSettings {
  /** First of the three channels in a sample: 0 accelerometer, 3 gyroscope. */
  firstChannel: 0 | 3;
  /** A largest reading that comes again is an end stop from this size on, m/s² or rad/s. */
  repeatedFrom: number;
  /** A largest reading that stays from sample to sample is one from this smaller size on, m/s² or rad/s. */
  plateauFrom: number;
  /** Stated full scale, m/s² or rad/s; null where unknown. */
  range: number | null;
}

/** Watches one sensor's readings. */
export class EndStops {
  readonly #firstChannel: number;
  readonly #repeatedFrom: number;
  readonly #plateauFrom: number;
  readonly #rangeFrom: number;
  #peak = 0;
  #stoppedCount = 0;
  // Largest reading of x, y, z and of −x, −y, −z, how often each came, how often right after itself.
  readonly #extremes = new Float64Array(6);
  readonly #extremeCounts = new Float64Array(6);
  readonly #plateauCounts = new Float64Array(6);
  readonly #extremeAt = new Float64Array(6).fill(Number.NEGATIVE_INFINITY);
  readonly #wasRunInto = new Uint8Array(6);
  #sampleCount = 0;
  #isConstant = true;
  #previous: [number, number, number] | null = null;

  constructor(settings: EndStopSettings) {
    this.#firstChannel = settings.firstChannel;
    this.#repeatedFrom = settings.repeatedFrom;
    this.#plateauFrom = settings.plateauFrom;
    this.#rangeFrom = settings.range === null ? Number.POSITIVE_INFINITY : settings.range * RANGE_FRACTION;
  }

  /** Largest absolute reading of one axis. */
  get peak(): number {
    return this.#peak;
  }

  /** Samples with any axis at its end stop: the larger of the counts that the signs give, they show the same samples. */
  get clippedCount(): number {
    const atExtremes = this.#extremeCounts.reduce((sum, count, way) => (this.#isStop(way) ? sum + count : sum), 0);
    return Math.max(this.#stoppedCount, atExtremes);
  }

  #isStop(way: number): boolean {
    if ((this.#extremes[way] as number) < this.#repeatedFrom) {
      return (this.#plateauCounts[way] as number) >= PLATEAU_MIN_COUNT;
    }
    return (this.#extremeCounts[way] as number) >= EXTREME_MIN_COUNT;
  }

  /** The three readings when they have never changed, else null. */
  get constantReadings(): readonly number[] | null {
    return this.#isConstant ? this.#previous : null;
  }

  /** Takes `sampleCount` samples of six interleaved channels. */
  take(values: Float64Array, sampleCount: number): void {
    if (sampleCount === 0) return;
    const first = this.#firstChannel;
    const large = Math.min(this.#plateauFrom, this.#rangeFrom);
    let [x, y, z] = this.#previous ?? [
      values[first] as number,
      values[first + 1] as number,
      values[first + 2] as number,
    ];
    for (let at = first; at < sampleCount * 6; at += 6) {
      const nextX = values[at] as number;
      const nextY = values[at + 1] as number;
      const nextZ = values[at + 2] as number;
      if (nextX !== x || nextY !== y || nextZ !== z) this.#isConstant = false;
      const size = Math.max(Math.abs(nextX), Math.abs(nextY), Math.abs(nextZ));
      if (size > this.#peak) this.#peak = size;
      if (size >= large) {
        if (size >= this.#rangeFrom) this.#stoppedCount++;
        const sampleAt = this.#sampleCount + (at - first) / 6;
        this.#noteExtreme(0, nextX, x, sampleAt);
        this.#noteExtreme(1, nextY, y, sampleAt);
        this.#noteExtreme(2, nextZ, z, sampleAt);
      }
      x = nextX;
      y = nextY;
      z = nextZ;
    }
    this.#previous = [x, y, z];
    this.#sampleCount += sampleCount;
  }

  /** One axis's reading and the one before it, at the sample of that number. */
  #noteExtreme(axis: number, reading: number, before: number, sampleAt: number): void {
    const size = Math.abs(reading);
    const way = reading < 0 ? axis + 3 : axis;
    const extreme = this.#extremes[way] as number;
    if (size < this.#plateauFrom || size < extreme) return;
    if (size > extreme) {
      this.#extremes[way] = size;
      this.#extremeCounts[way] = 0;
      this.#plateauCounts[way] = 0;
    }
    if (size > extreme || this.#extremeAt[way] !== sampleAt - 1) {
      this.#wasRunInto[way] = Math.abs(reading - before) >= PLATEAU_STEP_MIN_FRACTION * size ? 1 : 0;
    } else {
      this.#plateauCounts[way] = (this.#plateauCounts[way] as number) + (this.#wasRunInto[way] as number);
    }
    this.#extremeCounts[way] = (this.#extremeCounts[way] as number) + 1;
    this.#extremeAt[way] = sampleAt;
  }
}
