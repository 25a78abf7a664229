// What moves the shared cursor: a clear sheet over all charts for finger, mouse and keys, told to screen readers as a slider.
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { CursorFollowers } from "../cursor/cursor-followers.ts";
import type { CursorPlace, RunAxis, RunCursor } from "../cursor/run-cursor.ts";
import type { ChartStack } from "./chart-stack.ts";
import { listenForScrub } from "./scrub.ts";
import { wordValues } from "./word-values.ts";

export interface CursorSliderProps {
  view: RunView;
  cursor: RunCursor;
  followers: CursorFollowers;
  stack: ChartStack;
  axis: RunAxis;
}

/** Lies over the charts. */
export function CursorSlider({ view, cursor, followers, stack, axis }: CursorSliderProps) {
  const messages = useMessages();
  const format = useFormat();
  const slider = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLSpanElement>(null);
  const selection = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = slider.current;
    if (element === null) return undefined;
    return listenForScrub({
      element,
      stack,
      cursor,
      axis,
      onSelect: (span) => {
        if (selection.current === null) return;
        selection.current.hidden = span === null;
        if (span === null) return;
        selection.current.style.insetInlineStart = `${span[0]}px`;
        selection.current.style.inlineSize = `${span[1] - span[0]}px`;
      },
    });
  }, [stack, cursor, axis]);
  useEffect(() => {
    const sheet = line.current?.parentElement;
    if (line.current === null || sheet === null || sheet === undefined) return undefined;
    const locate = linePlacer(stack, axis);
    const [element, marks] = [line.current, [line.current]];
    return followers.add({ element, marks, box: sheet, locate, texts: [], say: () => [], covers: [] });
  }, [stack, followers, axis]);
  useEffect(
    () =>
      cursor.followRest((place) => {
        slider.current?.setAttribute("aria-valuenow", String(place.orderIndex + 1));
        slider.current?.setAttribute("aria-valuetext", wordValues({ format, messages }, view, place));
      }),
    [view, cursor, format, messages],
  );
  return (
    <>
      <span className="cursor-line" ref={line} aria-hidden="true" />
      <div
        className="cursor-slider"
        ref={slider}
        role="slider"
        tabIndex={0}
        aria-label={messages.run.charts.cursor}
        aria-valuemin={1}
        aria-valuemax={cursor.strideCount}
        aria-valuenow={1}
      >
        <span className="cursor-slider__selection" ref={selection} hidden />
      </div>
    </>
  );
}

function linePlacer(stack: ChartStack, axis: RunAxis) {
  return ({ distanceMeters, elapsedSec }: CursorPlace) => {
    const x = stack.xOf(axis === "distance" ? distanceMeters : elapsedSec);
    const [start, end] = stack.plotSpanPx;
    return [x >= start - 1 && x <= end + 1 ? { x, y: 0 } : null];
  };
}
