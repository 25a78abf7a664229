// A value of a run in the reader's words, for choosing between two. Comes in: field and value, whatever came over the wire.
// Goes out: text. Pure.
import type { SyncingTexts } from "../../language/en/syncing.ts";
import type { ShownConflict } from "../../sync/conflicts.ts";

/** What wording needs. */
export interface ValueWords {
  texts: SyncingTexts["conflict"];
  sides: Readonly<Record<string, string>>;
  number: (value: number) => string;
  instant: (atMs: number) => string;
}

function wordSides(value: object, { texts, sides, number }: ValueWords): string {
  return Object.entries(value)
    .map(([slot, side]) => texts.foot(number(Number(slot) + 1), sides[String(side)] ?? String(side)))
    .join(", ");
}

/** The words. */ // SGN14
export function wordValue(field: ShownConflict["field"], value: unknown, words: ValueWords): string {
  const { texts, instant } = words;
  if (field === "isDeleted") return value === true ? texts.deleted : texts.notDeleted;
  if (field === "sides" && typeof value === "object" && value !== null) return wordSides(value, words);
  if (typeof value !== "string" || value.trim() === "") return texts.empty;
  const atMs = field === "startedAtUtc" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? value : instant(atMs);
}
