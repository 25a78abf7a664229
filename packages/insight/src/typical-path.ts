// The foot's typical way through a stride: paths of one foot's strides in, medians point by point out (INS13).
import { PATH_POINT_COUNT, type StridePaths } from "@solewise/gait";
import type { FootSeries, TypicalPath } from "./run-view.ts";
import { quantileOf } from "./series-values.ts";

/** Numbers of a point: forward, left, up. */
const AXIS_COUNT = 3;

const MM_PER_METER = 1000;

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

/** One axis of all paths, sorted at each point: the middle and the middle 80 %. */
function spreadOf(paths: StridePaths, positions: readonly number[], axis: number): Spread {
  const spread = emptySpread();
  const column = new Int16Array(positions.length);
  for (let point = 0; point < PATH_POINT_COUNT; point++) {
    for (const [at, position] of positions.entries()) {
      column[at] = paths.points[(position * PATH_POINT_COUNT + point) * AXIS_COUNT + axis] as number;
    }
    column.sort();
    spread.low[point] = quantileOf(column, 0.1) / MM_PER_METER;
    spread.median[point] = quantileOf(column, 0.5) / MM_PER_METER;
    spread.high[point] = quantileOf(column, 0.9) / MM_PER_METER;
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
