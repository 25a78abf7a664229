// The stacked charts of one run, outside React: one uPlot each, the same stretch of the run in all. Comes in: elements to
// draw in, the run, the axis. Goes out: pictures, and where a value lies on the screen. The cursor is not drawn here.
// Charts out of sight wait with drawing until they come near the screen.
import type { RunView } from "@solewise/insight";
import type UPlot from "uplot";
import type { QuantityFormat } from "../../../language/quantity-format.ts";
import type { RunAxis } from "../cursor/run-cursor.ts";
import { shownUnit } from "../words/quantity-words.ts";
import { paceTicks, roundTicks, tickDigits, timeTicks } from "./axis-ticks.ts";
import { type ChartKey, chartLines, lineValues } from "./chart-channels.ts";
import { type ChartInk, readInk } from "./chart-ink.ts";
import { DotRaster } from "./dot-raster.ts";
import { StillPicture } from "./still-picture.ts";
import { paintCloud } from "./stride-cloud.ts";
import { valueRange } from "./value-range.ts";
import { isZoomed, type Range, withinWhole } from "./zoom-range.ts";

/** Width of the upright axis' labels: the same in all charts, so that places lie above each other. CSS pixels. */
const LABELS_PX = 46;
/** Room at the end for half of the last place's label, "12.25". CSS pixels. */
const END_PX = 16;
const PLOT_HEIGHT_PX = 84;
const PLACES_HEIGHT_PX = 26;

/** How near to the screen a chart is kept drawn: fast scrolling must not meet an old picture. Own choice. */
const NEAR = "160px 0px";

/** How long charts are drawn in one frame before the others wait for the next, ms. Range 4…12: half a frame. Own choice. */
const DRAWING_MAX_MS = 8;

/** What the stack is made of. */
export interface ChartStackSettings {
  Plot: typeof UPlot;
  view: RunView;
  axis: RunAxis;
  format: QuantityFormat;
  /** Words of a value beside the upright axis. */
  wordTick: (key: ChartKey, value: number, ticks: readonly number[]) => string;
}

interface Chart {
  key: ChartKey;
  plot: UPlot;
  range: [number, number];
  isNear: boolean;
  /** It shows another stretch than the stack does. */
  isStale: boolean;
  drawnAtMs: number;
}

/** All charts. Throw it away with `destroy`. */
export class ChartStack {
  readonly #settings: ChartStackSettings;
  readonly #charts: Chart[] = [];
  readonly #listeners = new Set<() => void>();
  readonly whole: Range;
  #shown: Range;
  #ink: ChartInk;
  #widthPx: number;
  #frame: number | null = null;
  readonly #raster = new DotRaster();
  readonly #sight: IntersectionObserver;
  readonly #drawAll = () => this.#drawStale(() => true);

