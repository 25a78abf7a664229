// A place of the run in words: how far, when, and what the foot was doing there.
import type { RunView } from "@solewise/insight";
import type { Activity } from "@solewise/terms";
import type { CursorPlace } from "../cursor/run-cursor.ts";
import { ACTIVITIES } from "../words/series-codes.ts";
import { joinQuantity, type Wording } from "../words/quantity-words.ts";

/** "2.41 km · 13:02 · Running". Far along, metres no longer change the reading. */
export function wordPlace({ format, messages }: Wording, view: RunView, place: CursorPlace): string {
  const distance = joinQuantity(format.distance(place.distanceMeters));
  const activity = activityAt(view, place);
  const parts = [distance, format.duration(place.elapsedSec)];
  if (activity !== null) parts.push(messages.run.bands[activity]);
  return parts.join(" · ");
}

/** What the foot of the stride under the cursor was doing. */
export function activityAt(view: RunView, place: CursorPlace): Activity | null {
  const code = view.order[place.orderIndex];
  if (code === undefined) return null;
  const foot = view.feet[code % 2 === 1 ? "right" : "left"];
  return ACTIVITIES[foot?.activityCodes[code >> 1] ?? -1] ?? null;
}
