// The stillness of the cell in the middle of the newest 13, from running sums in integers: exact, so they never drift.
import { STILL_CELLS } from "./params";
import { cellAt, stillnessFromSums } from "./ring";
import { S, ringCounts } from "./state";
import { norm3 } from "./vector";
import { toFloat } from "./wide";

export function clearSums(): void {
  S.squareSum = 0;
  S.forceSumX = 0;
  S.forceSumY = 0;
  S.forceSumZ = 0;
  S.rateSumX = 0;
  S.rateSumY = 0;
  S.rateSumZ = 0;
}

function countIn(i: i32): i32 {
  return i32(unchecked(ringCounts[i]));
}

/** Moves the window to end at cell k. */
export function slideSums(k: i32): void {
  account(k, k >= STILL_CELLS);
}

/** Moves the window anywhere: to end at cell k, 12 or more. Slid forward from there it has the same sums as ever. */
export function placeSums(k: i32): void {
  clearSums();
  for (let m: i32 = k - STILL_CELLS + 1; m <= k; m++) account(m, false);
}

/** Adds cell k less, when the window is full, the one that leaves it: in one step. */
function account(k: i32, full: bool): void {
  const i: i32 = cellAt(k);
  let fx: i32 = countIn(i);
  let fy: i32 = countIn(i + 1);
  let fz: i32 = countIn(i + 2);
  let wx: i32 = countIn(i + 3);
  let wy: i32 = countIn(i + 4);
  let wz: i32 = countIn(i + 5);
  let square: i64 = i64(wx * wx) + i64(wy * wy) + i64(wz * wz);
  if (full) {
    const o: i32 = cellAt(k - STILL_CELLS);
    const ox: i32 = countIn(o + 3);
    const oy: i32 = countIn(o + 4);
    const oz: i32 = countIn(o + 5);
    square = i64(wx * wx - ox * ox) + i64(wy * wy - oy * oy) + i64(wz * wz - oz * oz);
    fx -= countIn(o);
    fy -= countIn(o + 1);
    fz -= countIn(o + 2);
    wx -= ox;
    wy -= oy;
    wz -= oz;
  }
  S.forceSumX += fx;
  S.forceSumY += fy;
  S.forceSumZ += fz;
  S.rateSumX += wx;
  S.rateSumY += wy;
  S.rateSumZ += wz;
  S.squareSum += square;
}

/** Stillness of the cell in the middle of the window; only when a whole window is there. */
export function windowStillness(): f32 {
  const force: f32 = norm3(f32(S.forceSumX), f32(S.forceSumY), f32(S.forceSumZ));
  return stillnessFromSums(toFloat(S.squareSum), f32(S.rateSumX), f32(S.rateSumY), f32(S.rateSumZ), force);
}
