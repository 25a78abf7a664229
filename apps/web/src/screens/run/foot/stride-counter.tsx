// "Stride 412 of 1,461", written straight to the page as the cursor moves.
import { useEffect, useRef } from "react";
import type { RunCursor } from "../cursor/run-cursor.ts";

/** The counter. */
export function StrideCounter({ cursor, word }: { cursor: RunCursor; word: (index: number, count: number) => string }) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      cursor.followCalmly(({ orderIndex }) => {
        if (element.current !== null) element.current.textContent = word(orderIndex + 1, cursor.strideCount);
      }),
    [cursor, word],
  );
  return <span className="foot-picture__counter" ref={element} />;
}
