// The door of `exchange`: runs to and from files that other programs and other devices open.
export { ARCHIVE_LIMITS } from "./archive/archive-limits.ts";
export type { ArchiveLimits } from "./archive/archive-limits.ts";
export { ARCHIVE_VERSION, nameFootEntry, STRIDE_RECORD_BYTES } from "./archive/archive-names.ts";
export type { FootEntryKind } from "./archive/archive-names.ts";
export type {
  ArchivedFoot,
  ArchivedRecording,
  ArchivedRun,
  ArchivedSignal,
  ArchiveManifest,
  JsonObject,
} from "./archive/archived-run.ts";
export { decodeInt16, decodeInt32, encodeInt16, encodeInt32 } from "./archive/binary-words.ts";
export { openArchive } from "./archive/open-archive.ts";
export type { ArchiveProblem, OpenArchive, OpenArchiveSettings, OpenEntry, OpenRun } from "./archive/open-archive.ts";
export type { RandomAccess } from "./archive/guarded-reader.ts";
export { writeArchive } from "./archive/write-archive.ts";
export type { ArchiveContent, ArchiveEntry, ArchiveSource, RunToArchive } from "./archive/write-archive.ts";
