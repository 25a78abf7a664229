// The stillness of the cell in the middle of the newest 13, from running sums in integers: exact, so they never drift.
import { STILL_CELLS } from "./params";
import { countAt, stillnessFromSums } from "./ring";
import { S } from "./state";
import { norm3 } from "./vector";

export function clearSums(): void {
  S.squareSum = 0;
  S.forceSumX = 0;
  S.forceSumY = 0;
  S.forceSumZ = 0;
  S.rateSumX = 0;
  S.rateSumY = 0;
  S.rateSumZ = 0;
}

/** Adds (sign 1) or takes off (sign −1) cell k. */
function account(k: i32, sign: i32): void {
  const wx: i32 = countAt(k, 3);
  const wy: i32 = countAt(k, 4);
  const wz: i32 = countAt(k, 5);
  S.forceSumX += sign * countAt(k, 0);
  S.forceSumY += sign * countAt(k, 1);
  S.forceSumZ += sign * countAt(k, 2);
  S.rateSumX += sign * wx;
  S.rateSumY += sign * wy;
  S.rateSumZ += sign * wz;
  S.squareSum += i64(sign) * (i64(wx * wx) + i64(wy * wy) + i64(wz * wz));
}

/** Moves the window to end at cell k. */
export function slideSums(k: i32): void {
  account(k, 1);
  if (k >= STILL_CELLS) account(k - STILL_CELLS, -1);
}

/** Stillness of the cell half a window before the newest; only when a whole window is there. */
export function windowStillness(): f32 {
  const force: f32 = norm3(f32(S.forceSumX), f32(S.forceSumY), f32(S.forceSumZ));
  return stillnessFromSums(f32(S.squareSum), f32(S.rateSumX), f32(S.rateSumY), f32(S.rateSumZ), force);
}
