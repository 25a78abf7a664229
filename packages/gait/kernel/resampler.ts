// Samples at any rate, with jitter and loss, become cells of 5 ms. The input is taken as piecewise linear and every
// cell is its exact mean, so that integrals are kept. Source: GAIT.md, prototype 1 (measured).
import { CELL_US } from "./params";
import { FLAG_GAP, FLAG_LOST, writeCell, writeFlag } from "./ring";
import { S } from "./state";

/** Silences (µs): longer than this restarts the chain; forbids a length; is marked as loss. */
export const GAP_RESTART_US: i32 = 120000;
const GAP_LENGTH_US: i32 = 50000;
const GAP_MARK_US: i32 = 30000;

function clearArea(): void {
  S.area0 = 0;
  S.area1 = 0;
  S.area2 = 0;
  S.area3 = 0;
  S.area4 = 0;
  S.area5 = 0;
}

/** Starts a session at this sample: its instant becomes cell 0's left edge. */
export function beginSession(us: i64, c0: i32, c1: i32, c2: i32, c3: i32, c4: i32, c5: i32): void {
  S.started = 1;
  S.originUs = us;
  S.newest = -1;
  S.sampleFlags = 0;
  S.openFlags = 0;
  clearArea();
  remember(us, c0, c1, c2, c3, c4, c5);
}

/** Keeps the sample as the left end of the next segment. */
export function remember(us: i64, c0: i32, c1: i32, c2: i32, c3: i32, c4: i32, c5: i32): void {
  S.previousUs = us;
  S.previous0 = c0;
  S.previous1 = c1;
  S.previous2 = c2;
  S.previous3 = c3;
  S.previous4 = c4;
  S.previous5 = c5;
}

/** Flags of every cell between two samples this far apart. */
export function silenceFlags(stepUs: i32): i32 {
  let flags: i32 = stepUs > GAP_MARK_US ? FLAG_LOST : 0;
  if (stepUs > GAP_LENGTH_US) flags |= FLAG_GAP;
  return flags;
}

/** Right edge of the cell that is being filled, µs after the session's origin. */
export function openCellEndUs(): i64 {
  return (i64(S.newest) + 2) * i64(CELL_US);
}

/** Adds the part [from, to] of the segment previous → sample to the open cell; fractions of the segment. */
export function fill(from: f32, to: f32, stepUs: f32, c0: i32, c1: i32, c2: i32, c3: i32, c4: i32, c5: i32): void {
  const weight: f32 = (to - from) * stepUs;
  const middle: f32 = 0.5 * (from + to);
  S.area0 = S.area0 + weight * (f32(S.previous0) + middle * f32(c0 - S.previous0));
  S.area1 = S.area1 + weight * (f32(S.previous1) + middle * f32(c1 - S.previous1));
  S.area2 = S.area2 + weight * (f32(S.previous2) + middle * f32(c2 - S.previous2));
  S.area3 = S.area3 + weight * (f32(S.previous3) + middle * f32(c3 - S.previous3));
  S.area4 = S.area4 + weight * (f32(S.previous4) + middle * f32(c4 - S.previous4));
  S.area5 = S.area5 + weight * (f32(S.previous5) + middle * f32(c5 - S.previous5));
}

function mean(area: f32): i32 {
  const x: f32 = area / f32(CELL_US);
  return i32(x < 0 ? x - 0.5 : x + 0.5);
}

/** Closes the open cell into the ring. */
export function closeCell(): void {
  const k: i32 = S.newest + 1;
  writeCell(k, 0, mean(S.area0));
  writeCell(k, 1, mean(S.area1));
  writeCell(k, 2, mean(S.area2));
  writeCell(k, 3, mean(S.area3));
  writeCell(k, 4, mean(S.area4));
  writeCell(k, 5, mean(S.area5));
  writeFlag(k, S.openFlags);
  S.openFlags = 0;
  clearArea();
  S.newest = k;
}
