// Blobs as objects of a bucket, under a prefix that is ours alone. Comes in: keys and bytes. Goes out: objects that are there
// whole or not at all. For AWS and what speaks its API: MinIO, Garage, Ceph, Backblaze. OBJ5, OBJ30–OBJ35
import {
  checkObjectKey,
  isObjectKey,
  ObjectMissingError,
  type ObjectStore,
  StoreAwayError,
  type StoredObject,
} from "./object-store.ts";
import { getBlob } from "./s3-download.ts";
import { S3Failure, storeErrorOf } from "./s3-failure.ts";
import { bodyOf } from "./s3-parts.ts";
import { type S3Place, shownS3Place } from "./s3-place.ts";
import { S3Connection, type S3ConnectionOptions } from "./s3-request.ts";
import { askText, askTextOnce } from "./s3-tries.ts";
import { putBlob } from "./s3-upload.ts";
import { elementsOf, textOf } from "./s3-xml.ts";

/** Bytes of a part, where nothing else is said. */
const PART_BYTES = 8_388_608;
/** How long the sum of all blobs is believed, where nothing else is said. Milliseconds; 15 min. */
const SUM_KEPT_MS = 900_000;
/** How long a store that was well is believed to be. Milliseconds. */
const CHECK_KEPT_MS = 10_000;
/** Longest wait of a check. Milliseconds; less than /readyz waits. */
const CHECK_MAX_MS = 2500;
/** Object that a check writes and removes; no key begins with a dot. */
const CHECK_NAME = ".check";
/** How long the prefix is believed to be still ours: less than from one sweep to the next. Milliseconds; 10 min. */
const CLAIM_KEPT_MS = 600_000;
/** Object that says whose the prefix is. */
const OWNER_NAME = ".owner";

async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw storeErrorOf(error);
  }
}

/** What may be chosen besides the place. */
export interface S3StoreOptions extends S3ConnectionOptions {
  /** Bytes of a part; S3 takes 5 MiB to 5 GiB, 10,000 a blob. Default 8 MiB; one is in memory for each blob that is written. */
  partBytes?: number;
  /** How long the sum of all blobs is believed: it is a request for each thousand of them. Milliseconds; default 15 min. */
  sumKeptMs?: number;
}

/** A store in a bucket, which is there already. */
export class S3Store implements ObjectStore {
  readonly place: string;
  readonly #connection: S3Connection;
  readonly #partBytes: number;
  readonly #sumKeptMs: number;
  #sum: { atMs: number; bytes: Promise<number> } | null = null;
  #wasWell: { atMs: number } | null = null;
  #claimedAtMs: number | null = null;

  constructor(place: S3Place, { partBytes = PART_BYTES, sumKeptMs = SUM_KEPT_MS, ...options }: S3StoreOptions = {}) {
    this.place = shownS3Place(place);
    this.#connection = new S3Connection(place, options);
    [this.#partBytes, this.#sumKeptMs] = [partBytes, sumKeptMs];
  }

  #nameOf(key: string): string {
    checkObjectKey(key);
    return this.#connection.place.prefix + key;
  }

