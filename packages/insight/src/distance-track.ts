// How a run went over its distance: columns of each foot in, medians of equal stretches and the height out (INS7).
import type { FeetSeries } from "./foot-series.ts";
import {
  type DistanceTrack,
  type FootSeries,
  SERIES_ACTIVITIES,
  type SeriesField,
  TRACK_KEYS,
  type TrackKey,
} from "./run-view.ts";
import { figuresValues, leastToldStrides, quantileOf } from "./series-values.ts";

/** Fewest figures' strides of a foot in a stretch, on average: a median of fewer jumps about. Range 2…10. */
const STRETCH_MIN_STRIDES = 4;

/** Most stretches: more than a wide screen has room for tell no more. Range 100…2000. */
const STRETCH_MAX_COUNT = 400;

const OTHER_CODE = SERIES_ACTIVITIES.indexOf("other");

/** Where the strides of one foot lie among the stretches. */
interface FootStretches {
  foot: FootSeries;
  /** First stride of each stretch and one past the last; shape [stretch count + 1]. */
  firstIndex: Uint32Array;
  /** Figures' strides of each stretch; shape [stretch count]. */
  strideCounts: Uint32Array;
}

function figuresCount(foot: FootSeries): number {
  return foot.figuresFlags.reduce((sum, flag) => sum + flag, 0);
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

function valuesOf(feet: readonly FootStretches[], field: SeriesField, stretch: number): Float64Array {
  const perFoot = feet.map(({ foot, firstIndex }) =>
    figuresValues(foot, field, firstIndex[stretch], firstIndex[stretch + 1]),
  );
  const values = new Float64Array(perFoot.reduce((count, { length }) => count + length, 0));
  let at = 0;
  for (const part of perFoot) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

/** One line over the feet given: NaN where too few strides, or none with that field, were made. */
function lineOf(feet: readonly FootStretches[], key: TrackKey, stretchCount: number): Float32Array {
  const field = fieldOf(key);
  const strideCounts = Uint32Array.from({ length: stretchCount }, (_, stretch) =>
    feet.reduce((sum, foot) => sum + (foot.strideCounts[stretch] as number), 0),
  );
  const least = leastToldStrides(strideCounts);
  return Float32Array.from(strideCounts, (strideCount, stretch) => {
    if (strideCount < least) return Number.NaN;
    const median = quantileOf(valuesOf(feet, field, stretch).sort(), 0.5);
    return key === "cadenceSpm" ? 120_000 / median : median;
  });
}

/** Values of a line through (distance, value) at given distances; both grow. Flat beyond the ends. */
function interpolate(distanceMeters: Float64Array, values: Float64Array, atMeters: Float64Array): Float64Array {
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
  const lines = {} as DistanceTrack["lines"];
  for (const key of TRACK_KEYS) {
    const lineOfSide = (foot: FootSeries | null): Float32Array =>
      lineOf(
        cut.filter((stretches) => stretches.foot === foot),
        key,
        stretchCount,
      );
    const absent = (): Float32Array => new Float32Array(stretchCount).fill(Number.NaN);
    lines[key] = {
      both: lineOf(cut, key, stretchCount),
      left: left === null ? absent() : lineOfSide(left),
      right: right === null ? absent() : lineOfSide(right),
    };
  }
  return {
    distanceMeters: atMeters,
    elapsedSec: interpolate(longest.distanceMeters, longest.elapsedSec, atMeters),
    lines,
    heightMeters: heightLine(feet, atMeters),
  };
}