  constructor(settings: ChartStackSettings, hosts: ReadonlyMap<ChartKey, HTMLElement>, widthPx: number) {
    this.#settings = settings;
    this.whole = wholeRange(settings.view, settings.axis);
    this.#shown = this.whole;
    this.#widthPx = widthPx;
    const [firstHost] = hosts.values();
    if (firstHost === undefined) throw new Error("a chart stack needs at least one chart");
    this.#ink = readInk(firstHost);
    const lastKey = [...hosts.keys()].at(-1);
    for (const [key, host] of hosts) this.#charts.push(this.#makeChart(key, host, key === lastKey));
    this.#sight = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: NEAR });
    for (const host of hosts.values()) this.#sight.observe(host);
    window.addEventListener("beforeprint", this.#drawAll);
  }

  get shown(): Range {
    return this.#shown;
  }

  get isZoomed(): boolean {
    return isZoomed(this.#shown, this.whole);
  }

  /** Ends of the plots, CSS pixels from the stack's start. */
  get plotSpanPx(): Range {
    return [LABELS_PX, this.#widthPx - END_PX];
  }

  /** Place of the run at a CSS pixel from the stack's start. */
  placeAt(xPx: number): number {
    const [start, end] = this.plotSpanPx;
    const share = (xPx - start) / (end - start);
    return this.#shown[0] + share * (this.#shown[1] - this.#shown[0]);
  }

  /** CSS pixel from the stack's start of a place of the run; may lie outside of what is shown. */
  xOf(place: number): number {
    const [start, end] = this.plotSpanPx;
    return start + ((place - this.#shown[0]) / (this.#shown[1] - this.#shown[0])) * (end - start);
  }

  /** CSS pixel from the top of a chart's element of a value. */
  yOf(key: ChartKey, value: number): number {
    const chart = this.#charts.find((each) => each.key === key);
    if (chart === undefined) return NaN;
    const { top, height } = plotBox(chart.plot);
    const [low, high] = chart.range;
    return top + ((high - value) / (high - low)) * height;
  }

  /**
   * Shows a stretch of the run: at once for who asks, on the screen with the next frame. While one stretch follows the
   * other faster than all charts can be drawn, each frame draws some in turn.
   */
  show(range: Range): void {
    this.#shown = withinWhole(range, this.whole);
    for (const chart of this.#charts) chart.isStale = true;
    this.#askForFrame();
  }

  resize(widthPx: number): void {
    if (widthPx === this.#widthPx || widthPx <= 0) return;
    this.#widthPx = widthPx;
    for (const { plot } of this.#charts) plot.setSize({ width: widthPx, height: plot.height });
    this.#announce();
  }

  /** Draws anew in the colours that the page has now. */
  repaint(): void {
    const [first] = this.#charts;
    if (first === undefined) return;
    this.#ink = readInk(first.plot.root);
    for (const { plot } of this.#charts) plot.redraw(false, true);
  }

  /** Calls `listener` when places on the screen have changed. Goes out: the way to stop. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    this.#listeners.clear();
    this.#sight.disconnect();
    window.removeEventListener("beforeprint", this.#drawAll);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    for (const { plot } of this.#charts) plot.destroy();
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const chart = this.#charts.find(({ plot }) => plot.root.parentElement === target);
      if (chart !== undefined) chart.isNear = isIntersecting;
    }
    this.#drawStale(({ isNear }) => isNear);
  }

  #askForFrame(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      if (this.#drawStale(({ isNear }) => isNear, DRAWING_MAX_MS)) this.#askForFrame();
      this.#announce();
    });
  }

  /** Draws what shows another stretch, what was drawn longest ago first. Goes out: whether time was up before all were. */
  #drawStale(isWanted: (chart: Chart) => boolean, timeMaxMs = Infinity): boolean {
    const [min, max] = this.#shown;
    const endMs = performance.now() + timeMaxMs;
    const waiting = this.#charts.filter((chart) => chart.isStale && isWanted(chart));
    for (const chart of waiting.toSorted((a, b) => a.drawnAtMs - b.drawnAtMs)) {
      if (performance.now() > endMs) return true;
      [chart.isStale, chart.drawnAtMs] = [false, performance.now()];
      chart.plot.batch(() => chart.plot.setScale("x", { min, max })); // draws at once
    }
    return false;
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }

  #makeChart(key: ChartKey, host: HTMLElement, isLast: boolean): Chart {
    const { Plot, view } = this.#settings;
    const range = valueRange(view, key);
    let picture: StillPicture | null = null;
    const options: UPlot.Options = {
      width: this.#widthPx,
      height: PLOT_HEIGHT_PX + (isLast ? PLACES_HEIGHT_PX : 0),
      padding: [6, END_PX, isLast ? 0 : 6, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: () => [...this.#shown] }, y: { range: () => [...range] } },
      axes: [this.#placesAxis(isLast), this.#valuesAxis(key, range)],
      series: [{}, ...this.#lineSeries(key)],
      hooks: {
        init: [(plot) => void (picture = new StillPicture(plot.ctx.canvas))],
        drawAxes: [(plot) => this.#paintCloud(plot, key, range)],
        draw: [() => picture?.take()],
      },
    };
    return {
      key,
      range,
      plot: new Plot(options, this.#lineData(key), host),
      isNear: true,
      isStale: false,
      drawnAtMs: 0,
    };
  }

  #paintCloud(plot: UPlot, key: ChartKey, range: [number, number]): void {
    const { left, top, width, height } = plot.bbox;
    const frame = { context: plot.ctx, shown: this.#shown, values: range, left, top, width, height };
    const { view, axis } = this.#settings;
    paintCloud({ ...frame, pixelRatio: devicePixelRatio }, this.#raster, view, key, axis, this.#ink);
  }

  #placesAxis(isLast: boolean): UPlot.Axis {
    const { axis, format } = this.#settings;
    const isDistance = axis === "distance";
    const unit = this.whole[1] >= format.metersPerLong ? format.metersPerLong : shownUnit(format, "heightMeters");
    const count = Math.max(2, Math.floor(this.#widthPx / 90));
    const splits = (_: UPlot, __: number, low: number, high: number) =>
      isDistance
        ? roundTicks([low / unit, high / unit], count).map((tick) => tick * unit)
        : timeTicks([low, high], count);
    const values = (_: UPlot, ticks: number[]) =>
      ticks.map((tick) => (isDistance ? wordDistanceTick(format, tick, unit, ticks) : format.duration(tick)));
    return {
      splits,
      values: (plot, ticks) => (isLast ? values(plot, ticks) : ticks.map(() => "")),
      size: isLast ? PLACES_HEIGHT_PX : 0,
      ...this.#axisLook(),
      gap: 4,
    };
  }

  #valuesAxis(key: ChartKey, range: [number, number]): UPlot.Axis {
    const { format, wordTick } = this.#settings;
    const ticks = key === "speedMps" ? paceTicks(range, 3, format.metersPerLong) : shownTicks(format, key, range);
    return {
      splits: () => ticks,
      values: (_, shown) => shown.map((tick) => wordTick(key, tick, ticks)),
      size: LABELS_PX,
      ...this.#axisLook(),
      gap: 6,
    };
  }

  #axisLook() {
    return {
      stroke: () => this.#ink.text,
      font: this.#ink.font,
      ticks: { show: false },
      grid: { stroke: () => this.#ink.grid, width: 1 },
    };
  }

  #lineSeries(key: ChartKey): UPlot.Series[] {
    return chartLines(key, this.#settings.view).map((line) => ({
      stroke: () => this.#ink[line],
      width: 2,
      points: { show: false },
      ...(line === "right" ? { dash: [6, 3] } : {}),
    }));
  }

  #lineData(key: ChartKey): UPlot.AlignedData {
    const { view, axis } = this.#settings;
    const { track } = view;
    if (track === null) return [[...this.whole], ...chartLines(key, view).map(() => [null, null])];
    const places = axis === "distance" ? track.distanceMeters : track.elapsedSec;
    const lines = chartLines(key, view).map((line) =>
      Array.from(lineValues(track, key, line), (value) => (Number.isFinite(value) ? value : null)),
    );
    return [places, ...lines];
  }
}

/** From the start to the end of the run along an axis. */
function wholeRange({ feet, bands }: RunView, axis: RunAxis): Range {
  const ends = [feet.left, feet.right].map((foot) =>
    foot === null ? 0 : ((axis === "distance" ? foot.distanceMeters : foot.elapsedSec).at(-1) ?? 0),
  );
  const end = Math.max(...ends, axis === "time" ? (bands.at(-1)?.endSec ?? 0) : 0);
  return [0, end > 0 ? end : 1];
}

/** As many decimals as the step between ticks needs; the unit stands at the first tick only: there is room beside it. */
function wordDistanceTick(format: QuantityFormat, tick: number, unit: number, ticks: readonly number[]): string {
  const text = format.number(tick / unit, tickDigits(ticks.map((each) => each / unit)));
  const shortUnit = format.units === "metric" ? "m" : "ft";
  return tick === ticks[0] ? `${text} ${unit === format.metersPerLong ? format.longUnit : shortUnit}` : text;
}

/** Ticks that are round in the reader's unit. */
function shownTicks(format: QuantityFormat, key: ChartKey, range: readonly [number, number]): number[] {
  const unit = shownUnit(format, key);
  const shown = [range[0] / unit, range[1] / unit] as const;
  const few = roundTicks(shown, 3);
  return (few.length > 1 ? few : roundTicks(shown, 6)).map((tick) => tick * unit);
}

function plotBox(plot: UPlot): { top: number; height: number } {
  return { top: plot.bbox.top / devicePixelRatio, height: plot.bbox.height / devicePixelRatio };
}
