// Why a figure was not measured, in the reader's words: a missing number is never a zero (PGE3).
import type { FigureKey, RunView } from "@solewise/insight";
import type { RunSummary } from "@solewise/terms";

/** The reasons, worded. */
export interface MissingWords {
  none: string;
  noStrides: string;
  flightWalk: string;
  flightSync: string;
}

/** One sentence. */
export function whyMissing(words: MissingWords, key: FigureKey, view: RunView, summary: RunSummary): string {
  if (view.figuresActivity === null) return words.noStrides;
  if (key !== "flightTime") return words.none;
  if (view.figuresActivity !== "run") return words.flightWalk;
  return summary.feet === "both" ? words.flightSync : words.none;
}
