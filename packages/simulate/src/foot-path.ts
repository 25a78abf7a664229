// The footfalls of one foot become its path: contacts and swings in time order. In: footfalls of one side. Out: pairs of
// a contact and the swing after it. A left foot is mirrored here, so that everything inside is told in right-foot terms.
import type { Footfall } from "./footfalls.ts";
import {
  createContactPhase,
  createSwingPhase,
  groundDirections,
  type ContactPhase,
  type FootPhase,
} from "./foot-phase.ts";
import { displaceByRolling } from "./rolling.ts";
import { computeTouchHeight } from "./sole.ts";

/** Shortest swing and contact that a plan may ask for, s. */
const SWING_MIN_SEC = 0.16;
const CONTACT_MIN_SEC = 0.07;

/** One contact and the swing that leaves it; positions of the foot origin in the (mirrored) world, m. */
export interface FootCycle {
  fall: Footfall;
  next: Footfall;
  contact: ContactPhase;
  swing: FootPhase;
  contactStart: [number, number, number];
  swingStart: [number, number, number];
}

/** A left footfall seen in the mirror plane y = 0; right ones stay. */
function mirrorToRight(fall: Footfall): Footfall {
  return fall.side === "right" ? fall : { ...fall, y: -fall.y, yawRad: -fall.yawRad };
}

/** Foot origin at the flat instant: over its footprint, as high as the sole's shape asks. */
function positionAtFlat(contact: ContactPhase, fall: Footfall): [number, number, number] {
  const { up } = groundDirections(fall);
  contact.eversion.evaluate(contact.flatSec);
  const height = computeTouchHeight(0, -contact.eversion.value);
  const t = contact.flatSec;
  contact.offsetX.evaluate(t);
  contact.offsetY.evaluate(t);
  contact.offsetZ.evaluate(t);
  return [
    fall.x + height * up[0] + contact.offsetX.value,
    fall.y + height * up[1] + contact.offsetY.value,
    fall.z + height * up[2] + contact.offsetZ.value,
  ];
}

interface PlacedContact {
  contact: ContactPhase;
  start: [number, number, number];
  end: [number, number, number];
}

function placeContact(fall: Footfall, next: Footfall): PlacedContact {
  const swingSec = Math.max(SWING_MIN_SEC, next.style.swingSec);
  const endSec = Math.max(fall.initialContactSec + CONTACT_MIN_SEC, next.initialContactSec - swingSec);
  const contact = createContactPhase(fall, next, endSec);
  const flat = positionAtFlat(contact, fall);
  const before = displaceByRolling(contact, contact.startSec, contact.flatSec);
  const after = displaceByRolling(contact, contact.flatSec, endSec);
  const offsets = [contact.offsetX, contact.offsetY, contact.offsetZ];
  const place = (i: 0 | 1 | 2, t: number, rolled: number): number => {
    const curve = offsets[i];
    if (curve === undefined) return flat[i];
    const there = curve.knotAt(t).value;
    return flat[i] + rolled + there - curve.knotAt(contact.flatSec).value;
  };
  const at = (t: number, rolled: readonly [number, number, number], sign: number): [number, number, number] => [
    place(0, t, sign * rolled[0]),
    place(1, t, sign * rolled[1]),
    place(2, t, sign * rolled[2]),
  ];
  return { contact, start: at(contact.startSec, before, -1), end: at(endSec, after, 1) };
}

/** Every cycle of one foot in time order, built as it is asked for. `footfalls` are one side's, in time order. */
export function* walkFootPath(footfalls: readonly Footfall[]): Generator<FootCycle> {
  let placed: PlacedContact | null = null;
  for (let k = 0; k + 2 < footfalls.length; k++) {
    const [fallRaw, nextRaw, afterRaw] = [footfalls[k], footfalls[k + 1], footfalls[k + 2]];
    if (fallRaw === undefined || nextRaw === undefined || afterRaw === undefined) return;
    const fall = mirrorToRight(fallRaw);
    const next = mirrorToRight(nextRaw);
    placed ??= placeContact(fall, next);
    const landed = placeContact(next, mirrorToRight(afterRaw));
    const { contact, start, end } = placed;
    const swing = createSwingPhase(contact, fall, next, {
      x: landed.start[0] - end[0],
      y: landed.start[1] - end[1],
      z: landed.start[2] - end[2],
    });
    yield { fall, next, contact, swing, contactStart: start, swingStart: end };
    placed = landed;
  }
}
