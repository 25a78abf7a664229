// Copies a store into another one. Comes in: both. Goes out: every blob in the second, read back and compared; what was there
// already is left as it is, so that a copying that ended goes on. OBJ36
import { createHash, type Hash } from "node:crypto";
import { Refusal } from "../refusal.ts";
import { ObjectMissingError, type ObjectStore, type StoredObject } from "./object-store.ts";

/** Blobs copied at once. */
const AT_ONCE = 4;
/** How often it is told how far it is. Blobs. */
const TELL_EVERY_COUNT = 500;

/** What was done. */
export interface CopiedBlobs {
  copiedCount: number;
  copiedBytes: number;
  /** Were in the second store before. */
  keptCount: number;
}

async function* summed(bytes: AsyncIterable<Uint8Array>, sum: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    sum.update(chunk);
    yield chunk;
  }
}

/** Copies one and reads it back; false: it was deleted meanwhile. */
async function copyBlob(from: ObjectStore, to: ObjectStore, key: string): Promise<boolean> {
  const [sent, kept] = [createHash("sha256"), createHash("sha256")];
  let source: AsyncIterable<Uint8Array>;
  try {
    source = await from.get(key);
  } catch (error) {
    if (error instanceof ObjectMissingError) return false;
    throw error;
  }
  await to.put(key, summed(source, sent));
  for await (const chunk of await to.get(key)) kept.update(chunk);
  if (sent.digest().equals(kept.digest())) return true;
  await to.delete(key);
  throw new Refusal(`The blob ${key} did not come out of ${to.place} as it went in, and was removed there. Try again.`);
}

/** Copies what the second store has not; `tell` gets a line now and then. Throws Refusal and the stores' errors. */
export async function copyBlobs(
  from: ObjectStore,
  to: ObjectStore,
  tell: (line: string) => void,
): Promise<CopiedBlobs> {
  const there = new Map<string, number>();
  for await (const { key, storedBytes } of to.list()) there.set(key, storedBytes);
  const copied: CopiedBlobs = { copiedCount: 0, copiedBytes: 0, keptCount: 0 };
  const take = async ({ key, storedBytes }: StoredObject): Promise<void> => {
    if (there.get(key) === storedBytes) copied.keptCount++;
    else if (await copyBlob(from, to, key)) {
      copied.copiedCount++;
      copied.copiedBytes += storedBytes;
      if (copied.copiedCount % TELL_EVERY_COUNT === 0)
        tell(`${copied.copiedCount} copied, ${copied.keptCount} there before`);
    }
  };
  const queue = from.list()[Symbol.asyncIterator]();
  const work = async (): Promise<void> => {
    for (let next = await queue.next(); next.done !== true; next = await queue.next()) await take(next.value);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  await queue.return?.();
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return copied;
}
