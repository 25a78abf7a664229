// How fast others are served meanwhile. Comes in: a stage, how long or what for. Goes out: times of a client that reads the list.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem, readAnswer } from "@solewise/client";
import type { FaultStage } from "./fault-stage.ts";

/** Between two reads. Milliseconds. */
const PAUSE_MS = 20;

/** Times of reads, and those that were refused, in words. */
export interface ReadTimes {
  count: number;
  p50Ms: number;
  p99Ms: number;
  problems: string[];
}

function quantile(sorted: readonly number[], fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0;
}

/** Reads the list of runs for some milliseconds, or as long as a work takes. */
export async function measureReads(stage: FaultStage, forWhat: number | (() => Promise<void>)): Promise<ReadTimes> {
  const times: number[] = [];
  const problems: string[] = [];
  const over = new AbortController();
  const reading = (async (): Promise<void> => {
    while (!over.signal.aborted) {
      const beganMs = performance.now();
      try {
        await readAnswer(stage.client.GET("/api/v1/runs", { params: { query: {} } }));
        times.push(performance.now() - beganMs);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        problems.push(`another client was told ${error.status} ${error.code}: ${error.message}`);
      }
      await sleep(PAUSE_MS);
    }
  })();
  try {
    await (typeof forWhat === "number" ? sleep(forWhat) : forWhat());
  } finally {
    over.abort();
    await reading;
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    count: times.length,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    problems: [...new Set(problems)],
  };
}
