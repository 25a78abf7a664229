// Angles of the sole during one contact, walked from the anchor back to initial contact and forward to terminal contact.
// Angles are against the foot's own flat instant, so that mounting and slope cancel. Source: GAIT.md, prototype 7.
import { DEG_PER_RAD, GRAVITY_MPS2, RING_CELLS } from "./params";
import { forceMagnitudeAt } from "./ring";
import { front, left } from "./mounting";
import { S } from "./state";
import { CELL_SEC } from "./params";
import { turnOverCell } from "./strapdown";
import { Quat, Vec, arcsin, dot, upOf } from "./vector";

/**
 * Strike angle is read 0.5 ms before initial contact: a cell's attitude is that of its right edge, half a cell after the
 * centre from which contacts are counted, and a tenth of a cell is the lead [M].
 */
const STRIKE_LEAD_CELLS: f32 = 0.6;
/** The sole is flat in this part of contact [M]. */
const FLAT_FROM: f32 = 0.25;
const FLAT_TO: f32 = 0.4;
/** Eversion peaks before this part of contact [M]. */
const EVERSION_TO: f32 = 0.65;
/** Impact peak is looked for in this time from contact on, cells (60 ms). */
const IMPACT_CELLS: i32 = 12;

export class Angles {
  measured: i32 = 0;
  strikeDeg: f32 = 0;
  eversionDeg: f32 = 0;
  impactG: f32 = 0;
}

export const angles = new Angles();

const up = new Vec();
let pitchDeg: f32 = 0;
let rollDeg: f32 = 0;
let flatSum: f32 = 0;
let flatCells: i32 = 0;
let rollPeakDeg: f32 = 0;

/**
 * Pitch (toe up) and roll (eversion) of the sole now, and what the flat and eversion windows gather. Only what is asked
 * for: pitch in the flat window and where the strike angle is read (up to cell `strikeTo`), roll in the eversion window.
 */
function look(k: i32, strikeTo: i32, flatFrom: f32, flatTo: f32, rollTo: f32): void {
  const at: f32 = f32(k);
  const flat: bool = at >= flatFrom && at <= flatTo;
  if (flat || k <= strikeTo) pitchDeg = arcsin(dot(up, front)) * DEG_PER_RAD;
  if (flat) {
    flatSum = flatSum + pitchDeg;
    flatCells++;
  }
  if (at > rollTo && k > strikeTo) return;
  rollDeg = -arcsin(dot(up, left)) * DEG_PER_RAD;
  if (at <= rollTo && rollDeg > rollPeakDeg) rollPeakDeg = rollDeg;
}

/** Largest |f| within 60 ms of a landing at `cell`. */
function impactPeak(cell: i32): f32 {
  let peak: f32 = 0;
  const last: i32 = cell + IMPACT_CELLS < S.newest ? cell + IMPACT_CELLS : S.newest;
  for (let k: i32 = cell; k < last; k++) {
    const force: f32 = forceMagnitudeAt(k);
    if (force > peak) peak = force;
  }
  return peak;
}

/**
 * Measures the stance that holds `anchor`; `attitude` is the foot's at the anchor. Contact and terminal contact are in
 * cells after the anchor's centre. Not measured when the contact's start has left the ring.
 */
export function measureAngles(anchor: i32, attitude: Quat, contact: f32, terminal: f32): void {
  angles.measured = 0;
  const strikeAt: f32 = contact - STRIKE_LEAD_CELLS;
  const first: i32 = i32(Mathf.floor(strikeAt));
  if (first > 0 || anchor + first <= S.newest - RING_CELLS) return;
  const share: f32 = strikeAt - f32(first);
  const cells: f32 = terminal - contact;
  const flatFrom: f32 = contact + FLAT_FROM * cells;
  const flatTo: f32 = contact + FLAT_TO * cells;
  const rollTo: f32 = f32(first) + EVERSION_TO * cells;
  let laterPitch: f32 = 0;
  let laterRoll: f32 = 0;
  flatSum = 0;
  flatCells = 0;
  rollPeakDeg = -99;
  pitchDeg = 0;
  rollDeg = 0;
  upOf(attitude, up);
  for (let k: i32 = 0; k >= first; k--) {
    laterPitch = pitchDeg;
    laterRoll = rollDeg;
    look(k, first + 1, flatFrom, flatTo, rollTo);
    turnOverCell(up, anchor + k, -CELL_SEC);
  }
  const strikePitch: f32 = pitchDeg + share * (laterPitch - pitchDeg);
  const strikeRoll: f32 = rollDeg + share * (laterRoll - rollDeg);
  upOf(attitude, up);
  const last: i32 = i32(Mathf.floor(terminal));
  for (let k: i32 = 1; k <= last; k++) {
    turnOverCell(up, anchor + k, CELL_SEC);
    look(k, first + 1, flatFrom, flatTo, rollTo);
  }
  if (flatCells == 0) return;
  angles.measured = 1;
  angles.strikeDeg = strikePitch - flatSum / f32(flatCells);
  angles.eversionDeg = rollPeakDeg - strikeRoll;
  angles.impactG = impactPeak(anchor + first) / GRAVITY_MPS2;
}
