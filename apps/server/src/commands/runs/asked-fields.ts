// Fields of a request → values as they are kept: names cleaned, instants in one spelling, sides of all recordings. Throws
// Problem where a value cannot be taken.
import { cleanName, cleanNotes } from "@solewise/terms";
import { Problem } from "../../http/problem.ts";
import type { RecordingRow, RunRow } from "../../store/run-rows.ts";
import type { FieldValues } from "./judge-edit.ts";

/** Fields of a request, each absent where it is not to change. */
export interface AskedFields {
  name?: string | undefined;
  notes?: string | null | undefined;
  startedAtUtc?: string | undefined;
  sides?: { "0"?: "left" | "right"; "1"?: "left" | "right" } | undefined;
  isDeleted?: boolean | undefined;
}

/** What stands in a run's fields. */
export function currentFields(run: RunRow, recordings: readonly RecordingRow[]): FieldValues {
  return {
    name: run.name,
    notes: run.notes,
    start: run.started_at.toISOString(),
    sides: Object.fromEntries(recordings.map(({ slot, side }) => [String(slot), side])),
    deletion: run.deleted_at !== null,
  };
}

/** An instant of a request. Throws Problem 400 for a day that is none. */
export function readInstant(text: string): Date {
  const instant = new Date(text);
  if (Number.isFinite(instant.getTime()) && instant.getUTCFullYear() >= 1) return instant;
  throw new Problem(400, "instant-wrong", `Expected an instant like 2026-05-01T06:30:00Z, but found ${text}.`);
}

function readName(name: string): string {
  const shown = cleanName(name);
  if (shown === "") throw new Problem(400, "name-empty", "Expected a name with something that can be seen.");
  return shown;
}

/** Throws Problem 409 when sides cannot be changed any more. */
export function requireSamples(recordings: readonly RecordingRow[]): void {
  if (recordings.every(({ state }) => state !== "given-up")) return;
  const removedAt = recordings.find((recording) => recording.removed_at !== null)?.removed_at;
  if (removedAt !== undefined && removedAt !== null)
    throw new Problem(
      409,
      "recordings-removed",
      `This server keeps recordings for some days, and removed this run's at ${removedAt.toISOString()}: it cannot be computed anew.`,
    );
  const detail = "This run was computed on a device whose samples were given up: it cannot be computed anew.";
  throw new Problem(409, "samples-given-up", detail);
}

function readSides(
  sides: NonNullable<AskedFields["sides"]>,
  recordings: readonly RecordingRow[],
): FieldValues["sides"] {
  requireSamples(recordings);
  const asked = Object.entries(sides);
  const values = new Set(asked.map(([, side]) => side));
  const isWhole = asked.length === recordings.length && recordings.every(({ slot }) => String(slot) in sides);
  if (isWhole && values.size === asked.length) return sides;
  throw new Problem(400, "sides-wrong", "Expected a side for each recording of the run, no two the same.");
}

/** The values that a request asks for. */
export function readAskedFields(asked: AskedFields, recordings: readonly RecordingRow[]): Partial<FieldValues> {
  const { name, notes, startedAtUtc, sides, isDeleted } = asked;
  return {
    ...(name === undefined ? {} : { name: readName(name) }),
    ...(notes === undefined ? {} : { notes: notes === null ? null : cleanNotes(notes) }),
    ...(startedAtUtc === undefined ? {} : { start: readInstant(startedAtUtc).toISOString() }),
    ...(sides === undefined ? {} : { sides: readSides(sides, recordings) }),
    ...(isDeleted === undefined ? {} : { deletion: isDeleted }),
  };
}
