// Vectors, rotations and the few transcendental functions the kernel needs, in f32 only (no soft doubles on the chip).
// Source of the quaternion steps: GAIT.md "Per sample" 4; atan polynomial: Abramowitz & Stegun 4.4.49 in f32.

/** A 3-vector; sensor or navigation axes as the holder's name says. */
export class Vec {
  x: f32 = 0;
  y: f32 = 0;
  z: f32 = 0;
}

/** A unit quaternion that turns sensor axes into navigation axes (z up, heading free); all 0 until it is set. */
export class Quat {
  w: f32 = 0;
  x: f32 = 0;
  y: f32 = 0;
  z: f32 = 0;
}

export function setVec(out: Vec, x: f32, y: f32, z: f32): void {
  out.x = x;
  out.y = y;
  out.z = z;
}

export function copyVec(out: Vec, from: Vec): void {
  out.x = from.x;
  out.y = from.y;
  out.z = from.z;
}

export function copyQuat(out: Quat, from: Quat): void {
  out.w = from.w;
  out.x = from.x;
  out.y = from.y;
  out.z = from.z;
}

export function dot(a: Vec, b: Vec): f32 {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

export function norm3(x: f32, y: f32, z: f32): f32 {
  return Mathf.sqrt(x * x + y * y + z * z);
}

export function normalize(v: Vec): void {
  const n: f32 = norm3(v.x, v.y, v.z);
  if (n < 1e-9) return;
  const r: f32 = 1 / n;
  v.x = v.x * r;
  v.y = v.y * r;
  v.z = v.z * r;
}

/** out = a × b; out may be neither a nor b. */
export function cross(a: Vec, b: Vec, out: Vec): void {
  out.x = a.y * b.z - a.z * b.y;
  out.y = a.z * b.x - a.x * b.z;
  out.z = a.x * b.y - a.y * b.x;
}

/** average ← average + gain·(value − average). */
export function follow(average: Vec, value: Vec, gain: f32): void {
  average.x = average.x + gain * (value.x - average.x);
  average.y = average.y + gain * (value.y - average.y);
  average.z = average.z + gain * (value.z - average.z);
}

/** A direction fixed in the world, seen in sensor axes, after the sensor turned by (a, b, c) rad: u ← exp(−[abc]×)·u, third order. */
export function turnDirection(u: Vec, a: f32, b: f32, c: f32): void {
  const n2: f32 = a * a + b * b + c * c;
  const s: f32 = 1 - n2 * 0.16666667;
  const h: f32 = 0.5 - n2 * 0.041666668;
  const x: f32 = u.x;
  const y: f32 = u.y;
  const z: f32 = u.z;
  const cx: f32 = b * z - c * y;
  const cy: f32 = c * x - a * z;
  const cz: f32 = a * y - b * x;
  u.x = x - s * cx + h * (b * cz - c * cy);
  u.y = y - s * cy + h * (c * cx - a * cz);
  u.z = z - s * cz + h * (a * cy - b * cx);
}

/** The smallest rotation that brings the unit vector `up` (sensor axes) onto navigation z. */
export function quatFromUp(q: Quat, up: Vec): void {
  const w: f32 = 1 + up.z;
  if (w < 1e-6) {
    q.w = 0;
    q.x = 1;
    q.y = 0;
    q.z = 0;
    return;
  }
  const r: f32 = 1 / norm3(w, up.y, up.x);
  q.w = w * r;
  q.x = up.y * r;
  q.y = -up.x * r;
  q.z = 0;
}

export function normalizeQuat(q: Quat): void {
  const r: f32 = 1 / Mathf.sqrt(q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z);
  q.w = q.w * r;
  q.x = q.x * r;
  q.y = q.y * r;
  q.z = q.z * r;
}

/** Navigation z in sensor axes. */
export function upOf(q: Quat, out: Vec): void {
  out.x = 2 * (q.x * q.z - q.w * q.y);
  out.y = 2 * (q.y * q.z + q.w * q.x);
  out.z = q.w * q.w - q.x * q.x - q.y * q.y + q.z * q.z;
}

/** out = R(q)·(x, y, z): sensor → navigation. */
export function rotate(q: Quat, x: f32, y: f32, z: f32, out: Vec): void {
  const tx: f32 = 2 * (q.y * z - q.z * y);
  const ty: f32 = 2 * (q.z * x - q.x * z);
  const tz: f32 = 2 * (q.x * y - q.y * x);
  out.x = x + q.w * tx + q.y * tz - q.z * ty;
  out.y = y + q.w * ty + q.z * tx - q.x * tz;
  out.z = z + q.w * tz + q.x * ty - q.y * tx;
}

/** out = R(q)ᵀ·(x, y, z): navigation → sensor. */
export function rotateBack(q: Quat, x: f32, y: f32, z: f32, out: Vec): void {
  const tx: f32 = 2 * (q.z * y - q.y * z);
  const ty: f32 = 2 * (q.x * z - q.z * x);
  const tz: f32 = 2 * (q.y * x - q.x * y);
  out.x = x + q.w * tx + q.z * ty - q.y * tz;
  out.y = y + q.w * ty + q.x * tz - q.z * tx;
  out.z = z + q.w * tz + q.y * tx - q.x * ty;
}

/** q ← tilt(cx, cy)·q: turns by the rotation vector (cx, cy, 0) rad given in navigation axes. */
export function tilt(q: Quat, cx: f32, cy: f32): void {
  const a: f32 = Mathf.sqrt(cx * cx + cy * cy);
  const s: f32 = a < 1e-6 ? 0.5 : sine(0.5 * a) / a;
  const w: f32 = cosine(0.5 * a);
  const x: f32 = cx * s;
  const y: f32 = cy * s;
  const q0: f32 = q.w;
  const q1: f32 = q.x;
  const q2: f32 = q.y;
  const q3: f32 = q.z;
  q.w = w * q0 - x * q1 - y * q2;
  q.x = w * q1 + x * q0 + y * q3;
  q.y = w * q2 - x * q3 + y * q0;
  q.z = w * q3 + x * q2 - y * q1;
}

export function absolute(x: f32): f32 {
  return x < 0 ? -x : x;
}

export function clamp(x: f32, low: f32, high: f32): f32 {
  return x < low ? low : x > high ? high : x;
}

/** sin for |x| ≤ π, error < 2e-6. */
export function sine(angle: f32): f32 {
  let x: f32 = angle;
  if (x > 1.5707964) x = 3.1415927 - x;
  if (x < -1.5707964) x = -3.1415927 - x;
  const s: f32 = x * x;
  return x + x * s * (-0.16666667 + s * (0.008333331 + s * (-0.00019840874 + s * 0.0000027525562)));
}

/** cos for |x| ≤ π/2. */
export function cosine(angle: f32): f32 {
  return sine(1.5707964 - absolute(angle));
}

function atanUnit(a: f32): f32 {
  const s: f32 = a * a;
  const high: f32 = -0.11643287 + s * (0.05265332 - s * 0.0117212);
  return a * (0.99997726 + s * (-0.33262347 + s * (0.19354346 + s * high)));
}

/** Angle of (x, y), rad in (−π, π], error < 2e-5; 0 at the origin. */
export function arctan2(y: f32, x: f32): f32 {
  const ax: f32 = absolute(x);
  const ay: f32 = absolute(y);
  if (ax == 0 && ay == 0) return 0;
  let r: f32 = ay > ax ? 1.5707964 - atanUnit(ax / ay) : atanUnit(ay / ax);
  if (x < 0) r = 3.1415927 - r;
  return y < 0 ? -r : r;
}

/** asin of a value that rounding may have pushed past ±1. */
export function arcsin(value: f32): f32 {
  const x: f32 = clamp(value, -1, 1);
  return arctan2(x, Mathf.sqrt(1 - x * x));
}

/** exp(−x) for x ≥ 0, as 1/(Taylor of exp); within 0.4 % for x < 2, falling to 0 beyond. */
export function expNegative(x: f32): f32 {
  return 1 / (1 + x * (1 + x * (0.5 + x * (0.16666667 + x * 0.041666668))));
}
