// A run becomes what a page shows of it: an Analysis in, one plain RunView that passes between threads out (INS1).
import type { StridePaths } from "@solewise/gait";
import type { Analysis, Side } from "@solewise/terms";
import { deriveBands, sumActivitySeconds } from "./activity-bands.ts";
import { deriveTrack } from "./distance-track.ts";
import { deriveDistributions } from "./distributions.ts";
import { findInFeet } from "./find-shoe-insight.ts";
import { readFeetSeries, timeOrder } from "./foot-series.ts";
import { compareFeet } from "./left-right.ts";
import { deriveFigures } from "./run-figures.ts";
import type { RunView } from "./run-view.ts";
import { SortedFigures } from "./series-values.ts";
import { deriveSplits } from "./splits.ts";
import { deriveStrikeShares } from "./strike-shares.ts";
import { deriveTypicalPath } from "./typical-path.ts";

/** What is known of a run beside its analysis. */
export interface RunViewOptions {
  /** Instant on each foot's clock at which the run began, s (`startOfRunSec` of `run`). */
  startSec: Record<Side, number>;
  /** Paths of each foot's strides, where they were traced. */
  paths?: { left: StridePaths | null; right: StridePaths | null };
}

/** Derives everything that a page shows of a run; reads the strides once. */
export function deriveRunView(analysis: Analysis, options: RunViewOptions): RunView {
  const { summary } = analysis;
  const feet = readFeetSeries(analysis, options.startSec);
  const bands = deriveBands(feet, summary);
  const sorted = new SortedFigures();
  return {
    figuresActivity: summary.figuresActivity ?? null,
    figures: deriveFigures(summary, feet),
    insight: findInFeet(summary, feet, sorted),
    feet,
    track: deriveTrack(feet, summary.distanceMeters),
    leftRight: compareFeet(feet, sorted),
    distributions: deriveDistributions(feet, sorted),
    strikeShares: deriveStrikeShares(feet),
    bands,
    splits: deriveSplits(feet, bands, summary.distanceMeters),
    activitySeconds: sumActivitySeconds(feet, summary),
    paths: {
      left: deriveTypicalPath(feet.left, options.paths?.left),
      right: deriveTypicalPath(feet.right, options.paths?.right),
    },
    order: timeOrder(feet),
  };
}
