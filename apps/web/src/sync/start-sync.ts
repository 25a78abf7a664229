// The tab's sync: the loop with what the browser has. Loaded only where somebody signed in.
import { createImportOwner } from "../store/import-owner.ts";
import { openStore } from "../store/open-store.ts";
import { compressBlob } from "../worker/compress-blob.ts";
import { WorkerCrew } from "../worker/run-job.ts";
import { downloadSamples } from "./download-runs.ts";
import { openFetchLink } from "./fetch-link.ts";
import { openAppClient } from "./leave-session.ts";
import { type LoopSurroundings, SyncLoop } from "./sync-loop.ts";
import { askAnalysis } from "./server-runs.ts";
import { tellSyncState } from "./sync-state.ts";
import type { SyncTools } from "./sync-tools.ts";

let started: Promise<SyncLoop> | null = null;

async function surroundings(): Promise<LoopSurroundings> {
  const { runs: store } = await openStore();
  const crew = new WorkerCrew();
  return {
    store,
    link: openFetchLink(openAppClient()),
    owner: createImportOwner(),
    derive: (feet, { algorithm, summary, warnings }, signal) =>
      crew.run("derive", { feet, facts: { algorithm, summary, warnings } }, { signal }),
    compress: compressBlob,
    tell: tellSyncState,
    nowMs: () => Date.now(),
    random: () => Math.random(),
    isOnline: () => navigator.onLine,
    later(work, waitMs) {
      const timer = setTimeout(work, waitMs);
      return () => clearTimeout(timer);
    },
  };
}

async function start(): Promise<SyncLoop> {
  const around = await surroundings();
  const loop = new SyncLoop(around);
  around.store.feed.subscribe(() => void loop.notice());
  addEventListener("online", () => loop.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") loop.wake();
  });
  loop.wake();
  return loop;
}

/** Starts sync in this tab, once. */
export function startSync(): Promise<SyncLoop> {
  started ??= start();
  return started;
}

/** Syncs now. */
export async function syncNow(): Promise<void> {
  await (await startSync()).run();
}

/** Has the server analyse a run again. Rejects with ApiProblem. */
export async function analyseAgain(runId: string): Promise<void> {
  await askAnalysis(await surroundings(), runId);
  void syncNow();
}

/** A recording that the server keeps, as CSV. Rejects with ApiProblem. */
export async function readServerRecording(runId: string, slot: number): Promise<Blob> {
  return (await surroundings()).link.readRecording(runId, slot);
}

/** Brings a run's samples onto this device, all feet that the server keeps. Rejects with ApiProblem. */
export async function fetchSamples(runId: string): Promise<void> {
  const around = await surroundings();
  const tools: SyncTools = { ...around, signal: new AbortController().signal, onStep: () => undefined };
  const run = await around.store.get(runId);
  for (const { slot, keptBytes } of run?.feet ?? []) if (keptBytes === 0) await downloadSamples(tools, runId, slot);
}
