// What only a store of files has: folders, full disks, what dead writers leave. The rest: object-store.test.ts.
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
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

async function listed(): Promise<StoredObject[]> {
  const all: StoredObject[] = [];
  for await (const object of store.list()) all.push(object);
  return all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe("file store", () => {
  it("[OBJ5] a deleted blob takes the folders with it that hold nothing else; a wrong key makes none", async () => {
    for (const run of ["run-1", "run-2"]) await store.put(`runner-1/${run}/recording-0`, bytesOf("left"));
    await store.delete("runner-1/run-1/recording-0");
    expect(readdirSync(join(folder, "objects", "runner-1"))).toEqual(["run-2"]);
    await expect(store.put("../a", bytesOf("x"))).rejects.toThrow(RangeError);
    await expect(store.get("runner-1/run-2")).rejects.toThrow(ObjectMissingError);
    expect(readdirSync(folder)).toEqual(["objects"]);
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
