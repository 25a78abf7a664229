// Everything on this device as one file. Comes in: the store. Goes out: a stream of the archive's bytes, one run loaded
// at a time. Deleted runs stay behind. Equal contents give equal bytes: no date of the export is written. // STO15
import type * as ExchangeRoom from "@solewise/exchange";
import type { ArchiveEntry, RunToArchive } from "@solewise/exchange";
import { archiveFacts } from "./archived-facts.ts";
import { preferences } from "./preferences.ts";
import type { RunStore } from "./run-store.ts";

/** Hears how many runs of how many were written. */
export type ArchiveProgress = (doneCount: number, runCount: number) => void;

/** The archive of all runs, lazily: nothing is read before the stream is. */
export async function streamArchive(
  runs: RunStore,
  exportedBy: string,
  onProgress: ArchiveProgress = () => undefined,
): Promise<ReadableStream<Uint8Array>> {
  const exchange = await import("@solewise/exchange");
  const runIds = (await runs.list()).map(({ runId }) => runId);
  let doneCount = 0;
  return exchange.writeArchive({
    exportedBy,
    preferences: { ...preferences() },
    runIds,
    async loadRun(runId) {
      const loaded = await loadRun(runs, runId, exchange);
      onProgress(doneCount++, runIds.length);
      return loaded;
    },
  });
}

type Exchange = Pick<typeof ExchangeRoom, "encodeInt16" | "encodeInt32" | "nameFootEntry">;

async function loadRun(runs: RunStore, runId: string, exchange: Exchange): Promise<RunToArchive> {
  const result = await runs.getResult(runId);
  if (result === null) throw new Error(`the run ${runId} was removed while the archive was written`);
  const entries: ArchiveEntry[] = [];
  for (const { side, slot, keptAs } of result.run.feet) {
    const strides = result.strides[side];
    if (strides === undefined) continue;
    entries.push({ name: exchange.nameFootEntry(side, "strides.bin"), content: exchange.encodeInt32(strides.words) });
    if (strides.paths !== null) {
      entries.push({ name: exchange.nameFootEntry(side, "paths.bin"), content: exchange.encodeInt16(strides.paths) });
    }
    const samples = await runs.getSamples(runId, slot);
    if (samples === null) continue;
    const { blob } = samples;
    const name = exchange.nameFootEntry(side, keptAs === "gzip" ? "recording.csv.gz" : "recording.csv");
    entries.push({ name, content: { sizeBytes: blob.size, open: () => blob.stream() } });
  }
  return { facts: archiveFacts(result.run), entries };
}
