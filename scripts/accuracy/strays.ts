// What lies in a data folder and is used by nothing: no recordings at all, references whose recording has another name.
// In: the folder. Out: sentences for the eye.
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { findRecordings } from "./recordings.ts";

const GUIDE = "docs/guides/validate-with-your-data.md";
const SHOWN_MAX = 3;

const csvNames = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith(".csv"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();

/** Why a folder has nothing to score. */
export function explainEmpty(folder: string): string {
  const names = csvNames(folder);
  const found =
    names.length === 0
      ? "no CSV file at all"
      : `${names.length} other CSV files (${names.slice(0, SHOWN_MAX).join(", ")}${names.length > SHOWN_MAX ? ", …" : ""})`;
  return `No recordings in ${folder}: expected files named like trial.left.imu.csv or imu_L.csv at any depth, but found ${found}. See ${GUIDE}.`;
}

/** References of a trial: kind, and where its recordings lie as seen from it. */
const TRIAL_REFERENCE = /^(.+)\.(events|optogait|strides)\.csv$/;

function isUsed(path: string, stems: ReadonlySet<string>): boolean {
  const folder = dirname(path);
  if (basename(path) === "steps.csv") return [...stems].some((stem) => dirname(stem) === folder);
  const trial = TRIAL_REFERENCE.exec(basename(path))?.[1];
  if (trial === undefined) return true;
  const besides = [join(folder, trial), join(dirname(folder), "trials", trial)];
  return besides.some((stem) => stems.has(stem));
}

/** Sentences about references without a recording of their name, and recordings without a reference. */
export function findStrays(folder: string): string[] {
  const recordings = findRecordings(folder);
  const stems = new Set(recordings.map((file) => join(dirname(file.name), file.stem === "" ? "imu" : file.stem)));
  const lost = csvNames(folder).filter((path) => !isUsed(path, stems));
  const bare = recordings.filter((file) => !hasReference(file.folder, file.stem));
  return [
    ...lost.map(
      (path) => `${path}: no recording of this trial's name lies beside it, so it is not used. See ${GUIDE}.`,
    ),
    ...(bare.length === 0
      ? []
      : [
          `${bare.length} of ${recordings.length} recordings have no reference beside them and are only counted (${bare
            .slice(0, SHOWN_MAX)
            .map((file) => file.name)
            .join(", ")}${bare.length > SHOWN_MAX ? ", …" : ""}). See ${GUIDE}.`,
        ]),
  ];
}

function hasReference(folder: string, stem: string): boolean {
  const names = ["steps.csv", `${stem}.events.csv`, `${stem}.optogait.csv`, `${stem}.strides.csv`].map((name) =>
    join(folder, name),
  );
  const isNamed = /^stairs?[_-](up|down)/i.test(stem);
  return (
    isNamed || [...names, join(dirname(folder), "strides", `${stem}.strides.csv`)].some((path) => existsSync(path))
  );
}
