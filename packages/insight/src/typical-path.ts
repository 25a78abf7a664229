// The foot's typical way through a stride: paths of one foot's strides in, medians point by point out (INS13).
import { PATH_POINT_COUNT, type StridePaths } from "@solewise/gait";
import type { FootSeries, TypicalPath } from "./run-view.ts";

/** Numbers of a point: forward, left, up. */
const AXIS_COUNT = 3;

const MM_PER_METER = 1000;

/** Place of 0 mm among the counts of all 16-bit numbers. */
const ZERO_MM = 2 ** 15;

type Spread = TypicalPath["height"];

function emptySpread(): Spread {
  return {
    low: new Float32Array(PATH_POINT_COUNT),
    median: new Float32Array(PATH_POINT_COUNT),
    high: new Float32Array(PATH_POINT_COUNT),
  };
}

/** Positions of the figures' strides that have a path. */
function pathPositions(foot: FootSeries, paths: StridePaths): number[] {
  const positions: number[] = [];
  for (let index = 0; index < Math.min(foot.strideCount, paths.strideCount); index++) {
    if (foot.figuresFlags[index] === 1 && paths.hasPath(index)) positions.push(index);
  }
  return positions;
}

/** How often each millimetre came: quantiles by counting; sorting took 9 × as long (10,000 strides a foot, measured). */
class MillimetreCounts {
  readonly #counts = new Uint32Array(2 ** 16);
  #total = 0;
  #low = 0;
  #high = 0;

  /** Counts the numbers at `offset` + position × `step` anew. */
  count(points: Int16Array, positions: readonly number[], step: number, offset: number): void {
    this.#counts.fill(0, this.#low + ZERO_MM, this.#high + ZERO_MM + 1);
    [this.#total, this.#low, this.#high] = [positions.length, ZERO_MM - 1, -ZERO_MM];
    for (const position of positions) {
      const value = points[position * step + offset] as number;
      const at = value + ZERO_MM;
      this.#counts[at] = (this.#counts[at] as number) + 1;
      if (value < this.#low) this.#low = value;
      if (value > this.#high) this.#high = value;
    }
  }

  /** Nearest rank, the lower of two middle ones; m. */
  quantileMeters(fraction: number): number {
    let missing = Math.max(1, Math.ceil(fraction * this.#total));
    let value = this.#low - 1;
    while (missing > 0 && value < this.#high) missing -= this.#counts[++value + ZERO_MM] as number;
    return value / MM_PER_METER;
  }
}

/** One axis of all paths at each point: the middle and the middle 80 %. */
function spreadOf(paths: StridePaths, positions: readonly number[], axis: number): Spread {
  const spread = emptySpread();
  const counts = new MillimetreCounts();
  for (let point = 0; point < PATH_POINT_COUNT; point++) {
    counts.count(paths.points, positions, PATH_POINT_COUNT * AXIS_COUNT, point * AXIS_COUNT + axis);
    spread.low[point] = counts.quantileMeters(0.1);
    spread.median[point] = counts.quantileMeters(0.5);
    spread.high[point] = counts.quantileMeters(0.9);
  }
  return spread;
}

/** The typical path over the figures' strides; null where none of them has a path. */
export function deriveTypicalPath(foot: FootSeries | null, paths: StridePaths | null | undefined): TypicalPath | null {
  if (foot === null || paths === null || paths === undefined) return null;
  const positions = pathPositions(foot, paths);
  if (positions.length === 0) return null;
  return {
    strideCount: positions.length,
    forward: spreadOf(paths, positions, 0).median,
    lateral: spreadOf(paths, positions, 1),
    height: spreadOf(paths, positions, 2),
  };
}
