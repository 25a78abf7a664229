// A smooth scalar over time, made of polynomial pieces that join with equal value, rate and acceleration (C²).
// In: knots (time, value, rate, acceleration). Out: value, first and second derivative at any time inside.

import { evaluateRingdown, type Ringdown } from "./ringdown.ts";

/** A point the curve passes through. Units: s, the curve's unit, unit/s, unit/s². */
export interface Knot {
  timeSec: number;
  value: number;
  rate: number;
  acceleration: number;
}

/** How many bump coefficients a swing shape has. */
export const BUMP_COUNT = 6;

/** 64·u³(1−u)³·P_k(2u−1), k = 0…5, as monomials of u: they vanish to the second derivative at both ends. */
const BUMPS: readonly (readonly number[])[] = makeBumps();

function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (product[i + j] = (product[i + j] ?? 0) + x * y)));
  return product;
}

function makeBumps(): number[][] {
  const window = [0, 0, 0, 64, -192, 192, -64];
  const argument = [-1, 2];
  const legendre: number[][] = [[1], argument];
  for (let k = 1; k + 1 < BUMP_COUNT; k++) {
    const leading = multiply(argument, legendre[k] ?? []).map((c) => (c * (2 * k + 1)) / (k + 1));
    const previous = legendre[k - 1] ?? [];
    legendre.push(leading.map((c, i) => c - ((previous[i] ?? 0) * k) / (k + 1)));
  }
  return legendre.map((polynomial) => multiply(window, polynomial));
}

/** Coefficients in u = (t − start)/duration of the quintic through two knots. */
function quinticThrough(from: Knot, to: Knot): number[] {
  const h = to.timeSec - from.timeSec;
  const v0 = from.rate * h;
  const v1 = to.rate * h;
  const a0 = from.acceleration * h * h;
  const a1 = to.acceleration * h * h;
  const d = to.value - from.value;
  return [
    from.value,
    v0,
    a0 / 2,
    10 * d - 6 * v0 - 4 * v1 - 1.5 * a0 + 0.5 * a1,
    -15 * d + 8 * v0 + 7 * v1 + 1.5 * a0 - a1,
    6 * d - 3 * v0 - 3 * v1 - 0.5 * a0 + 0.5 * a1,
  ];
}

const ringing = { value: 0, rate: 0, acceleration: 0 };

/** A C² curve; `evaluate` leaves its result in `value`, `rate` and `acceleration`. Outside its knots it extrapolates. */
export class Curve {
  value = 0;
  rate = 0;
  acceleration = 0;
  readonly startsSec: number[] = [];
  readonly durationsSec: number[] = [];
  readonly pieces: number[][] = [];
  private current = 0;
  private swings: Ringdown | null = null;

  /** Knots in rising time order, at least two. */
  constructor(knots: readonly Knot[]) {
    for (let i = 0; i + 1 < knots.length; i++) {
      const from = knots[i];
      const to = knots[i + 1];
      if (from === undefined || to === undefined) continue;
      this.startsSec.push(from.timeSec);
      this.durationsSec.push(to.timeSec - from.timeSec);
      this.pieces.push(quinticThrough(from, to));
    }
  }

  /** Adds scale × Σ coefficient_k × bump_k to the first piece; values, rates and accelerations of its ends stay. */
  addBumps(coefficients: readonly number[], scale: number): this {
    const piece = this.pieces[0];
    if (piece === undefined) return this;
    coefficients.forEach((coefficient, k) => {
      (BUMPS[k] ?? []).forEach((b, power) => {
        piece[power] = (piece[power] ?? 0) + scale * coefficient * b;
      });
    });
    return this;
  }

  /** Adds a decaying oscillation that starts from rest; whoever joins on must take the state from `knotAt`. */
  addRingdown(ringdown: Ringdown): this {
    this.swings = ringdown;
    return this;
  }

  private pieceAt(timeSec: number): number {
    let i = this.current;
    while (i > 0 && timeSec < (this.startsSec[i] ?? 0)) i--;
    while (i + 1 < this.pieces.length && timeSec >= (this.startsSec[i + 1] ?? 0)) i++;
    this.current = i;
    return i;
  }

  evaluate(timeSec: number): void {
    const i = this.pieceAt(timeSec);
    const coefficients = this.pieces[i] ?? [];
    const h = this.durationsSec[i] ?? 1;
    const u = (timeSec - (this.startsSec[i] ?? 0)) / h;
    let value = 0;
    let first = 0;
    let halfSecond = 0;
    for (let k = coefficients.length - 1; k >= 0; k--) {
      halfSecond = halfSecond * u + first;
      first = first * u + value;
      value = value * u + (coefficients[k] ?? 0);
    }
    this.value = value;
    this.rate = first / h;
    this.acceleration = (2 * halfSecond) / (h * h);
    if (this.swings !== null && evaluateRingdown(this.swings, timeSec, ringing)) {
      this.value += ringing.value;
      this.rate += ringing.rate;
      this.acceleration += ringing.acceleration;
    }
  }

  /** The curve's state at an instant as a knot. */
  knotAt(timeSec: number): Knot {
    this.evaluate(timeSec);
    return { timeSec, value: this.value, rate: this.rate, acceleration: this.acceleration };
  }
}

/** A curve that keeps one value. */
export function constantCurve(value: number, startSec: number, endSec: number): Curve {
  const at = (timeSec: number): Knot => ({ timeSec, value, rate: 0, acceleration: 0 });
  return new Curve([at(startSec), at(endSec)]);
}
