// The directory of an untrusted ZIP. In: random access to its bytes. Out: its files by name, each judged before a byte
// of it is inflated. Attacks it ends: bombs, overlaps, two files under one name, paths that leave the folder, encryption.
import { InputError, type RefusalFacts } from "@solewise/terms";
import { ZipReader } from "@zip.js/zip.js/lib/zip-core-reader.js";
import type { FileEntry, Reader } from "@zip.js/zip.js/lib/zip-core-reader.js";
import type { ArchiveLimits } from "./archive-limits.ts";
import { guardReads, ReadFailure } from "./guarded-reader.ts";
import type { RandomAccess } from "./guarded-reader.ts";

/** One file of the ZIP. */
export interface ZipFile {
  path: string;
  sizeBytes: number;
  /** Why it cannot be read; null when it can. */
  fault: InputError | null;
  entry: FileEntry;
}

export interface ZipDirectory {
  /** Name of the ZIP, for messages. */
  file: string;
  /** In the order of the ZIP's directory. */
  files: ReadonlyMap<string, ZipFile>;
  /** What a failure under zip.js was: the source's own, else the archive's fault as an InputError. */
  explain(cause: unknown, path: string | null): unknown;
}

const DEFLATED = 8;
const STORED = 0;
/** Bytes of a local header without its name. */
const LOCAL_HEADER_BYTES = 30;
const COPY_AGAIN = "copy or download the archive again, or export it again";

/** InputError when the file is no ZIP, is cut short, or could be understood in two ways. */
export async function readDirectory(source: RandomAccess, file: string, limits: ArchiveLimits): Promise<ZipDirectory> {
  const explain = (cause: unknown, path: string | null): unknown =>
    explainZip(cause, path === null ? file : `${file}/${path}`);
  try {
    const files = await collectFiles(guardReads(source, file, limits), file, limits);
    refuseOverlaps([...files.values()], file);
    return { file, files, explain };
  } catch (cause) {
    throw explain(cause, null);
  }
}

async function collectFiles(
  reader: Reader<unknown>,
  file: string,
  limits: ArchiveLimits,
): Promise<Map<string, ZipFile>> {
  const zip = new ZipReader(reader, {
    strictness: "strict",
    filenameValidation: "strict",
    checkCrc32: true,
    useWebWorkers: false,
  });
  const files = new Map<string, ZipFile>();
  let entryCount = 0;
  for await (const entry of zip.getEntriesGenerator()) {
    entryCount += 1;
    if (entryCount > limits.entriesMaxCount) {
      const { entriesMaxCount } = limits;
      throw refuse(file, `at most ${entriesMaxCount} entries`, "more", "export fewer runs at once", {
        code: "archive-too-many-entries",
        values: { entriesMaxCount },
      });
    }
    if (entry.directory) continue;
    const path = entry.filename;
    if (files.has(path)) {
      const facts: RefusalFacts = { code: "archive-entry-twice", values: { path } };
      throw refuse(file, "each entry once", `“${path}” twice`, COPY_AGAIN, facts);
    }
    files.set(path, { path, sizeBytes: entry.uncompressedSize, fault: judgeEntry(entry, file, limits), entry });
  }
  return files;
}

function judgeEntry(entry: FileEntry, file: string, limits: ArchiveLimits): InputError | null {
  const place = `${file}/${entry.filename}`;
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.encrypted) {
    const facts: RefusalFacts = { code: "archive-entry-encrypted" };
    return refuse(place, "an entry without a password", "an encrypted one", COPY_AGAIN, facts);
  }
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    const facts: RefusalFacts = { code: "archive-entry-method-unknown", values: { method: compressionMethod } };
    return refuse(place, "a stored or deflated entry", `compression method ${compressionMethod}`, COPY_AGAIN, facts);
  }
  const sizeMaxBytes = limits.entryMaxBytes;
  if (uncompressedSize > sizeMaxBytes) {
    const values = { sizeBytes: uncompressedSize, sizeMaxBytes };
    const facts: RefusalFacts = { code: "archive-entry-too-large", values };
    return refuse(place, `at most ${sizeMaxBytes} bytes`, `${uncompressedSize}`, COPY_AGAIN, facts);
  }
  const isBomb = uncompressedSize > limits.ratioFreeBytes && uncompressedSize > compressedSize * limits.ratioMax;
  if (!isBomb) return null;
  const came = `${uncompressedSize} bytes packed into ${compressedSize}`;
  return refuse(place, `an entry that shrank at most ${limits.ratioMax} times`, came, "do not trust this archive", {
    code: "archive-entry-shrank-too-much",
    values: { sizeBytes: uncompressedSize, packedBytes: compressedSize, ratioMax: limits.ratioMax },
  });
}

/** Entries that share bytes are how a small file becomes a large one without a large ratio. */
function refuseOverlaps(files: ZipFile[], file: string): void {
  const inOrder = files.map(({ entry }) => entry).sort((first, second) => first.offset - second.offset);
  inOrder.forEach((entry, index) => {
    const endBytes = entry.offset + LOCAL_HEADER_BYTES + entry.rawFilename.length + entry.compressedSize;
    const next = inOrder[index + 1];
    if (next === undefined || endBytes <= next.offset) return;
    const came = `“${entry.filename}” and “${next.filename}” sharing bytes`;
    throw refuse(file, "entries one after the other", came, "do not trust this archive", {
      code: "archive-entries-overlap",
      values: { path: entry.filename, otherPath: next.filename },
    });
  });
}

function explainZip(cause: unknown, place: string): unknown {
  if (cause instanceof InputError) return cause;
  if (cause instanceof ReadFailure) return cause.cause;
  const came = cause instanceof Error ? cause.message : String(cause);
  const reason = came.replace(/\.$/, "");
  const facts: RefusalFacts = { code: "archive-damaged", values: { reason } };
  return refuse(place, "a whole ZIP", `a damaged one (${reason})`, COPY_AGAIN, facts);
}

function refuse(place: string, expected: string, came: string, remedy: string, facts: RefusalFacts): InputError {
  return new InputError({ file: place, line: null }, expected, came, remedy, facts);
}
