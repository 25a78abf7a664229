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
const BUMP_COUNT = 6;

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

/** A piece in memory: start, duration, then up to twelve coefficients in rising powers (a quintic with bumps). */
const PIECE_NUMBERS = 14;
const DURATION = 1;
const COEFFICIENTS = 2;
const QUINTIC_COEFFICIENTS = 6;
const BUMPED_COEFFICIENTS = 12;

/** Writes the quintic through two knots at `numbers[at…]`, told in u = (t − start)/duration. */
function writeQuintic(from: Knot, to: Knot, numbers: Float64Array, at: number): void {
  const h = to.timeSec - from.timeSec;
  const v0 = from.rate * h;
  const v1 = to.rate * h;
  const a0 = from.acceleration * h * h;
  const a1 = to.acceleration * h * h;
  const d = to.value - from.value;
  numbers[at] = from.timeSec;
  numbers[at + DURATION] = h;
  const first = at + COEFFICIENTS;
  numbers[first] = from.value;
  numbers[first + 1] = v0;
  numbers[first + 2] = a0 / 2;
  numbers[first + 3] = 10 * d - 6 * v0 - 4 * v1 - 1.5 * a0 + 0.5 * a1;
  numbers[first + 4] = -15 * d + 8 * v0 + 7 * v1 + 1.5 * a0 - a1;
  numbers[first + 5] = 6 * d - 3 * v0 - 3 * v1 - 0.5 * a0 + 0.5 * a1;
}

/** Where many instants of curves are written: one number an instant, each. */
export interface CurveRows {
  values: Float64Array;
  rates: Float64Array;
  accelerations: Float64Array;
}

const ringing = { value: 0, rate: 0, acceleration: 0 };

/** A C² curve; `evaluate` leaves its result in `value`, `rate` and `acceleration`. Outside its knots it extrapolates. */
export class Curve {
  value = Number.NaN;
  rate = Number.NaN;
  acceleration = Number.NaN;
  private readonly numbers: Float64Array;
  private readonly lastAt: number;
  private hasBumps = false;
  /** Whether the curve keeps one value: such curves are many, and cost nothing. */
  isConstant = false;
  private swings: Ringdown | null = null;
  /** Where the piece of the last instant begins in `numbers`, and the instants that stay in it; half-open, s. */
  private at = 0;
  private pieceFromSec = Number.POSITIVE_INFINITY;
  private pieceUntilSec = Number.NEGATIVE_INFINITY;

  /** Knots in rising time order, at least two. */
  constructor(knots: readonly Knot[]) {
    this.numbers = new Float64Array((knots.length - 1) * PIECE_NUMBERS);
    this.lastAt = this.numbers.length - PIECE_NUMBERS;
    for (let i = 0; i + 1 < knots.length; i++) {
      writeQuintic(knots[i] as Knot, knots[i + 1] as Knot, this.numbers, i * PIECE_NUMBERS);
    }
    this.findConstant();
  }

  /** Adds scale × Σ coefficient_k × bump_k to the first piece; values, rates and accelerations of its ends stay. */
  addBumps(coefficients: readonly number[], scale: number): this {
    for (let k = 0; k < coefficients.length; k++) {
      const share = scale * (coefficients[k] as number);
      const bump = BUMPS[k] ?? [];
      for (let power = 0; power < bump.length; power++) {
        this.numbers[COEFFICIENTS + power] =
          (this.numbers[COEFFICIENTS + power] as number) + share * (bump[power] as number);
      }
    }
    this.hasBumps = true;
    this.findConstant();
    return this;
  }

  /** Adds a decaying oscillation that starts from rest; whoever joins on must take the state from `knotAt`. */
  addRingdown(ringdown: Ringdown): this {
    this.swings = ringdown;
    this.findConstant();
    return this;
  }

  private findConstant(): void {
    this.isConstant = this.lastAt === 0 && this.swings === null;
    for (let k = COEFFICIENTS + 1; k < PIECE_NUMBERS; k++) this.isConstant &&= this.numbers[k] === 0;
    if (!this.isConstant) return;
    this.value = this.numbers[COEFFICIENTS] as number;
    this.rate = 0;
    this.acceleration = 0;
  }

  /** Goes on from the piece it was in: instants come in order mostly. */
  private enterPiece(timeSec: number): void {
    const { numbers, lastAt } = this;
    let at = this.at;
    while (at > 0 && timeSec < (numbers[at] as number)) at -= PIECE_NUMBERS;
    while (at < lastAt && timeSec >= (numbers[at + PIECE_NUMBERS] as number)) at += PIECE_NUMBERS;
    this.at = at;
    this.pieceFromSec = at > 0 ? (numbers[at] as number) : Number.NEGATIVE_INFINITY;
    this.pieceUntilSec = at < lastAt ? (numbers[at + PIECE_NUMBERS] as number) : Number.POSITIVE_INFINITY;
  }

