// Which rows exist at any scroll position, and where keys go.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowAfterKey, scrollToRow, windowRows } from "./row-window.ts";

const ROW_PX = 48;
const place = fc.record({
  scrolledPx: fc.double({ min: -200, max: 1_200_000, noNaN: true }),
  viewPx: fc.integer({ min: 0, max: 2000 }),
  rowCount: fc.integer({ min: 0, max: 20_000 }),
});

describe("windowRows", () => {
  it("[UI14] makes every row in sight and keeps the whole height", () => {
    fc.assert(
      fc.property(place, ({ scrolledPx, viewPx, rowCount }) => {
        const { firstIndex, endIndex, beforePx, afterPx } = windowRows(scrolledPx, viewPx, ROW_PX, rowCount);
        expect(beforePx + (endIndex - firstIndex) * ROW_PX + afterPx).toBe(rowCount * ROW_PX);
        for (const seenPx of [scrolledPx, scrolledPx + viewPx / 2, scrolledPx + viewPx - 0.01]) {
          const row = Math.floor(seenPx / ROW_PX);
          if (viewPx === 0 || row < 0 || row >= rowCount) continue;
          expect(row).toBeGreaterThanOrEqual(firstIndex);
          expect(row).toBeLessThan(endIndex);
        }
      }),
    );
  });

  it("[UI14] makes tens of rows, not all", () => {
    const { firstIndex, endIndex } = windowRows(480_000, 700, ROW_PX, 20_000);
    expect(endIndex - firstIndex).toBeLessThan(50);
  });
});

describe("keys", () => {
  it("[UI15] move by row and page, and stop at the ends", () => {
    expect(rowAfterKey("ArrowDown", 4, 10, 100)).toBe(5);
    expect(rowAfterKey("ArrowUp", 0, 10, 100)).toBe(0);
    expect(rowAfterKey("PageDown", 95, 10, 100)).toBe(99);
    expect(rowAfterKey("PageUp", 25, 10, 100)).toBe(15);
    expect(rowAfterKey("Home", 25, 10, 100)).toBe(0);
    expect(rowAfterKey("End", 25, 10, 100)).toBe(99);
    expect(rowAfterKey("a", 25, 10, 100)).toBeNull();
    expect(rowAfterKey("ArrowDown", 0, 10, 0)).toBeNull();
  });

  it("[UI15] scroll as little as shows the row", () => {
    expect(scrollToRow(5, 0, 480, ROW_PX)).toBe(0);
    expect(scrollToRow(10, 0, 480, ROW_PX)).toBe(48);
    expect(scrollToRow(2, 480, 480, ROW_PX)).toBe(96);
  });
});
