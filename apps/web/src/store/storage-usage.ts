// How much room Solewise takes on this device, by run and in all.
import { estimateRoom, type RoomEstimate } from "./room.ts";
import { runBytes, type RunStore } from "./run-store.ts";

/** Bytes of one run. */
export interface RunUsage {
  runId: string;
  name: string;
  isDeleted: boolean;
  keptBytes: number;
  totalBytes: number;
}

/** What is stored: our own count by run, largest first, beside the browser's estimate of everything. */
export interface StorageUsage {
  runs: RunUsage[];
  runsBytes: number;
  room: RoomEstimate;
}

/** Counts anew. */
export async function measureStorage(runs: RunStore): Promise<StorageUsage> {
  const all = [...(await runs.list()), ...(await runs.listDeleted())];
  const usage = all.map((run): RunUsage => ({
    runId: run.runId,
    name: run.name,
    isDeleted: run.deletedAtMs !== null,
    keptBytes: run.feet.reduce((sum, { keptBytes }) => sum + keptBytes, 0),
    totalBytes: runBytes(run),
  }));
  usage.sort((a, b) => b.totalBytes - a.totalBytes);
  return {
    runs: usage,
    runsBytes: usage.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    room: await estimateRoom(),
  };
}
