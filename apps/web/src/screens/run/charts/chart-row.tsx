// One chart: its name, the values under the cursor with their doubt, the picture. Values and dots follow the cursor outside
// React (PGE5).
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { CursorFollowers, Spot } from "../cursor/cursor-followers.ts";
import { nearestIndex } from "../cursor/nearest-stride.ts";
import type { CursorPlace, RunAxis } from "../cursor/run-cursor.ts";
import { joinQuantity, type Wording, wordQuantity } from "../words/quantity-words.ts";
import { type ChartKey, strideValue } from "./chart-channels.ts";
import type { ChartStack } from "./chart-stack.ts";
import { stridePlaces } from "./stride-cloud.ts";
import { summariseChart, wordStride } from "./word-chart.ts";

export interface ChartRowProps {
  chartKey: ChartKey;
  view: RunView;
  followers: CursorFollowers;
  stack: ChartStack | null;
  axis: RunAxis;
  hosts: Map<ChartKey, HTMLElement>;
}

const SIDES = ["left", "right"] as const;

/** The row. */
export function ChartRow({ chartKey, view, followers, stack, axis, hosts }: ChartRowProps) {
  const messages = useMessages();
  const format = useFormat();
  const row = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    hosts.set(chartKey, host.current);
    return () => void hosts.delete(chartKey);
  }, [hosts, chartKey]);
  useEffect(() => {
    const [element, plot] = [row.current, host.current?.parentElement];
    if (element === null || plot === null || plot === undefined) return undefined;
    const parts = (name: string) => [...element.querySelectorAll<HTMLElement>(name)];
    const settings = { chartKey, view, stack, axis, wording: { format, messages } };
    return followers.add({
      element,
      marks: parts("[data-dot]"),
      box: plot,
      locate: dotPlacer(settings),
      texts: parts("[data-readout], [data-width]"),
      say: valueSayer(settings),
      covers: parts(".chart-row__head"),
    });
  }, [chartKey, view, followers, stack, axis, format, messages]);
  const sides = chartKey === "heightMeters" ? [] : SIDES.filter((side) => view.feet[side] !== null);
  const unit = wordQuantity({ format, messages }, chartKey, 1).unit;
  return (
    <div className="chart-row" ref={row} data-chart={chartKey}>
      <div className="chart-row__head">
        <h3 className="chart-row__name">
          {messages.run.charts[chartKey]} <span className="chart-row__unit">{unit}</span>
        </h3>
        {chartKey === "heightMeters" && <span className="chart-row__value" data-readout="both" />}
        {sides.map((side) => (
          <span className="chart-row__reading" key={side}>
            <span className={`chart-row__mark chart-row__mark--${side}`} aria-hidden="true" />
            <span className="visually-hidden">{messages.app[side]}</span>
            <span className="chart-row__value" data-readout={side} />
            <span className="chart-row__width" data-width={side} />
          </span>
        ))}
      </div>
      <div className="chart-row__plot">
        <div
          ref={host}
          role="img"
          aria-label={summariseChart({ format, messages }, view, chartKey)}
          className="chart-row__host"
        />
        {sides.map((side) => (
          <span className={`chart-row__dot chart-row__dot--${side}`} key={side} data-dot={side} aria-hidden="true" />
        ))}
      </div>
    </div>
  );
}

interface RowSettings {
  chartKey: ChartKey;
  view: RunView;
  stack: ChartStack | null;
  axis: RunAxis;
  wording: Wording;
}

/** What the row says at a place: of each foot the value and its doubt. */
function valueSayer({ chartKey, view, wording }: RowSettings): (place: CursorPlace) => string[] {
  if (chartKey === "heightMeters") return (place) => [wordHeightAt(wording, view, place)];
  return ({ strideIndexes }) =>
    SIDES.flatMap((side) => {
      const foot = view.feet[side];
      if (foot === null) return [];
      const { value, width } = wordStride(wording, foot, chartKey, strideIndexes[side]);
      return [value, width];
    });
}

/** Where the row's dots stand at a place. */
function dotPlacer({ chartKey, view, stack, axis }: RowSettings): (place: CursorPlace) => (Spot | null)[] {
  if (chartKey === "heightMeters" || stack === null) return () => [];
  return ({ strideIndexes }) => {
    const [start, end] = stack.plotSpanPx;
    return SIDES.flatMap((side) => {
      const foot = view.feet[side];
      if (foot === null) return [];
      const index = strideIndexes[side];
      const x = stack.xOf(stridePlaces(foot, axis)[index] ?? NaN);
      const y = stack.yOf(chartKey, strideValue(foot, chartKey, index));
      return [Number.isFinite(y) && x >= start && x <= end ? { x, y } : null];
    });
  };
}

function wordHeightAt(wording: Wording, view: RunView, place: CursorPlace): string {
  if (view.track === null) return "";
  const at = nearestIndex(view.track.elapsedSec, place.elapsedSec);
  const value = view.track.heightMeters[at] ?? null;
  return joinQuantity({ ...wordQuantity(wording, "heightMeters", value), unit: "" });
}
