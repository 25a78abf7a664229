// What moves the shared cursor: a clear sheet over all charts for finger, mouse and keys, told to screen readers as a slider.
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { MovingMark } from "../cursor/moving-mark.ts";
import type { RunAxis, RunCursor } from "../cursor/run-cursor.ts";
import type { ChartStack } from "./chart-stack.ts";
import { listenForScrub } from "./scrub.ts";
import { wordValues } from "./word-values.ts";

/** How long the cursor must rest before a screen reader is told, ms: moving would flood it. Own choice. */
const TOLD_AFTER_MS = 150;

export interface CursorSliderProps {
  view: RunView;
  cursor: RunCursor;
  stack: ChartStack;
  axis: RunAxis;
}

/** Lies over the charts. */
export function CursorSlider({ view, cursor, stack, axis }: CursorSliderProps) {
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
    if (line.current === null) return undefined;
    const move = lineMover(new MovingMark(line.current), stack, axis, cursor);
    const stops = [stack.follow(move), cursor.follow(move)];
    return () => stops.forEach((stop) => stop());
  }, [stack, cursor, axis]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = cursor.follow((place) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        slider.current?.setAttribute("aria-valuenow", String(place.orderIndex + 1));
        slider.current?.setAttribute("aria-valuetext", wordValues({ format, messages }, view, place));
      }, TOLD_AFTER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [view, cursor, format, messages]);
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

function lineMover(mark: MovingMark, stack: ChartStack, axis: RunAxis, cursor: RunCursor): () => void {
  return () => {
    const x = stack.xOf(axis === "distance" ? cursor.place.distanceMeters : cursor.place.elapsedSec);
    const [start, end] = stack.plotSpanPx;
    if (x >= start - 1 && x <= end + 1) mark.moveTo(x, 0);
    else mark.hide();
  };
}
