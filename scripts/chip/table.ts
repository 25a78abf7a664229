// The chip command's figures as text for people. Comes in: what was compared. Goes out: lines.
import type { BuildResult } from "./compare-places.ts";
import { LIMITS } from "./limits.ts";
import type { PreparedRecording } from "./prepare-plays.ts";
import { hashTranscript } from "./transcript.ts";

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** One line a recording: its samples, records, states, and the beginning of the SHA-256 over all of them in Node. */
export function formatRecordings(recordings: readonly PreparedRecording[]): string[] {
  const rows = recordings.map(({ name, sampleCount, recordCount, stateCount, plays }) => [
    name,
    String(sampleCount),
    String(recordCount),
    String(stateCount),
    plays[0] === undefined ? "" : hashTranscript(plays[0].expected).slice(0, 12),
  ]);
  return alignColumns([["recording", "samples", "records", "states", "sha-256"], ...rows]);
}

/** One line a build, and the limits below. */
export function formatBuilds(builds: readonly BuildResult[]): string[] {
  const whole = (value: number): string => Math.round(value).toLocaleString("en");
  const rows = builds.map((build) => [
    build.options.name,
    whole(build.textBytes),
    `${whole(build.staticBytes)} + ${whole(build.stackBytes)}`,
    whole(build.instructionsPerSample),
    whole(build.plain.instructions),
    whole(build.closing.instructions),
    whole(build.finish.instructions),
    build.differences.length === 0 ? "the same" : `${build.differences.length} differ`,
  ]);
  const head = ["build", "text B", "RAM B", "a sample", "call", "call with a record", "finish", "bits"];
  const limits = LIMITS.map(({ name, unit, limit }) => `${name} ${whole(limit)} ${unit}`);
  return [...alignColumns([head, ...rows]), `Limits of the shipped build, -Os: ${limits.join(", ")}.`];
}

/** Where the largest calls of a build happened. */
export function formatLargestCalls({ options, closing, plain }: BuildResult): string {
  return (
    `Largest calls of ${options.name}: with a record at sample ${closing.sampleIndex} of ${closing.recording}; ` +
    `without at sample ${plain.sampleIndex} of ${plain.recording}.`
  );
}