  async put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredObject> {
    const storedBytes = await told(putBlob(this.#connection, this.#nameOf(key), bytes, this.#partBytes));
    return { key, storedBytes, writtenAt: new Date() };
  }

  async get(key: string): Promise<AsyncIterable<Uint8Array>> {
    try {
      return await getBlob(this.#connection, this.#nameOf(key));
    } catch (error) {
      if (error instanceof S3Failure && error.code === "NoSuchKey") throw new ObjectMissingError(key);
      throw storeErrorOf(error);
    }
  }

  async delete(key: string): Promise<void> {
    await told(this.#remove(this.#nameOf(key)));
  }

  /** A bucket that keeps old versions would keep what was deleted: they go too. */ // OBJ35
  async #remove(name: string): Promise<void> {
    const answer = await askText(this.#connection, { method: "DELETE", key: name }).catch((error: unknown) => {
      if (error instanceof S3Failure && error.code === "NoSuchKey") return null;
      throw error;
    });
    if (answer?.headers["x-amz-delete-marker"] !== "true") return;
    const { xml } = await askText(this.#connection, {
      method: "GET",
      key: null,
      query: { versions: "", prefix: name },
    });
    for (const version of [...elementsOf(xml, "Version"), ...elementsOf(xml, "DeleteMarker")]) {
      const versionId = textOf(version, "VersionId");
      if (textOf(version, "Key") === name && versionId !== null)
        await askText(this.#connection, { method: "DELETE", key: name, query: { versionId } });
    }
  }

  /** Pages of a listing; a page names what the next one is asked with. */
  async *#pages(
    query: Record<string, string>,
    nextOf: (xml: string) => Record<string, string | null>,
  ): AsyncGenerator<string> {
    const fixed = { ...query, prefix: this.#connection.place.prefix };
    for (let more: Record<string, string> = {}; ;) {
      const asked = { method: "GET", key: null, query: { ...fixed, ...more } } as const;
      const { xml } = await told(askText(this.#connection, asked));
      yield xml;
      const next = Object.entries(nextOf(xml)).filter((pair): pair is [string, string] => pair[1] !== null);
      if (textOf(xml, "IsTruncated") !== "true" || next.length === 0) return;
      more = Object.fromEntries(next);
    }
  }

  async *list(): AsyncGenerator<StoredObject> {
    const { prefix } = this.#connection.place;
    const nextOf = (xml: string) => ({ "continuation-token": textOf(xml, "NextContinuationToken") });
    for await (const xml of this.#pages({ "list-type": "2" }, nextOf)) {
      for (const object of elementsOf(xml, "Contents")) {
        const name = textOf(object, "Key") ?? "";
        const key = name.slice(prefix.length);
        if (!name.startsWith(prefix) || !isObjectKey(key)) continue;
        const storedBytes = Number(textOf(object, "Size") ?? 0);
        yield { key, storedBytes, writtenAt: new Date(textOf(object, "LastModified") ?? Date.now()) };
      }
    }
  }

  /** As it was some minutes ago at most, or at the last time that the store could be asked. */
  async totalBytes(): Promise<number> {
    const known = this.#sum;
    if (known !== null && performance.now() - known.atMs < this.#sumKeptMs) return known.bytes;
    const bytes = this.#sumAll().catch((error: unknown) => {
      this.#sum = known;
      if (known === null) throw error;
      return known.bytes;
    });
    this.#sum = { atMs: performance.now(), bytes };
    return bytes;
  }

  async #sumAll(): Promise<number> {
    let total = 0;
    for await (const { storedBytes } of this.list()) total += storedBytes;
    return total;
  }

  async removeUnfinished(before: Date): Promise<number> {
    let count = 0;
    const nextOf = (xml: string) => ({
      "key-marker": textOf(xml, "NextKeyMarker"),
      "upload-id-marker": textOf(xml, "NextUploadIdMarker"),
    });
    for await (const xml of this.#pages({ uploads: "" }, nextOf)) {
      for (const upload of elementsOf(xml, "Upload")) {
        const [key, uploadId] = [textOf(upload, "Key"), textOf(upload, "UploadId")];
        const begunAt = new Date(textOf(upload, "Initiated") ?? Date.now());
        if (key === null || uploadId === null || begunAt >= before) continue;
        await told(askText(this.#connection, { method: "DELETE", key, query: { uploadId } }));
        count++;
      }
    }
    return count;
  }

  async claim(readOwner: () => Promise<string>, takesOver: boolean): Promise<void> {
    const isClaimed = this.#claimedAtMs !== null && performance.now() - this.#claimedAtMs < CLAIM_KEPT_MS;
    if (isClaimed && !takesOver) return;
    this.#claimedAtMs = null;
    const owner = await readOwner();
    const found = await told(this.#readOwner());
    if (found !== null && found !== owner && !takesOver && !(await this.#isEmpty()))
      throw new StoreAwayError(
        `The object store (${this.place}) is of another server, whose database is ${found}; this one's is ${owner}. ` +
          `Set another OBJECTS_S3_PREFIX. If that server is gone for good: npm run admin -- adopt-bucket --yes`,
      );
    const key = this.#connection.place.prefix + OWNER_NAME;
    if (found !== owner) await told(askText(this.#connection, { method: "PUT", key, body: bodyOf(owner) }));
    this.#claimedAtMs = performance.now();
  }

  async #readOwner(): Promise<string | null> {
    const key = this.#connection.place.prefix + OWNER_NAME;
    try {
      return (await askText(this.#connection, { method: "GET", key })).xml;
    } catch (error) {
      if (error instanceof S3Failure && error.code === "NoSuchKey") return null;
      throw error;
    }
  }

  async #isEmpty(): Promise<boolean> {
    return (await this.list().next()).done === true;
  }

  /** Lists; the first time, and after each failure, it writes and removes an object too. One try each. */
  async check(): Promise<void> {
    const well = this.#wasWell;
    if (well !== null && performance.now() - well.atMs < CHECK_KEPT_MS) return;
    this.#wasWell = null;
    const { prefix } = this.#connection.place;
    const signal = AbortSignal.timeout(CHECK_MAX_MS);
    const query = { "list-type": "2", "max-keys": "1", prefix };
    await told(askTextOnce(this.#connection, { method: "GET", key: null, query }, signal));
    if (well === null) {
      const key = prefix + CHECK_NAME;
      await told(askTextOnce(this.#connection, { method: "PUT", key, body: bodyOf("well") }, signal));
      await told(this.#remove(key));
    }
    this.#wasWell = { atMs: performance.now() };
  }
}
