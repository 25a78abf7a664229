// Rows → what the API tells of a run. Pure.
import { startOfRunSec } from "@solewise/run";
import type { Side } from "@solewise/terms";
import type { EditField, EditRow } from "../../store/edit-rows.ts";
import type { KeptFacts, RunRows } from "../../store/document-rows.ts";
import type { ListRow } from "../../store/run-list-rows.ts";
import type { RunConflict, RunDocument, RunListItem } from "./run-schema.ts";

/** How the table's fields are called at the API. */
export const FIELD_NAMES: Readonly<Record<EditField, RunConflict["field"]>> = {
  name: "name",
  notes: "notes",
  start: "startedAtUtc",
  sides: "sides",
  deletion: "isDeleted",
};

function presentConflict(edit: EditRow): RunConflict {
  return {
    editId: edit.edit_id,
    field: FIELD_NAMES[edit.field],
    asked: edit.asked,
    before: edit.before,
    deviceName: edit.device_name,
    receivedAtUtc: edit.received_at.toISOString(),
    revision: edit.revision,
  };
}

type Feet = NonNullable<RunDocument["analysis"]>["feet"];

function presentAnalysis({ analysis, feet }: RunRows): RunDocument["analysis"] {
  if (analysis === null) return null;
  const shown: Feet = feet.map((foot) => ({
    side: foot.side,
    strideCount: foot.stride_count,
    hasPaths: foot.paths_object_key !== null,
    recording: foot.recording as Feet[number]["recording"],
  }));
  const recordings = shown.map(({ recording }) => recording) as unknown as Parameters<typeof startOfRunSec>[0];
  return {
    analysisId: analysis.analysis_id,
    madeBy: analysis.made_by,
    algorithm: analysis.algorithm as NonNullable<RunDocument["analysis"]>["algorithm"],
    summary: analysis.summary as NonNullable<RunDocument["analysis"]>["summary"],
    warnings: analysis.warnings as NonNullable<RunDocument["analysis"]>["warnings"],
    startSec: startOfRunSec(recordings) satisfies Record<Side, number>,
    feet: shown,
  };
}

/** The document of a run. */
export function presentRun(rows: RunRows): RunDocument {
  const { run, recordings, conflicts } = rows;
  const facts = run.facts as KeptFacts;
  return {
    runId: run.run_id,
    revision: run.revision,
    changeNumber: run.change_number,
    name: run.name,
    notes: run.notes,
    createdAtUtc: run.created_at.toISOString(),
    receivedAtUtc: run.received_at.toISOString(),
    startedAtUtc: run.started_at.toISOString(),
    startSource: run.start_source,
    timeZone: facts.timeZone ?? run.time_zone,
    demo: facts.demo,
    deletedAtUtc: run.deleted_at?.toISOString() ?? null,
    state: run.state,
    failure: (run.failure ?? null) as RunDocument["failure"],
    feet: recordings.map((recording) => ({
      slot: recording.slot as 0 | 1,
      side: recording.side,
      sideSource: recording.side_source,
      fileName: recording.file_name,
      sha256: recording.sha256.toString("hex"),
      sizeBytes: recording.size_bytes,
      samples: recording.state,
      receivedBytes: recording.received_bytes,
      ...(recording.removed_at === null ? {} : { removedAtUtc: recording.removed_at.toISOString() }),
    })),
    analysis: presentAnalysis(rows),
    conflicts: conflicts.map(presentConflict),
    facts: facts.extra,
  };
}

/** A line of the list. */
export function presentListItem(row: ListRow): RunListItem {
  const facts = row.facts as KeptFacts;
  return {
    runId: row.run_id,
    revision: row.revision,
    name: row.name,
    startedAtUtc: row.started_at.toISOString(),
    timeZone: facts.timeZone ?? row.time_zone,
    demo: facts.demo,
    state: row.state,
    distanceMeters: row.distance_meters,
    movingTimeSec: row.moving_time_sec,
    sides: row.sides,
  };
}
