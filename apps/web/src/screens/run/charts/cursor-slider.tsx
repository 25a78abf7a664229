// What moves the shared cursor: a clear sheet over all charts for finger, mouse and keys, told to screen readers as a slider.
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { CursorPlace, RunAxis, RunCursor } from "../cursor/run-cursor.ts";
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
    const move = () => placeLine(line.current, stack, axis, cursor.place);
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

function placeLine(line: HTMLElement | null, stack: ChartStack, axis: RunAxis, place: CursorPlace): void {
  if (line === null) return;
  const x = stack.xOf(axis === "distance" ? place.distanceMeters : place.elapsedSec);
  const [start, end] = stack.plotSpanPx;
  line.style.opacity = x >= start - 1 && x <= end + 1 ? "1" : "0";
  line.style.transform = `translateX(${x}px)`;
}
