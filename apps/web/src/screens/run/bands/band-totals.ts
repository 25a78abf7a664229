// Time spent in each activity, as the strip shows it. Comes in: the run's view. Goes out: kinds with seconds (PGE9).
import type { ActivityBand, RunView } from "@solewise/insight";
import type { Activity } from "@solewise/terms";

/** An activity, or standing still. */
export type BandKind = Activity | "still";

const KINDS: readonly BandKind[] = ["run", "walk", "stairs-up", "stairs-down", "other", "still"];

/** What a band shows. */
export function bandKind({ activity }: ActivityBand): BandKind {
  return activity ?? "still";
}

/** Kinds that took at least half a second, in a fixed order. */
export function bandTotals({ bands, activitySeconds }: RunView): { kind: BandKind; seconds: number }[] {
  const stillSec = bands.reduce((sum, band) => sum + (band.activity === null ? band.endSec - band.startSec : 0), 0);
  return KINDS.map((kind) => ({ kind, seconds: kind === "still" ? stillSec : (activitySeconds[kind] ?? 0) })).filter(
    ({ seconds }) => seconds >= 0.5,
  );
}
