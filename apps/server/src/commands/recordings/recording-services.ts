// What the commands about recordings' bytes work with. Comes in: the server's services and its data folder. Goes out: they,
// with where bytes are and who is at work.
import { join } from "node:path";
import type { Services } from "../../services.ts";
import type { JobQueue } from "../../jobs/job-queue.ts";
import { FileStore } from "../../objects/file-store.ts";
import type { ObjectStore } from "../../objects/object-store.ts";
import { UploadFiles } from "../../objects/upload-files.ts";
import type { RecordingKey } from "../../store/upload-rows.ts";
import { DEFAULT_UPLOAD_LIMITS, type UploadLimits } from "./upload-limits.ts";
import { TurnKeeper } from "./turn-keeper.ts";
import { WorkSlots } from "./work-slots.ts";

/** Steps of an upload and of a sweep, in their order; tests end the process at each. */
export type RecordingStep =
  | "bytes-on-disk"
  | "offset-told"
  | "intent-written"
  | "blob-half-written"
  | "blob-written"
  | "row-kept"
  | "blob-removed";

/** Where bytes are kept, and how many at once. */
export interface Storage {
  objects: ObjectStore;
  uploads: UploadFiles;
  /** OBJECTS_KEY; null: blobs are not encrypted. */
  objectsKey: Buffer | null;
  limits: UploadLimits;
  turns: TurnKeeper;
  /** Uploads that are being received or finished. */
  receiving: WorkSlots;
  /** Recordings that are being turned into blocks. */
  finishing: WorkSlots;
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

/** The storage of a data folder. */
export function openStorage(
  dataFolder: string,
  objectsKey: Buffer | null,
  limits: UploadLimits = DEFAULT_UPLOAD_LIMITS,
): Storage {
  return {
    objects: new FileStore(join(dataFolder, "objects")),
    uploads: new UploadFiles(join(dataFolder, "uploads")),
    objectsKey,
    limits,
    turns: new TurnKeeper(),
    receiving: new WorkSlots(limits.receivingMaxCount),
    finishing: new WorkSlots(limits.finishingMaxCount),
  };
}
