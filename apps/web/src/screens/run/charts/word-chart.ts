// What a chart says in words: the value of one stride with its doubt, and the whole chart in one sentence for those who do
// not see it (PGE7).
import type { FootSeries, RunView, TrackKey } from "@solewise/insight";
import { shownUnit, wordHalfWidth, type Wording, wordQuantity } from "../words/quantity-words.ts";
import { joinQuantity } from "../words/quantity-words.ts";
import { tickDigits } from "./axis-ticks.ts";
import { type ChartKey, chartLines, lineValues, strideHalfWidth, strideValue } from "./chart-channels.ts";

/** "246" and "± 12", without the unit; a dash where nothing was measured. */
export function wordStride(
  wording: Wording,
  foot: FootSeries,
  key: TrackKey,
  index: number,
): { value: string; width: string } {
  const value = strideValue(foot, key, index);
  const { text } = wordQuantity(wording, key, value);
  const halfWidth = strideHalfWidth(foot, key, index);
  if (!Number.isFinite(value) || !Number.isFinite(halfWidth)) return { value: text, width: "" };
  const width =
    key === "speedMps" ? wordHalfWidth(wording, key, value, halfWidth) : wordQuantity(wording, key, halfWidth);
  return { value: text, width: `± ${width.text}` };
}

/** A tick beside an upright axis: as many decimals as its step needs, in the quantity's own unit. */
export function wordTickOf(wording: Wording, key: ChartKey, value: number, ticks: readonly number[]): string {
  const { format } = wording;
  if (key === "speedMps") return wordQuantity(wording, key, value).text;
  const unit = shownUnit(format, key);
  return format.number(value / unit, tickDigits(ticks.map((tick) => tick / unit)));
}

/** One sentence on a whole chart. */
export function summariseChart(wording: Wording, view: RunView, key: ChartKey): string {
  const { charts } = wording.messages.run;
  const values = view.track === null ? [] : chartLines(key, view).flatMap((line) => valuesOf(view, key, line));
  if (values.length === 0) return charts[key];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const say = (value: number) => joinQuantity(wordQuantity(wording, key, value));
  return charts.summary(charts[key], say(low), say(high));
}

function valuesOf({ track }: RunView, key: ChartKey, line: "both" | "left" | "right"): number[] {
  return track === null ? [] : [...lineValues(track, key, line)].filter(Number.isFinite);
}
