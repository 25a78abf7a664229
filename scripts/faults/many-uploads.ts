// Thousands of tiny recordings at once. Comes in: a server, how many. Goes out: a report: what was acknowledged is there, what was
// refused was told when to come again and came through, memory within bounds.
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "../accuracy/random.ts";
import { openTinyRecordings } from "../server-stage/small-recordings.ts";
import { compareRecordings } from "../server-stage/verify-runs.ts";
import type { Fault, FaultParts, FaultReport } from "./fault.ts";

/** Clients that share the uploads. */
const CLIENT_COUNT = 8;
/** The most memory the server's process may have. Bytes. */
const MEMORY_MAX_BYTES = 1_073_741_824;
/** A refusal without a time is followed by another try after. Milliseconds. */
const AGAIN_MS = 1000;

async function sendMany({ stage, counts, seed, say }: FaultParts): Promise<FaultReport> {
  const { tinyUploadCount } = counts;
  const told = stage.hear();
  const random = createRandom(seed, "many");
  const recordingsOf = openTinyRecordings();
  const writers = Array.from({ length: CLIENT_COUNT }, (_, index) =>
    stage.addWriter(`many ${index}`, seed, recordingsOf),
  );
  const memoryBefore = stage.server.memoryPeakBytes ?? 0;
  const beganMs = performance.now();
  let doneCount = 0;
  const uploads = Array.from({ length: tinyUploadCount }, async (_, index) => {
    await writers[index % CLIENT_COUNT]?.bringWhole(stage.client, ({ retryAfterSec }) =>
      // As told, and not all at the same instant.
      sleep((retryAfterSec === null ? AGAIN_MS : retryAfterSec * 1000) * (1 + random.uniform())),
    );
    doneCount += 1;
    if (doneCount % 1000 === 0)
      say(`  ${doneCount} uploads are there after ${Math.round((performance.now() - beganMs) / 1000)} s`);
  });
  await Promise.all(uploads);
  const timeMs = performance.now() - beganMs;
  const memoryPeak = stage.server.memoryPeakBytes ?? 0;
  // A connection that breaks among thousands, as one that ends while it is used again, is no refusal: its request is sent again.
  const unclear = told.problems.filter((words) => !words.includes(" 0 no-answer: "));
  const problems = [...unclear, ...(await stage.compare())];
  if (memoryPeak > MEMORY_MAX_BYTES) problems.push(`the server took ${Math.round(memoryPeak / 1e6)} MB of memory`);
  const read = writers.flatMap(({ runs }) => runs).slice(0, counts.tinyReadCount);
  const compared = await compareRecordings(stage.client, read, recordingsOf);
  return {
    told: told.lines,
    backMs: [],
    figures: {
      uploads: tinyUploadCount,
      uploadsPerSec: Math.round(tinyUploadCount / (timeMs / 1000)),
      recordingsCompared: compared.count,
      memoryPeakMb: `${Math.round(memoryPeak / 1e6)} (before ${Math.round(memoryBefore / 1e6)})`,
    },
    problems: [...problems, ...compared.problems],
  };
}

export const MANY_UPLOADS: Fault = {
  name: "many-uploads",
  what: "thousands of recordings of a few strides are brought at once by several clients",
  server: "own",
  run: sendMany,
};
