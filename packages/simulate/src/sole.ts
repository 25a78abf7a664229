// The sole as a smooth convex body: a flat ellipsoid (heel to ball, edge to edge) thickened by a ball (the rocker of
// heel and toe). In: pitch and roll against the ground, with rates. Out: the foot point that touches the ground, in foot
// axes, and its rate. Source: support function of a convex body; sizes fitted so that shod feet in stance (Fukuchi 2017)
// roll on it with under 0.05 m/s of slip from 0.3 to 0.75 of contact (measured).

/** Half the distance between heel and ball pivots, m. */
const SOLE_HALF_LENGTH_METERS = 0.11;
/** Half the width between the sole's edges, m. */
const SOLE_HALF_WIDTH_METERS = 0.04;
/** How softly the load moves from heel to ball: the sole's centre lies this much below its edges, m. */
export const SOLE_CAMBER_METERS = 0.003;
/**
 * Camber in mid-swing: there the pivot about which the foot is told to turn passes from toe to heel smoothly, since no
 * ground makes it jump. It is bookkeeping: the swing's offset is fitted to it.
 */
export const SWING_CAMBER_METERS = 0.06;
/** Radius of the heel's and the toe's rocker, m. */
const SOLE_ROCKER_RADIUS_METERS = 0.05;
/** The sole's centre ahead of the foot origin, m; the origin lies on the ground when the foot is flat. */
const SOLE_CENTRE_METERS = 0.02;

const A2 = SOLE_HALF_LENGTH_METERS * SOLE_HALF_LENGTH_METERS;
const B2 = SOLE_HALF_WIDTH_METERS * SOLE_HALF_WIDTH_METERS;
const E2 = SOLE_CAMBER_METERS * SOLE_CAMBER_METERS;

/** The lowest sole point in foot axes (x to the toe, y left, z up; m) and its rate as the foot turns (m/s). */
export interface SoleContact {
  x: number;
  y: number;
  z: number;
  rateX: number;
  rateY: number;
  rateZ: number;
}

export function createSoleContact(): SoleContact {
  return { x: Number.NaN, y: Number.NaN, z: Number.NaN, rateX: Number.NaN, rateY: Number.NaN, rateZ: Number.NaN };
}

/** How the foot stands against its ground: sines and cosines of its pitch (toe up) and its roll (left edge up). */
export interface SoleTilt {
  sinPitch: number;
  cosPitch: number;
  sinRoll: number;
  cosRoll: number;
}

/** The sole's lowest point, without its rate; the sole is as cambered as told (SOLE_CAMBER_METERS in contact), m. */
export function computeSolePoint(tilt: SoleTilt, camberMeters: number, out: SoleContact): void {
  const e = camberMeters;
  const e2 = e * e;
  const nx = -tilt.sinPitch;
  const ny = -tilt.cosPitch * tilt.sinRoll;
  const nz = -tilt.cosPitch * tilt.cosRoll;
  const q = Math.sqrt(A2 * nx * nx + B2 * ny * ny + e2 * nz * nz);
  const r = SOLE_ROCKER_RADIUS_METERS;
  out.x = SOLE_CENTRE_METERS + (A2 * nx) / q + r * nx;
  out.y = (B2 * ny) / q + r * ny;
  out.z = e + r + (e2 * nz) / q + r * nz;
}

/** The rate of that point while the foot pitches and rolls (rad/s) and its camber changes (m/s). */
export function computeSoleRate(
  tilt: SoleTilt,
  pitchRate: number,
  rollRate: number,
  camberMeters: number,
  camberRate: number,
  out: SoleContact,
): void {
  const { sinPitch: sp, cosPitch: cp, sinRoll: sr, cosRoll: cr } = tilt;
  const e = camberMeters;
  const e2 = e * e;
  const nx = -sp;
  const ny = -cp * sr;
  const nz = -cp * cr;
  const mx = -cp * pitchRate;
  const my = sp * sr * pitchRate - cp * cr * rollRate;
  const mz = sp * cr * pitchRate + cp * sr * rollRate;
  const q = Math.sqrt(A2 * nx * nx + B2 * ny * ny + e2 * nz * nz);
  const s = (A2 * nx * mx + B2 * ny * my + e2 * nz * mz) / (q * q * q);
  const r = SOLE_ROCKER_RADIUS_METERS;
  const k = s + ((e * nz * nz) / (q * q * q)) * camberRate;
  out.rateX = (A2 * mx) / q - A2 * nx * k + r * mx;
  out.rateY = (B2 * my) / q - B2 * ny * k + r * my;
  out.rateZ = (e2 * mz) / q - e2 * nz * k + r * mz + (1 + (2 * e * nz) / q) * camberRate;
}

/** Height of the foot origin above its ground when the sole just touches it, m. */
export function computeTouchHeight(pitchRad: number, rollRad: number): number {
  const sp = Math.sin(pitchRad);
  const cp = Math.cos(pitchRad);
  const nx = -sp;
  const ny = -cp * Math.sin(rollRad);
  const nz = -cp * Math.cos(rollRad);
  const q = Math.sqrt(A2 * nx * nx + B2 * ny * ny + E2 * nz * nz);
  const centre = SOLE_CENTRE_METERS * nx + (SOLE_CAMBER_METERS + SOLE_ROCKER_RADIUS_METERS) * nz;
  return centre + q + SOLE_ROCKER_RADIUS_METERS;
}
