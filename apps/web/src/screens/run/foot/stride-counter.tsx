// "Stride 412 of 1,461", written straight to the page as the cursor moves, while it is in sight.
import { useEffect, useRef } from "react";
import { followWhileSeen } from "../cursor/follow-while-seen.ts";
import type { RunCursor } from "../cursor/run-cursor.ts";

/** The counter. */
export function StrideCounter({ cursor, word }: { cursor: RunCursor; word: (index: number, count: number) => string }) {
  const counter = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = counter.current;
    if (element === null) return undefined;
    return followWhileSeen(element, cursor, {
      write: ({ orderIndex }) => (element.textContent = word(orderIndex + 1, cursor.strideCount)),
    });
  }, [cursor, word]);
  return <span className="foot-picture__counter" ref={counter} />;
}
