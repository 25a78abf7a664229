// Everything that is told of runs, read for many at once: four statements whatever their number. Comes in: ids. Goes out:
// rows that belong together, in the order of the ids; ids without a run are left out.
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { AnalysisFootRow, AnalysisRow } from "./analysis-rows.ts";
import type { EditRow } from "./edit-rows.ts";
import type { RecordingRow, RunRow } from "./run-rows.ts";

/** What the column `facts` of a run holds: members that have no column of their own. */
export interface KeptFacts {
  demo: { preset: string; seed: number } | null;
  /** As the device named it, where the database does not know the zone and reckons in UTC. */
  timeZone?: string;
  /** Members of the device's run.json that have no place here. */
  extra: Record<string, unknown>;
}

/** One run with all that its document says. */
export interface RunRows {
  run: RunRow;
  recordings: RecordingRow[];
  /** The analysis that is shown; null before the first. */
  analysis: AnalysisRow | null;
  /** Its feet, left first. */
  feet: AnalysisFootRow[];
  /** Edits nobody has decided about, oldest first. */
  conflicts: EditRow[];
}

function groupByRun<Row extends { run_id: string }>(rows: readonly Row[]): (runId: string) => Row[] {
  const groups = Map.groupBy(rows, ({ run_id: runId }) => runId);
  return (runId) => groups.get(runId) ?? [];
}

/** Reads them. */
export async function readRunRows(
  database: Database | DatabaseTransaction,
  runnerId: string,
  runIds: readonly string[],
): Promise<RunRows[]> {
  if (runIds.length === 0) return [];
  const ids = [...new Set(runIds)];
  const runs = await database
    .selectFrom("runner.run")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "in", ids)
    .execute();
  const recordings = await database
    .selectFrom("runner.recording")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "in", ids)
    .execute();
  const analyses = await database
    .selectFrom("runner.analysis")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "in", ids)
    .execute();
  const feet = await database
    .selectFrom("runner.analysis_foot")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "in", ids)
    .execute();
  const conflicts = await database
    .selectFrom("runner.run_edit")
    .selectAll()
    .where("runner_id", "=", runnerId)
    .where("run_id", "in", ids)
    .where("outcome", "=", "conflict")
    .orderBy("received_at")
    .execute();
  return joinRows(ids, { runs, recordings, analyses, feet, conflicts });
}

interface ReadRows {
  runs: RunRow[];
  recordings: RecordingRow[];
  analyses: AnalysisRow[];
  feet: AnalysisFootRow[];
  conflicts: EditRow[];
}

function joinRows(ids: readonly string[], read: ReadRows): RunRows[] {
  const [recordings, analyses] = [groupByRun(read.recordings), groupByRun(read.analyses)];
  const [feet, conflicts] = [groupByRun(read.feet), groupByRun(read.conflicts)];
  const byId = new Map(read.runs.map((run) => [run.run_id, run]));
  return ids.flatMap((runId): RunRows[] => {
    const run = byId.get(runId);
    if (run === undefined) return [];
    const analysisId = run.analysis_id;
    return [
      {
        run,
        recordings: recordings(runId).toSorted((a, b) => (a.side < b.side ? -1 : 1)),
        analysis: analyses(runId).find((analysis) => analysis.analysis_id === analysisId) ?? null,
        feet: feet(runId)
          .filter((foot) => foot.analysis_id === analysisId)
          .toSorted((a, b) => (a.side < b.side ? -1 : 1)),
        conflicts: conflicts(runId),
      },
    ];
  });
}
