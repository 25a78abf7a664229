// What the commands about recordings' bytes work with. Comes in: the server's services and its data folder. Goes out: they,
// with where bytes are and who is at work.
import { join } from "node:path";
import type { Services } from "../../services.ts";
import type { JobQueue } from "../../jobs/job-queue.ts";
import { FeetAhead } from "../../jobs/feet-ahead.ts";
import type { ObjectStore } from "../../objects/object-store.ts";
import { openObjectStore, type StoreChoice, storeChoiceOf } from "../../objects/store-choice.ts";
import { UploadFiles } from "../../objects/upload-files.ts";
import type { Settings } from "../../settings.ts";
import type { RecordingKey } from "../../store/upload-rows.ts";
import { ThreadPool } from "../../threads/thread-pool.ts";
import { WorkSlots } from "../../threads/work-slots.ts";
import { DEFAULT_UPLOAD_LIMITS, type UploadLimits } from "./upload-limits.ts";
import { TurnKeeper } from "./turn-keeper.ts";

/** Steps of an upload and of a sweep, in their order; tests end the process at each. */
export type RecordingStep =
  | "bytes-on-disk"
  | "offset-told"
  | "intent-written"
  | "blob-half-written"
  | "blob-written"
  | "row-kept"
  | "blob-removed";

/** Memory of a thread's JavaScript that turns an upload into blocks. MB; default 256, it needs 30. Range 64–1024. */
const TRANSCODING_HEAP_MAX_MB = 256;
/** Feet analysed at once. Default 2: a run's two feet. Range 1–8. */
const DETECTING_MAX_COUNT = 2;
/** Memory of a thread's JavaScript that analyses. MB; default 2048: fifty hours of two feet. Range 256–8192. */
const DETECTING_HEAP_MAX_MB = 2048;

/** Where bytes are kept, and how many at once. */
export interface Storage {
  objects: ObjectStore;
  /** Which store that is, for threads that open it themselves. */
  choice: StoreChoice;
  uploads: UploadFiles;
  /** OBJECTS_KEY; null: blobs are not encrypted. */
  objectsKey: Buffer | null;
  limits: UploadLimits;
  turns: TurnKeeper;
  /** Uploads that are being received or finished. */
  receiving: WorkSlots;
  /** Recordings that are being turned into blocks. */
  finishing: WorkSlots;
  threads: RecordingThreads;
  /** Feet that were analysed from their uploads, for the run's job. */
  feetAhead: FeetAhead;
}

/** Threads of the server. */
export interface RecordingThreads {
  /** Uploads → blocks. */
  transcoding: ThreadPool;
  /** Feet → strides, feet → a run. */
  detecting: ThreadPool;
}

/** Services of the commands in this folder. */
export interface RecordingServices extends Pick<Services, "database" | "now" | "randomBytes" | "log"> {
  jobs: JobQueue;
  storage: Storage;
  onStep?: (step: RecordingStep) => void;
}

/** What a writer of a recording takes turns by. */
export function turnNameOf({ runnerId, runId, slot }: RecordingKey): string {
  return `${runnerId}/${runId}/${slot}`;
}

/** The storage of a server. */
export function openStorage(
  { dataFolder, objectsKey, s3 }: Pick<Settings, "dataFolder" | "objectsKey" | "s3">,
  limits: UploadLimits = DEFAULT_UPLOAD_LIMITS,
): Storage {
  const choice = storeChoiceOf({ dataFolder, s3 });
  return {
    objects: openObjectStore(choice),
    choice,
    uploads: new UploadFiles(join(dataFolder, "uploads")),
    objectsKey,
    limits,
    turns: new TurnKeeper(),
    receiving: new WorkSlots(limits.receivingMaxCount),
    finishing: new WorkSlots(limits.finishingMaxCount),
    threads: {
      transcoding: new ThreadPool(new URL("./transcode-thread.ts", import.meta.url), {
        threadsMaxCount: limits.finishingMaxCount,
        heapMaxMb: TRANSCODING_HEAP_MAX_MB,
      }),
      detecting: new ThreadPool(new URL("../../jobs/foot-thread.ts", import.meta.url), {
        threadsMaxCount: DETECTING_MAX_COUNT,
        heapMaxMb: DETECTING_HEAP_MAX_MB,
      }),
    },
    feetAhead: new FeetAhead(),
  };
}

/** Ends its threads; uploads that were being finished are finished at the next start. */
export async function closeStorage({ threads }: Storage): Promise<void> {
  await Promise.all([threads.transcoding.close(), threads.detecting.close()]);
}
