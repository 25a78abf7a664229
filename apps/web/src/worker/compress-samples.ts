// Kept samples shrink to about a third when the device has time: plain recordings out, their gzip in, one by one.
import type { RunStore } from "../store/run-store.ts";
import type { WorkerCrew } from "./run-job.ts";

/** Wait after an import, ms: its page opens first. Range 0…60,000. */
const WAIT_MS = 3000;

let running: Promise<void> | null = null;

/** Compresses every kept recording that is plain; a second call joins the first. */ // STO9
export function compressKeptSamples(runs: RunStore, crew: WorkerCrew): Promise<void> {
  running ??= compressAll(runs, crew).finally(() => (running = null));
  return running;
}

/** The same in a while. What fails is tried again after the next import. */
export function compressSoon(runs: RunStore, crew: WorkerCrew): void {
  setTimeout(() => {
    compressKeptSamples(runs, crew).catch((error: unknown) => console.warn("samples stay uncompressed:", error));
  }, WAIT_MS);
}

async function compressAll(runs: RunStore, crew: WorkerCrew): Promise<void> {
  for (const { runId, feet } of await runs.list()) {
    for (const { slot, keptBytes, keptAs } of feet) {
      if (keptBytes === 0 || keptAs === "gzip") continue;
      const samples = await runs.getSamples(runId, slot);
      if (samples === null) continue;
      const blob = await crew.run("compress", samples.blob);
      await runs.replaceSamples(runId, slot, { blob, fileName: samples.fileName });
    }
  }
}
