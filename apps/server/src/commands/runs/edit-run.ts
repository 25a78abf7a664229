// Takes an edit of a run: judged field by field, applied or kept as a conflict, once whatever its repeats. // RNS11–RNS13
import type { DatabaseTransaction } from "../../database/tables.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import {
  closeKnownConflicts,
  type EditField,
  type EditRow,
  insertEdits,
  readEdit,
  readLastApplied,
} from "../../store/edit-rows.ts";
import { readRecordings } from "../../store/run-rows.ts";
import { applyFields } from "./apply-fields.ts";
import { type AskedFields, currentFields, readAskedFields } from "./asked-fields.ts";
import { requireRun } from "./find-run.ts";
import { type FieldValues, judgeEdit, type JudgedField } from "./judge-edit.ts";
import type { RunServices } from "./run-services.ts";

/** An edit as it came. */
export interface EditToTake {
  editId: string;
  /** The run's revision that was known where the edit was made; null: the one that is there. */
  baseRevision: number | null;
  fields: AskedFields;
  deviceName: string;
  /** By the device's clock; decides nothing. */
  editedAt: Date | null;
}

/** An edit as it was taken. */
export interface TakenEdit {
  key: RunKey;
  /** Of the run, where the edit took effect. */
  revision: number;
  outcomes: ReadonlyMap<EditField, "applied" | "conflict">;
}

function repeatEdit(key: RunKey, rows: readonly EditRow[]): TakenEdit {
  return {
    key,
    revision: Math.max(...rows.map((row) => Math.max(row.revision, row.base_revision))),
    outcomes: new Map(rows.map(({ field, outcome }) => [field, outcome === "applied" ? "applied" : "conflict"])),
  };
}

function valuesOf(judged: readonly JudgedField[]): Partial<FieldValues> {
  return Object.fromEntries(judged.filter(({ changes }) => changes).map(({ field, asked }) => [field, asked]));
}

/** Takes it, the runner's clock being locked. Throws Problem 404, 410, 400, 409. */
export async function editRun(
  services: RunServices,
  transaction: DatabaseTransaction,
  given: RunKey,
  edit: EditToTake,
): Promise<TakenEdit> {
  const { key, run } = await requireRun(transaction, given);
  const earlier = await readEdit(transaction, key, edit.editId);
  if (earlier.length > 0) return repeatEdit(key, earlier);
  const recordings = await readRecordings(transaction, key);
  const asked = readAskedFields(edit.fields, recordings);
  const lastApplied = await readLastApplied(transaction, key);
  const baseRevision = edit.baseRevision ?? run.revision;
  const judged = judgeEdit(asked, currentFields(run, recordings), lastApplied, baseRevision);
  const applied = judged.filter(({ outcome }) => outcome === "applied").map(({ field }) => field);
  const closedCount = await closeKnownConflicts(transaction, key, applied, baseRevision);
  const isChange = closedCount > 0 || judged.some(({ changes, outcome }) => changes || outcome === "conflict");
  const revision = isChange
    ? await applyFields(services, transaction, { key, values: valuesOf(judged), recordings })
    : run.revision;
  await insertEdits(
    transaction,
    judged.map(({ field, asked: value, before, outcome, changes }) => ({
      runner_id: key.runnerId,
      run_id: key.runId,
      edit_id: edit.editId,
      field,
      asked: JSON.stringify(value),
      before: JSON.stringify(before),
      base_revision: baseRevision,
      // A value that was there already was given to the field when it was last changed, not now.
      revision: changes || outcome === "conflict" ? revision : (lastApplied.get(field) ?? 0),
      outcome,
      device_name: edit.deviceName,
      edited_at: edit.editedAt,
      received_at: services.now(),
    })),
  );
  return { key, revision, outcomes: new Map(judged.map(({ field, outcome }) => [field, outcome])) };
}
