// Stored feet → what pages show of a run. Comes in: packed feet. Goes out: the run's view, and what its record keeps of it.
// The stored summary and warnings are shown as they were computed. // WRK8
import type { FootRecording } from "@solewise/gait";
import { deriveRunView, type RunView } from "@solewise/insight";
import { MergedStrides, startOfRunSec } from "@solewise/run";
import type { Analysis, Side } from "@solewise/terms";
import type { RunResult, StoredRun } from "../store/stored-run.ts";
import { unpackFoot } from "./unpack-foot.ts";
import type { StoredFeet } from "./worker-messages.ts";

/** Points of the list's small picture. */
const SPEEDS_MAX_COUNT = 40;

/** A run's feet; null where there is none. */
export interface Feet {
  left: FootRecording | null;
  right: FootRecording | null;
}

/** Feet by their side. */
export function bySide(feet: readonly FootRecording[]): Feet {
  const of = (side: Side): FootRecording | null => feet.find((foot) => foot.side === side) ?? null;
  return { left: of("left"), right: of("right") };
}

/** What pages draw of an analysis. */
export function viewOf(analysis: Analysis, feet: Feet, startSec: Record<Side, number>): RunView {
  return deriveRunView(analysis, {
    startSec,
    paths: { left: feet.left?.paths ?? null, right: feet.right?.paths ?? null },
  });
}

/** Speeds along the distance, thinned to SPEEDS_MAX_COUNT; null where none was measured. */
export function speedsOf({ track }: RunView): (number | null)[] {
  const speeds = track?.lines.speedMps.both ?? new Float32Array();
  const count = Math.min(SPEEDS_MAX_COUNT, speeds.length);
  return Array.from({ length: count }, (_, index) => {
    const speed = speeds[Math.floor(((index + 0.5) * speeds.length) / count)] ?? Number.NaN;
    return Number.isNaN(speed) ? null : speed;
  });
}

/** The feet of a stored result. Throws an Error when strides are missing. */
export function unpackResult({ run, strides }: RunResult): FootRecording[] {
  return run.feet.map(({ side, recording, strideCount }) => {
    const kept = strides[side];
    if (kept === undefined) throw new Error(`run ${run.runId} has no strides of its ${side} foot`);
    return unpackFoot({ recording, strideCount, ...kept });
  });
}

/** The analysis as it was, from what is stored. */
export function restoreAnalysis(
  { algorithm, summary, warnings }: Pick<StoredRun, "algorithm" | "summary" | "warnings">,
  feet: Feet,
): Analysis {
  const strides = new MergedStrides(feet.left?.strides ?? null, feet.right?.strides ?? null);
  return { algorithm, strides, summary, warnings };
}

/** What is not archived of a run, made anew from its strides. */
export function deriveStored(
  stored: StoredFeet,
  facts: Pick<StoredRun, "algorithm" | "summary" | "warnings">,
): Pick<StoredRun, "insight" | "speedsMps" | "startSec"> {
  const recordings = stored.map(({ recording, strideCount, strides }) =>
    unpackFoot({ recording, strideCount, ...strides }),
  );
  const feet = bySide(recordings);
  const startSec = startOfRunSec(recordings);
  const view = viewOf(restoreAnalysis(facts, feet), feet, startSec);
  return { insight: view.insight, speedsMps: speedsOf(view), startSec };
}

/** What the run's page draws. */
export function viewResult(result: RunResult): RunView {
  const feet = bySide(unpackResult(result));
  return viewOf(restoreAnalysis(result.run, feet), feet, result.run.startSec);
}
