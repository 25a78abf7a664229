// Single strides as dots behind a chart's lines, painted once into the chart's own canvas: moving the cursor never paints
// them again. Of more strides than a picture can tell apart, every nth is drawn (PGE8).
import type { FootSeries, RunView } from "@solewise/insight";
import type { RunAxis } from "../cursor/run-cursor.ts";
import { firstNotBelow } from "../cursor/nearest-stride.ts";
import { type ChartKey, strideValue } from "./chart-channels.ts";
import type { ChartInk } from "./chart-ink.ts";
import type { DotRaster, Paint } from "./dot-raster.ts";
import type { Range } from "./zoom-range.ts";

/** Most dots of one foot in one chart. Range 500…5000: more hide each other at 1,200 px. Own choice, measured fast. */
const DOTS_MAX_COUNT = 1500;

/** Size of a dot in CSS pixels, alone and among many. */
const DOT_LARGE_PX = 3;
const DOT_SMALL_PX = 2;

/** A place to paint in: canvas pixels of the plot and how values become pixels. */
export interface CloudFrame {
  context: CanvasRenderingContext2D;
  shown: Range;
  values: Range;
  left: number;
  top: number;
  width: number;
  height: number;
  pixelRatio: number;
}

/** Places of a foot's strides along an axis, rising. */
export function stridePlaces(foot: FootSeries, axis: RunAxis): Float64Array {
  return axis === "distance" ? foot.distanceMeters : foot.elapsedSec;
}

/** Every how many strides one is drawn: 1 = all. */
export function cloudStep(strideCount: number): number {
  return Math.max(1, Math.ceil(strideCount / DOTS_MAX_COUNT));
}

/** Strides of a foot in a stretch, half-open. */
export function shownStrides(foot: FootSeries, axis: RunAxis, [low, high]: Range): Range {
  const places = stridePlaces(foot, axis);
  return [firstNotBelow(places, low), firstNotBelow(places, high)];
}

/** Paints the strides of both feet. */
export function paintCloud(
  frame: CloudFrame,
  raster: DotRaster,
  view: RunView,
  key: ChartKey,
  axis: RunAxis,
  ink: ChartInk,
): void {
  if (key === "heightMeters" || frame.width < 1 || frame.height < 1) return;
  raster.begin(Math.round(frame.width), Math.round(frame.height));
  for (const foot of [view.feet.left, view.feet.right]) {
    if (foot !== null) addDots(frame, raster, foot, key, axis, raster.paintOf(ink[foot.side]));
  }
  raster.paintTo(frame.context, Math.round(frame.left), Math.round(frame.top));
}

function addDots(
  frame: CloudFrame,
  raster: DotRaster,
  foot: FootSeries,
  key: Exclude<ChartKey, "heightMeters">,
  axis: RunAxis,
  paint: Paint,
): void {
  const places = stridePlaces(foot, axis);
  const [first, end] = shownStrides(foot, axis, frame.shown);
  const step = cloudStep(end - first);
  const isDense = (end - first) / step > frame.width / frame.pixelRatio / 2;
  const size = Math.max(1, Math.round((isDense ? DOT_SMALL_PX : DOT_LARGE_PX) * frame.pixelRatio));
  const opacity = isDense ? 0.22 : 0.4;
  const scaleX = frame.width / (frame.shown[1] - frame.shown[0]);
  const scaleY = frame.height / (frame.values[1] - frame.values[0]);
  for (let index = first - (first % step); index < end; index += step) {
    const value = strideValue(foot, key, index);
    if (Number.isNaN(value)) continue;
    const x = ((places[index] ?? 0) - frame.shown[0]) * scaleX;
    raster.dot(x, (frame.values[1] - value) * scaleY, size, opacity, paint);
  }
}
