// The gyroscope's bias from half seconds of rest. In: the ring's samples up to a stride's start, each looked at once. Out:
// `bias`, rad/s in sensor axes. Method: the kernel's rest.ts (GAIT.md "Per sample" 1); spans, limits and gain [E]. // PATH7
import { GRAVITY_MPS2 } from "@solewise/terms";
import type { SampleRing } from "./sample-ring.ts";

const CHANNELS = 6;
/** Length of one lesson, µs. */
const LESSON_US = 500_000;
/** A still foot's rate stays within this of the lesson's first reading on each axis, and is a bias below that, rad/s. */
const RATE_SPREAD = 0.05;
const BIAS_MAX = 0.2;
/** Its specific force is this near gravity, m/s². */
const FORCE_SPREAD = 0.8;
/** Share that a lesson after the first one teaches. */
const LESSON_GAIN = 0.5;
/**
 * Samples before a stride that are looked at: 2.3 s at 450 Hz, 12.8 s at 80 Hz. A fixed number, still in the ring whenever
 * the stride is told, so that the lessons do not depend on how the samples came in.
 */
const LOOK_BACK_SAMPLES = 1024;

/** Learns as strides come; 0 until the first rest. */
export class RestBias {
  readonly bias = new Float64Array(3);
  #lessonCount = 0;
  /** Position after the last one looked at. */
  #next = 0;
  #startUs = 0;
  #stillCount = 0;
  readonly #first = new Float64Array(3);
  readonly #sum = new Float64Array(3);

  /** Looks at the samples before position `end`. */
  learn(ring: SampleRing, end: number): void {
    if (this.#next < end - LOOK_BACK_SAMPLES) {
      this.#next = end - LOOK_BACK_SAMPLES;
      this.#stillCount = 0;
    }
    const { timeUs, values } = ring;
    for (; this.#next < end; this.#next++) {
      const slot = ring.slotOf(this.#next);
      if (this.#isStill(values, slot * CHANNELS)) this.#add(values, slot * CHANNELS, timeUs[slot] as number);
      else this.#stillCount = 0;
    }
  }

  #isStill(values: Float64Array, at: number): boolean {
    const first = this.#first;
    for (let axis = 0; axis < 3; axis++) {
      const rate = values[at + 3 + axis] as number;
      if (!(Math.abs(rate) < BIAS_MAX)) return false;
      if (this.#stillCount > 0 && Math.abs(rate - (first[axis] as number)) > RATE_SPREAD) return false;
    }
    const [fx, fy, fz] = [values[at] as number, values[at + 1] as number, values[at + 2] as number];
    return Math.abs(Math.sqrt(fx * fx + fy * fy + fz * fz) - GRAVITY_MPS2) < FORCE_SPREAD;
  }

  #add(values: Float64Array, at: number, instantUs: number): void {
    if (this.#stillCount === 0) {
      this.#startUs = instantUs;
      this.#sum.fill(0);
      for (let axis = 0; axis < 3; axis++) this.#first[axis] = values[at + 3 + axis] as number;
    }
    this.#stillCount += 1;
    for (let axis = 0; axis < 3; axis++) {
      this.#sum[axis] = (this.#sum[axis] as number) + (values[at + 3 + axis] as number);
    }
    if (instantUs - this.#startUs >= LESSON_US) this.#teach();
  }

  #teach(): void {
    const gain = this.#lessonCount === 0 ? 1 : LESSON_GAIN;
    for (let axis = 0; axis < 3; axis++) {
      const mean = (this.#sum[axis] as number) / this.#stillCount;
      this.bias[axis] = (this.bias[axis] as number) + gain * (mean - (this.bias[axis] as number));
    }
    this.#lessonCount += 1;
    this.#stillCount = 0;
  }
}