  /** Horner's rule is written out: a loop whose length changes from curve to curve is guessed wrong by the processor. */
  evaluate(timeSec: number): void {
    if (this.isConstant) return;
    if (timeSec < this.pieceFromSec || timeSec >= this.pieceUntilSec) this.enterPiece(timeSec);
    const c = this.numbers;
    const at = this.at;
    const h = c[at + DURATION] as number;
    const u = (timeSec - (c[at] as number)) / h;
    let value = 0;
    let slope = 0;
    let bend = 0;
    if (this.hasBumps && at === 0) {
      bend = bend * u + slope;
      slope = slope * u + value;
      value = value * u + (c[at + 13] as number);
      bend = bend * u + slope;
      slope = slope * u + value;
      value = value * u + (c[at + 12] as number);
      bend = bend * u + slope;
      slope = slope * u + value;
      value = value * u + (c[at + 11] as number);
      bend = bend * u + slope;
      slope = slope * u + value;
      value = value * u + (c[at + 10] as number);
      bend = bend * u + slope;
      slope = slope * u + value;
      value = value * u + (c[at + 9] as number);
      bend = bend * u + slope;
      slope = slope * u + value;
      value = value * u + (c[at + 8] as number);
    }
    bend = bend * u + slope;
    slope = slope * u + value;
    value = value * u + (c[at + 7] as number);
    bend = bend * u + slope;
    slope = slope * u + value;
    value = value * u + (c[at + 6] as number);
    bend = bend * u + slope;
    slope = slope * u + value;
    value = value * u + (c[at + 5] as number);
    bend = bend * u + slope;
    slope = slope * u + value;
    value = value * u + (c[at + 4] as number);
    bend = bend * u + slope;
    slope = slope * u + value;
    value = value * u + (c[at + 3] as number);
    bend = bend * u + slope;
    slope = slope * u + value;
    value = value * u + (c[at + 2] as number);
    this.value = value;
    this.rate = slope / h;
    this.acceleration = (2 * bend) / (h * h);
    if (this.swings !== null && evaluateRingdown(this.swings, timeSec, ringing)) {
      this.value += ringing.value;
      this.rate += ringing.rate;
      this.acceleration += ringing.acceleration;
    }
  }

  /** Whether it has a decaying oscillation. */
  get rings(): boolean {
    return this.swings !== null;
  }

  /** Writes the curve, without what rings, at `count` instants from `first` on to `rows[at…]`. */
  evaluateMany(timesSec: Float64Array, first: number, count: number, rows: CurveRows, at: number): void {
    const end = first + count;
    for (let from = first; from < end;) {
      const timeSec = timesSec[from] as number;
      if (timeSec < this.pieceFromSec || timeSec >= this.pieceUntilSec) this.enterPiece(timeSec);
      let to = from + 1;
      while (to < end && this.isInPiece(timesSec[to] as number)) to++;
      this.evaluateStretch(timesSec, from, to, rows, at - first);
      from = to;
    }
  }

  private isInPiece(timeSec: number): boolean {
    return timeSec >= this.pieceFromSec && timeSec < this.pieceUntilSec;
  }

  /** The instants from…to lie in one piece: the loops are of steady length, and no instant waits for another. */
  private evaluateStretch(timesSec: Float64Array, from: number, to: number, rows: CurveRows, at: number): void {
    const { values, rates, accelerations } = rows;
    const c = this.numbers;
    const piece = this.at;
    const startSec = c[piece] as number;
    const h = c[piece + DURATION] as number;
    const low = piece + COEFFICIENTS;
    const high = low + (this.hasBumps && piece === 0 ? BUMPED_COEFFICIENTS : QUINTIC_COEFFICIENTS) - 1;
    for (let i = from; i < to; i++) {
      const u = ((timesSec[i] as number) - startSec) / h;
      let value = 0;
      let slope = 0;
      let bend = 0;
      for (let k = high; k >= low; k--) {
        bend = bend * u + slope;
        slope = slope * u + value;
        value = value * u + (c[k] as number);
      }
      values[at + i] = value;
      rates[at + i] = slope / h;
      accelerations[at + i] = (2 * bend) / (h * h);
    }
  }

  /** Adds what rings at an instant to `rows[at]`. */
  addRinging(timeSec: number, { values, rates, accelerations }: CurveRows, at: number): void {
    if (this.swings === null || !evaluateRingdown(this.swings, timeSec, ringing)) return;
    values[at] = (values[at] as number) + ringing.value;
    rates[at] = (rates[at] as number) + ringing.rate;
    accelerations[at] = (accelerations[at] as number) + ringing.acceleration;
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
