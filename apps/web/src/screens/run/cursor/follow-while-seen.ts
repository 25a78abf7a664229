// Follows the cursor only while an element is in sight, so that pictures off the screen cost nothing when it moves.
import type { CursorPlace, RunCursor } from "./run-cursor.ts";

/** Calls `draw` with the place when the element comes into sight and after each move while it is. Out: the way to stop. */
export function followWhileSeen(element: Element, cursor: RunCursor, draw: (place: CursorPlace) => void): () => void {
  let stop: (() => void) | null = null;
  draw(cursor.place);
  const observer = new IntersectionObserver((entries) => {
    const isSeen = entries.at(-1)?.isIntersecting ?? false;
    if (isSeen && stop === null) stop = cursor.follow(draw);
    if (isSeen || stop === null) return;
    stop();
    stop = null;
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    stop?.();
  };
}
