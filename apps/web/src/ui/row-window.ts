// Which rows of a long table exist in the page. Comes in: where it is scrolled to and how high rows are. Goes out: the
// rows to make and the empty space before and after them. All rows are equally high.

export interface RowWindow {
  /** First row to make, from 0. */
  firstIndex: number;
  /** One past the last. */
  endIndex: number;
  beforePx: number;
  afterPx: number;
}

/** Rows made beyond each edge, so that quick scrolling finds them there. Range 4–40: own choice. */
const SPARE_ROWS = 12;

/** The rows around what can be seen. */
export function windowRows(scrolledPx: number, viewPx: number, rowPx: number, rowCount: number): RowWindow {
  const seenFirst = Math.floor(Math.max(0, scrolledPx) / rowPx);
  const seenEnd = Math.ceil((Math.max(0, scrolledPx) + Math.max(0, viewPx)) / rowPx);
  const endIndex = Math.min(rowCount, seenEnd + SPARE_ROWS);
  const firstIndex = Math.max(0, Math.min(seenFirst - SPARE_ROWS, endIndex));
  return { firstIndex, endIndex, beforePx: firstIndex * rowPx, afterPx: (rowCount - endIndex) * rowPx };
}

/** Where to scroll so that a row is wholly in sight: as little as needed. */
export function scrollToRow(rowIndex: number, scrolledPx: number, viewPx: number, rowPx: number): number {
  const [topPx, bottomPx] = [rowIndex * rowPx, (rowIndex + 1) * rowPx];
  if (topPx < scrolledPx) return topPx;
  if (bottomPx > scrolledPx + viewPx) return bottomPx - viewPx;
  return scrolledPx;
}

/** The row that a key moves to; null for a key that moves nowhere. */
export function rowAfterKey(key: string, rowIndex: number, pageRows: number, rowCount: number): number | null {
  const last = rowCount - 1;
  if (last < 0) return null;
  const clamp = (index: number) => Math.min(last, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
      return clamp(rowIndex + 1);
    case "ArrowUp":
      return clamp(rowIndex - 1);
    case "PageDown":
      return clamp(rowIndex + pageRows);
    case "PageUp":
      return clamp(rowIndex - pageRows);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
