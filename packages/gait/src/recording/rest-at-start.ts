// The first samples → how long the foot was still before it first moved. Judged by how much the readings vary within
// tenths of a second, not by their level: a cheap gyroscope at rest reads up to 5 °/s.
import { DEG_PER_RAD, GRAVITY_MPS2 } from "@solewise/terms";
import { US_PER_SEC } from "./row-layout.ts";

/** Length of a judged piece; the answer is a multiple of it. Range 0.05…0.3 s; shorter ones are ruled by noise. */
const PIECE_SEC = 0.1;
/** Largest spread (root of the summed variances) of the angular rate in a still piece: GAIT.md asks |ω| < 2 °/s. */
const GYR_SPREAD_MAX_RAD_PER_SEC = 2 / DEG_PER_RAD;
/** Largest mean angular rate of a still piece: a bias of 5 °/s on each axis, and reserve. */
const GYR_LEVEL_MAX_RAD_PER_SEC = 10 / DEG_PER_RAD;
/** Largest standard deviation of |f| in a still piece; cheap sensors make 0.03…0.1 at rest, a swaying foot 0.2. */
const ACC_SPREAD_MAX_MPS2 = 0.4;
/** Largest distance of the mean |f| from gravity: a bias and scale error of a cheap sensor. */
const ACC_LEVEL_MAX_MPS2 = 1.5;
/** A drift of the mean rate from piece to piece beyond this is a slow movement. */
const GYR_DRIFT_MAX_RAD_PER_SEC = 2 / DEG_PER_RAD;

/** Watches the beginning of a recording; costs nothing once the foot has moved. */
export class RestAtStart {
  #isOver = false;
  #startUs = Number.NaN;
  #pieceStartUs = Number.NaN;
  #restUs = 0;
  #count = 0;
  #accSum = 0;
  #accSquareSum = 0;
  readonly #gyrSum = new Float64Array(3);
  readonly #gyrSquareSum = new Float64Array(3);
  #firstMean: readonly number[] | null = null;

  /** How long the foot was still from the first sample on; 0 when it moved at once. */
  get restSec(): number {
    return this.#restUs / US_PER_SEC;
  }

  take(timeUs: Float64Array, values: Float64Array, sampleCount: number): void {
    for (let index = 0; index < sampleCount && !this.#isOver; index++) {
      const nowUs = timeUs[index] as number;
      if (Number.isNaN(this.#startUs)) this.#startUs = this.#pieceStartUs = nowUs;
      if (nowUs - this.#pieceStartUs >= PIECE_SEC * US_PER_SEC) this.#judgePiece(nowUs);
      this.#add(values, index * 6);
    }
  }

  #add(values: Float64Array, base: number): void {
    const [x, y, z] = [values[base] as number, values[base + 1] as number, values[base + 2] as number];
    const acc = Math.sqrt(x * x + y * y + z * z);
    this.#count++;
    this.#accSum += acc;
    this.#accSquareSum += acc * acc;
    for (let axis = 0; axis < 3; axis++) {
      const rate = values[base + 3 + axis] as number;
      this.#gyrSum[axis] = (this.#gyrSum[axis] as number) + rate;
      this.#gyrSquareSum[axis] = (this.#gyrSquareSum[axis] as number) + rate * rate;
    }
  }

  #judgePiece(nowUs: number): void {
    if (!this.#isStill()) {
      this.#isOver = true;
      return;
    }
    this.#restUs = nowUs - this.#startUs;
    this.#pieceStartUs = nowUs;
    this.#count = this.#accSum = this.#accSquareSum = 0;
    this.#gyrSum.fill(0);
    this.#gyrSquareSum.fill(0);
  }

  #isStill(): boolean {
    const count = this.#count;
    const accMean = this.#accSum / count;
    const accVariance = Math.max(0, this.#accSquareSum / count - accMean * accMean);
    const gyrMean = Array.from(this.#gyrSum, (sum) => sum / count);
    const gyrVariance = gyrMean.reduce(
      (sum, mean, axis) => sum + (this.#gyrSquareSum[axis] as number) / count - mean * mean,
      0,
    );
    this.#firstMean ??= gyrMean;
    const drift = Math.hypot(...gyrMean.map((mean, axis) => mean - (this.#firstMean?.[axis] ?? 0)));
    return (
      Math.abs(accMean - GRAVITY_MPS2) <= ACC_LEVEL_MAX_MPS2 &&
      Math.sqrt(accVariance) <= ACC_SPREAD_MAX_MPS2 &&
      Math.sqrt(Math.max(0, gyrVariance)) <= GYR_SPREAD_MAX_RAD_PER_SEC &&
      Math.hypot(...gyrMean) <= GYR_LEVEL_MAX_RAD_PER_SEC &&
      drift <= GYR_DRIFT_MAX_RAD_PER_SEC
    );
  }
}
