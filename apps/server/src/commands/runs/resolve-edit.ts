// Decides conflicts of an edit: take what it asked for, or keep what is there. Repeats are harmless. // RNS14
import type { DatabaseTransaction } from "../../database/tables.ts";
import { Problem } from "../../http/problem.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { type EditField, type EditRow, readEdit, settleConflict } from "../../store/edit-rows.ts";
import { readRecordings } from "../../store/run-rows.ts";
import { applyFields } from "./apply-fields.ts";
import { requireSamples } from "./asked-fields.ts";
import { notHere, requireRun } from "./find-run.ts";
import type { FieldValues } from "./judge-edit.ts";
import type { RunServices } from "./run-services.ts";

/** What somebody decided. */
export interface ResolutionToTake {
  editId: string;
  take: "mine" | "theirs";
  /** null: every field of the edit that is in conflict. */
  field: EditField | null;
}

const OUTCOMES = { mine: "took-mine", theirs: "kept-theirs" } as const;

function requireSameDecision(rows: readonly EditRow[], outcome: "took-mine" | "kept-theirs"): void {
  if (rows.every((row) => row.outcome === outcome || row.outcome === "applied")) return;
  throw new Problem(409, "already-resolved", "This conflict was decided already, the other way.");
}

/** Decides, the runner's clock being locked; gives the run's key. Throws Problem 404, 409, 410. */
export async function resolveEdit(
  services: RunServices,
  transaction: DatabaseTransaction,
  given: RunKey,
  { editId, take, field }: ResolutionToTake,
): Promise<RunKey> {
  const { key } = await requireRun(transaction, given);
  const edit = await readEdit(transaction, key, editId);
  const rows = edit.filter((row) => field === null || row.field === field);
  if (rows.length === 0) throw notHere();
  const conflicts = rows.filter(({ outcome }) => outcome === "conflict");
  if (conflicts.length === 0) {
    requireSameDecision(rows, OUTCOMES[take]);
    return key;
  }
  const recordings = await readRecordings(transaction, key);
  if (take === "mine" && conflicts.some((row) => row.field === "sides")) requireSamples(recordings);
  const asked = take === "mine" ? conflicts.map((row) => [row.field, row.asked]) : [];
  const values = Object.fromEntries(asked) as Partial<FieldValues>;
  const revision = await applyFields(services, transaction, { key, values, recordings });
  for (const row of conflicts)
    await settleConflict(transaction, key, { editId, field: row.field, outcome: OUTCOMES[take], revision });
  return key;
}
