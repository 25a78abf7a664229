// Gives a run's fields their values: row, recordings, and the analysis that other sides ask for.
import type { DatabaseTransaction } from "../../database/tables.ts";
import { enqueueAnalysis, type RunKey } from "../../jobs/enqueue.ts";
import { changeRun, changeSides, type RecordingRow, type RunChange } from "../../store/run-rows.ts";
import type { FieldValues } from "./judge-edit.ts";
import type { RunServices } from "./run-services.ts";

/** State of a run whose analysis is due. */
export const DUE: RunChange = { state: "waiting", failure: null };

async function applySides(
  services: RunServices,
  transaction: DatabaseTransaction,
  key: RunKey,
  sides: FieldValues["sides"],
  recordings: readonly RecordingRow[],
): Promise<RunChange> {
  const bySlot = new Map(Object.entries(sides).map(([slot, side]) => [Number(slot), side]));
  await changeSides(transaction, key, bySlot);
  if (recordings.some(({ state }) => state !== "kept")) return {};
  await enqueueAnalysis(services, transaction, key);
  return DUE;
}

/** Changes the run once, whatever the fields; gives its new revision. */
export async function applyFields(
  services: RunServices,
  transaction: DatabaseTransaction,
  { key, values, recordings }: { key: RunKey; values: Partial<FieldValues>; recordings: readonly RecordingRow[] },
): Promise<number> {
  const { name, notes, start, sides, deletion } = values;
  const due = sides === undefined ? {} : await applySides(services, transaction, key, sides, recordings);
  const revision = await changeRun(transaction, key, {
    ...due,
    ...(name === undefined ? {} : { name }),
    ...(notes === undefined ? {} : { notes }),
    ...(start === undefined ? {} : { started_at: new Date(start), start_source: "chosen" }),
    ...(deletion === undefined ? {} : { deleted_at: deletion ? services.now() : null }),
  });
  if (revision === null) throw new Error(`run ${key.runId} went away under the lock of its runner's clock`);
  return revision;
}
