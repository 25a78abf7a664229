// Where the cursor is, in words: distance, time, what the foot was doing. They follow it outside React.
import type { RunView } from "@solewise/insight";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { CursorFollowers } from "../cursor/cursor-followers.ts";
import { wordPlace } from "./word-place.ts";

/** The words. */
export function CursorPlaceWords({ view, followers }: { view: RunView; followers: CursorFollowers }) {
  const words = useRef<HTMLParagraphElement>(null);
  const format = useFormat();
  const messages = useMessages();
  useEffect(() => {
    const element = words.current;
    if (element === null) return undefined;
    return followers.add({
      element,
      marks: [],
      box: element,
      locate: () => [],
      texts: [element],
      say: (place) => [wordPlace({ format, messages }, view, place)],
      covers: [],
    });
  }, [view, followers, format, messages]);
  return <p className="form-charts__place" ref={words} data-readout="place" />;
}
