// What each chart shows: which quantity, its line and its cloud of strides. Comes in: columns of a foot. Goes out: values.
import type { DistanceTrack, FootSeries, RunView, TrackKey } from "@solewise/insight";
import type { Side } from "@solewise/terms";
import { CHART_TRACKS } from "../words/series-codes.ts";
import { cadenceHalfWidth, cadenceOf } from "../words/quantity-words.ts";

/** The charts of a run, by what they show. */
export type ChartKey = TrackKey | "heightMeters";

/** Quantities of a whole body: one line for both feet. All others have a line for each foot. */
const JOINT_KEYS: ReadonlySet<ChartKey> = new Set(["speedMps", "cadenceSpm", "strideLengthMeters", "heightMeters"]);

/** Fewest metres between the lowest and the highest point from which the height is worth a chart. Own choice. */
const HEIGHT_MIN_METERS = 2;

/** Lines of one chart, in the order they are drawn. */
export type ChartLine = "both" | Side;

/** Which lines a chart has. */
export function chartLines(key: ChartKey, { feet }: RunView): ChartLine[] {
  if (JOINT_KEYS.has(key) || feet.left === null || feet.right === null) return ["both"];
  return ["left", "right"];
}

/** Charts that have anything to show, in their order. */
export function chartKeys(view: RunView): ChartKey[] {
  const measured = CHART_TRACKS.filter((key) => hasStrides(view, key));
  return hasHeight(view.track) ? [...measured, "heightMeters"] : measured;
}

/** One stride's value; NaN where it was not measured. */
export function strideValue(foot: FootSeries, key: TrackKey, index: number): number {
  if (key === "cadenceSpm") return cadenceOf(foot.values.strideTimeMs[index] ?? NaN);
  return foot.values[key][index] ?? NaN;
}

/** Half width of one stride's value; NaN where it is not known. */
export function strideHalfWidth(foot: FootSeries, key: TrackKey, index: number): number {
  if (key !== "cadenceSpm") return foot.halfWidths[key][index] ?? NaN;
  return cadenceHalfWidth(foot.values.strideTimeMs[index] ?? NaN, foot.halfWidths.strideTimeMs[index] ?? NaN);
}

/** Values of one line; NaN where a stretch has too few strides. */
export function lineValues(track: DistanceTrack, key: ChartKey, line: ChartLine): Float32Array {
  return key === "heightMeters" ? track.heightMeters : track.lines[key][line];
}

function hasStrides(view: RunView, key: TrackKey): boolean {
  const field = key === "cadenceSpm" ? "strideTimeMs" : key;
  return [view.feet.left, view.feet.right].some((foot) => foot !== null && foot.values[field].some(Number.isFinite));
}

function hasHeight(track: DistanceTrack | null): boolean {
  const heights = track === null ? [] : [...track.heightMeters].filter(Number.isFinite);
  return heights.length > 1 && Math.max(...heights) - Math.min(...heights) >= HEIGHT_MIN_METERS;
}
