// Dead reckoning over one stride from its samples: attitude from the angular rate, then the first and second integral of
// the specific force in the axes that the sensor had at the start. In: the ring, two instants. Out: `integral`, `velocity`.
// Gravity stays in: path-shape.ts takes it off. Source: GAIT.md "Per sample" 4 and 5; trapezoid, any rate. // PATH5
import { GAP_MAX_SEC } from "@solewise/terms";
import { PATH_POINT_COUNT, PATH_WORDS } from "./packed-paths.ts";
import type { SampleRing } from "./sample-ring.ts";

const CHANNELS = 6;
const US_PER_SEC = 1e6;
const SEC_PER_US = 1e-6;
const SILENCE_MAX_US = GAP_MAX_SEC * US_PER_SEC;
const LAST_POINT = PATH_POINT_COUNT - 1;

/** One stride at a time; fixed memory. */
export class Strapdown {
  /** ∫∫ of the specific force at each point of the path, m; shape [PATH_POINT_COUNT × 3]. */
  readonly integral = new Float64Array(PATH_WORDS);
  /** ∫ of the specific force from start to end, m/s. */
  readonly velocity = new Float64Array(3);
  /** The gyroscope's bias, rad/s. */
  readonly #bias: Float64Array;
  /** Turns sensor axes into those of the start. */
  readonly #attitude = new Float64Array(4);
  /** At the newest reading: rate in the sensor's axes, the rest in the start's; and the next reading's force. */
  readonly #rate = new Float64Array(3);
  readonly #force = new Float64Array(3);
  readonly #nextForce = new Float64Array(3);
  readonly #velocity = new Float64Array(3);
  readonly #position = new Float64Array(3);
  /** A reading between two samples. */
  readonly #between = new Float64Array(CHANNELS);

  /** `bias` is read at every stride. */
  constructor(bias: Float64Array) {
    this.#bias = bias;
  }

