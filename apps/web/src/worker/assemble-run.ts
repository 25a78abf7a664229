// Detected feet → one run's results, and stored results → the analysis again. Comes in: packed feet. Goes out: what is
// stored, or what pages and exports show. The stored summary and warnings are shown as they were computed. // WRK2, WRK8
import { deriveRunView, type RunView } from "@solewise/insight";
import {
  type AnalysedFile,
  analysisJson,
  assembleRun,
  describeAlgorithm,
  MergedStrides,
  startOfRunSec,
  stridesCsv,
} from "@solewise/run";
import type { FootRecording } from "@solewise/gait";
import type { Analysis, AnalysisWarning, Side } from "@solewise/terms";
import type { RunResult, StoredRun } from "../store/stored-run.ts";
import { type DetectedFoot, unpackFoot } from "./detect-foot.ts";
import type { StoredFeet } from "./worker-messages.ts";

/** Points of the list's small picture. */
const SPEEDS_MAX_COUNT = 40;

/** What a run's record holds of its analysis. */
export type AssembledRun = Pick<StoredRun, "algorithm" | "summary" | "warnings" | "insight" | "speedsMps" | "startSec">;

interface Feet {
  left: FootRecording | null;
  right: FootRecording | null;
}

function bySide(feet: readonly FootRecording[]): Feet {
  const of = (side: Side): FootRecording | null => feet.find((foot) => foot.side === side) ?? null;
  return { left: of("left"), right: of("right") };
}

function viewOf(analysis: Analysis, feet: Feet, startSec: Record<Side, number>): RunView {
  return deriveRunView(analysis, {
    startSec,
    paths: { left: feet.left?.paths ?? null, right: feet.right?.paths ?? null },
  });
}

/** Speeds along the distance, thinned to SPEEDS_MAX_COUNT; null where none was measured. */
function speedsOf({ track }: RunView): (number | null)[] {
  const speeds = track?.lines.speedMps.both ?? new Float32Array();
  const count = Math.min(SPEEDS_MAX_COUNT, speeds.length);
  return Array.from({ length: count }, (_, index) => {
    const speed = speeds[Math.floor(((index + 0.5) * speeds.length) / count)] ?? Number.NaN;
    return Number.isNaN(speed) ? null : speed;
  });
}

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

function unpackResult({ run, strides }: RunResult): FootRecording[] {
  return run.feet.map(({ side, recording, strideCount }) => {
    const kept = strides[side];
    if (kept === undefined) throw new Error(`run ${run.runId} has no strides of its ${side} foot`);
    return unpackFoot({ recording, strideCount, ...kept });
  });
}

function restoreAnalysis(
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

/** Text pieces per part of a Blob: few enough parts to be cheap, small enough to be let go. */
const PIECES_PER_PART = 4096;

function joinPieces(pieces: Iterable<string>, type: string): Blob {
  const parts: string[] = [];
  let waiting: string[] = [];
  for (const piece of pieces) {
    waiting.push(piece);
    if (waiting.length < PIECES_PER_PART) continue;
    parts.push(waiting.join(""));
    waiting = [];
  }
  return new Blob([...parts, waiting.join("")], { type });
}

/** The same bytes as `solewise analyze --json` writes. */
export function exportJson(result: RunResult): Blob {
  const { run } = result;
  const files = run.feet.map(({ side, fileName, sha256 }): AnalysedFile => ({ side, file: fileName, sha256 }));
  const analysis = restoreAnalysis(run, bySide(unpackResult(result)));
  return joinPieces(analysisJson(analysis, files), "application/json");
}

/** The strides as a table: docs/protocol/strides-csv.md. */
export function exportCsv(result: RunResult): Blob {
  const analysis = restoreAnalysis(result.run, bySide(unpackResult(result)));
  return joinPieces(stridesCsv(analysis, result.run.demo === null ? "recording" : "virtual-runner"), "text/csv");
}
