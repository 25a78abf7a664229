// Files of the feet → one Analysis. Comes in: chosen files and options. Goes out: the Analysis and what is known of the
// files. The kernel's bytes are read here: `gait` itself does no I/O.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type AnalysedFile, assembleRun, describeAlgorithm, startOfRunSec } from "@solewise/run";
import type { Analysis, Side } from "@solewise/terms";
import type { ChosenSides, FootFile } from "../recording/choose-sides.ts";
import { ProgressLine } from "../terminal/progress.ts";
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
  const recordings = detected.map(({ recording }) => recording);
  const kernelSha256 = createHash("sha256").update(bytes).digest("hex");
  const footOf = (side: Side) => recordings.find((recording) => recording.side === side) ?? null;
  const analysis = assembleRun(
    { left: footOf("left"), right: footOf("right") },
    { ...options, algorithm: describeAlgorithm(recordings, kernelSha256), warnings: sides.warnings },
  );
  return {
    analysis,
    files: detected.map(({ recording, sha256 }) => ({ side: recording.side, file: basename(recording.file), sha256 })),
    startSec: startOfRunSec(recordings),
  };
}
