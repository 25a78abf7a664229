// What the server costs, measured by a program of its own (apps/server/src/bench/measure-runs.ts), as scripts import no app. In:
// files of an hour. Out: rates and times.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { RunFiles } from "./long-recordings.ts";

/** Times of many requests, ms. */
export interface RequestTimes {
  p50Ms: number;
  p99Ms: number;
}

/** What was measured. */
export interface ServerRunsCost {
  strideCount: number;
  storedRowsPerSec: number;
  copiedRowsPerSec: number;
  /** Rounds, each with a runner of its own; what follows are medians of them. */
  hourRounds: number;
  /** Last byte of the run sent → its answer: the recording is kept as blocks. */
  keptSec: number;
  /** That answer → the run is ready and strides and paths of both feet are here. */
  readySec: number;
  /** Time on the processor from the last byte on, of the server's process with its threads: without PostgreSQL. */
  processorSec: number;
  /** Longest time from the last byte on in which the server answered nobody, ms. */
  stallMs: number;
  runCount: number;
  requestCount: number;
  list: RequestTimes;
  wholeList: RequestTimes;
  weeks: RequestTimes;
}

const PROGRAM = new URL("../../apps/server/src/bench/measure-runs.ts", import.meta.url);

/** Measures on a server of its own. */
export async function measureServerRuns({ left, right }: RunFiles): Promise<ServerRunsCost> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(PROGRAM), left, right]);
  return JSON.parse(stdout) as ServerRunsCost;
}
