// Distance by calendar week, on the device's own clock. Comes in: runs and now. Goes out: the last weeks, oldest first.
import type { StoredRun } from "../../store/stored-run.ts";

/** One week. */
export interface WeekTotal {
  /** Its first midnight, ms since 1970. */
  startMs: number;
  distanceMeters: number;
  runCount: number;
}

/** Weeks shown: two months, which fit a phone as bars a thumb can tell apart. Range 4…26. Own choice. */
export const WEEK_COUNT = 8;

/** First midnight of the week that an instant is in; `firstDay` 1 = Monday … 7 = Sunday, as Intl counts. */
export function weekStart(atMs: number, firstDay: number): Date {
  const day = new Date(atMs);
  const back = (day.getDay() - (firstDay % 7) + 7) % 7;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back);
}

/** Demo runs do not count: nobody ran them. */
export function weekTotals(
  runs: readonly Pick<StoredRun, "demo" | "startedAtMs" | "summary">[],
  nowMs: number,
  firstDay: number,
): WeekTotal[] {
  const latest = weekStart(nowMs, firstDay);
  const weeks = Array.from({ length: WEEK_COUNT }, (_, index): WeekTotal => {
    const daysBack = 7 * (WEEK_COUNT - 1 - index);
    const start = new Date(latest.getFullYear(), latest.getMonth(), latest.getDate() - daysBack);
    return { startMs: start.getTime(), distanceMeters: 0, runCount: 0 };
  });
  for (const { demo, startedAtMs, summary } of runs) {
    const startMs = weekStart(startedAtMs, firstDay).getTime();
    const week = demo === null ? weeks.find((each) => each.startMs === startMs) : undefined;
    if (week === undefined) continue;
    week.distanceMeters += summary.distanceMeters;
    week.runCount += 1;
  }
  return weeks;
}
