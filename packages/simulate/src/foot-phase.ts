// One foot between two of its footfalls: the contact, then the swing to the next landing, as smooth curves.
// In: footfalls of one foot, told in right-foot terms (a left foot is mirrored by the caller). Out: phases whose curves
// join C². Angles rad; offsets are world displacements of the sole against pure rolling, m.
import type { Footfall } from "./footfalls.ts";
import { constantCurve, Curve, type Knot } from "./curve.ts";
import type { Ringdown } from "./ringdown.ts";
import { displaceByRolling } from "./rolling.ts";
import { SOLE_CAMBER_METERS, SWING_CAMBER_METERS } from "./sole.ts";

/** A stretch of time in which one set of curves holds. */
export interface FootPhase {
  kind: "contact" | "swing";
  startSec: number;
  endSec: number;
  /** Sole against its ground (toe up), eversion, heading of the foot's axis, slope of the ground along it. */
  pitch: Curve;
  eversion: Curve;
  yaw: Curve;
  slope: Curve;
  /** How cambered the sole counts as, m (see sole.ts). */
  camber: Curve;
  offsetX: Curve;
  offsetY: Curve;
  offsetZ: Curve;
  /** Landing that this phase's vibration comes from. */
  landingSec: number;
  ringingFraction: number;
}

/** A contact with the instants that shape it. */
export interface ContactPhase extends FootPhase {
  kind: "contact";
  flatSec: number;
  heelOffSec: number;
  /** A stretch of perfect rest, when the foot stands longer than its stride asks. */
  restStartSec: number | null;
  restEndSec: number | null;
}

const knot = (timeSec: number, value: number, rate = 0, acceleration = 0): Knot => ({
  timeSec,
  value,
  rate,
  acceleration,
});

/** Shortest surplus of contact that becomes rest, s. */
const REST_MIN_SEC = 0.25;

interface ContactTimes {
  startSec: number;
  slapSec: number;
  flatSec: number;
  restEndSec: number | null;
  heelOffSec: number;
  peakSec: number;
  endSec: number;
}

function timeContact(fall: Footfall, next: Footfall, endSec: number): ContactTimes {
  const startSec = fall.initialContactSec;
  const nominal = Math.max(
    fall.style.contactSec,
    next.style.pushSec + fall.style.flatFraction * fall.style.contactSec + 0.01,
  );
  const scale = Math.min(1, (endSec - startSec) / nominal);
  const flatSec = startSec + fall.style.flatFraction * fall.style.contactSec * scale;
  const pushSec = next.style.pushSec * scale;
  const heelOffSec = endSec - pushSec;
  const rests = heelOffSec - flatSec > REST_MIN_SEC + 0.35 * fall.style.contactSec;
  return {
    startSec,
    slapSec: startSec + fall.style.slapSec * scale,
    flatSec,
    restEndSec: rests ? heelOffSec - 0.1 : null,
    heelOffSec,
    peakSec: heelOffSec + next.style.push.peakTime * pushSec,
    endSec,
  };
}

function contactPitch(fall: Footfall, next: Footfall, t: ContactTimes): Curve {
  const { style } = fall;
  const { push } = next.style;
  const pushSec = t.endSec - t.heelOffSec;
  const angle = next.style.toeOffRad - next.style.heelOffRad;
  const unit = angle / pushSec;
  const flatRate = t.restEndSec === null ? style.flatRate : 0;
  const slapEndRate = (-1.5 * style.slapEndRad) / (t.flatSec - t.slapSec) + 0.3 * flatRate;
  const knots = [
    knot(t.startSec, style.strikeRad, style.strikeRate, style.strikeAcceleration),
    knot(t.slapSec, style.slapEndRad, slapEndRate),
    knot(t.flatSec, 0, flatRate),
  ];
  if (t.restEndSec !== null) knots.push(knot(t.restEndSec, 0));
  knots.push(
    knot(t.heelOffSec, next.style.heelOffRad, push.startRate * unit, (push.startAcceleration * unit) / pushSec),
    knot(t.peakSec, next.style.heelOffRad + push.peakProgress * angle, push.peakRate * unit),
    knot(t.endSec, next.style.toeOffRad, push.endRate * unit, (push.endAcceleration * unit) / pushSec),
  );
  return new Curve(knots);
}

