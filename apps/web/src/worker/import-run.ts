// An import from files to a stored run. Comes in: an announced record and its files. Goes out: an outcome. Two feet are
// analysed at once while their files are being stored; the result goes in whole or not at all. Rules STO4–STO6, WRK9.
import type { RunView } from "@solewise/insight";
import { describeSides } from "@solewise/run";
import { InputError, type Side } from "@solewise/terms";
import type { ImportRecord } from "../store/import-record.ts";
import type { OpenedStore } from "../store/open-store.ts";
import { estimateAvailableBytes, NoRoomError } from "../store/room.ts";
import type { RunResult, StoredFoot, StoredStrides } from "../store/stored-run.ts";
import type { ImportOutcome, ImportProgress, RefusedFile } from "./analysis-jobs.ts";
import type { AssembledRun } from "./assemble-run.ts";
import type { DetectedFoot } from "./detect-foot.ts";
import { ImportMeter } from "./import-progress.ts";
import { loadKernel } from "./load-kernel.ts";
import type { OpenedRuns } from "./opened-runs.ts";
import type { WorkerCrew } from "./run-job.ts";
import { footBuffers } from "./worker-messages.ts";
import { demoOf } from "./virtual-recording.ts";

/** A foot to analyse: its record and its file. */
export interface FootSource {
  side: Side;
  file: File;
}

/** What the pipeline works with; the clock only goes forward. */
export interface ImportTools {
  store: OpenedStore;
  crew: WorkerCrew;
  opened: OpenedRuns;
  elapsedMs: () => number;
}

export interface ImportWatch {
  onProgress: (progress: ImportProgress) => void;
  signal: AbortSignal | undefined;
}

/** Bytes of a result beside the samples, roughly: a tenth of a percent of them; never less than this. */
const RESULT_MIN_BYTES = 100_000;

function refusedFile(error: InputError, files: readonly File[]): RefusedFile {
  const file = files.find(({ name }) => name === error.place.file) ?? files.at(-1);
  if (file === undefined) throw error;
  return { file, message: error.message, ...error.parts() };
}

/** Tells an expected end from a defect of ours, which it throws on. */
export async function outcomeOf(
  error: unknown,
  files: readonly File[],
  signal: AbortSignal | undefined,
): Promise<ImportOutcome> {
  if (signal?.aborted === true) return { kind: "cancelled" };
  if (error instanceof InputError) return { kind: "refused", refusals: [refusedFile(error, files)] };
  if (error instanceof NoRoomError) {
    const neededBytes = files.reduce((sum, { size }) => sum + size, 0) + RESULT_MIN_BYTES;
    return { kind: "no-room", neededBytes, availableBytes: await estimateAvailableBytes() };
  }
  throw error;
}

/** Analyses the feet, each in a worker of its own. */
async function detectFeet(
  tools: ImportTools,
  feet: readonly FootSource[],
  meter: ImportMeter,
  signal: AbortSignal,
): Promise<{ detected: DetectedFoot[]; kernelSha256: string }> {
  const kernel = await loadKernel();
  const detected = await Promise.all(
    feet.map(({ side, file }, index) => {
      const job = { blob: file, fileName: file.name, side, kernel: kernel.module };
      return tools.crew.run("detect", job, { onShare: (share) => meter.advanceFoot(index, share, side), signal });
    }),
  );
  return { detected, kernelSha256: kernel.sha256 };
}

/** A foot and everything known of it. */
export interface AnalysedFoot extends FootSource {
  sideSource: StoredFoot["sideSource"];
  slot: number;
  keptBytes: number;
}

/** What an analysis adds to a run. */
export interface AnalysedRun {
  assembled: AssembledRun;
  view: RunView;
  feet: StoredFoot[];
  strides: Partial<Record<Side, StoredStrides>>;
}

function storedFoot(foot: AnalysedFoot, detected: DetectedFoot): StoredFoot {
  const { side, sideSource, slot, keptBytes, file } = foot;
  const { recording, sha256, sizeBytes, strideCount, isGzip, words, paths } = detected;
  return {
    side,
    sideSource,
    fileName: file.name,
    sha256,
    sizeBytes,
    strideCount,
    recording,
    slot,
    keptBytes,
    keptAs: isGzip ? "gzip" : "plain",
    resultBytes: words.byteLength + (paths?.byteLength ?? 0),
  };
}

