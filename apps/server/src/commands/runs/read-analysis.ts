// Analyses of a run: all of them side by side, one of them as `analyze --json` prints it, the strides and paths of a foot.
import { type FootRecording, PackedStrides } from "@solewise/gait";
import { type AnalysedFile, analysisJson, MergedStrides } from "@solewise/run";
import type { AlgorithmDescription, Analysis, AnalysisWarning, RunSummary, Side } from "@solewise/terms";
import type { Database, DatabaseTransaction } from "../../database/tables.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import {
  type AnalysisFootRow,
  type AnalysisRow,
  footTimeOf,
  readAnalyses,
  readAnalysisFeet,
} from "../../store/analysis-rows.ts";
import { readRecordings, type RecordingRow, type RunRow } from "../../store/run-rows.ts";
import { readStrides } from "../../store/stride-rows.ts";
import { notHere, requireRun } from "./find-run.ts";

/** A run with its analyses, as of one instant. */
export interface RunAnalyses {
  key: RunKey;
  run: RunRow;
  recordings: RecordingRow[];
  /** Oldest first. */
  analyses: AnalysisRow[];
  feet: AnalysisFootRow[];
}

/** Works on one look at the database: nothing is replaced in between. */
export function atOneInstant<Result>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
}

/** Throws Problem 404, 410. */
export async function readRunAnalyses(transaction: DatabaseTransaction, given: RunKey): Promise<RunAnalyses> {
  const { key, run } = await requireRun(transaction, given);
  return {
    key,
    run,
    recordings: await readRecordings(transaction, key),
    analyses: await readAnalyses(transaction, key),
    feet: await readAnalysisFeet(transaction, key),
  };
}

/** One of them by its id, or the one that is shown. Throws Problem 404. */
export function pickAnalysis({ run, analyses }: RunAnalyses, wanted: string): AnalysisRow {
  const analysisId = wanted === "current" ? run.analysis_id : wanted;
  const found = analyses.find((analysis) => analysis.analysis_id === analysisId);
  if (found === undefined) throw notHere();
  return found;
}

/** The strides of a foot of an analysis, packed. Throws Problem 404 when it has no such foot. */
export async function readFootStrides(
  transaction: DatabaseTransaction,
  { key, feet }: RunAnalyses,
  analysis: AnalysisRow,
  side: Side,
): Promise<{ foot: AnalysisFootRow; words: Int32Array<ArrayBuffer> }> {
  const foot = feet.find((one) => one.analysis_id === analysis.analysis_id && one.side === side);
  if (foot === undefined) throw notHere();
  const owner = { ...key, analysisId: analysis.analysis_id };
  const words = await readStrides(transaction, owner, { ...footTimeOf(foot), side, strideCount: foot.stride_count });
  return { foot, words };
}

/** Which file each foot of an analysis was made from. */
function filesOf({ recordings }: RunAnalyses, feet: readonly AnalysisFootRow[]): AnalysedFile[] {
  return feet.map(({ side, slot, recording }) => ({
    side,
    file: (recording as Pick<FootRecording, "file">).file,
    sha256: recordings.find((one) => one.slot === slot)?.sha256.toString("hex") ?? "",
  }));
}

/** The pieces of the object that `solewise analyze --json` prints of the same recordings. */ // RNS18
export async function readAnalysisJson(
  transaction: DatabaseTransaction,
  run: RunAnalyses,
  analysis: AnalysisRow,
): Promise<Generator<string>> {
  const own = run.feet.filter((foot) => foot.analysis_id === analysis.analysis_id);
  const tables = new Map<Side, PackedStrides>();
  for (const { side, stride_count: strideCount } of own) {
    const { words } = await readFootStrides(transaction, run, analysis, side);
    tables.set(side, new PackedStrides(side, words, strideCount));
  }
  const whole: Analysis = {
    algorithm: analysis.algorithm as AlgorithmDescription,
    strides: new MergedStrides(tables.get("left") ?? null, tables.get("right") ?? null),
    summary: analysis.summary as RunSummary,
    warnings: analysis.warnings as AnalysisWarning[],
  };
  return analysisJson(whole, filesOf(run, own));
}
