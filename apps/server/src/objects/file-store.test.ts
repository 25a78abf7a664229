// A store in a temporary folder: what is kept, what is refused, what dead writers leave.
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storeErrorOf } from "./durable-file.ts";
import { FileStore } from "./file-store.ts";
import { ObjectMissingError, type StoredObject, StoreFullError, StoreReadOnlyError } from "./object-store.ts";

let folder = "";
let store: FileStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "solewise-store-"));
  store = new FileStore(join(folder, "objects"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* bytesOf(...pieces: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (typeof piece !== "string") throw piece;
    yield await Promise.resolve(Buffer.from(piece));
  }
}

async function textOf(key: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await store.get(key)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function listed(): Promise<StoredObject[]> {
  const all: StoredObject[] = [];
  for await (const object of store.list()) all.push(object);
  return all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe("file store", () => {
  it("[OBJ5] what was put is got, listed, counted and deleted", async () => {
    expect(await listed()).toEqual([]);
    expect(await store.totalBytes()).toBe(0);
    await store.put("runner-1/run-1/recording-0", bytesOf("left", " foot"));
    await store.put("runner-1/run-2/recording-0", bytesOf(""));
    expect(await textOf("runner-1/run-1/recording-0")).toBe("left foot");
    expect((await listed()).map(({ key, storedBytes }) => [key, storedBytes])).toEqual([
      ["runner-1/run-1/recording-0", 9],
      ["runner-1/run-2/recording-0", 0],
    ]);
    expect(await store.totalBytes()).toBe(9);
    await store.delete("runner-1/run-1/recording-0");
    await store.delete("runner-1/run-1/recording-0");
    await expect(store.get("runner-1/run-1/recording-0")).rejects.toThrow(ObjectMissingError);
    await expect(store.get("runner-1/run-2")).rejects.toThrow(ObjectMissingError);
    expect(existsSync(join(folder, "objects", "runner-1", "run-1"))).toBe(false);
  });

  it("[OBJ5] a key leads nowhere else", async () => {
    for (const key of [
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
      "a/b/c/d/e/f/g",
    ]) {
      await expect(store.put(key, bytesOf("x"))).rejects.toThrow(RangeError);
      await expect(store.get(key)).rejects.toThrow(RangeError);
      await expect(store.delete(key)).rejects.toThrow(RangeError);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("[OBJ5] a source that fails leaves nothing, and its own error is told", async () => {
    await expect(store.put("a/b", bytesOf("half", failure("ENOSPC")))).rejects.toThrow("ENOSPC");
    expect(await listed()).toEqual([]);
    expect(readdirSync(join(folder, "objects", ".unfinished"))).toEqual([]);
  });

  it("[OBJ6] a full disk and one that cannot be written are told apart", () => {
    for (const code of ["ENOSPC", "EDQUOT"]) expect(storeErrorOf(failure(code))).toBeInstanceOf(StoreFullError);
    for (const code of ["EROFS", "EACCES", "EPERM"])
      expect(storeErrorOf(failure(code))).toBeInstanceOf(StoreReadOnlyError);
    const other = failure("EIO");
    expect(storeErrorOf(other)).toBe(other);
  });

  it("[OBJ5] writing and deleting beside each other loses nothing", async () => {
    const work = Array.from({ length: 60 }, async (_, index) => {
      const key = `runner/run-${index % 3}/blob-${index}`;
      await store.put(key, bytesOf(key));
      if (index % 2 === 0) await store.delete(key);
    });
    await Promise.all(work);
    expect((await listed()).length).toBe(30);
    for (const { key } of await listed()) expect(await textOf(key)).toBe(key);
  });

  it("[OBJ5] what writers that died left behind is no blob, and is removed when it is old", async () => {
    const unfinished = join(folder, "objects", ".unfinished");
    await mkdir(unfinished, { recursive: true });
    for (const name of ["old", "new"]) writeFileSync(join(unfinished, name), "half");
    utimesSync(join(unfinished, "old"), new Date(0), new Date(0));
    expect(await listed()).toEqual([]);
    expect(await store.removeUnfinished(new Date(1000))).toBe(1);
    expect(readdirSync(unfinished)).toEqual(["new"]);
  });
});
