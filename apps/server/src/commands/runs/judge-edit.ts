// The merge rule, pure: what was asked, what is there, and when each field was last changed → what becomes of each field.
// docs/protocol/sync.md. // RNS12, RNS13
import type { EditField } from "../../store/edit-rows.ts";

/** Values of fields, as JSON: name, notes, start (ISO 8601), sides (by slot), deletion. */
export interface FieldValues {
  name: string;
  notes: string | null;
  start: string;
  sides: Readonly<Record<string, "left" | "right">>;
  deletion: boolean;
}

/** One field of an edit, judged. */
export interface JudgedField {
  field: EditField;
  asked: FieldValues[EditField];
  before: FieldValues[EditField];
  outcome: "applied" | "conflict";
  /** Whether the run's value changes. */
  changes: boolean;
}

function isSame(a: FieldValues[EditField], b: FieldValues[EditField]): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Judges each field alone. `lastApplied`: the revision at which a field was last given another value. */
export function judgeEdit(
  asked: Partial<FieldValues>,
  current: FieldValues,
  lastApplied: ReadonlyMap<EditField, number>,
  baseRevision: number,
): JudgedField[] {
  return (Object.keys(asked) as EditField[]).map((field) => {
    const value = asked[field] as FieldValues[EditField];
    const before = current[field];
    const changes = !isSame(value, before);
    const isLate = changes && (lastApplied.get(field) ?? 0) > baseRevision;
    return { field, asked: value, before, outcome: isLate ? "conflict" : "applied", changes: changes && !isLate };
  });
}
