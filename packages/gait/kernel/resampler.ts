// Samples at any rate, with jitter and loss, become cells of 5 ms. The input is taken as piecewise linear and every
// cell is its exact mean, so that integrals are kept. Source: GAIT.md, prototype 1 (measured).
import { CELL_US } from "./params";
import { FLAG_GAP, FLAG_LOST, cellAt, writeFlag } from "./ring";
import { C, S, areas, clippedFrom, inputCounts, newestCounts, previousCounts, ringCounts } from "./state";

/** Silences (µs): longer than this restarts the chain; forbids a length; is marked as loss. */
export const GAP_RESTART_US: i32 = 120000;
const GAP_LENGTH_US: i32 = 50000;
const GAP_MARK_US: i32 = 30000;

const CHANNELS: i32 = 6;

/** Takes the counts at `at` of the input as a right foot's: y, ωx and ωz of a left one are mirrored. −32768 has no mirror image in 16 bits. */
export function readCounts(at: i32): void {
  for (let channel: i32 = 0; channel < CHANNELS; channel++) {
    let count: i32 = i32(unchecked(inputCounts[at + channel]));
    if ((channel & C.mirrored) != 0) count = count == -32768 ? 32767 : -count;
    unchecked((newestCounts[channel] = count));
  }
}

/** Starts a session at the newest sample: its instant becomes cell 0's left edge. */
export function beginSession(us: i64): void {
  S.started = 1;
  S.originUs = us;
  S.previousUs = us;
  S.openUs = CELL_US;
  S.newest = -1;
  S.sampleFlags = 0;
  S.openFlags = 0;
  for (let axis: i32 = 0; axis < 3; axis++) unchecked((clippedFrom[axis] = 0));
  for (let channel: i32 = 0; channel < CHANNELS; channel++) {
    unchecked((areas[channel] = 0));
    unchecked((previousCounts[channel] = unchecked(newestCounts[channel])));
  }
}

/** Flags of every cell between two samples this far apart. */
export function silenceFlags(stepUs: i32): i32 {
  let flags: i32 = stepUs > GAP_MARK_US ? FLAG_LOST : 0;
  if (stepUs > GAP_LENGTH_US) flags |= FLAG_GAP;
  return flags;
}

/** Adds the part [from, 1] of the segment, which lasts `stepUs`, to the open cell; its right end is the next one's left. */
export function endSegment(from: f32, stepUs: f32): void {
  const weight: f32 = (1 - from) * stepUs;
  const middle: f32 = 0.5 * (from + 1);
  for (let channel: i32 = 0; channel < CHANNELS; channel++) {
    const before: i32 = unchecked(previousCounts[channel]);
    const count: i32 = unchecked(newestCounts[channel]);
    const area: f32 = unchecked(areas[channel]);
    unchecked((areas[channel] = area + weight * (f32(before) + middle * f32(count - before))));
    unchecked((previousCounts[channel] = count));
  }
}

function nearest(x: f32): i32 {
  return i32(x < 0 ? x - 0.5 : x + 0.5);
}

/** Adds the part [from, to] of the segment to the open cell and closes it into the ring. */
export function closeCell(from: f32, to: f32, stepUs: f32, flags: i32): void {
  const weight: f32 = (to - from) * stepUs;
  const middle: f32 = 0.5 * (from + to);
  const k: i32 = S.newest + 1;
  const cell: i32 = cellAt(k);
  for (let channel: i32 = 0; channel < CHANNELS; channel++) {
    const before: i32 = unchecked(previousCounts[channel]);
    const rise: f32 = f32(unchecked(newestCounts[channel]) - before);
    const area: f32 = unchecked(areas[channel]) + weight * (f32(before) + middle * rise);
    const size: f32 = channel < 3 ? 2 * f32(CELL_US) : f32(CELL_US);
    unchecked((ringCounts[cell + channel] = i16(nearest(area / size))));
    unchecked((areas[channel] = 0));
  }
  writeFlag(k, flags);
  S.newest = k;
}

/** The same for a segment that is a cell: no cell is open but its own. */
export function closeWholeCell(flags: i32): void {
  const k: i32 = S.newest + 1;
  const cell: i32 = cellAt(k);
  for (let channel: i32 = 0; channel < CHANNELS; channel++) {
    const count: i32 = unchecked(newestCounts[channel]);
    const area: f32 = 0.5 * f32(CELL_US) * f32(unchecked(previousCounts[channel]) + count);
    const size: f32 = channel < 3 ? 2 * f32(CELL_US) : f32(CELL_US);
    unchecked((ringCounts[cell + channel] = i16(nearest(area / size))));
    unchecked((previousCounts[channel] = count));
  }
  writeFlag(k, flags);
  S.newest = k;
}
