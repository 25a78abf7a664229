// Which store keeps the blobs. Comes in: a choice, plain data that a thread can be told. Goes out: the store. OBJ30
import { join } from "node:path";
import { FileStore } from "./file-store.ts";
import type { ObjectStore } from "./object-store.ts";
import type { S3Place } from "./s3-place.ts";
import { S3Store } from "./s3-store.ts";

/** Files of a folder, or objects of a bucket. */
export type StoreChoice = { kind: "files"; folder: string } | { kind: "s3"; place: S3Place };

/** The choice of a server: S3 where it is set, else files of its data folder. */
export function storeChoiceOf({ dataFolder, s3 }: { dataFolder: string; s3: S3Place | null }): StoreChoice {
  return s3 === null ? { kind: "files", folder: join(dataFolder, "objects") } : { kind: "s3", place: s3 };
}

/** Opens it; nothing is asked of it yet. */
export function openObjectStore(choice: StoreChoice): ObjectStore {
  return choice.kind === "files" ? new FileStore(choice.folder) : new S3Store(choice.place);
}
