// Where the cursor is, in words: distance, time, what the foot was doing. Written straight to the page.
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { RunCursor } from "../cursor/run-cursor.ts";
import { wordPlace } from "./word-place.ts";

/** The words. */
export function CursorPlaceWords({ view, cursor }: { view: RunView; cursor: RunCursor }) {
  const element = useRef<HTMLParagraphElement>(null);
  const format = useFormat();
  const messages = useMessages();
  useEffect(
    () =>
      cursor.followCalmly((place) => {
        if (element.current !== null) element.current.textContent = wordPlace({ format, messages }, view, place);
      }),
    [view, cursor, format, messages],
  );
  return <p className="form-charts__place" ref={element} data-readout="place" />;
}
