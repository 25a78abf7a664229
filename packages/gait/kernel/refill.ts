// What an accelerometer lost at its end stop. A run of clipped cells is filled with the parabola that continues the slopes
// of its flanks, as soon as the run has ended; the ring has room for twice the input's range. In: the newest cell. A sprinter's
// foot needs 25 g in mid-swing; without this 8 m/s read 11 % short (simulated). Method: own, GAIT.md names the need.
import { FLAG_ACC_CLIPPED_X } from "./clipping";
import { STILL_CELLS } from "./params";
import { cellAt } from "./ring";
import { S, clippedFrom, ringCounts } from "./state";

/** A longer run is no swing's, cells (200 ms). */
const RUN_MAX_CELLS: i32 = 40;

function countOf(k: i32, axis: i32, sign: i32): i32 {
  return sign * i32(unchecked(ringCounts[cellAt(k) + axis]));
}

/** Adds counts to one cell; the stillness window's sums follow. */
function addTo(k: i32, axis: i32, count: i32): void {
  const at: i32 = cellAt(k) + axis;
  const before: i32 = i32(unchecked(ringCounts[at]));
  let after: i32 = before + count;
  if (after > 32767) after = 32767;
  if (after < -32767) after = -32767;
  unchecked((ringCounts[at] = i16(after)));
  if (k < S.newest - STILL_CELLS) return;
  if (axis == 0) S.forceSumX += after - before;
  else if (axis == 1) S.forceSumY += after - before;
  else S.forceSumZ += after - before;
}

/** Fills cells [first, last], the flanks being their outer cells and those outside. */
function fillRun(first: i32, last: i32, axis: i32): void {
  const cells: i32 = last - first;
  if (cells < 2 || cells > RUN_MAX_CELLS) return;
  const sign: i32 = countOf(first + 1, axis, 1) < 0 ? -1 : 1;
  const entry: i32 = countOf(first, axis, sign) - countOf(first - 1, axis, sign);
  const exit: i32 = countOf(last, axis, sign) - countOf(last + 1, axis, sign);
  if (entry <= 0 || exit <= 0) return;
  const slope: f32 = 0.5 * f32(sign) * f32(entry + exit);
  for (let i: i32 = 1; i < cells; i++) {
    const x: f32 = f32(i);
    addTo(first + i, axis, i32(slope * x * (1 - x / f32(cells))));
  }
}

/** Looks at the newest cell, before it enters the stillness window; `flags` are those of its samples. */
export function refillClipped(flags: i32): void {
  const k: i32 = S.newest;
  for (let axis: i32 = 0; axis < 3; axis++) {
    const from: i32 = unchecked(clippedFrom[axis]);
    if ((flags & (FLAG_ACC_CLIPPED_X << axis)) != 0) {
      if (from == 0) unchecked((clippedFrom[axis] = k));
    } else if (from != 0) {
      unchecked((clippedFrom[axis] = 0));
      fillRun(from, k - 1, axis);
    }
  }
}
