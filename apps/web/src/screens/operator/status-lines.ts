// What the server tells of itself, as lines in the reader's words. Comes in: its status. Goes out: name and value of each line,
// in the order in which an operator looks for them. Pure.
import type { OperatorTexts } from "../../language/en/operator.ts";
import type { ServerStatus } from "../../sync/account-link.ts";

/** How values are written. */
export interface StatusWords {
  texts: OperatorTexts;
  number: (value: number) => string;
  bytes: (value: number) => string;
  instant: (atMs: number) => string;
}

/** A line. */
export interface StatusLine {
  name: string;
  value: string;
}

/** States of runs, the troubles first. */
const RUN_STATES = ["failed", "awaiting-recordings", "waiting", "analysing", "ready"] as const;
const JOB_STATES = ["failed", "waiting", "active"] as const;

function wordInstant({ texts, instant }: StatusWords, atUtc: string | null): string {
  return atUtc === null ? texts.status.unknown : instant(Date.parse(atUtc));
}

function wordBackup({ lastBackupAtUtc, lastBackupBytes }: ServerStatus, words: StatusWords): string {
  if (lastBackupAtUtc === null) return words.texts.status.never;
  const when = wordInstant(words, lastBackupAtUtc);
  return lastBackupBytes === null ? when : `${when} · ${words.bytes(lastBackupBytes)}`;
}

function wordMode(mode: string, { settings }: OperatorTexts): string {
  return Object.hasOwn(settings.modes, mode) ? settings.modes[mode as keyof typeof settings.modes] : mode;
}

/** The lines. */ // SGN11
export function statusLines(status: ServerStatus, words: StatusWords): StatusLine[] {
  const { texts, number, bytes } = words;
  const { names, runs, jobs } = texts.status;
  const { storage, versions } = status;
  return [
    { name: names.started, value: wordInstant(words, status.startedAtUtc) },
    { name: names.backup, value: wordBackup(status, words) },
    { name: names.free, value: bytes(storage.freeBytes) },
    { name: names.blobs, value: storage.blobBytes === null ? texts.status.unknown : bytes(storage.blobBytes) },
    { name: names.database, value: bytes(storage.databaseBytes) },
    { name: names.mode, value: wordMode(status.registrationMode, texts) },
    { name: names.runners, value: number(status.runnerCount) },
    ...RUN_STATES.map((state) => ({ name: runs[state], value: number(status.runCounts[state]) })),
    ...JOB_STATES.map((state) => ({ name: jobs[state], value: number(status.jobCounts[state]) })),
    { name: names.solewise, value: versions.solewise },
    { name: names.schema, value: versions.schema },
    { name: names.postgres, value: versions.postgres },
    { name: names.node, value: versions.node },
  ];
}
