// Copies between a folder and a bucket of our test server.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { blobsOf } from "../testing/backup-stage.ts";
import { type S3TestServer, startS3Server } from "../testing/s3-server.ts";
import { copyBlobs } from "./copy-blobs.ts";
import { FileStore } from "./file-store.ts";
import { StoreAwayError } from "./object-store.ts";
import { S3Store } from "./s3-store.ts";

let server: S3TestServer;
let folder = "";
beforeEach(async () => {
  server = await startS3Server();
  folder = mkdtempSync(join(tmpdir(), "solewise-copy-"));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

describe("a copy of a store", () => {
  it("[OBJ36] goes on where it was ended, compares what it copied, and copies nothing twice", async () => {
    const [files, bucket] = [new FileStore(join(folder, "a")), new S3Store(server.place)];
    for (let index = 0; index < 20; index++) await files.put(`r/run-${index}/x`, once(randomBytes(1000 * index)));
    let puts = 0;
    server.fault = (asked) => (asked.startsWith("PUT") && ++puts > 7 ? { status: 403, code: "AccessDenied" } : null);
    await expect(copyBlobs(files, bucket, () => undefined)).rejects.toThrow(StoreAwayError);
    server.fault = () => null;
    expect(await copyBlobs(files, bucket, () => undefined)).toMatchObject({ copiedCount: 13, keptCount: 7 });
    expect(await blobsOf(bucket)).toEqual(await blobsOf(files));
    expect(await copyBlobs(files, bucket, () => undefined)).toMatchObject({ copiedCount: 0, keptCount: 20 });
    const back = new FileStore(join(folder, "b"));
    expect(await copyBlobs(bucket, back, () => undefined)).toMatchObject({ copiedCount: 20, copiedBytes: 190_000 });
    expect(await blobsOf(back)).toEqual(await blobsOf(files));
  });

  it("[OBJ36] a blob that does not come out as it went in is not left there", async () => {
    const [files, bucket] = [new FileStore(join(folder, "a")), new S3Store(server.place)];
    await files.put("r/run/x", once(Buffer.from("left foot")));
    server.fault = (asked) => {
      // After it was written and before it is read back, another wrote over it.
      if (asked.startsWith("GET solewise/r"))
        server.bucket.put("solewise/r/run/x", Buffer.from("left f00t"), new Date());
      return null;
    };
    await expect(copyBlobs(files, bucket, () => undefined)).rejects.toThrow(/did not come out of .* as it went in/u);
    expect(await blobsOf(bucket)).toEqual({});
  });
});