/** Detects and assembles; feet come out left first. Throws InputError, WorkerError, the signal's reason. */
export async function analyseFeet(
  tools: ImportTools,
  feet: readonly AnalysedFoot[],
  meter: ImportMeter,
  signal: AbortSignal,
): Promise<AnalysedRun> {
  const sorted = feet.toSorted((a, b) => (a.side < b.side ? -1 : 1));
  meter.begin("analysing");
  const { detected, kernelSha256 } = await detectFeet(tools, sorted, meter, signal);
  meter.begin("assembling");
  const warnings = describeSides(
    sorted.map(({ file, side, sideSource }, index) => {
      const statedSide = detected[index]?.recording.header.side ?? null;
      return { fileName: file.name, side, sideSource, statedSide };
    }),
  );
  const takes = { feet: detected, kernelSha256, warnings };
  const {
    assembled,
    view,
    feet: whole,
  } = await tools.crew.run("assemble", takes, {
    transfer: footBuffers(detected),
    signal,
  });
  const strides: AnalysedRun["strides"] = {};
  for (const { recording, words, paths } of whole) strides[recording.side] = { words, paths };
  const storedFeet = sorted.map((foot, index) => storedFoot(foot, whole[index] as DetectedFoot));
  return { assembled, view, feet: storedFeet, strides };
}

function resultOf(record: ImportRecord, { assembled, view, feet, strides }: AnalysedRun): RunResult {
  const { runId, createdAtMs, startedAtMs, startSource, timeZone, demo } = record;
  const isWalk = view.figuresActivity === "walk" || view.figuresActivity === "stairs";
  const name = isWalk ? (record.walkName ?? record.name) : record.name; // APP8
  const known = { runId, name, createdAtMs, startedAtMs, startSource, timeZone, deletedAtMs: null };
  return { run: { ...known, demo: demo ?? demoOf(feet), ...assembled, feet }, strides };
}

/** What the caller decides beside the record. */
export interface ImportPlan {
  record: ImportRecord;
  /** In the order of the record's feet. */
  files: readonly File[];
  /** "store": the files are kept, and are not yet; "stored": they are; "leave": they are not kept. */
  samples: "store" | "stored" | "leave";
}

/** Does an announced import to its end; whatever the end, no half run is left. */ // STO5
export async function carryOut(tools: ImportTools, plan: ImportPlan, watch: ImportWatch): Promise<ImportOutcome> {
  const { imports } = tools.store;
  const { record, files } = plan;
  const stop = new AbortController();
  const signal = watch.signal === undefined ? stop.signal : AbortSignal.any([watch.signal, stop.signal]);
  const meter = new ImportMeter(files.length, watch.onProgress, tools.elapsedMs);
  meter.begin("storing");
  const storing =
    plan.samples === "store"
      ? imports.storeFiles(
          record,
          files.map((file) => ({ blob: file, fileName: file.name })),
        )
      : Promise.resolve();
  const analysing = analyseFeet(tools, analysedFeet(plan), meter, signal);
  try {
    const [analysed] = await Promise.all([analysing, storing]);
    const result = resultOf(record, analysed);
    signal.throwIfAborted();
    meter.begin("saving");
    const end = await imports.finish(result);
    if (end.kind === "already") await imports.abandon(record.runId);
    if (end.kind !== "imported") return end;
    tools.opened.remember(result, analysed.view);
    meter.end();
    return end;
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled([analysing, storing]);
    // Files that only this device may still have are given up by the runner or for their own fault alone.
    const isOver = plan.samples !== "stored" || error instanceof InputError || watch.signal?.aborted === true;
    if (isOver) await imports.abandon(record.runId);
    return outcomeOf(error, files, watch.signal);
  }
}

function analysedFeet({ record, files, samples }: ImportPlan): AnalysedFoot[] {
  return record.feet.map(({ side, sideSource, slot }, index) => {
    const file = files[index];
    if (file === undefined) throw new RangeError(`the import of ${record.name} lacks a file`);
    return { side, sideSource, slot, file, keptBytes: samples === "leave" ? 0 : file.size };
  });
}
