// A chosen file, looked at: its header, first and last instant. Comes in: a File. Goes out: what the runner is asked
// about, or the refusal. Reads the beginning and the end only. // WRK6
import { guessSide, openRecording } from "@solewise/gait";
import type { RecordingHeader } from "@solewise/terms";
import type { InspectedFile } from "./analysis-jobs.ts";
import { blobChunks } from "./blob-chunks.ts";
import { gunzipChunks, isGzip } from "./gzip-chunks.ts";

/** Bytes at the end in which the last whole line is looked for; a row has about 80. */
const TAIL_BYTES = 8192;
/** Bytes of the beginning that are read at once; headers have a few hundred. */
const HEAD_BYTES = 1 << 16;
const MS_PER_SEC = 1000;
const US_PER_SEC = 1e6;

/** What the worker says of a file; the client adds the file itself. */
export type Inspection = Omit<InspectedFile, "file">;

/** Throws InputError when the beginning is no recording's. */
export async function inspectFile(file: File): Promise<Inspection> {
  const isCompressed = await isGzip(file);
  const { header, firstSec } = await readStart(file, isCompressed);
  const lastSec = isCompressed ? null : await readLastSec(file);
  const durationSec = lastSec === null || firstSec === null || lastSec < firstSec ? null : lastSec - firstSec;
  const guessed = header.side === null ? guessSide(file.name) : null;
  return {
    side: header.side ?? guessed,
    sideSource: header.side !== null ? "recording" : guessed === null ? null : "file-name",
    ...startOf(file, header, firstSec, durationSec),
    device: header.device,
    durationSec,
  };
}

/** The header's own instant, of `time_s` = 0; else the file was last written when the run had ended. */
function startOf(
  file: File,
  header: RecordingHeader,
  firstSec: number | null,
  durationSec: number | null,
): Pick<InspectedFile, "startedAtMs" | "startSource"> {
  const statedAtMs = header.startedAtUtc === null ? Number.NaN : Date.parse(header.startedAtUtc);
  if (!Number.isNaN(statedAtMs)) {
    return { startedAtMs: Math.round(statedAtMs + (firstSec ?? 0) * MS_PER_SEC), startSource: "recording" };
  }
  const startedAtMs = Math.round(file.lastModified - (durationSec ?? 0) * MS_PER_SEC);
  return { startedAtMs, startSource: "file-date" };
}

async function readStart(
  file: File,
  isCompressed: boolean,
): Promise<{ header: RecordingHeader; firstSec: number | null }> {
  const read = (fromBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> =>
    blobChunks(file.slice(fromBytes), file.name, undefined, HEAD_BYTES);
  const bytes = isCompressed ? gunzipChunks(read, file.name, { isTruncated: false }) : read(0);
  const recording = await openRecording(bytes, file.name);
  for await (const { timeUs } of recording.blocks) {
    return { header: recording.header, firstSec: (timeUs[0] ?? 0) / US_PER_SEC };
  }
  return { header: recording.header, firstSec: null };
}

/** Seconds of the last whole row; null when the end shows none. */
async function readLastSec(file: File): Promise<number | null> {
  const text = await file.slice(Math.max(0, file.size - TAIL_BYTES)).text();
  const lines = text.split("\n").slice(1, -1); // the first is cut by the slice, the last may be by the recorder
  const field = lines.findLast((line) => line.trim() !== "")?.split(",")[0];
  const seconds = Number(field?.trim() === "" ? undefined : field);
  return Number.isFinite(seconds) ? seconds : null;
}
