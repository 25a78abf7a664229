// Detected feet → one run's results. Comes in: packed feet. Goes out: what is stored of the run, and what its page draws.
import type { RunView } from "@solewise/insight";
import { assembleRun, describeAlgorithm, startOfRunSec } from "@solewise/run";
import type { AnalysisWarning } from "@solewise/terms";
import type { StoredRun } from "../store/stored-run.ts";
import type { DetectedFoot } from "./detect-foot.ts";
import { unpackFoot } from "./unpack-foot.ts";
import { bySide, speedsOf, viewOf } from "./view-run.ts";

/** What a run's record holds of its analysis. */
export type AssembledRun = Pick<StoredRun, "algorithm" | "summary" | "warnings" | "insight" | "speedsMps" | "startSec">;

/** Joins the feet; the page's view comes with it, so that the page need not wait again. Throws InputError when they do not belong together. */
export function assembleDetected(
  detected: readonly DetectedFoot[],
  kernelSha256: string,
  warnings: readonly AnalysisWarning[],
): { assembled: AssembledRun; view: RunView } {
  const recordings = detected.map(unpackFoot);
  const feet = bySide(recordings);
  const algorithm = describeAlgorithm(recordings, kernelSha256);
  const analysis = assembleRun(feet, { algorithm, warnings });
  const startSec = startOfRunSec(recordings);
  const view = viewOf(analysis, feet, startSec);
  const { summary, warnings: all } = analysis;
  return {
    assembled: { algorithm, summary, warnings: all, insight: view.insight, speedsMps: speedsOf(view), startSec },
    view,
  };
}
