// The double integral of a stride's specific force → its path in millimetres: upright, without drift, closed on the
// stride's own figures. In: `Strapdown` at the next midstance. Out: PATH_WORDS int16, or false. // PATH4, PATH6
import { GRAVITY_MPS2 } from "@solewise/terms";
import { PATH_POINT_COUNT } from "./packed-paths.ts";
import type { Strapdown } from "./strapdown.ts";

/** What the stride's own figures say of its two ends. */
export interface StrideEnds {
  lengthMm: number;
  riseMm: number;
  durationSec: number;
}

/** The mean specific force between two midstances is gravity's, but for scale and clipping errors: at most this far off [E]. */
const MEAN_FORCE_ERROR_MAX_MPS2 = 2;
/** The path before closing may miss the stride's ends by this share of its length, and this much more [E]. */
const MISS_MAX_FRACTION = 0.1;
const MISS_MAX_MM = 60;
const WORD_MAX_MM = 32767;
const MM_PER_METER = 1000;
const LAST_POINT = PATH_POINT_COUNT - 1;

/** Unit axes of the stride in the start's sensor axes: forward, left and up, three rows. */
const axes = new Float64Array(9);

function dot(row: number, x: number, y: number, z: number): number {
  return (axes[row] as number) * x + (axes[row + 1] as number) * y + (axes[row + 2] as number) * z;
}

function setRow(row: number, x: number, y: number, z: number, size: number): void {
  axes[row] = x / size;
  axes[row + 1] = y / size;
  axes[row + 2] = z / size;
}

/**
 * Up is the mean specific force: the foot is as slow at the end as at the start, so that all else of it is gravity's.
 * Forward is what is left of the displacement across it. Returns the horizontal displacement, m; 0 when there is none.
 */
function placeAxes(dead: Strapdown, durationSec: number): number {
  const [vx = 0, vy = 0, vz = 0] = dead.velocity;
  const speed = Math.hypot(vx, vy, vz);
  if (!(Math.abs(speed / durationSec - GRAVITY_MPS2) < MEAN_FORCE_ERROR_MAX_MPS2)) return 0;
  setRow(6, vx, vy, vz, speed);
  const at = LAST_POINT * 3;
  const half = 0.5 * durationSec;
  const dx = (dead.integral[at] as number) - half * vx;
  const dy = (dead.integral[at + 1] as number) - half * vy;
  const dz = (dead.integral[at + 2] as number) - half * vz;
  const rise = dot(6, dx, dy, dz);
  const [ux, uy, uz] = [axes[6] as number, axes[7] as number, axes[8] as number];
  const [hx, hy, hz] = [dx - rise * ux, dy - rise * uy, dz - rise * uz];
  const horizontal = Math.hypot(hx, hy, hz);
  if (!(horizontal > 0)) return 0;
  setRow(0, hx, hy, hz, horizontal);
  const [fx, fy, fz] = [axes[0] as number, axes[1] as number, axes[2] as number];
  setRow(3, uy * fz - uz * fy, uz * fx - ux * fz, ux * fy - uy * fx, 1);
  return horizontal;
}

/** Writes the closed path into `out`; false when it cannot be trusted. */
export function shapePath(dead: Strapdown, { lengthMm, riseMm, durationSec }: StrideEnds, out: Int16Array): boolean {
  const horizontalMm = placeAxes(dead, durationSec) * MM_PER_METER;
  if (!(horizontalMm > 0)) return false;
  const [vx = 0, vy = 0, vz = 0] = dead.velocity;
  const { integral } = dead;
  const fall = 0.5 * durationSec;
  const at = LAST_POINT * 3;
  const end = (axis: number, v: number): number => (integral[at + axis] as number) - fall * v;
  const foundMm = dot(6, end(0, vx), end(1, vy), end(2, vz)) * MM_PER_METER;
  const allowedMm = MISS_MAX_FRACTION * lengthMm + MISS_MAX_MM;
  if (Math.abs(horizontalMm - lengthMm) > allowedMm || Math.abs(foundMm - riseMm) > allowedMm) return false;
  const scale = lengthMm / horizontalMm;
  const slope = (riseMm - foundMm) / horizontalMm;
  for (let point = 0; point <= LAST_POINT; point++) {
    const share = point / LAST_POINT;
    const t = fall * share * share;
    const x = ((integral[point * 3] as number) - t * vx) * MM_PER_METER;
    const y = ((integral[point * 3 + 1] as number) - t * vy) * MM_PER_METER;
    const z = ((integral[point * 3 + 2] as number) - t * vz) * MM_PER_METER;
    const forward = dot(0, x, y, z);
    const isKept =
      put(out, point * 3, scale * forward) &&
      put(out, point * 3 + 1, scale * dot(3, x, y, z)) &&
      put(out, point * 3 + 2, dot(6, x, y, z) + slope * forward);
    if (!isKept) return false;
  }
  return true;
}

function put(out: Int16Array, at: number, mm: number): boolean {
  out[at] = Math.round(mm);
  return Math.abs(mm) <= WORD_MAX_MM;
}