  /**
   * Integrates from an instant, at or after the sample at `position` and before the next, to another. False when samples
   * are silent for too long, or do not reach the end.
   */
  integrate(ring: SampleRing, position: number, startUs: number, endUs: number): boolean {
    const { timeUs, values, sampleCount } = ring;
    if (!this.#readBetween(ring, position, startUs)) return false;
    this.#start();
    let point = 0;
    let pointUs = startUs;
    let nowUs = startUs;
    for (let next = position + 1; nowUs < endUs; next++) {
      if (next >= sampleCount) return false;
      const slot = ring.slotOf(next);
      const sampleUs = timeUs[slot] as number;
      if (sampleUs - (timeUs[ring.slotOf(next - 1)] as number) > SILENCE_MAX_US) return false;
      const isLast = sampleUs >= endUs;
      if (isLast) this.#readBetween(ring, next - 1, endUs);
      const thenUs = isLast ? endUs : sampleUs;
      const dt = (thenUs - nowUs) * SEC_PER_US;
      if (isLast) this.#turn(dt, this.#between, 0);
      else this.#turn(dt, values, slot * CHANNELS);
      for (; pointUs <= thenUs && point <= LAST_POINT; point++) {
        this.#putPoint(point * 3, (pointUs - nowUs) * SEC_PER_US, dt);
        pointUs = startUs + ((endUs - startUs) * (point + 1)) / LAST_POINT;
      }
      this.#move(dt);
      nowUs = thenUs;
    }
    this.velocity.set(this.#velocity);
    return point > LAST_POINT;
  }

  /** Starts from the reading in `#between`. */
  #start(): void {
    this.#attitude.fill(0);
    this.#attitude[0] = 1;
    this.#velocity.fill(0);
    this.#position.fill(0);
    for (let axis = 0; axis < 3; axis++) {
      this.#force[axis] = this.#between[axis] as number;
      this.#rate[axis] = (this.#between[axis + 3] as number) - (this.#bias[axis] as number);
    }
  }

  /** q ← q ⊗ exp(½ · mean rate · dt), fifth order; then the next reading's specific force in the start's axes. */
  #turn(dt: number, readings: Float64Array, at: number): void {
    const rate = this.#rate;
    const bias = this.#bias;
    const q = this.#attitude;
    const h = 0.25 * dt;
    const rx = (readings[at + 3] as number) - (bias[0] as number);
    const ry = (readings[at + 4] as number) - (bias[1] as number);
    const rz = (readings[at + 5] as number) - (bias[2] as number);
    const a = h * ((rate[0] as number) + rx);
    const b = h * ((rate[1] as number) + ry);
    const c = h * ((rate[2] as number) + rz);
    rate[0] = rx;
    rate[1] = ry;
    rate[2] = rz;
    const n2 = a * a + b * b + c * c;
    const s = 1 - n2 * (1 / 6 - n2 / 120);
    const hw = 1 - n2 * (0.5 - n2 / 24);
    const hx = a * s;
    const hy = b * s;
    const hz = c * s;
    const ow = q[0] as number;
    const ox = q[1] as number;
    const oy = q[2] as number;
    const oz = q[3] as number;
    const w = ow * hw - ox * hx - oy * hy - oz * hz;
    const x = ow * hx + ox * hw + oy * hz - oz * hy;
    const y = ow * hy - ox * hz + oy * hw + oz * hx;
    const z = ow * hz + ox * hy - oy * hx + oz * hw;
    q[0] = w;
    q[1] = x;
    q[2] = y;
    q[3] = z;
    const fx = readings[at] as number;
    const fy = readings[at + 1] as number;
    const fz = readings[at + 2] as number;
    const tx = 2 * (y * fz - z * fy);
    const ty = 2 * (z * fx - x * fz);
    const tz = 2 * (x * fy - y * fx);
    const force = this.#nextForce;
    force[0] = fx + w * tx + y * tz - z * ty;
    force[1] = fy + w * ty + z * tx - x * tz;
    force[2] = fz + w * tz + x * ty - y * tx;
  }

  /** The place `t` after the newest reading, s; the force changes evenly from it to the next, `dt` later. */
  #putPoint(at: number, t: number, dt: number): void {
    for (let axis = 0; axis < 3; axis++) {
      const force = this.#force[axis] as number;
      const change = ((this.#nextForce[axis] as number) - force) / (6 * dt);
      const speed = this.#velocity[axis] as number;
      this.integral[at + axis] = (this.#position[axis] as number) + (speed + (force / 2 + change * t) * t) * t;
    }
  }

  /** Velocity and position at the next reading, which then is the newest. */
  #move(dt: number): void {
    this.#moveAxis(0, dt);
    this.#moveAxis(1, dt);
    this.#moveAxis(2, dt);
  }

  #moveAxis(axis: number, dt: number): void {
    const before = this.#force[axis] as number;
    const after = this.#nextForce[axis] as number;
    const speed = this.#velocity[axis] as number;
    const place = this.#position[axis] as number;
    this.#position[axis] = place + (speed + (before / 3 + after / 6) * dt) * dt;
    this.#velocity[axis] = speed + 0.5 * (before + after) * dt;
    this.#force[axis] = after;
  }

  /** The reading at an instant from `position`'s sample to the next one; false when that is not there. */
  #readBetween(ring: SampleRing, position: number, instantUs: number): boolean {
    if (position + 1 >= ring.sampleCount) return false;
    const { timeUs, values } = ring;
    const [before, after] = [ring.slotOf(position), ring.slotOf(position + 1)];
    const beforeUs = timeUs[before] as number;
    const share = (instantUs - beforeUs) / ((timeUs[after] as number) - beforeUs);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const from = values[before * CHANNELS + channel] as number;
      this.#between[channel] = from + share * ((values[after * CHANNELS + channel] as number) - from);
    }
    return true;
  }
}
