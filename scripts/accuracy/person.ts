// Who made a recording: the subject named in a trial's meta.json, else in the trial's name, else one person a set.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { RecordingFile } from "./recordings.ts";

/** Trials named after the subject: `S002_T25`, `JA1-run`. */
const SUBJECT_FIRST = /^([A-Za-z]{1,4}\d+)[_-]/;

/** Facts beside a trial. */
export type TrialMeta = Readonly<Record<string, unknown>>;

/** NaN as some writers put it into JSON: nothing known. */
const NAN_VALUE = /(?<=[[:,]\s*)-?NaN(?=\s*[\],}])/g;

/** Reads a trial's meta.json; {} when there is none; one that is no JSON object raises an Error. */
function readMeta(path: string): TrialMeta {
  if (!existsSync(path)) return {};
  const refuse = (why: string): never => {
    throw new Error(
      `${basename(path)}: expected a JSON object, but ${why}. See docs/guides/validate-with-your-data.md.`,
    );
  };
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8").replaceAll(NAN_VALUE, "null"));
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  return refuse("found another value");
}

/** Facts beside a recording: `<trial>.meta.json`, else the folder's `meta.json`. */
export function metaOf(file: RecordingFile): TrialMeta {
  const own = join(file.folder, `${file.stem}.meta.json`);
  return readMeta(existsSync(own) ? own : join(file.folder, "meta.json"));
}

/** A name for the person, the same for all trials of that person in the set. */
export function personOf(file: RecordingFile): string {
  const meta = metaOf(file);
  for (const key of ["Subject", "subject", "person", "participant"]) {
    const value = meta[key];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  const trials = [meta["trial"], file.stem, basename(file.folder)];
  return trials.flatMap((trial) => (typeof trial === "string" ? (SUBJECT_FIRST.exec(trial)?.[1] ?? []) : []))[0] ?? "1";
}