/** Eversion's rate at initial contact: the roll begins gently; the same seen from the swing and from the contact. */
function landingRollRate(fall: Footfall): number {
  const { eversionPeakRad, eversionLandingRad, contactSec } = fall.style;
  return ((eversionPeakRad - eversionLandingRad) / (0.19 * contactSec)) * 0.15;
}

function contactEversion(fall: Footfall, next: Footfall, t: ContactTimes): Curve {
  const { style } = fall;
  const scale = (t.flatSec - t.startSec) / (style.flatFraction * style.contactSec);
  const rollSec = 0.19 * style.contactSec * scale;
  const peakSec = Math.min(t.startSec + 0.46 * style.contactSec * scale, t.heelOffSec - 0.02);
  const start = style.eversionLandingRad;
  const peak = style.eversionPeakRad;
  const knots = [
    knot(t.startSec, start, landingRollRate(fall)),
    knot(t.startSec + rollSec, start + 0.87 * (peak - start), ((peak - start) / rollSec) * 0.3),
    knot(peakSec, peak),
  ];
  if (t.restEndSec !== null) knots.push(knot(t.restEndSec, peak));
  const end = next.style.eversionToeOffRad;
  knots.push(knot(t.endSec, end, (1.6 * (end - peak)) / (t.endSec - t.heelOffSec)));
  return new Curve(knots);
}

/** Forward along the ground and up from it, as world components, for a footfall. */
export function groundDirections(fall: Footfall): { forward: [number, number, number]; up: [number, number, number] } {
  const c = Math.cos(fall.slopeRad);
  const s = Math.sin(fall.slopeRad);
  const cy = Math.cos(fall.yawRad);
  const sy = Math.sin(fall.yawRad);
  return { forward: [c * cy, c * sy, s], up: [-s * cy, -s * sy, c] };
}

function landingVelocity(fall: Footfall): [number, number, number] {
  const { forward, up } = groundDirections(fall);
  const { landingForwardMps: f, landingClosingMps: d } = fall.style;
  return [f * forward[0] - d * up[0], f * forward[1] - d * up[1], f * forward[2] - d * up[2]];
}

/** Share of its landing speed that the foot keeps when the midsole has stopped the impact: it creeps on until it is flat. */
const CREEP_FRACTION = 0.3;

/**
 * What the foot does beyond rolling, as curves along the world's axes. Landing: the midsole stops the foot within
 * landingSec, gives by a few millimetres and comes back up until the foot is flat; its shear lets the foot creep forward
 * (Fukuchi 2017: 0.1 m/s until 0.3 of contact) and is undone in the air. Before terminal contact the toes bend (cubic
 * in time) and let the rigid foot go ahead.
 */
function contactOffsets(fall: Footfall, next: Footfall, t: ContactTimes): [Curve, Curve, Curve] {
  const { forward, up } = groundDirections(fall);
  const { landingForwardMps: f, landingClosingMps: d } = fall.style;
  const { toeForwardMps, toeUpMps } = next.style;
  const stop = Math.min(fall.style.landingSec, 0.3 * (t.flatSec - t.startSec) + 0.01);
  const toe = Math.min(next.style.toeBreakSec, 0.4 * (t.endSec - t.heelOffSec));
  const stopped = 0.55 * f * stop;
  const crept = stopped + 0.4 * CREEP_FRACTION * f * (t.flatSec - t.startSec - stop);
  const along = [
    knot(t.startSec, 0, f),
    knot(t.startSec + stop, stopped, CREEP_FRACTION * f),
    knot(t.flatSec, crept),
    knot(t.endSec - toe, crept),
    knot(t.endSec, crept + (toeForwardMps * toe) / 3, toeForwardMps, (2 * toeForwardMps) / toe),
  ];
  const away = [
    knot(t.startSec, 0, -d),
    knot(t.startSec + stop, -0.45 * d * stop),
    knot(t.flatSec, 0),
    knot(t.endSec - toe, 0),
    knot(t.endSec, (toeUpMps * toe) / 3, toeUpMps, (2 * toeUpMps) / toe),
  ];
  return [
    combine(along, forward[0], away, up[0]),
    combine(along, forward[1], away, up[1]),
    combine(along, forward[2], away, up[2]),
  ];
}

