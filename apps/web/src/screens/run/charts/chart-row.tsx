// One chart: its name, the values under the cursor with their doubt, the picture. Values and dots are written straight to
// the page when the cursor moves (PGE5).
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { type CursorPlace, type RunAxis, type RunCursor } from "../cursor/run-cursor.ts";
import { followWhileSeen } from "../cursor/follow-while-seen.ts";
import { MovingMark } from "../cursor/moving-mark.ts";
import { nearestIndex } from "../cursor/nearest-stride.ts";
import { joinQuantity, type Wording, wordQuantity } from "../words/quantity-words.ts";
import { type ChartKey, strideValue } from "./chart-channels.ts";
import type { ChartStack } from "./chart-stack.ts";
import { stridePlaces } from "./stride-cloud.ts";
import { summariseChart, wordStride } from "./word-chart.ts";

export interface ChartRowProps {
  chartKey: ChartKey;
  view: RunView;
  cursor: RunCursor;
  stack: ChartStack | null;
  axis: RunAxis;
  hosts: Map<ChartKey, HTMLElement>;
}

const SIDES = ["left", "right"] as const;

/** The row. */
export function ChartRow({ chartKey, view, cursor, stack, axis, hosts }: ChartRowProps) {
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
    const element = row.current;
    if (element === null) return undefined;
    const settings = { chartKey, view, stack, axis, wording: { format, messages } };
    const follower = { draw: dotMover(element, settings), write: valueWriter(element, settings) };
    const stopCursor = followWhileSeen(element, cursor, follower);
    const stopStack = stack?.follow(() => follower.draw(cursor.place));
    return () => {
      stopCursor();
      stopStack?.();
    };
  }, [chartKey, view, cursor, stack, axis, format, messages]);
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

interface WriterSettings {
  chartKey: ChartKey;
  view: RunView;
  stack: ChartStack | null;
  axis: RunAxis;
  wording: Wording;
}

/** A function that writes a place's values. */
function valueWriter(element: HTMLElement, settings: WriterSettings): (place: CursorPlace) => void {
  const { chartKey, view, wording } = settings;
  const part = (name: string) => element.querySelector<HTMLElement>(name);
  if (chartKey === "heightMeters") {
    const text = part('[data-readout="both"]');
    return (place) => writeText(text, wordHeightAt(wording, view, place));
  }
  const parts = SIDES.flatMap((side) => {
    const foot = view.feet[side];
    const [text, width] = [part(`[data-readout="${side}"]`), part(`[data-width="${side}"]`)];
    return foot === null ? [] : [{ side, foot, text, width }];
  });
  return ({ strideIndexes }) => {
    for (const { side, foot, text, width } of parts) {
      const said = wordStride(wording, foot, chartKey, strideIndexes[side]);
      writeText(text, said.value);
      writeText(width, said.width);
    }
  };
}

/** A function that moves the dots to a place. */
function dotMover(element: HTMLElement, settings: WriterSettings): (place: CursorPlace) => void {
  const { chartKey, view, stack, axis } = settings;
  if (chartKey === "heightMeters" || stack === null) return () => {};
  const dots = SIDES.flatMap((side) => {
    const foot = view.feet[side];
    const dot = element.querySelector<HTMLElement>(`[data-dot="${side}"]`);
    return foot === null || dot === null ? [] : [{ side, foot, mark: new MovingMark(dot) }];
  });
  return ({ strideIndexes }) => {
    const [start, end] = stack.plotSpanPx;
    for (const { side, foot, mark } of dots) {
      const index = strideIndexes[side];
      const x = stack.xOf(stridePlaces(foot, axis)[index] ?? NaN);
      const y = stack.yOf(chartKey, strideValue(foot, chartKey, index));
      if (Number.isFinite(y) && x >= start && x <= end) mark.moveTo(x, y);
      else mark.hide();
    }
  };
}

function writeText(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}

function wordHeightAt(wording: Wording, view: RunView, place: CursorPlace): string {
  if (view.track === null) return "";
  const at = nearestIndex(view.track.elapsedSec, place.elapsedSec);
  const value = view.track.heightMeters[at] ?? null;
  return joinQuantity({ ...wordQuantity(wording, "heightMeters", value), unit: "" });
}
