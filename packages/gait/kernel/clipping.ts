// Readings at a sensor's end stop: the stated one, or one that shows itself. In: the readings of one sample, counts. Out:
// cell flags. A cheap gyroscope stops a swing of 515 °/s flat, a little differently each time (measured).
import { FLAG_ACC_CLIPPED, FLAG_GYR_CLIPPED, FLAG_GYR_CLIPPED_X } from "./ring";
import {
  C,
  accPeaks,
  gyrPeaks,
  newestCounts,
  plateauRises,
  plateauTops,
  plateausUs,
  previousCounts,
  stopsSeen,
} from "./state";

/** Which axis of the accelerometer: this bit for x, the next two for y and z; above what the ring keeps. */
export const FLAG_ACC_CLIPPED_X: i32 = 256;

/** Readings within 1/128 of each other are a plateau; one within 1/64 of the largest is at a stop that was seen [M]. */
const PLATEAU_SHIFT: i32 = 7;
const STOP_SHIFT: i32 = 6;
/** A plateau of this length that breaks off within this time shows an end stop, µs. */
const PLATEAU_US: i32 = 14000;
const BREAK_US: i32 = 12000;
/** Sights of the same end stop that are needed. */
const STOPS_NEEDED: i32 = 2;

function sizeOf(count: i32): i32 {
  return count < 0 ? -count : count;
}

/** Another sensor. */
export function forgetEndStops(): void {
  for (let axis: i32 = 0; axis < 3; axis++) unchecked((accPeaks[axis] = 0));
  for (let side: i32 = 0; side < 6; side++) {
    unchecked((gyrPeaks[side] = 0));
    unchecked((plateauTops[side] = 0));
    unchecked((plateausUs[side] = 0));
    unchecked((stopsSeen[side] = 0));
  }
}

/** Flags of the newest sample when it is at an end stop. */
export function clippingFlags(stepUs: i32): i32 {
  let flags: i32 = 0;
  for (let axis: i32 = 0; axis < 3; axis++)
    if (accStops(axis)) flags |= FLAG_ACC_CLIPPED | (FLAG_ACC_CLIPPED_X << axis);
  for (let axis: i32 = 0; axis < 3; axis++) {
    const count: i32 = unchecked(newestCounts[axis + 3]);
    // Most readings are small and on no plateau.
    const size: i32 = sizeOf(count);
    const top: i32 = i32(unchecked(plateauTops[2 * axis])) | i32(unchecked(plateauTops[2 * axis + 1]));
    if (top == 0 && size <= C.gyrRepeatCount && size < C.gyrStopCount) continue;
    flags |= gyrFlags(axis, stepUs, count, unchecked(previousCounts[axis + 3]));
  }
  return flags;
}

/**
 * The stated stop, or two equal readings in a row at the largest size that the axis ever had. A smooth peak may repeat a
 * reading too, but hardly ever its all-time largest one.
 */
function accStops(axis: i32): bool {
  const count: i32 = unchecked(newestCounts[axis]);
  const size: i32 = sizeOf(count);
  if (size >= C.accStopCount) return true;
  if (size <= C.accRepeatCount) return false;
  const largest: i32 = i32(unchecked(accPeaks[axis]));
  if (size > largest) unchecked((accPeaks[axis] = i16(size)));
  return count == unchecked(previousCounts[axis]) && size >= largest - 1;
}

/** The stated stop, the same repeated largest reading, or a stop that was seen before. */
function gyrFlags(axis: i32, stepUs: i32, count: i32, before: i32): i32 {
  const up: bool = gyrSideStops(2 * axis, stepUs, count, before);
  const down: bool = gyrSideStops(2 * axis + 1, stepUs, -count, -before);
  return up || down ? FLAG_GYR_CLIPPED | (FLAG_GYR_CLIPPED_X << axis) : 0;
}

/** One direction of one axis: the two stop a little differently. */
function gyrSideStops(side: i32, stepUs: i32, count: i32, before: i32): bool {
  if (count >= C.gyrStopCount) return true;
  const top: i32 = i32(unchecked(plateauTops[side]));
  if (count <= C.gyrRepeatCount) {
    if (top != 0) leavePlateau(side, stepUs, top - count);
    return false;
  }
  const margin: i32 = top >> PLATEAU_SHIFT;
  if (count < top - margin) leavePlateau(side, stepUs, top - count);
  else if (count > top + margin) enterPlateau(side, count, before);
  else stayOnPlateau(side, stepUs, count);
  const largest: i32 = i32(unchecked(gyrPeaks[side]));
  if (count > largest) {
    unchecked((gyrPeaks[side] = i16(count)));
    if (count > largest + (largest >> STOP_SHIFT)) unchecked((stopsSeen[side] = 0));
  }
  if (count == before && count >= largest - 1) return true;
  return unchecked(stopsSeen[side]) >= STOPS_NEEDED && count >= largest - (largest >> STOP_SHIFT);
}

function enterPlateau(side: i32, count: i32, before: i32): void {
  unchecked((plateauTops[side] = i16(count)));
  unchecked((plateauRises[side] = i16(count - (before > 0 ? before : 0))));
  unchecked((plateausUs[side] = 0));
}

function stayOnPlateau(side: i32, stepUs: i32, count: i32): void {
  unchecked((plateausUs[side] = unchecked(plateausUs[side]) + stepUs));
  if (count > i32(unchecked(plateauTops[side]))) unchecked((plateauTops[side] = i16(count)));
}

/**
 * An end stop is a plateau at the largest size that begins or breaks off suddenly: the top of a smooth peak as wide as the
 * plateau rises and falls by 1/128 · (1 + 2·step/plateau)² in the step outside; a stop by twice that and more.
 */
function leavePlateau(side: i32, stepUs: i32, fall: i32): void {
  const plateauUs: i32 = unchecked(plateausUs[side]);
  const top: i32 = i32(unchecked(plateauTops[side]));
  const rise: i32 = i32(unchecked(plateauRises[side]));
  unchecked((plateausUs[side] = 0));
  unchecked((plateauTops[side] = 0));
  const largest: i32 = i32(unchecked(gyrPeaks[side]));
  if (plateauUs < PLATEAU_US || stepUs > BREAK_US || top < largest - (largest >> STOP_SHIFT)) return;
  const wide: f32 = 1 + (2 * f32(stepUs)) / f32(plateauUs);
  if (f32(fall > rise ? fall : rise) > f32(top >> (PLATEAU_SHIFT - 1)) * wide * wide) {
    unchecked((stopsSeen[side] = unchecked(stopsSeen[side]) + 1));
  }
}
