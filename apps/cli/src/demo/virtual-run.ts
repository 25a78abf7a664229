// The virtual runner, made in a thread. Comes in: preset, seed, rate, length. Goes out: a VirtualRun.
import { Worker } from "node:worker_threads";
import type { VirtualRun, VirtualRunnerPreset } from "@solewise/simulate";

export interface DemoRequest {
  preset: VirtualRunnerPreset;
  seed: number;
  sampleRateHz: number;
  /** Length of one steady stretch that replaces the preset's course; null keeps the course. */
  durationSec: number | null;
}

/** Simulates a run without blocking this thread. */
export function makeVirtualRun(request: DemoRequest): Promise<VirtualRun> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./demo-thread.ts", import.meta.url), { workerData: request });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
