// One run of an archive, judged before anything of it is used. In: the files of its folder. Out: its facts, or the
// InputError that says what is wrong: facts of another shape, files that contradict them, files that cannot be read.
import { InputError, type RefusalFacts } from "@solewise/terms";
import type { ArchiveLimits } from "./archive-limits.ts";
import { FACTS_NAME, isRunId, nameRunEntry } from "./archive-names.ts";
import type { ArchivedRun } from "./archived-run.ts";
import { judgeFiles } from "./foot-files.ts";
import { readJson } from "./read-entry.ts";
import { judgeRun } from "./run-shape.ts";
import { misfitFacts } from "./shape.ts";
import type { ZipDirectory, ZipFile } from "./zip-directory.ts";

/** The files of a run's folder by their names in it. */
export type RunFolder = ReadonlyMap<string, ZipFile>;

/** Reads and judges run.json and the sizes of what stands beside it. */
export async function readFacts(
  directory: ZipDirectory,
  runId: string,
  folder: RunFolder,
  limits: ArchiveLimits,
): Promise<ArchivedRun> {
  const place = `${directory.file}/${nameRunEntry(runId, FACTS_NAME)}`;
  if (!isRunId(runId)) {
    const values = { found: runId };
    throw refuse(place, "a UUID in lower case as the run's folder", `“${runId}”`, {
      code: "archive-run-id-wrong",
      values,
    });
  }
  for (const { fault } of folder.values()) if (fault !== null) throw fault;
  const value = await readJson(directory, nameRunEntry(runId, FACTS_NAME), limits);
  const misfit = judgeRun(value);
  if (misfit !== null) throw refuse(place, `${misfit.expected} in ${misfit.at}`, misfit.came, misfitFacts(misfit));
  const facts = value as unknown as ArchivedRun;
  if (facts.runId !== runId) {
    const values = { runId, found: facts.runId };
    throw refuse(place, `runId ${runId}, as its folder`, facts.runId, { code: "archive-run-id-differs", values });
  }
  const contradiction = judgeFiles(facts, new Map([...folder].map(([name, { sizeBytes }]) => [name, sizeBytes])));
  if (contradiction !== null) {
    const { at, expected, came } = contradiction;
    throw refuse(`${directory.file}/${nameRunEntry(runId, at)}`, expected, came, contradiction.facts);
  }
  return facts;
}

function refuse(place: string, expected: string, came: string, facts: RefusalFacts): InputError {
  return new InputError({ file: place, line: null }, expected, came, "this run is left out; export it again", facts);
}
