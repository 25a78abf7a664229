// What the run page does to a run: opening, renaming, deleting and bringing back, files to take away. Each is one call
// into the store or the worker; both are loaded when first needed.
import type { Side } from "@solewise/terms";
import type { StoredRun } from "../../store/stored-run.ts";
import type { AnalysisJobs, ImportOutcome, OpenedRun } from "../../worker/analysis-jobs.ts";

async function jobs(): Promise<AnalysisJobs> {
  const { analysisJobs } = await import("../../worker/analysis-client.ts");
  return analysisJobs();
}

async function runs() {
  const { openStore } = await import("../../store/open-store.ts");
  return (await openStore()).runs;
}

/** A run with everything its page draws; null when it is not on this device. */
export async function openRun(runId: string): Promise<OpenedRun | null> {
  return (await jobs()).openRun(runId);
}

/** What the device keeps of a run now; null when it is gone. */
export async function readRun(runId: string): Promise<StoredRun | null> {
  return (await runs()).get(runId);
}

/** Calls `listener` after every change to stored runs, also in other tabs. Goes out: the way to stop. */
export function followRuns(listener: () => void): () => void {
  let isStopped = false;
  let stop: (() => void) | null = null;
  const start = async () => {
    const { feed } = await runs();
    if (!isStopped) stop = feed.subscribe(listener);
  };
  void start();
  return () => {
    isStopped = true;
    stop?.();
  };
}

export async function renameRun(runId: string, name: string): Promise<boolean> {
  return (await runs()).rename(runId, name);
}

export async function changeRunDate(runId: string, startedAtMs: number): Promise<boolean> {
  return (await runs()).changeDate(runId, startedAtMs);
}

export async function deleteRun(runId: string): Promise<boolean> {
  return (await runs()).delete(runId, Date.now());
}

export async function restoreRun(runId: string): Promise<boolean> {
  return (await runs()).restore(runId);
}

export async function giveUpSamples(runId: string): Promise<boolean> {
  return (await runs()).giveUpSamples(runId);
}

/** Analyses anew with other sides, in the order of `StoredRun.feet`. */
export async function changeSides(runId: string, sides: readonly Side[]): Promise<ImportOutcome> {
  return (await jobs()).changeSides(runId, sides);
}

/** Kinds of files that a run can be taken away as. */
export type ExportKind = "csv" | "json";

/** Makes the file and hands it to the browser as a download. */
export async function downloadRun(run: StoredRun, kind: ExportKind): Promise<void> {
  const worker = await jobs();
  const blob = await (kind === "csv" ? worker.exportStridesCsv(run.runId) : worker.exportAnalysisJson(run.runId));
  const mark = run.demo === null ? "" : "demo."; // in the table each row says it as well
  saveBlob(blob, `${fileStem(run.name)}.${mark}${kind === "csv" ? "strides.csv" : "analysis.json"}`);
}

/** A run's name as a file name that every system takes. */
export function fileStem(name: string): string {
  const stem = name
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(" ", "-")
    .slice(0, 80);
  return stem.replace(/^\.+/, "") || "run";
}

function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