/** Sum of two scaled curves that share their instants. */
function combine(a: readonly Knot[], aShare: number, b: readonly Knot[], bShare: number): Curve {
  const other = (i: number): Knot => b[i] ?? knot(0, 0);
  return new Curve(
    a.map((k, i) => ({
      timeSec: k.timeSec,
      value: aShare * k.value + bShare * other(i).value,
      rate: aShare * k.rate + bShare * other(i).rate,
      acceleration: aShare * k.acceleration + bShare * other(i).acceleration,
    })),
  );
}

/** The foot rocks on its soft sole after landing: frequency, decay, shares of pitch and roll [fitted to Fukuchi 2017]. */
const ROCK_HZ = 20;
const ROCK_DECAY_SEC = 0.016;
const ROCK_PITCH_FRACTION = 0.3;
const ROCK_ROLL_FRACTION = 2;

function landingRock(fall: Footfall, share: number): Ringdown {
  const size = -share * fall.style.landingRockRad;
  return { startSec: fall.initialContactSec, size, frequencyHz: ROCK_HZ, decaySec: ROCK_DECAY_SEC };
}

/** The contact that begins with `fall` and ends at `endSec`, when the swing to `next` begins. */
export function createContactPhase(fall: Footfall, next: Footfall, endSec: number): ContactPhase {
  const t = timeContact(fall, next, endSec);
  const [offsetX, offsetY, offsetZ] = contactOffsets(fall, next, t);
  return {
    kind: "contact",
    startSec: t.startSec,
    endSec,
    pitch: contactPitch(fall, next, t).addRingdown(landingRock(fall, ROCK_PITCH_FRACTION)),
    eversion: contactEversion(fall, next, t).addRingdown(landingRock(fall, ROCK_ROLL_FRACTION)),
    yaw: constantCurve(fall.yawRad, t.startSec, endSec),
    slope: constantCurve(fall.slopeRad, t.startSec, endSec),
    camber: constantCurve(SOLE_CAMBER_METERS, t.startSec, endSec),
    offsetX,
    offsetY,
    offsetZ,
    landingSec: t.startSec,
    ringingFraction: fall.style.ringingFraction,
    flatSec: t.flatSec,
    heelOffSec: t.heelOffSec,
    restStartSec: t.restEndSec === null ? null : Math.max(t.startSec + 0.25, t.startSec + 0.5 * fall.style.contactSec),
    restEndSec: t.restEndSec,
  };
}

function swingCurve(from: Knot, to: Knot): Curve {
  return new Curve([from, to]);
}

/** Where the foot has to go: from the end of one contact to the start of the next, world metres. */
export interface SwingTarget {
  x: number;
  y: number;
  z: number;
}

/** On stairs the foot rises before it goes over the edge, and goes over the edge before it sinks. */
function stairHeight(from: Knot, endSec: number, rise: number, landingMps: number): Curve {
  const startSec = from.timeSec;
  const duration = endSec - startSec;
  if (rise > 0) {
    const topSec = startSec + 0.62 * duration;
    return new Curve([from, knot(topSec, rise + 0.035), knot(endSec, rise, landingMps)]);
  }
  const edgeSec = startSec + 0.42 * duration;
  return new Curve([from, knot(edgeSec, 0.045), knot(endSec, rise, landingMps)]);
}

/**
 * The swing from a contact to the landing `next`. The sole's path is what is left after the rolling that the turning foot
 * would do on the ground, so its height over the ground is exactly the height curve on level or evenly sloped ground.
 */
