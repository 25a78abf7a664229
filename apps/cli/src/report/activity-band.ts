// What the feet did when: one band over time and the time of each activity. Comes in: timeline and totals.
import type { ActivityTotal, RunMeasures } from "@solewise/insight";
import type { Activity, RunSummary } from "@solewise/terms";
import { columnsOf } from "../terminal/text.ts";
import { stretch } from "./over-distance.ts";
import type { Pen } from "./pen.ts";

const WORDS: Readonly<Record<string, string>> = {
  walk: "walking",
  run: "running",
  "stairs-up": "stairs up",
  "stairs-down": "stairs down",
  other: "other",
};

/** Shortest stretch of time that is drawn, s: two walking strides. Range 1…10. */
const STRETCH_MIN_SEC = 2.5;

function bandColumns(pen: Pen): number {
  return Math.min(120, pen.widthColumns);
}

/** Stretches of time that a recording is cut into: at most one a column. */
export function timeBinCount(pen: Pen, durationSec: number): number {
  return Math.max(1, Math.min(bandColumns(pen), Math.floor(durationSec / STRETCH_MIN_SEC)));
}

function signOf(pen: Pen, activity: Activity | null): string {
  const { glyphs } = pen;
  if (activity === null) return glyphs.still;
  if (activity === "walk") return glyphs.walk;
  if (activity === "run") return glyphs.run;
  return activity.startsWith("stairs") ? glyphs.stairs : glyphs.other;
}

function legendEntry(pen: Pen, activity: Activity, total: ActivityTotal): string {
  return `${signOf(pen, activity)} ${pen.text(WORDS[activity] ?? activity)} ${pen.format.duration(total.seconds)}`;
}

/** The section; empty without any stride. */ // CLI34
export function activitySection(pen: Pen, summary: RunSummary, measures: RunMeasures): string[] {
  if (measures.activities.size === 0) return [];
  const band = stretch(measures.timeline.map((activity) => signOf(pen, activity)).join(""), bandColumns(pen));
  const still = Math.max(0, summary.durationSec - summary.movingTimeSec);
  const entries = [...measures.activities]
    .sort((a, b) => b[1].seconds - a[1].seconds)
    .filter(([, total]) => total.seconds >= 0.5)
    .map(([activity, total]) => legendEntry(pen, activity, total));
  if (still >= 1) entries.push(`${pen.glyphs.still} not moving ${pen.format.duration(still)}`);
  const legend = wrapEntries(entries, pen.widthColumns);
  return [pen.heading("Over the time"), band, ...legend.map((line) => pen.paint("dim", line))];
}

/** Wraps between entries, never inside one. */
function wrapEntries(entries: string[], columns: number): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const joined = `${lines.at(-1) ?? ""}   ${entry}`;
    if (lines.length > 0 && columnsOf(joined) <= columns) lines[lines.length - 1] = joined;
    else lines.push(entry);
  }
  return lines;
}
