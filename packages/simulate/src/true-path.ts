// Where a foot's sensor truly is. In: settings, seed, foot and instants of the course (s; the left
// recording's clock when it starts with the course). Out: its positions in the world (x along the first heading, y left,
// z up), m, from where it was when the course began; vibration in its bed left aside. Rule SIM27.
import type { Side } from "@solewise/terms";
import { walkFootPath } from "./foot-path.ts";
import type { FootPhase } from "./foot-phase.ts";
import { planFootfalls } from "./footfalls.ts";
import { computeFootMotion, createFootMotion, createSensorArm } from "./rolling.ts";
import { leverArm } from "./sensor.ts";
import type { VirtualRunnerSettings } from "./settings.ts";

/** Simpson step, s; in between the way is taken as straight: within 0.1 mm at 200 m/s². */
const STEP_SEC = 0.002;

/** Goes along the foot's phases and writes down where it is at the instants it passes. */
class PathWalk {
  readonly positions: Float64Array;
  readonly #instantsSec: readonly number[];
  /** Positions in `instantsSec` in the order of time. */
  readonly #order: readonly number[];
  readonly #arm;
  readonly #motion = createFootMotion();
  readonly #place: [number, number, number] = [0, 0, 0];
  readonly #mirror: number;
  #index = 0;

  constructor(settings: VirtualRunnerSettings, side: Side, instantsSec: readonly number[]) {
    this.#arm = createSensorArm(leverArm(settings.sensor));
    this.#mirror = side === "left" ? -1 : 1;
    this.#instantsSec = instantsSec;
    this.#order = instantsSec
      .map((_, index) => index)
      .toSorted((a, b) => (instantsSec[a] ?? 0) - (instantsSec[b] ?? 0));
    this.positions = new Float64Array(instantsSec.length * 3).fill(Number.NaN);
  }

  get isDone(): boolean {
    return this.#index === this.#instantsSec.length;
  }

  go(phase: FootPhase): void {
    const count = Math.max(1, Math.ceil((phase.endSec - phase.startSec) / STEP_SEC));
    const stepSec = (phase.endSec - phase.startSec) / count;
    let before = this.#velocityAt(phase, phase.startSec);
    for (let k = 0; k < count && !this.isDone; k++) {
      const startSec = phase.startSec + k * stepSec;
      const middle = this.#velocityAt(phase, startSec + stepSec / 2);
      const after = this.#velocityAt(phase, startSec + stepSec);
      const way = before.map((v, axis) => (stepSec / 6) * (v + 4 * (middle[axis] ?? 0) + (after[axis] ?? 0)));
      this.#writeUntil(startSec, stepSec, way);
      for (const axis of [0, 1, 2] as const) this.#place[axis] += way[axis] ?? 0;
      before = after;
    }
  }

  #velocityAt(phase: FootPhase, sec: number): number[] {
    computeFootMotion(phase, sec, this.#arm, this.#motion);
    return [...this.#motion.sensorVelocity];
  }

  #writeUntil(startSec: number, stepSec: number, way: readonly number[]): void {
    for (; !this.isDone; this.#index++) {
      const asked = this.#order[this.#index] ?? 0;
      const share = ((this.#instantsSec[asked] ?? 0) - startSec) / stepSec;
      if (share >= 1) return;
      if (share < 0) continue;
      for (const axis of [0, 1, 2] as const) {
        const signed = axis === 1 ? this.#mirror : 1;
        this.positions[asked * 3 + axis] = signed * (this.#place[axis] + share * (way[axis] ?? 0));
      }
    }
  }
}

/** Positions of one foot's sensor at instants in any order, shape [instants × 3]; NaN before its first stand and after its last step. */
export function trueSensorPath(
  settings: VirtualRunnerSettings,
  seed: number,
  side: Side,
  instantsSec: readonly number[],
): Float64Array {
  const { footfalls } = planFootfalls(settings, seed);
  const walk = new PathWalk(settings, side, instantsSec);
  for (const { contact, swing } of walkFootPath(footfalls.filter((fall) => fall.side === side))) {
    walk.go(contact);
    walk.go(swing);
    if (walk.isDone) break;
  }
  return walk.positions;
}
