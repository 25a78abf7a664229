// The ends of a chart's upright axis. Comes in: the run and a quantity. Goes out: a range that holds the lines and nearly
// all strides, so that one odd stride does not flatten the rest (PGE7).
import type { RunView } from "@solewise/insight";
import { type ChartKey, chartLines, lineValues, strideValue } from "./chart-channels.ts";

/** Share of strides below and above that may lie outside the picture. Range 0…0.05. Own choice. */
const OUTSIDE_FRACTION = 0.015;

/** Strides looked at for the range; of more, every nth. Range 500…20000: 2,000 place a percentile well enough. */
const LOOKED_AT_COUNT = 2000;

/** Room above and below, as a share of the range. */
const ROOM_FRACTION = 0.12;

/** Quantities whose picture tells walking from running; the range of all others is that of the figures' strides. */
const WHOLE_KEYS: ReadonlySet<ChartKey> = new Set(["speedMps", "cadenceSpm", "heightMeters"]);

/** Codes of SERIES_ACTIVITIES by what the figures are about. */
const FIGURES_CODES = { walk: [0], run: [1], stairs: [2, 3] };

/** Range of a chart's values. */
export function valueRange(view: RunView, key: ChartKey): [number, number] {
  const values = key === "heightMeters" ? [] : sampleStrides(view, key);
  values.sort((a, b) => a - b);
  const inside = values.slice(
    Math.floor(values.length * OUTSIDE_FRACTION),
    Math.ceil(values.length * (1 - OUTSIDE_FRACTION)),
  );
  const lines = WHOLE_KEYS.has(key) ? linesOf(view, key) : [];
  const low = Math.min(inside[0] ?? Infinity, ...lines);
  const high = Math.max(inside.at(-1) ?? -Infinity, ...lines);
  if (!(high >= low)) return [0, 1];
  const room = Math.max((high - low) * ROOM_FRACTION, Math.abs(high) * 0.005, 1e-3);
  return [low - room, high + room];
}

function sampleStrides(view: RunView, key: Exclude<ChartKey, "heightMeters">): number[] {
  const values: number[] = [];
  const codes = WHOLE_KEYS.has(key) ? [0, 1, 2, 3] : FIGURES_CODES[view.figuresActivity ?? "run"];
  for (const foot of [view.feet.left, view.feet.right]) {
    if (foot === null) continue;
    const step = Math.max(1, Math.floor(foot.strideCount / LOOKED_AT_COUNT));
    for (let index = 0; index < foot.strideCount; index += step) {
      const value = strideValue(foot, key, index);
      if (Number.isFinite(value) && codes.includes(foot.activityCodes[index] ?? -1)) values.push(value);
    }
  }
  return values;
}

function linesOf(view: RunView, key: ChartKey): number[] {
  const { track } = view;
  if (track === null) return [];
  return chartLines(key, view).flatMap((line) => [...lineValues(track, key, line)].filter(Number.isFinite));
}
