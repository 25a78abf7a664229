// Curves read ahead: each at many instants in one go, so that the processor works on several instants at once (Horner's
// rule waits for itself). In: curves and instants in order.
// Out: what `evaluate` leaves in each curve, the same bits, instant by instant.
import type { Curve, CurveRows } from "./curve.ts";

/** Most instants that are read in one go: they and all curves stay in the processor's first cache. */
export const AHEAD_COUNT = 128;
/** Most curves: a phase has eight. */
const CURVES_MAX = 8;

export class CurvesAhead {
  /** Rows of AHEAD_COUNT, one a curve that changes. */
  private readonly rows: CurveRows = {
    values: new Float64Array(CURVES_MAX * AHEAD_COUNT),
    rates: new Float64Array(CURVES_MAX * AHEAD_COUNT),
    accelerations: new Float64Array(CURVES_MAX * AHEAD_COUNT),
  };
  private readonly changing: Curve[] = [];

  /** Reads the curves at up to AHEAD_COUNT instants of `timesSec` from `first` on; returns how many it read. */
  read(curves: readonly Curve[], timesSec: Float64Array, first: number, end: number): number {
    const count = Math.min(AHEAD_COUNT, end - first);
    const { changing, rows } = this;
    changing.length = 0;
    for (const curve of curves) {
      if (curve.isConstant) continue;
      curve.evaluateMany(timesSec, first, count, rows, changing.length * AHEAD_COUNT);
      changing.push(curve);
    }
    // Instant by instant: curves that ring together share most of the work.
    for (let k = 0; k < count; k++) {
      for (let row = 0; row < changing.length; row++) {
        const curve = changing[row] as Curve;
        if (curve.rings) curve.addRinging(timesSec[first + k] as number, rows, row * AHEAD_COUNT + k);
      }
    }
    return count;
  }

  /** Leaves in every curve what `evaluate` would at the `k`th instant read. */
  take(k: number): void {
    const { changing } = this;
    const { values, rates, accelerations } = this.rows;
    for (let row = 0; row < changing.length; row++) {
      const curve = changing[row] as Curve;
      curve.value = values[row * AHEAD_COUNT + k] as number;
      curve.rate = rates[row * AHEAD_COUNT + k] as number;
      curve.acceleration = accelerations[row * AHEAD_COUNT + k] as number;
    }
  }
}

/** Numbers that are needed for a moment only: one array that grows, instead of a new one each time. */
export class ScratchNumbers {
  private numbers = new Float64Array(1024);

  /** Room for `count` numbers; what is in them is left over. */
  room(count: number): Float64Array {
    if (count > this.numbers.length) this.numbers = new Float64Array(2 * count);
    return this.numbers;
  }
}
