// Files of the feet → one Analysis. Comes in: chosen files and options. Goes out: the Analysis and what is known of the
// files. The kernel's bytes are read here: `gait` itself does no I/O.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type LengthCoefficients } from "@solewise/gait";
import {
  type AnalysedFile,
  assembleRun,
  describeAlgorithm,
  estimateCoefficients,
  type FeetRecordings,
  type ShoeCalibration,
  startOfRunSec,
} from "@solewise/run";
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

/** The detected feet of a run, before they are joined. */
interface DetectedRun {
  feet: FeetRecordings;
  detected: DetectedFoot[];
  kernelSha256: string;
}

function coefficientsOf(shoe: ShoeCalibration | null, side: Side): LengthCoefficients | null {
  const calibration = shoe?.[side] ?? null;
  return calibration === null ? null : estimateCoefficients(calibration).coefficients;
}

/** Detects the strides of one or two feet, with their shoes' own coefficients where there are. Throws InputError. */
export async function detectRun(sides: ChosenSides, shoe: ShoeCalibration | null): Promise<DetectedRun> {
  const bytes = await readKernel();
  const kernel = new WebAssembly.Module(bytes);
  const jobFor = (side: Side): FootJob[] => {
    const file: FootFile | null = sides[side];
    if (file === null) return [];
    const { path, shownName, sizeBytes } = file;
    return [{ side, path, shownName, sizeBytes, kernel, length: coefficientsOf(shoe, side) }];
  };
  const detected = await detectWithProgress([...jobFor("left"), ...jobFor("right")]);
  const footOf = (side: Side) => detected.find(({ recording }) => recording.side === side)?.recording ?? null;
  const feet = { left: footOf("left"), right: footOf("right") };
  return { feet, detected, kernelSha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Analyses one or two feet and joins them. Throws InputError. */
export async function analyseFeet(
  sides: ChosenSides,
  options: AnalyseOptions,
  shoe: ShoeCalibration | null = null,
): Promise<AnalysedRun> {
  const { feet, detected, kernelSha256 } = await detectRun(sides, shoe);
  const recordings = detected.map(({ recording }) => recording);
  const algorithm = describeAlgorithm(recordings, kernelSha256);
  const analysis = assembleRun(feet, {
    ...options,
    algorithm,
    warnings: sides.warnings,
    ...(shoe === null ? {} : { shoe }),
  });
  return {
    analysis,
    files: detected.map(({ recording, sha256 }) => ({ side: recording.side, file: basename(recording.file), sha256 })),
    startSec: startOfRunSec(recordings),
  };
}
