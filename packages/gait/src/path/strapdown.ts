// Dead reckoning over one stride from its samples: attitude from the angular rate, then the first and second integral of
// the specific force in the axes that the sensor had at the start. In: readings in time order. Out: `integral`, `velocity`.
// Gravity stays in: path-shape.ts takes it off. Source: GAIT.md "Per sample" 4 and 5; trapezoid, any rate. // PATH4
import { PATH_POINT_COUNT, PATH_WORDS } from "./packed-paths.ts";

const SEC_PER_US = 1e-6;
const LAST_POINT = PATH_POINT_COUNT - 1;

/** One stride at a time: `begin`, `advance` reading by reading up to the end instant; fixed memory. */
export class Strapdown {
  /** ∫∫ of the specific force at each point of the path, m; shape [PATH_POINT_COUNT × 3]. */
  readonly integral = new Float64Array(PATH_WORDS);
  /** ∫ of the specific force from the start to the newest reading, m/s. */
  readonly velocity = new Float64Array(3);
  /** Turns sensor axes into those of the start. */
  readonly #attitude = new Float64Array(4);
  readonly #position = new Float64Array(3);
  /** Specific force at the newest reading in the start's axes, and its angular rate in the sensor's. */
  readonly #force = new Float64Array(3);
  readonly #rate = new Float64Array(3);
  readonly #bias: Float64Array;
  #startUs = 0;
  #spanUs = 1;
  #newestUs = 0;
  /** The point that comes next. */
  #point = 0;

  /** `bias` of the gyroscope, rad/s, is read at every reading. */
  constructor(bias: Float64Array) {
    this.#bias = bias;
  }

  /** Starts at an instant with its reading: six channels of `values` from `at` on. */
  begin(startUs: number, endUs: number, values: Float64Array, at: number): void {
    this.#startUs = startUs;
    this.#newestUs = startUs;
    this.#spanUs = endUs - startUs;
    this.#attitude.fill(0);
    this.#attitude[0] = 1;
    this.#position.fill(0);
    this.velocity.fill(0);
    for (let axis = 0; axis < 3; axis++) {
      this.#force[axis] = values[at + axis] as number;
      this.#rate[axis] = (values[at + 3 + axis] as number) - (this.#bias[axis] as number);
      this.integral[axis] = 0;
    }
    this.#point = 1;
  }

  /** Goes on to the next reading. */
  advance(instantUs: number, values: Float64Array, at: number): void {
    const dt = (instantUs - this.#newestUs) * SEC_PER_US;
    this.#turn(dt, values, at + 3);
    const q = this.#attitude;
    const [w, x, y, z] = [q[0] as number, q[1] as number, q[2] as number, q[3] as number];
    const [fx, fy, fz] = [values[at] as number, values[at + 1] as number, values[at + 2] as number];
    const tx = 2 * (y * fz - z * fy);
    const ty = 2 * (z * fx - x * fz);
    const tz = 2 * (x * fy - y * fx);
    this.#addUp(0, dt, instantUs, fx + w * tx + y * tz - z * ty);
    this.#addUp(1, dt, instantUs, fy + w * ty + z * tx - x * tz);
    this.#addUp(2, dt, instantUs, fz + w * tz + x * ty - y * tx);
    while (this.#pointUs() <= instantUs) this.#point += 1;
    this.#newestUs = instantUs;
  }

  #pointUs(): number {
    return this.#point > LAST_POINT ? Infinity : this.#startUs + (this.#spanUs * this.#point) / LAST_POINT;
  }

  /** q ← q ⊗ exp(½·mean rate·dt), fifth order. */
  #turn(dt: number, values: Float64Array, at: number): void {
    const rate = this.#rate;
    const q = this.#attitude;
    const h = 0.25 * dt;
    const rx = (values[at] as number) - (this.#bias[0] as number);
    const ry = (values[at + 1] as number) - (this.#bias[1] as number);
    const rz = (values[at + 2] as number) - (this.#bias[2] as number);
    const a = h * ((rate[0] as number) + rx);
    const b = h * ((rate[1] as number) + ry);
    const c = h * ((rate[2] as number) + rz);
    rate[0] = rx;
    rate[1] = ry;
    rate[2] = rz;
    const n2 = a * a + b * b + c * c;
    const s = 1 - n2 / 6 + (n2 * n2) / 120;
    const hw = 1 - n2 / 2 + (n2 * n2) / 24;
    const [hx, hy, hz] = [a * s, b * s, c * s];
    const [w, x, y, z] = [q[0] as number, q[1] as number, q[2] as number, q[3] as number];
    q[0] = w * hw - x * hx - y * hy - z * hz;
    q[1] = w * hx + x * hw + y * hz - z * hy;
    q[2] = w * hy - x * hz + y * hw + z * hx;
    q[3] = w * hz + x * hy - y * hx + z * hw;
  }

  /** One axis: the points on the way, then velocity and position; the force changes evenly from reading to reading. */
  #addUp(axis: number, dt: number, instantUs: number, after: number): void {
    const before = this.#force[axis] as number;
    const speed = this.velocity[axis] as number;
    const place = this.#position[axis] as number;
    const change = dt > 0 ? (after - before) / (6 * dt) : 0;
    for (let point = this.#point; point <= LAST_POINT; point++) {
      const pointUs = this.#startUs + (this.#spanUs * point) / LAST_POINT;
      if (pointUs > instantUs) break;
      const t = (pointUs - this.#newestUs) * SEC_PER_US;
      this.integral[point * 3 + axis] = place + (speed + (before / 2 + change * t) * t) * t;
    }
    this.#force[axis] = after;
    this.velocity[axis] = speed + 0.5 * (before + after) * dt;
    this.#position[axis] = place + (speed + (before / 3 + after / 6) * dt) * dt;
  }
}
