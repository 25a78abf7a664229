// A left-right difference in words: which foot has more and by how much, or that it is not sure (PGE14).
import type { LeftRightRow } from "@solewise/insight";
import { joinQuantity, type Wording } from "../words/quantity-words.ts";

/** One short phrase. */
export function wordDifference({ format, messages }: Wording, row: LeftRightRow): string {
  const { balance, units } = messages.run;
  if (!row.isSure || row.difference === null || row.difference === 0) return balance.notSure;
  const size = Math.abs(row.difference);
  const amount = row.field.endsWith("Deg")
    ? joinQuantity({ text: format.number(size, 1), unit: units.degrees })
    : format.percent(size / 100, 1);
  return balance.sureMore(row.difference > 0 ? "right" : "left", amount);
}
