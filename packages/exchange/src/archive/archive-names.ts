// Names of an archive's entries, built and taken apart. Source: docs/protocol/archive.md.
import type { Side } from "@solewise/terms";

/** Version of the format that this code writes, and the newest it reads. */
export const ARCHIVE_VERSION = 1;

export const MANIFEST_NAME = "solewise-archive.json";
export const PREFERENCES_NAME = "preferences.json";
export const FACTS_NAME = "run.json";

/** Bytes of one stride in strides.bin: 24 words of 32 bits (packages/gait/src/kernel/record-layout.ts). */
export const STRIDE_RECORD_BYTES = 96;

/** What an archive keeps of a foot: its strides, its paths, its samples as they came or gzipped. */
export type FootEntryKind = "strides.bin" | "paths.bin" | "recording.csv" | "recording.csv.gz";

const FOOT_ENTRY = /^(left|right)\.(strides\.bin|paths\.bin|recording\.csv|recording\.csv\.gz)$/;
const READABLE_COPIES = new Set(["analysis.json", "strides.csv"]);
const RUN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const IN_RUN = /^runs\/([^/]+)\/(.+)$/;
const WRITABLE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** `left.strides.bin` and the like: the name inside the run's folder. */
export function nameFootEntry(side: Side, kind: FootEntryKind): string {
  return `${side}.${kind}`;
}

/** `runs/<runId>/<name>`. */
export function nameRunEntry(runId: string, name: string): string {
  return `runs/${runId}/${name}`;
}

/** Null for entries that are in no run's folder. */
export function splitRunEntry(path: string): { runId: string; name: string } | null {
  const [, runId, name] = IN_RUN.exec(path) ?? [];
  return runId === undefined || name === undefined ? null : { runId, name };
}

/** A UUID of any version, in lower case. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}

/** Whether an entry of a run holds stride records. */
export function isStridesEntry(name: string): boolean {
  return name === nameFootEntry("left", "strides.bin") || name === nameFootEntry("right", "strides.bin");
}

/** Whether this version knows what such an entry of a run is. */
export function isKnownRunEntry(name: string): boolean {
  return name === FACTS_NAME || READABLE_COPIES.has(name) || FOOT_ENTRY.test(name);
}

/** Whether a writer may use it for an entry of a run: one plain file name. */
export function isWritableName(name: string): boolean {
  return WRITABLE_NAME.test(name) && name !== FACTS_NAME;
}

/** Gzipped already: stored as it is. */
export function isCompressedAlready(name: string): boolean {
  return name.endsWith(".gz");
}
