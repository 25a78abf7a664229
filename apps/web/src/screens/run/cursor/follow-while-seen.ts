// Follows the cursor only while an element is in sight, so that pictures off the screen cost nothing when it moves.
import type { CursorPlace, RunCursor } from "./run-cursor.ts";

/** How an element follows. */
export interface SeenFollower {
  /** Each frame: what is seen. */
  draw?: (place: CursorPlace) => void;
  /** Now and then: what is read. */
  write?: (place: CursorPlace) => void;
}

/** Calls both with the place at once, when the element comes into sight, and after moves while it is. Out: how to stop. */
export function followWhileSeen(element: Element, cursor: RunCursor, { draw, write }: SeenFollower): () => void {
  let stops: (() => void)[] = [];
  const stop = () => {
    for (const each of stops) each();
    stops = [];
  };
  draw?.(cursor.place);
  write?.(cursor.place);
  const observer = new IntersectionObserver((entries) => {
    const isSeen = entries.at(-1)?.isIntersecting ?? false;
    stop();
    if (!isSeen) return;
    if (draw !== undefined) stops.push(cursor.follow(draw));
    if (write !== undefined) stops.push(cursor.followCalmly(write));
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    stop();
  };
}
