// When the next round is due.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextRoundMs } from "./sync-pace.ts";

const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });

describe("the pace of sync", () => {
  it("[SYN16] is minutes when nothing is going on, seconds while the server analyses", () => {
    fc.assert(
      fc.property(random, (drawn) => {
        const idleMs = nextRoundMs({ kind: "done", isServerBusy: false }, drawn);
        const busyMs = nextRoundMs({ kind: "done", isServerBusy: true }, drawn);
        expect(idleMs).toBeGreaterThanOrEqual(240_000);
        expect(idleMs).toBeLessThanOrEqual(360_000);
        expect(busyMs).toBeLessThan(5000);
      }),
    );
  });

  it("[SYN16] slows down with each failure up to a quarter of an hour, and never comes before the server asked", () => {
    const failed = (failureCount: number, retryAfterMs: number | null = null) =>
      ({ kind: "failed", failureCount, retryAfterMs }) as const;
    expect([1, 2, 3, 20, 1000].map((count) => nextRoundMs(failed(count), 0))).toEqual([
      1500, 3000, 6000, 450_000, 450_000,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 1e7 }),
        random,
        (count, askedMs, drawn) => {
          expect(nextRoundMs(failed(count), drawn)).toBeLessThanOrEqual(900_000);
          expect(nextRoundMs(failed(count, askedMs), drawn)).toBeGreaterThanOrEqual(askedMs);
        },
      ),
    );
    expect(nextRoundMs(failed(3), 0.1), "devices do not come at once").not.toBe(nextRoundMs(failed(3), 0.9));
  });
});
