// The chart stack for React: made when uPlot has come and the elements are there, made anew when the axis, the units or
// the run change, resized with its element, painted anew with the theme.
import { type RefObject, useEffect, useState } from "react";
import { type ChartKey } from "./chart-channels.ts";
import { followTheme } from "./chart-ink.ts";
import { ChartStack, type ChartStackSettings } from "./chart-stack.ts";

export interface UseChartStackSettings extends Omit<ChartStackSettings, "Plot"> {
  keys: readonly ChartKey[];
  /** Elements to draw in by chart; filled by the rows. */
  hosts: ReadonlyMap<ChartKey, HTMLElement>;
  element: RefObject<HTMLDivElement | null>;
}

/** Null until the charts are drawn. */
export function useChartStack(settings: UseChartStackSettings): ChartStack | null {
  const { view, axis, format, wordTick, keys, hosts, element } = settings;
  const [stack, setStack] = useState<ChartStack | null>(null);
  useEffect(() => {
    let made: ChartStack | null = null;
    let isWanted = true;
    const stopTheme = followTheme(() => made?.repaint());
    const observer = new ResizeObserver(([entry]) => made?.resize(entry?.contentRect.width ?? 0));
    const make = async () => {
      const { Plot } = await import("./plot-library.ts");
      const host = element.current;
      if (!isWanted || host === null || keys.length === 0) return;
      const inOrder = new Map(keys.flatMap((key) => (hosts.has(key) ? [[key, hosts.get(key) as HTMLElement]] : [])));
      made = new ChartStack({ Plot, view, axis, format, wordTick }, inOrder, host.clientWidth);
      observer.observe(host);
      setStack(made);
    };
    void make();
    return () => {
      isWanted = false;
      stopTheme();
      observer.disconnect();
      made?.destroy();
      setStack(null);
    };
  }, [view, axis, format, wordTick, keys, hosts, element]);
  return stack;
}
