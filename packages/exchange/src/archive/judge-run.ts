// One run of an archive, judged before anything of it is used. In: the files of its folder. Out: its facts, or the
// InputError that says what is wrong: facts of another shape, files that contradict them, files that cannot be read.
import { InputError } from "@solewise/terms";
import type { ArchiveLimits } from "./archive-limits.ts";
import { FACTS_NAME, isRunId, nameFootEntry, nameRunEntry, STRIDE_RECORD_BYTES } from "./archive-names.ts";
import type { ArchivedFoot, ArchivedRun } from "./archived-run.ts";
import { readJson } from "./read-entry.ts";
import { judgeRun } from "./run-shape.ts";
import type { ZipDirectory, ZipFile } from "./zip-directory.ts";

/** The files of a run's folder by their names in it. */
export type RunFolder = ReadonlyMap<string, ZipFile>;

/** Bytes of one word in paths.bin. */
const PATH_WORD_BYTES = 2;

/** Reads and judges run.json and the sizes of what stands beside it. */
export async function readFacts(
  directory: ZipDirectory,
  runId: string,
  folder: RunFolder,
  limits: ArchiveLimits,
): Promise<ArchivedRun> {
  const place = `${directory.file}/${nameRunEntry(runId, FACTS_NAME)}`;
  if (!isRunId(runId)) throw refuse(place, "a UUID in lower case as the run's folder", `“${runId}”`);
  for (const { fault } of folder.values()) if (fault !== null) throw fault;
  const value = await readJson(directory, nameRunEntry(runId, FACTS_NAME), limits);
  const misfit = judgeRun(value);
  if (misfit !== null) throw refuse(place, `${misfit.expected} in ${misfit.at}`, misfit.came);
  const facts = value as unknown as ArchivedRun;
  if (facts.runId !== runId) throw refuse(place, `runId ${runId}, as its folder`, facts.runId);
  for (const foot of facts.feet) judgeFootFiles(directory, runId, folder, foot);
  return facts;
}

function judgeFootFiles(directory: ZipDirectory, runId: string, folder: RunFolder, foot: ArchivedFoot): void {
  const { side, strideCount } = foot;
  const placeOf = (name: string): string => `${directory.file}/${nameRunEntry(runId, name)}`;
  const strides = nameFootEntry(side, "strides.bin");
  const stridesBytes = folder.get(strides)?.sizeBytes;
  if (stridesBytes === undefined) throw refuse(placeOf(strides), "this entry", "none");
  const expectedBytes = strideCount * STRIDE_RECORD_BYTES;
  if (stridesBytes !== expectedBytes) {
    throw refuse(placeOf(strides), `${expectedBytes} bytes for ${strideCount} strides`, `${stridesBytes}`);
  }
  const paths = nameFootEntry(side, "paths.bin");
  const pathsBytes = folder.get(paths)?.sizeBytes ?? 0;
  if (pathsBytes % PATH_WORD_BYTES !== 0) throw refuse(placeOf(paths), "an even number of bytes", `${pathsBytes}`);
  const plain = nameFootEntry(side, "recording.csv");
  const packed = nameFootEntry(side, "recording.csv.gz");
  if (folder.has(plain) && folder.has(packed))
    throw refuse(placeOf(plain), "one recording a foot", `${packed} as well`);
}

function refuse(place: string, expected: string, came: string): InputError {
  return new InputError({ file: place, line: null }, expected, came, "this run is left out; export it again");
}
