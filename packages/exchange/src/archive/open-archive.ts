// An archive from anywhere is opened. In: random access to a file. Out: its runs, each judged by itself, and what is
// wrong with the others; contents are read when they are asked for. Source: docs/protocol/archive.md.
import { InputError } from "@solewise/terms";
import { ARCHIVE_LIMITS } from "./archive-limits.ts";
import type { ArchiveLimits } from "./archive-limits.ts";
import {
  FACTS_NAME,
  isKnownRunEntry,
  isStridesEntry,
  MANIFEST_NAME,
  PREFERENCES_NAME,
  splitRunEntry,
} from "./archive-names.ts";
import type { ArchivedRun, ArchiveManifest, JsonObject } from "./archived-run.ts";
import { readFacts } from "./judge-run.ts";
import type { RunFolder } from "./judge-run.ts";
import { openFile, readJson } from "./read-entry.ts";
import { readManifest } from "./read-manifest.ts";
import { demandRecords, type RecordMisfit } from "./stride-records.ts";
import { readDirectory } from "./zip-directory.ts";
import type { ZipDirectory, ZipFile } from "./zip-directory.ts";
import type { RandomAccess } from "./guarded-reader.ts";

export interface OpenArchiveSettings {
  /** Name of the file, for messages; default "the archive". */
  file?: string;
  /** Default `ARCHIVE_LIMITS`; any of them may be given apart. */
  limits?: Partial<ArchiveLimits>;
  /** Told after each run that was judged. */
  onRunJudged?: (judgedCount: number, runCount: number) => void;
  /** Ends the opening with its reason. */
  signal?: AbortSignal;
}

/** One file in a run's folder. */
export interface OpenEntry {
  name: string;
  sizeBytes: number;
  /** False when this version does not know what it is; it can be read all the same. */
  isKnown: boolean;
}

/** A run that can be imported. */
export interface OpenRun {
  readonly runId: string;
  /** All but run.json, by name. */
  readonly entries: readonly OpenEntry[];
  /** Members that `ArchivedRun` does not name are in the object too: keep them. */
  facts(): Promise<ArchivedRun>;
  /**
   * Contents of an entry, streamed. The stream fails with an InputError when they are damaged, or are strides that no
   * kernel gives, which may be known only at its end: keep nothing of a run before its last stream has ended. RangeError when there is no such entry.
   */
  openEntry(name: string): ReadableStream<Uint8Array>;
}

/** Why a run, or an entry of no run (runId null), cannot be imported. */
export interface ArchiveProblem {
  runId: string | null;
  error: InputError;
}

export interface OpenArchive {
  readonly manifest: ArchiveManifest;
  /** Runs that can be imported, in the manifest's order. */
  readonly runs: readonly OpenRun[];
  readonly problems: readonly ArchiveProblem[];
  /** Entries outside the runs' folders that this version does not know, and leaves alone. */
  readonly unknownPaths: readonly string[];
  /** Null when the archive has none. */
  preferences(): Promise<JsonObject | null>;
}

/**
 * Reads the directory, the manifest and every run.json. InputError when the file is no archive that this version can
 * read; a run that is not as it should be is listed in `problems` and costs no other run. Failures of `source.read` are
 * passed on as they are.
 */
export async function openArchive(source: RandomAccess, settings: OpenArchiveSettings = {}): Promise<OpenArchive> {
  const limits = { ...ARCHIVE_LIMITS, ...settings.limits };
  const directory = await readDirectory(source, settings.file ?? "the archive", limits);
  const manifest = await readManifest(directory, limits);
  const { folders, unknownPaths } = groupByRun(directory);
  const problems = findUnlisted(directory, folders, manifest);
  const runs: OpenRun[] = [];
  const runIds = [...new Set(manifest.runs)];
  for (const [index, runId] of runIds.entries()) {
    settings.signal?.throwIfAborted();
    const run = describeRun(directory, runId, folders.get(runId) ?? new Map<string, ZipFile>(), limits);
    const error = await findProblem(run);
    if (error === null) runs.push(run);
    else problems.push({ runId, error });
    settings.onRunJudged?.(index + 1, runIds.length);
  }
  const hasPreferences = directory.files.has(PREFERENCES_NAME);
  const preferences = (): Promise<JsonObject | null> =>
    hasPreferences ? readJson(directory, PREFERENCES_NAME, limits) : Promise.resolve(null);
  return { manifest, runs, problems, unknownPaths, preferences };
}

interface Grouped {
  folders: Map<string, Map<string, ZipFile>>;
  unknownPaths: string[];
}

function groupByRun(directory: ZipDirectory): Grouped {
  const folders = new Map<string, Map<string, ZipFile>>();
  const unknownPaths: string[] = [];
  for (const [path, zipFile] of directory.files) {
    const inRun = splitRunEntry(path);
    if (inRun === null) {
      if (path !== MANIFEST_NAME && path !== PREFERENCES_NAME) unknownPaths.push(path);
      continue;
    }
    const folder = folders.get(inRun.runId) ?? new Map<string, ZipFile>();
    folders.set(inRun.runId, folder.set(inRun.name, zipFile));
  }
  return { folders, unknownPaths };
}

/** Folders that the manifest does not name: nothing of a runner's is passed over in silence. */
function findUnlisted(
  directory: ZipDirectory,
  folders: Grouped["folders"],
  manifest: ArchiveManifest,
): ArchiveProblem[] {
  const listed = new Set(manifest.runs);
  const place = { file: `${directory.file}/${MANIFEST_NAME}`, line: null };
  return [...folders.keys()]
    .filter((runId) => !listed.has(runId))
    .map((runId) => {
      const came = `a folder of ${runId} besides`;
      const error = new InputError(place, "every run's id in runs", came, "this run is left out; export it again", {
        code: "archive-run-unlisted",
        values: { runId },
      });
      return { runId, error };
    });
}

/** InputErrors are the run's problem; anything else ends the opening. */
async function findProblem(run: OpenRun): Promise<InputError | null> {
  try {
    await run.facts();
    return null;
  } catch (cause) {
    if (cause instanceof InputError) return cause;
    throw cause;
  }
}

function describeRun(directory: ZipDirectory, runId: string, folder: RunFolder, limits: ArchiveLimits): OpenRun {
  const entries = [...folder]
    .filter(([name]) => name !== FACTS_NAME)
    .map(([name, { sizeBytes }]) => ({ name, sizeBytes, isKnown: isKnownRunEntry(name) }));
  return {
    runId,
    entries,
    facts: () => readFacts(directory, runId, folder, limits),
    openEntry(name) {
      const zipFile = folder.get(name);
      if (zipFile === undefined) throw new RangeError(`run ${runId} has no entry “${name}”`);
      const contents = openFile(directory, zipFile);
      return isStridesEntry(name) ? contents.pipeThrough(demandRecords(refuserOf(directory, zipFile))) : contents;
    },
  };
}

/** Makes the error of a record that no kernel gives. */
function refuserOf(directory: ZipDirectory, { path }: ZipFile): (misfit: RecordMisfit) => InputError {
  return ({ strideIndex, word, expected, came }) =>
    new InputError(
      { file: `${directory.file}/${path}`, line: null },
      `${word} of stride ${strideIndex + 1}: ${expected}`,
      came,
      "this run is left out; export it again",
      { code: "archive-strides-wrong", values: { strideNumber: strideIndex + 1, word, found: came } },
    );
}
