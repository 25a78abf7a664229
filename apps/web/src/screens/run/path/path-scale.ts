// From a foot's way in metres to a picture. Comes in: points and a frame. Goes out: SVG paths. Both ways share one forward
// scale; the way up and the way across are stretched alike for both feet, and the picture says by how much (PGE13).
import type { TypicalPath } from "@solewise/insight";
import type { Side } from "@solewise/terms";

/** A picture's size in its own units and what it spans in metres. */
export interface PathFrame {
  width: number;
  height: number;
  /** Metres from start to end, forward. */
  forward: readonly [number, number];
  /** Metres from bottom to top: up, or to the left. */
  across: readonly [number, number];
}

/** SVG coordinates of a point. */
export function placePoint(frame: PathFrame, forward: number, across: number): [number, number] {
  const x = ((forward - frame.forward[0]) / (frame.forward[1] - frame.forward[0])) * frame.width;
  const y = ((frame.across[1] - across) / (frame.across[1] - frame.across[0])) * frame.height;
  return [round(x), round(y)];
}

/** How many times the way across is stretched against the way forward. */
export function stretchOf(frame: PathFrame): number {
  const perMeterAcross = frame.height / (frame.across[1] - frame.across[0]);
  return perMeterAcross / (frame.width / (frame.forward[1] - frame.forward[0]));
}

/** A line through points. */
export function linePath(frame: PathFrame, forward: ArrayLike<number>, across: ArrayLike<number>): string {
  const points = Array.from({ length: forward.length }, (_, at) =>
    placePoint(frame, forward[at] ?? 0, across[at] ?? 0),
  );
  return points.length === 0 ? "" : `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;
}

/** The area between two lines. */
export function bandPath(
  frame: PathFrame,
  forward: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
): string {
  const there = Array.from({ length: forward.length }, (_, at) => placePoint(frame, forward[at] ?? 0, high[at] ?? 0));
  const back = Array.from({ length: forward.length }, (_, at) => placePoint(frame, forward[at] ?? 0, low[at] ?? 0));
  const points = [...there, ...back.reverse()];
  return points.length === 0 ? "" : `M${points.map(([x, y]) => `${x} ${y}`).join("L")}Z`;
}

/** One stride's way as columns in metres; null where it was not traced. */
export function stridePath(
  points: Int16Array | undefined,
  index: number,
  pointCount: number,
): { forward: Float64Array; lateral: Float64Array; height: Float64Array } | null {
  const start = index * pointCount * 3;
  const first = points?.[start];
  if (points === undefined || index < 0 || first === undefined || first === ABSENT) return null;
  const column = (offset: number) =>
    Float64Array.from({ length: pointCount }, (_, at) => (points[start + at * 3 + offset] ?? 0) / 1000);
  return { forward: column(0), lateral: column(1), height: column(2) };
}

/** First word of a path that was not traced (gait, PackedPaths). */
const ABSENT = -32768;

/** Frames of one foot: from the side and from above. */
export interface FootFrames {
  side: PathFrame;
  above: PathFrame;
}

/**
 * Frames that hold the typical ways of the feet, with room around, in one scale. From above, the left foot's outer side is
 * on top and the right foot's at the bottom.
 */
export function pathFrames(feet: Partial<Record<Side, TypicalPath>>, width: number): Record<Side, FootFrames> | null {
  const paths = [feet.left, feet.right].filter((path) => path !== undefined);
  if (paths.length === 0) return null;
  const forwardEnd = Math.max(...paths.flatMap(({ forward }) => [...forward]), 0.5);
  const top = Math.max(...paths.flatMap(({ height }) => [...height.high]), 0.1);
  const bottom = Math.min(...paths.flatMap(({ height }) => [...height.low]), 0);
  const outward = Math.max(reach(feet.left, 1), reach(feet.right, -1), 0.03) * 1.15;
  const inward = Math.max(reach(feet.left, -1), reach(feet.right, 1), 0.03) * 1.15;
  const forward = [-0.04 * forwardEnd, forwardEnd * 1.04] as const;
  const side: PathFrame = { width, height: 110, forward, across: [bottom - 0.06 * top, top * 1.12] };
  return {
    left: { side, above: { width, height: 90, forward, across: [-inward, outward] } },
    right: { side, above: { width, height: 90, forward, across: [-outward, inward] } },
  };
}

/** How far a foot goes to its left (1) or right (−1) of the straight way, m. */
function reach(path: TypicalPath | undefined, direction: 1 | -1): number {
  if (path === undefined) return 0;
  return Math.max(...[...path.lateral.low, ...path.lateral.high].map((at) => at * direction), 0);
}

/** The longest of 1, 2, 5 × 10ⁿ that is no longer than a third of a span. */
export function scaleLength(span: number): number {
  const most = span / 3;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((each) => each * power <= most) ?? 1) * power;
}

/** Position of the largest value. */
export function highestAt(values: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < values.length; at += 1) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at;
  return best;
}

/** Largest minus smallest. */
export function spanOf(values: Float32Array): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