export function createSwingPhase(
  contact: ContactPhase,
  fall: Footfall,
  next: Footfall,
  target: SwingTarget,
): FootPhase {
  const startSec = contact.endSec;
  const endSec = next.initialContactSec;
  const landing = { style: next.style, initialContactSec: endSec };
  const { style } = landing;
  const at = (timeSec: number, value: number, rate = 0, acceleration = 0): Knot =>
    knot(timeSec, value, rate, acceleration);
  const pitch = swingCurve(
    contact.pitch.knotAt(startSec),
    at(endSec, style.strikeRad, style.strikeRate, style.strikeAcceleration),
  );
  const eversion = swingCurve(
    contact.eversion.knotAt(startSec),
    at(endSec, style.eversionLandingRad, landingRollRate(next)),
  );
  const phase: FootPhase = {
    kind: "swing",
    startSec,
    endSec,
    pitch: pitch.addBumps(style.swingPitch, 1),
    eversion: eversion.addBumps([1, -1.2], style.swingRollRad),
    yaw: swingCurve(at(startSec, fall.yawRad), at(endSec, next.yawRad)).addBumps([-1, 1], style.swingYawRad),
    slope: swingCurve(at(startSec, fall.slopeRad), at(endSec, next.slopeRad)),
    camber: constantCurve(SOLE_CAMBER_METERS, startSec, endSec).addBumps([1], SWING_CAMBER_METERS - SOLE_CAMBER_METERS),
    offsetX: contact.offsetX,
    offsetY: contact.offsetY,
    offsetZ: contact.offsetZ,
    landingSec: contact.landingSec,
    ringingFraction: contact.ringingFraction,
  };
  const rolled = displaceByRolling(phase, startSec, endSec);
  const delta: [number, number, number] = [target.x - rolled[0], target.y - rolled[1], target.z - rolled[2]];
  shapeSwingOffset(phase, fall, next, delta);
  return phase;
}

function shapeSwingOffset(phase: FootPhase, fall: Footfall, next: Footfall, delta: [number, number, number]): void {
  const { style } = next;
  const { startSec, endSec } = phase;
  const velocity = landingVelocity(next);
  const starts = [phase.offsetX, phase.offsetY, phase.offsetZ].map((curve) => curve.knotAt(startSec));
  const axis = (i: 0 | 1 | 2): Curve => {
    const from = starts[i] ?? knot(startSec, 0);
    return swingCurve(from, knot(endSec, from.value + delta[i], velocity[i]));
  };
  const horizontal = Math.sqrt(delta[0] * delta[0] + delta[1] * delta[1]);
  const heading = horizontal > 0.05 ? Math.atan2(delta[1], delta[0]) : next.yawRad;
  const stairs = next.activity === "stairs-up" || next.activity === "stairs-down";
  const slope = stairs ? 0 : (fall.slopeRad + next.slopeRad) / 2;
  const forwardX = Math.cos(heading);
  const forwardY = Math.sin(heading);
  const rise = [-Math.sin(slope) * forwardX, -Math.sin(slope) * forwardY, Math.cos(slope)] as const;
  const outward = style.swingOutwardMeters;
  const [x, y, z] = [axis(0), axis(1), axis(2)];
  phase.offsetX = x
    .addBumps(style.swingForward, delta[0])
    .addBumps(style.swingHeight, rise[0])
    .addBumps([outward], forwardY);
  phase.offsetY = y
    .addBumps(style.swingForward, delta[1])
    .addBumps(style.swingHeight, rise[1])
    .addBumps([outward], -forwardX);
  if (stairs) {
    const from = starts[2] ?? knot(startSec, 0);
    phase.offsetZ = stairHeight(from, endSec, from.value + delta[2], velocity[2]);
    return;
  }
  phase.offsetZ = z.addBumps(style.swingForward, horizontal * Math.tan(slope)).addBumps(style.swingHeight, rise[2]);
}
