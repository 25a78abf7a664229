// Runs become one ZIP, streamed. In: ids, and a way to load one run at a time. Out: bytes that depend on nothing but
// what is in them: sorted entries, one date for all, no attributes of a machine. Source: docs/protocol/archive.md.
import { InputError, type RefusalFacts } from "@solewise/terms";
import { ZipWriter } from "@zip.js/zip.js/lib/zip-core-writer.js";
import {
  ARCHIVE_VERSION,
  FACTS_NAME,
  isCompressedAlready,
  isRunId,
  isWritableName,
  MANIFEST_NAME,
  nameRunEntry,
  PREFERENCES_NAME,
} from "./archive-names.ts";
import type { ArchivedRun, ArchiveManifest, JsonObject } from "./archived-run.ts";
import { cutIntoBlocks, demandSize, streamBytes, streamOf } from "./byte-streams.ts";
import { judgeFiles } from "./foot-files.ts";
import { encodeJson } from "./json-text.ts";
import { judgeRun } from "./run-shape.ts";
import { misfitFacts } from "./shape.ts";

/** Bytes at hand, or a way to stream exactly so many. */
export type ArchiveContent =
  | Uint8Array
  | { sizeBytes: number; open(): ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>> };

/** One file of a run's folder: a name of `nameFootEntry`, "analysis.json", "strides.csv", or one of the writer's own. */
export interface ArchiveEntry {
  name: string;
  content: ArchiveContent;
}

/** A run as the writer takes it. */
export interface RunToArchive {
  /** Members that `ArchivedRun` does not name are written too. */
  facts: ArchivedRun;
  entries: readonly ArchiveEntry[];
}

/** What goes into an archive. */
export interface ArchiveSource {
  /** Program and version, in free text. */
  exportedBy: string;
  /** ISO 8601 in UTC. Leave it out where the same contents are to give the same bytes. */
  exportedAtUtc?: string;
  /** Settings of the person; any JSON. Null leaves the entry out. */
  preferences: JsonObject | null;
  /**
   * Default "deflate". "none" makes a larger file whose bytes are equal whatever program wrote them: DEFLATE encoders
   * differ, Node's and Chromium's among them.
   */
  compression?: "deflate" | "none";
  /** Any order; written sorted. */
  runIds: readonly string[];
  /** Called once for each id, one after the other, when the one before is written. */
  loadRun(runId: string): RunToArchive | Promise<RunToArchive>;
}

/** Date of every entry: 1980-01-01 00:00, the first that MS-DOS knew. */
const ENTRY_DATE = (1 << 21) | (1 << 16);

const STORED_LEVEL = 0;
/** The only level of the platform's CompressionStream. */
const DEFLATED_LEVEL = 6;

const ZIP_OPTIONS = {
  useWebWorkers: false,
  extendedTimestamp: false,
  rawLastModDate: ENTRY_DATE,
  msDosCompatible: true,
} as const;

/**
 * The archive as a stream; nothing is loaded before it is asked for, and never more than one entry's block. The stream
 * fails with an InputError naming the run when ids, facts or files are not of the format, with a RangeError when an
 * entry gives another size than it said, and with whatever `loadRun` or a content's stream fails with.
 */
export function writeArchive(source: ArchiveSource): ReadableStream<Uint8Array> {
  return streamOf(
    (sink, signal) => {
      const level = source.compression === "none" ? STORED_LEVEL : DEFLATED_LEVEL;
      return writeEntries(source, new ZipWriter(sink, { ...ZIP_OPTIONS, level, signal }));
    },
    (cause) => cause,
  );
}

async function writeEntries(source: ArchiveSource, zip: ZipWriter<unknown>): Promise<void> {
  const runIds = sortIds(source.runIds);
  await addEntry(zip, MANIFEST_NAME, encodeJson(describeArchive(source, runIds)));
  if (source.preferences !== null) await addEntry(zip, PREFERENCES_NAME, encodeJson(source.preferences));
  for (const runId of runIds) {
    for (const { name, content } of listRunEntries(runId, await source.loadRun(runId))) {
      await addEntry(zip, nameRunEntry(runId, name), content);
    }
  }
  await zip.close();
}

