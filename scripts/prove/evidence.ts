// The page of evidence: what each long proof printed, with date, commit and seed. Pure: takes runs, gives Markdown.
import type { Proof } from "./proofs.ts";

/** How a proof ended. */
export interface ProofRun {
  proof: Proof;
  command: string;
  exitCode: number;
  timeSec: number;
  standardOutput: string;
}

/** What the runs have in common. */
export interface EvidenceStamp {
  date: string;
  commit: string;
  seed: number;
  nodeVersion: string;
}

/** The line a run is recorded by: the last JSON object of its output, else its exit code and last words. */
export function readJsonLine(run: ProofRun): string {
  const lines = run.standardOutput
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const last = lines.at(-1) ?? "";
  return isJsonObject(last) ? last : JSON.stringify({ exitCode: run.exitCode, said: last });
}

function isJsonObject(line: string): boolean {
  try {
    return line.startsWith("{") && JSON.parse(line) !== null;
  } catch {
    return false;
  }
}

/** docs/evidence.md. */
export function formatEvidence(stamp: EvidenceStamp, runs: readonly ProofRun[]): string {
  return [
    "# Evidence",
    "",
    "Written by `npm run prove`; change nothing here by hand. Figures are of the machine and the data it ran on.",
    "",
    `- date: ${stamp.date}`,
    `- commit: ${stamp.commit}`,
    `- seed: ${stamp.seed} (again: \`npm run prove -- --seed ${stamp.seed}\`)`,
    `- Node: ${stamp.nodeVersion}`,
    ...runs.flatMap(formatRun),
    "",
  ].join("\n");
}

function formatRun(run: ProofRun): string[] {
  return [
    "",
    `## ${run.proof.name}: ${run.exitCode === 0 ? "holds" : "FAILED"}`,
    "",
    `${run.proof.promise[0]?.toUpperCase()}${run.proof.promise.slice(1)}.`,
    "",
    `\`${run.command}\`, ${run.timeSec.toFixed(1)} s`,
    "",
    "```json",
    readJsonLine(run),
    "```",
  ];
}
