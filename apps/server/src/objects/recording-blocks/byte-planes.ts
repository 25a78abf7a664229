// Whole numbers without sign ⇄ byte planes: first all lowest bytes, then all second ones, and so on, so that bytes that
// look alike stand together for the compressor. OBJ2

/** Most bytes of a number: a double holds 53 bits. */
export const PLANES_MAX = 7;

const PLANE_SCALES = Array.from({ length: PLANES_MAX }, (_, plane) => 256 ** plane);

/** Bytes that the largest of some numbers needs; 0 for 0. */
export function planesFor(largest: number): number {
  const count = PLANE_SCALES.findIndex((scale) => largest < scale);
  return count < 0 ? PLANES_MAX : count;
}

/** Writes byte `plane` of every number at `at`. */
export function writePlane(values: Float64Array, plane: number, out: Uint8Array, at: number): void {
  if (plane < 4) {
    const shift = plane * 8;
    // Numbers of over 32 bits are taken modulo 2^32, which keeps the lower four bytes.
    for (let index = 0; index < values.length; index++) out[at + index] = (values[index] as number) >>> shift;
    return;
  }
  const scale = PLANE_SCALES[plane] as number;
  for (let index = 0; index < values.length; index++) out[at + index] = Math.floor((values[index] as number) / scale);
}

/** Adds byte `plane` to every number. */
export function addPlane(values: Float64Array, plane: number, from: Uint8Array, at: number): void {
  const scale = PLANE_SCALES[plane] as number;
  for (let index = 0; index < values.length; index++)
    values[index] = (values[index] as number) + (from[at + index] as number) * scale;
}
