// Weeks on the runner's calendar.
import { describe, expect, it } from "vitest";
import type { StoredRun } from "../../store/stored-run.ts";
import { weekStart, weekTotals } from "./week-totals.ts";

const wednesday = new Date(2026, 10, 18, 12).getTime();

function run(date: Date, distanceMeters: number, isDemo = false): Pick<StoredRun, "demo" | "startedAtMs" | "summary"> {
  const summary = { distanceMeters } as StoredRun["summary"];
  return { demo: isDemo ? { preset: "demo", seed: 1 } : null, startedAtMs: date.getTime(), summary };
}

describe("weeks", () => {
  it("[APP10] begin on the first day that the reader's region has", () => {
    expect(weekStart(wednesday, 1)).toEqual(new Date(2026, 10, 16));
    expect(weekStart(wednesday, 7)).toEqual(new Date(2026, 10, 15));
    expect(weekStart(new Date(2026, 10, 16).getTime(), 1)).toEqual(new Date(2026, 10, 16));
    expect(weekStart(new Date(2026, 10, 15, 23, 59).getTime(), 1)).toEqual(new Date(2026, 10, 9));
  });

  it("[APP10] sum real runs only, the latest week last", () => {
    const weeks = weekTotals(
      [
        run(new Date(2026, 10, 16, 0, 1), 5000),
        run(new Date(2026, 10, 18, 7), 3000),
        run(new Date(2026, 10, 18, 8), 9000, true),
        run(new Date(2026, 10, 15, 23), 1000),
        run(new Date(2025, 1, 1), 4000),
      ],
      wednesday,
      1,
    );
    expect(weeks.map(({ distanceMeters }) => distanceMeters)).toEqual([0, 0, 0, 0, 0, 0, 1000, 8000]);
    expect(weeks.at(-1)?.runCount).toBe(2);
  });
});
