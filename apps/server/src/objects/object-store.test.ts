// One set of tests for every store: files, a bucket of our test server, and a bucket of a real server where one is named
// (SOLEWISE_TEST_S3, docs/guides/s3.md).
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startS3Server } from "../testing/s3-server.ts";
import { FileStore } from "./file-store.ts";
import { ObjectMissingError, type ObjectStore, type StoredObject } from "./object-store.ts";
import { readS3Place } from "./s3-place.ts";
import { S3Store } from "./s3-store.ts";

/** Smallest part that S3 takes. Bytes. */
const PART_BYTES = 5_242_880;

interface Opened {
  store: ObjectStore;
  close: () => Promise<void> | void;
}

function openFiles(): Opened {
  const folder = mkdtempSync(join(tmpdir(), "solewise-store-"));
  return {
    store: new FileStore(join(folder, "objects")),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function openTestServer(): Promise<Opened> {
  const server = await startS3Server();
  server.bucket.pageCount = 7;
  return { store: new S3Store(server.place, { partBytes: PART_BYTES }), close: () => server.stop() };
}

/** A prefix of its own in the bucket that SOLEWISE_TEST_S3 names, as JSON of the environment's variables. */
function openRealServer(): Opened {
  const named = JSON.parse(process.env["SOLEWISE_TEST_S3"] ?? "{}") as Record<string, string>;
  const place = readS3Place((name) => named[name] ?? null);
  if (place === null) throw new Error("SOLEWISE_TEST_S3 names no bucket");
  const store = new S3Store({ ...place, prefix: `test/${randomUUID()}/` }, { partBytes: PART_BYTES });
  const close = async (): Promise<void> => {
    for await (const { key } of store.list()) await store.delete(key);
  };
  return { store, close };
}

const STORES: [string, () => Promise<Opened> | Opened][] = [
  ["files", openFiles],
  ["a bucket of the test server", openTestServer],
];
if (process.env["SOLEWISE_TEST_S3"] !== undefined) STORES.push(["a bucket of a real server", openRealServer]);

let opened: Opened | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function* bytesOf(...pieces: (string | Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield await Promise.resolve(Buffer.from(piece));
  }
}

async function read(store: ObjectStore, key: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await store.get(key)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function listed(store: ObjectStore): Promise<StoredObject[]> {
  const all: StoredObject[] = [];
  for await (const object of store.list()) all.push(object);
  return all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

describe.each(STORES)("%s", (_name, open) => {
  it("[OBJ5] what was put is got, listed with its age, counted and deleted", async () => {
    const { store } = (opened = await open());
    await store.check();
    expect(await listed(store)).toEqual([]);
    await store.put("runner-1/run-1/recording-0", bytesOf("left", " foot"));
    await store.put("runner-1/run-2/recording-0", bytesOf(""));
    expect((await read(store, "runner-1/run-1/recording-0")).toString()).toBe("left foot");
    expect(await read(store, "runner-1/run-2/recording-0")).toEqual(Buffer.alloc(0));
    const found = await listed(store);
    expect(found.map(({ key, storedBytes }) => [key, storedBytes])).toEqual([
      ["runner-1/run-1/recording-0", 9],
      ["runner-1/run-2/recording-0", 0],
    ]);
    for (const { writtenAt } of found) expect(Math.abs(writtenAt.getTime() - Date.now())).toBeLessThan(60_000);
    expect(await store.totalBytes()).toBe(9);
    await store.delete("runner-1/run-1/recording-0");
    await store.delete("runner-1/run-1/recording-0");
    await expect(store.get("runner-1/run-1/recording-0")).rejects.toThrow(ObjectMissingError);
    await expect(store.get("runner-1/run-2")).rejects.toThrow(ObjectMissingError);
    expect((await listed(store)).map(({ key }) => key)).toEqual(["runner-1/run-2/recording-0"]);
  });

  it("[OBJ5] a key leads nowhere else", async () => {
    const { store } = (opened = await open());
    const keys = [
      "",
      "a",
      "/a/b",
      "a//b",
      "../a",
      "a/../b",
      "a/.b",
      "a/b/",
      "A/b",
      "a\\b/c",
      "a/b\0",
      "a/b?x",
      "a/%2e%2e",
    ];
    for (const key of [...keys, "a/b/c/d/e/f/g"]) {
      await expect(store.put(key, bytesOf("x"))).rejects.toThrow(RangeError);
      await expect(store.get(key)).rejects.toThrow(RangeError);
      await expect(store.delete(key)).rejects.toThrow(RangeError);
    }
    expect(await listed(store)).toEqual([]);
  });

  it("[OBJ5] a source that fails leaves nothing, and its own error is told, however much came before", async () => {
    const { store } = (opened = await open());
    for (const before of ["half", randomBytes(PART_BYTES + 1)])
      await expect(store.put("a/b", bytesOf(before, new Error("the source broke")))).rejects.toThrow(
        "the source broke",
      );
    await expect(store.get("a/b")).rejects.toThrow(ObjectMissingError);
    expect(await listed(store)).toEqual([]);
    expect(await store.removeUnfinished(new Date(Date.now() + 60_000))).toBe(0);
  });

  it("[OBJ31] bytes of every number come out as they went in, whatever chunks they came in", async () => {
    const { store } = (opened = await open());
    const all = randomBytes(2 * PART_BYTES + 3);
    for (const lengthBytes of [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES, all.length]) {
      const bytes = all.subarray(0, lengthBytes);
      const cut = Math.floor(lengthBytes / 3);
      const { storedBytes } = await store.put(
        `a/${lengthBytes}`,
        bytesOf(bytes.subarray(0, cut), "", bytes.subarray(cut)),
      );
      expect(storedBytes).toBe(lengthBytes);
      expect((await read(store, `a/${lengthBytes}`)).equals(bytes)).toBe(true);
    }
    expect(await store.removeUnfinished(new Date(Date.now() + 60_000))).toBe(0);
  });

  it("[OBJ5] writing, listing and deleting beside each other loses nothing", async () => {
    const { store } = (opened = await open());
    const work = Array.from({ length: 60 }, async (_, index) => {
      const key = `runner/run-${index % 3}/blob-${index}`;
      await store.put(key, bytesOf(key));
      if (index % 2 === 0) await store.delete(key);
      if (index % 10 === 0) await listed(store);
    });
    await Promise.all(work);
    const kept = await listed(store);
    expect(kept.length).toBe(30);
    for (const { key } of kept) expect((await read(store, key)).toString()).toBe(key);
    expect(await store.totalBytes()).toBe(kept.reduce((sum, { storedBytes }) => sum + storedBytes, 0));
  });

  it("[OBJ5] who stops reading in the middle hinders nobody", async () => {
    const { store } = (opened = await open());
    const bytes = randomBytes(3_000_000);
    await store.put("a/b", bytesOf(bytes));
    for (let index = 0; index < 80; index++)
      for await (const piece of await store.get("a/b")) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    expect((await read(store, "a/b")).equals(bytes)).toBe(true);
  });
});
