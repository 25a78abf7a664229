// Files of the feet → one Analysis. Comes in: chosen files and options. Goes out: the Analysis and what is known of the
// files. The kernel's bytes are read here: `gait` itself does no I/O.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { ALGORITHM_VERSION, type FootRecording, PACK_ID } from "@solewise/gait";
import { assembleRun } from "@solewise/run";
import type { AlgorithmDescription, Analysis, Side } from "@solewise/terms";
import type { ChosenSides, FootFile } from "../recording/choose-sides.ts";
import { ProgressLine } from "../terminal/progress.ts";
import type { AnalysedFile } from "./analysis-json.ts";
import { detectFeet } from "./detect-feet.ts";
import type { DetectedFoot, FootJob } from "./detect-foot.ts";

export interface AnalyseOptions {
  bodyMassKg?: number;
  bodyHeightCm?: number;
  feetUnsynchronised?: true;
}

export interface AnalysedRun {
  analysis: Analysis;
  files: AnalysedFile[];
  /** Instant on each foot's clock at which the run began: of the first sample of either foot when they share one. */
  startSec: Record<Side, number>;
}

async function readKernel(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));
}

async function detectWithProgress(jobs: FootJob[]): Promise<DetectedFoot[]> {
  const progress = new ProgressLine(process.stderr, () => performance.now());
  try {
    return await detectFeet(jobs, (job, share) => progress.update(job.side, share));
  } finally {
    progress.clear();
  }
}

/** What made the numbers. Samples are quantised a foot at a time; the wider range of two feet is stated. */
function describeAlgorithm(detected: DetectedFoot[], kernelBytes: Uint8Array): AlgorithmDescription {
  return {
    version: ALGORITHM_VERSION,
    packId: PACK_ID,
    accRangeG: Math.max(...detected.map(({ recording }) => recording.accRangeG)),
    gyrRangeDps: Math.max(...detected.map(({ recording }) => recording.gyrRangeDps)),
    kernelSha256: createHash("sha256").update(kernelBytes).digest("hex"),
  };
}

function jobFor(side: Side, file: FootFile | null, kernel: WebAssembly.Module): FootJob[] {
  return file === null ? [] : [{ side, path: file.path, shownName: file.shownName, sizeBytes: file.sizeBytes, kernel }];
}

/** Analyses one or two feet and joins them. Throws InputError. */
export async function analyseFeet(sides: ChosenSides, options: AnalyseOptions): Promise<AnalysedRun> {
  const bytes = await readKernel();
  const kernel = new WebAssembly.Module(bytes);
  const detected = await detectWithProgress([
    ...jobFor("left", sides.left, kernel),
    ...jobFor("right", sides.right, kernel),
  ]);
  const footOf = (side: Side) => detected.find(({ recording }) => recording.side === side)?.recording ?? null;
  const analysis = assembleRun(
    { left: footOf("left"), right: footOf("right") },
    { ...options, algorithm: describeAlgorithm(detected, bytes), warnings: sides.warnings },
  );
  return {
    analysis,
    files: detected.map(({ recording, sha256 }) => ({ side: recording.side, file: basename(recording.file), sha256 })),
    startSec: startOfRunSec(detected.map(({ recording }) => recording)),
  };
}

/** Two recordings that never overlap on their own clocks have two of them: each begins with its own first sample. */
function startOfRunSec(feet: FootRecording[]): Record<Side, number> {
  const firstSec = Math.min(...feet.map(({ signal }) => signal.firstSampleSec));
  const shareClock = feet.every(({ signal }) =>
    feet.every((other) => signal.firstSampleSec < other.signal.lastSampleSec),
  );
  const startOf = (side: Side): number => feet.find((foot) => foot.side === side)?.signal.firstSampleSec ?? firstSec;
  return shareClock ? { left: firstSec, right: firstSec } : { left: startOf("left"), right: startOf("right") };
}