function describeArchive({ exportedBy, exportedAtUtc }: ArchiveSource, runs: string[]): ArchiveManifest {
  const manifest: ArchiveManifest = { format: "solewise-archive", version: ARCHIVE_VERSION, exportedBy, runs };
  return exportedAtUtc === undefined ? manifest : { ...manifest, exportedAtUtc };
}

function sortIds(runIds: readonly string[]): string[] {
  const sorted = [...runIds].sort();
  sorted.forEach((runId, index) => {
    if (!isRunId(runId)) {
      const values = { found: runId };
      throw refuse("runs", "UUIDs in lower case", `“${runId}”`, { code: "archive-run-id-wrong", values });
    }
    if (runId === sorted[index + 1]) {
      throw refuse("runs", "each run once", `${runId} twice`, { code: "archive-run-twice", values: { runId } });
    }
  });
  return sorted;
}

function listRunEntries(runId: string, { facts, entries }: RunToArchive): ArchiveEntry[] {
  const place = nameRunEntry(runId, FACTS_NAME);
  const misfit = judgeRun(facts);
  if (misfit !== null) throw refuse(place, `${misfit.expected} in ${misfit.at}`, misfit.came, misfitFacts(misfit));
  if (facts.runId !== runId) {
    const values = { runId, found: facts.runId };
    throw refuse(place, runId, facts.runId, { code: "archive-run-id-differs", values });
  }
  const contradiction = judgeFiles(facts, measureEntries(runId, entries));
  if (contradiction !== null) {
    const { at, expected, came } = contradiction;
    throw refuse(nameRunEntry(runId, at), expected, came, contradiction.facts);
  }
  const all = [...entries, { name: FACTS_NAME, content: encodeJson(facts) }];
  return all.sort((first, second) => (first.name < second.name ? -1 : 1));
}

/** Sizes by name, of names that can be written. */
function measureEntries(runId: string, entries: readonly ArchiveEntry[]): Map<string, number> {
  const sizesBytes = new Map<string, number>();
  for (const { name, content } of entries) {
    const path = nameRunEntry(runId, name);
    if (!isWritableName(name)) {
      const facts: RefusalFacts = { code: "archive-entry-name-wrong", values: { name } };
      throw refuse(path, "a plain file name", `“${name}”`, facts);
    }
    if (sizesBytes.has(name)) {
      throw refuse(path, "each entry once", "it twice", { code: "archive-entry-twice", values: { path } });
    }
    sizesBytes.set(name, measureContent(content));
  }
  return sizesBytes;
}

/** The value `work` tells the writer's refusals from the reader's, whose remedies differ. */
function refuse(place: string, expected: string, came: string, { code, values }: RefusalFacts): InputError {
  return new InputError({ file: place, line: null }, expected, came, "leave this run out and export the others", {
    code,
    values: { ...values, work: "export" },
  });
}

async function addEntry(zip: ZipWriter<unknown>, path: string, content: ArchiveContent): Promise<void> {
  const sizeBytes = measureContent(content);
  const stream = content instanceof Uint8Array ? streamBytes(content) : await content.open();
  const readable = stream
    .pipeThrough(demandSize(sizeBytes, (came) => new RangeError(`${path}: said ${sizeBytes} bytes, gave ${came}`)))
    .pipeThrough(cutIntoBlocks());
  const options = { uncompressedSize: sizeBytes };
  await zip.add(path, readable, isCompressedAlready(path) ? { ...options, level: STORED_LEVEL } : options);
}

function measureContent(content: ArchiveContent): number {
  return content instanceof Uint8Array ? content.length : content.sizeBytes;
}
