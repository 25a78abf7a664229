// Readings of one sensor (three axes) → peak, constancy and how many samples sat at the end stop. In: samples in order.
// Out: counts. A sensor at its end stop gives its largest reading again and again, to the last digit; smooth peaks differ.
// A stated range gives the stop away directly.

/** Share of a stated full scale from which a reading counts as clipped. GAIT.md, "Frames and signs". */
const RANGE_FRACTION = 0.98;
/** An axis whose largest reading comes this often, to the last digit, was stopped there. Range 3…10. */
const EXTREME_MIN_COUNT = 3;

/** What to look for in one sensor's axes. */
export interface EndStopSettings {
  /** First of the three channels in a sample: 0 accelerometer, 3 gyroscope. */
  firstChannel: 0 | 3;
  /** A largest reading that comes again is an end stop from this size on, m/s² or rad/s. */
  repeatedFrom: number;
  /** Stated full scale, m/s² or rad/s; null where unknown. */
  range: number | null;
}

/** Watches one sensor's readings. */
export class EndStops {
  readonly #firstChannel: number;
  readonly #repeatedFrom: number;
  readonly #rangeFrom: number;
  #peak = 0;
  #stoppedCount = 0;
  // Largest reading of x, y, z and of −x, −y, −z, and how often each came.
  readonly #extremes = new Float64Array(6);
  readonly #extremeCounts = new Float64Array(6);
  #isConstant = true;
  #previous: [number, number, number] | null = null;

  constructor(settings: EndStopSettings) {
    this.#firstChannel = settings.firstChannel;
    this.#repeatedFrom = settings.repeatedFrom;
    this.#rangeFrom = settings.range === null ? Number.POSITIVE_INFINITY : settings.range * RANGE_FRACTION;
  }

  /** Largest absolute reading of one axis. */
  get peak(): number {
    return this.#peak;
  }

  /** Samples with any axis at its end stop: the larger of the counts that the signs give, they show the same samples. */
  get clippedCount(): number {
    const atExtremes = this.#extremeCounts.reduce((sum, count) => (count >= EXTREME_MIN_COUNT ? sum + count : sum), 0);
    return Math.max(this.#stoppedCount, atExtremes);
  }

  /** The three readings when they have never changed, else null. */
  get constantReadings(): readonly number[] | null {
    return this.#isConstant ? this.#previous : null;
  }

  /** Takes `sampleCount` samples of six interleaved channels. */
  take(values: Float64Array, sampleCount: number): void {
    if (sampleCount === 0) return;
    const first = this.#firstChannel;
    const large = Math.min(this.#repeatedFrom, this.#rangeFrom);
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
        this.#noteExtremes(nextX, nextY, nextZ);
      }
      x = nextX;
      y = nextY;
      z = nextZ;
    }
    this.#previous = [x, y, z];
  }

  #noteExtremes(...readings: [number, number, number]): void {
    for (let direction = 0; direction < 6; direction++) {
      const reading = (direction < 3 ? 1 : -1) * (readings[direction % 3] as number);
      const extreme = this.#extremes[direction] as number;
      if (reading < this.#repeatedFrom || reading < extreme) continue;
      this.#extremeCounts[direction] = reading > extreme ? 1 : (this.#extremeCounts[direction] as number) + 1;
      this.#extremes[direction] = reading;
    }
  }
}
