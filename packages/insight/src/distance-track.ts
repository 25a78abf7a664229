// How a run went over its distance: columns of each foot in, medians of equal stretches and the height out (INS7).
import type { Side } from "@solewise/terms";
import type { FeetSeries } from "./foot-series.ts";
import {
  type DistanceTrack,
  type FootSeries,
  SERIES_ACTIVITIES,
  type SeriesField,
  TRACK_KEYS,
  type TrackKey,
} from "./run-view.ts";
import { figuresCount, gatherFigures, leastToldStrides, takeMedian } from "./series-values.ts";

/** Fewest figures' strides of a foot in a stretch, on average: a median of fewer jumps about. Range 2…10. */
const STRETCH_MIN_STRIDES = 4;

/** Most stretches: more than a wide screen has room for tell no more. Range 100…2000. */
const STRETCH_MAX_COUNT = 400;

const OTHER_CODE = SERIES_ACTIVITIES.indexOf("other");

/** One quantity's lines of both feet together and of each. */
type Lines = DistanceTrack["lines"][TrackKey];

/** Where the strides of one foot lie among the stretches. */
interface FootStretches {
  foot: FootSeries;
  /** First stride of each stretch and one past the last; shape [stretch count + 1]. */
  firstIndex: Uint32Array;
  /** Figures' strides of each stretch; shape [stretch count]. */
  strideCounts: Uint32Array;
}

/** The field whose median a line is made from. */
function fieldOf(key: TrackKey): SeriesField {
  return key === "cadenceSpm" ? "strideTimeMs" : key;
}

/** Cuts a foot's strides into stretches of equal distance; distances never fall along a foot. */
function cutFoot(foot: FootSeries, stretchCount: number, wholeMeters: number): FootStretches {
  const firstIndex = new Uint32Array(stretchCount + 1).fill(foot.strideCount);
  const strideCounts = new Uint32Array(stretchCount);
  let next = 0;
  for (let index = 0; index < foot.strideCount; index++) {
    const share = (foot.distanceMeters[index] as number) / wholeMeters;
    const stretch = Math.min(stretchCount - 1, Math.floor(share * stretchCount));
    while (next <= stretch) firstIndex[next++] = index;
    if (foot.figuresFlags[index] === 1) strideCounts[stretch] = (strideCounts[stretch] as number) + 1;
  }
  return { foot, firstIndex, strideCounts };
}

/** Which stretches have strides enough to be told: of both feet together and of each. */
type ToldStretches = Record<keyof Lines, (stretch: number) => boolean>;

function judgeStretches(cut: readonly FootStretches[], stretchCount: number): ToldStretches {
  const judge = (feet: readonly FootStretches[]) => {
    const strideCounts = Uint32Array.from({ length: stretchCount }, (_, stretch) =>
      feet.reduce((sum, foot) => sum + (foot.strideCounts[stretch] as number), 0),
    );
    const least = leastToldStrides(strideCounts);
    return (stretch: number): boolean => (strideCounts[stretch] as number) >= least;
  };
  const ofSide = (side: Side) => judge(cut.filter(({ foot }) => foot.side === side));
  return { both: judge(cut), left: ofSide("left"), right: ofSide("right") };
}

/** Reorders the values. */
function lineValue(key: TrackKey, values: Float64Array): number {
  const median = takeMedian(values);
  return key === "cadenceSpm" ? 120_000 / median : median;
}

/** One quantity's lines: NaN where too few strides, or none with that field, were made. */
function linesOf(cut: readonly FootStretches[], key: TrackKey, isTold: ToldStretches, stretchCount: number): Lines {
  const empty = (): Float32Array => new Float32Array(stretchCount).fill(Number.NaN);
  const lines = { both: empty(), left: empty(), right: empty() };
  const values = new Float64Array(cut.reduce((count, { foot }) => count + foot.strideCount, 0));
  for (let stretch = 0; stretch < stretchCount; stretch++) {
    let end = 0;
    for (const { foot, firstIndex } of cut) {
      const begin = end;
      const [from, to] = [firstIndex[stretch] as number, firstIndex[stretch + 1] as number];
      end = gatherFigures({ foot, from, to }, fieldOf(key), values, begin);
      if (isTold[foot.side](stretch)) lines[foot.side][stretch] = lineValue(key, values.subarray(begin, end));
    }
    if (isTold.both(stretch)) lines.both[stretch] = lineValue(key, values.subarray(0, end));
  }
  return lines;
}

/** Heights against the start at given growing distances, m; mean of the feet. */
export function heightsAt({ left, right }: FeetSeries, atMeters: Float64Array): Float32Array {
  return heightLine(
    [left, right].filter((foot) => foot !== null),
    atMeters,
  );
}

/** Values of a line through (distance, value) at given distances; both grow. Flat beyond the ends. */
export function interpolate(distanceMeters: Float64Array, values: Float64Array, atMeters: Float64Array): Float64Array {
  let next = 0;
  return atMeters.map((meters) => {
    while (next < distanceMeters.length && (distanceMeters[next] as number) <= meters) next++;
    const before = values[Math.max(0, next - 1)] as number;
    if (next === 0 || next === distanceMeters.length) return before;
    const fromMeters = distanceMeters[next - 1] as number;
    const share = (meters - fromMeters) / ((distanceMeters[next] as number) - fromMeters);
    return before + share * ((values[next] as number) - before);
  });
}

/** Height of a foot at every midstance against its first, m. */
function heightAtMidstances(foot: FootSeries): Float64Array {
  let heightMeters = 0;
  return Float64Array.from(foot.values.heightChangeMeters, (change, index) => {
    const before = heightMeters;
    if (!Number.isNaN(change) && foot.activityCodes[index] !== OTHER_CODE) heightMeters += change;
    return before;
  });
}

function heightLine(feet: readonly FootSeries[], atMeters: Float64Array): Float32Array {
  const lines = feet.map((foot) => interpolate(foot.distanceMeters, heightAtMidstances(foot), atMeters));
  return Float32Array.from(
    atMeters,
    (_, at) => lines.reduce((sum, line) => sum + (line[at] as number), 0) / feet.length,
  );
}

/** Lines over the distance; null without a distance or without strides that figures are taken over. */
export function deriveTrack({ left, right }: FeetSeries, wholeMeters: number): DistanceTrack | null {
  const feet = [left, right].filter((foot) => foot !== null);
  const counts = feet.map(figuresCount).filter((count) => count > 0);
  const [longest] = feet.toSorted((a, b) => b.strideCount - a.strideCount);
  if (!(wholeMeters > 0) || counts.length === 0 || longest === undefined) return null;
  const wanted = Math.floor(Math.min(...counts) / STRETCH_MIN_STRIDES);
  const stretchCount = Math.max(1, Math.min(STRETCH_MAX_COUNT, wanted));
  const cut = feet.map((foot) => cutFoot(foot, stretchCount, wholeMeters));
  const atMeters = Float64Array.from({ length: stretchCount }, (_, at) => ((at + 0.5) * wholeMeters) / stretchCount);
  const isTold = judgeStretches(cut, stretchCount);
  const lines = {} as DistanceTrack["lines"];
  for (const key of TRACK_KEYS) lines[key] = linesOf(cut, key, isTold, stretchCount);
  return {
    distanceMeters: atMeters,
    elapsedSec: interpolate(longest.distanceMeters, longest.elapsedSec, atMeters),
    lines,
    heightMeters: heightLine(feet, atMeters),
  };
}
