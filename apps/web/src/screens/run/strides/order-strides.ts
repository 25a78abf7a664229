// The order of the stride table's rows. Comes in: the run's time order and a column. Goes out: codes of strides (PGE16).
import type { RunView } from "@solewise/insight";
import { sortValue, type StrideColumn, strideOfCode } from "./stride-columns.ts";

/** How rows are ordered. */
export type StrideOrder = "time" | { column: StrideColumn; direction: "largest" | "smallest" };

/** Codes of `RunView.order` in the order asked for; of equal ones the earlier first; those without a value last. */
export function orderStrides(view: RunView, order: StrideOrder): Uint32Array {
  if (order === "time") return view.order;
  const sign = order.direction === "largest" ? -1 : 1;
  const keyed = Array.from(view.order, (code, position) => {
    const place = strideOfCode(view, code);
    return { code, position, value: place === null ? -Infinity : sortValue(place, order.column) };
  });
  keyed.sort((a, b) => {
    const [lacksA, lacksB] = [a.value === -Infinity, b.value === -Infinity];
    if (lacksA !== lacksB) return lacksA ? 1 : -1;
    return (lacksA ? 0 : sign * (a.value - b.value)) || a.position - b.position;
  });
  return Uint32Array.from(keyed, ({ code }) => code);
}
