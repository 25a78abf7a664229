// The operator's command that moves recordings between files and a bucket. Comes in: services, where to. Goes out: what was
// copied, as lines for the terminal; the files or objects that it copied from stay. OBJ36
import { shownBytes } from "../backup/command-line.ts";
import { findBlobKeys } from "../backup/backup-tables.ts";
import { claimStore } from "../commands/recordings/claim-store.ts";
import { isWorkLockTaken } from "../jobs/work-lock.ts";
import { copyBlobs } from "../objects/copy-blobs.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { openObjectStore, storeChoiceOf } from "../objects/store-choice.ts";
import { Refusal } from "../refusal.ts";
import type { Services } from "../services.ts";

/** Names of missing blobs that are told. */
const TOLD_MAX = 5;

/** Blobs that rows name and a store has not. */
async function findMissing({ pool }: Services, store: ObjectStore): Promise<string[]> {
  const there = new Set<string>();
  for await (const { key } of store.list()) there.add(key);
  const client = await pool.connect();
  try {
    return (await findBlobKeys(client)).filter((key) => !there.has(key));
  } finally {
    client.release();
  }
}

/** Copies every blob to a bucket, or from there to files. Throws Refusal and the stores' errors. */
export async function copyObjects(services: Services, target: "s3" | "files"): Promise<string> {
  const { dataFolder, s3 } = services.settings;
  if (s3 === null)
    throw new Refusal(
      "No bucket is set. Set OBJECTS_S3_BUCKET and its neighbours for this command: docs/guides/s3.md.",
    );
  const files = openObjectStore(storeChoiceOf({ dataFolder, s3: null }));
  const bucket = openObjectStore(storeChoiceOf({ dataFolder, s3 }));
  const [from, to] = target === "s3" ? [files, bucket] : [bucket, files];
  await to.check();
  await claimStore(services.database, to);
  const { copiedCount, copiedBytes, keptCount } = await copyBlobs(from, to, services.log);
  const done =
    `From ${from.place} to ${to.place}: copied ${copiedCount} blobs, ${shownBytes(copiedBytes)}, and compared each; ` +
    `${keptCount} were there before.\n`;
  const missing = await findMissing(services, to);
  if (missing.length > 0)
    throw new Refusal(
      `${done}${missing.length} recordings or paths that runs name are not there: ` +
        `${missing.slice(0, TOLD_MAX).join(", ")}. They were missing before, or came meanwhile: run it again.`,
    );
  const next = target === "s3" ? "with OBJECTS_S3_BUCKET set" : "without OBJECTS_S3_BUCKET";
  return (await isWorkLockTaken(services.pool))
    ? `${done}A server runs: stop it, run this again for what came meanwhile, and start it ${next}.\n`
    : `${done}Every recording that runs name is there. Start the server ${next}.\n`;
}

/** Makes the bucket's prefix this database's; `isSure`: the operator has read what that means. */
export async function adoptBucket({ database, storage }: Services, isSure: boolean): Promise<string> {
  const { objects, choice } = storage;
  if (choice.kind === "files") throw new Refusal("Recordings are in files here; OBJECTS_S3_BUCKET is not set.");
  if (!isSure)
    throw new Refusal(
      `Whatever this server's database does not name is removed from ${objects.place} then, after an hour. When no other ` +
        `server uses it, add --yes.`,
    );
  await claimStore(database, objects, true);
  return `${objects.place} is this server's now.\n`;
}
