// All values under the cursor in one sentence, for screen readers.
import type { RunView } from "@solewise/insight";
import type { CursorPlace } from "../cursor/run-cursor.ts";
import { joinQuantity, type Wording, wordQuantity } from "../words/quantity-words.ts";
import { chartKeys, strideValue } from "./chart-channels.ts";
import { wordPlace } from "./word-place.ts";

const SIDES = ["left", "right"] as const;

/** "2.41 km · 13:02 · Running: Pace L 5:31 min/km, R 5:30 min/km; …". */
export function wordValues(wording: Wording, view: RunView, place: CursorPlace): string {
  const { charts } = wording.messages.run;
  const parts = chartKeys(view).flatMap((key) => {
    if (key === "heightMeters") return [];
    const said = SIDES.flatMap((side) => {
      const foot = view.feet[side];
      if (foot === null) return [];
      const value = strideValue(foot, key, place.strideIndexes[side]);
      return [`${wording.messages.app[side]} ${joinQuantity(wordQuantity(wording, key, value))}`];
    });
    return [`${charts[key]} ${said.join(", ")}`];
  });
  return charts.valueText(wordPlace(wording, view, place), parts.join("; "));
}
