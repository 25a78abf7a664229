// Recordings against a store that fails, and a large one against little memory.
import { createHash, randomUUID } from "node:crypto";
import { request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { casesCount } from "../../../../../scripts/test/cases-count.ts";
import { FileStore } from "../../objects/file-store.ts";
import { StoreFullError, StoreReadOnlyError } from "../../objects/object-store.ts";
import { type RecordingKey, readUpload } from "../../store/upload-rows.ts";
import { rawRequest, type RawAnswer } from "../../testing/raw-request.ts";
import { addWaitingRun, openRecordingStage, plainCsv, type RecordingStage } from "../../testing/recording-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";

const testDatabase = useTestDatabase();
let stage: RecordingStage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** A disk that takes nothing as long as it has a failure. */
class FailingStore extends FileStore {
  failure: Error | null = null;

  override put(...[key, bytes]: Parameters<FileStore["put"]>): ReturnType<FileStore["put"]> {
    return this.failure === null ? super.put(key, bytes) : Promise.reject(this.failure);
  }
}

function send(opened: RecordingStage, key: RecordingKey, offset: number, body: Buffer): Promise<RawAnswer> {
  const headers = {
    ...opened.as(key.runnerId),
    "content-type": "application/octet-stream",
    "upload-offset": String(offset),
  };
  return rawRequest({ port: opened.port, path: opened.pathOf(key), method: "PATCH", headers, body });
}

describe("storage that fails", () => {
  it("[OBJ6] a full or read-only store is 507 or 503, keeps what was acknowledged, and an empty piece asks again", async () => {
    const { database } = await testDatabase();
    stage = await openRecordingStage(database);
    const store = new FailingStore(`${stage.dataFolder}/objects`);
    stage.services.storage.objects = store;
    const csv = plainCsv(500);
    const [key] = (await addWaitingRun(database, randomUUID(), { csv })) as [RecordingKey];
    store.failure = new StoreFullError(new Error("ENOSPC"));
    const full = await send(stage, key, 0, csv);
    expect([full.status, full.headers["retry-after"]]).toEqual([507, "60"]);
    store.failure = new StoreReadOnlyError(new Error("EROFS"));
    expect((await send(stage, key, csv.length, Buffer.alloc(0))).status).toBe(503);
    expect((await readUpload(database, key))?.receivedBytes).toBe(csv.length);
    expect(await store.totalBytes()).toBe(0);
    store.failure = null;
    expect((await send(stage, key, csv.length, Buffer.alloc(0))).status).toBe(204);
    expect((await readUpload(database, key))?.state).toBe("kept");
  });
});

/** What is in use, without what only waits to be collected. */
function liveBytes(): () => number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  return () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
}

describe("a large recording", () => {
  it("[OBJ8] 100 MB (200 MB in a full proof) go in and out in little memory", async () => {
    const { database } = await testDatabase();
    stage = await openRecordingStage(database);
    const piece = plainCsv(16_000);
    const count = Math.ceil(Math.min(200e6, casesCount(20) * 5e6) / piece.length);
    const hash = createHash("sha256");
    for (let index = 0; index < count; index++) hash.update(piece);
    const sizeBytes = piece.length * count;
    const [key] = (await addWaitingRun(database, randomUUID(), { csv: piece, sizeBytes, uploadBytes: sizeBytes })) as [
      RecordingKey,
    ];
    const sha256 = hash.digest();
    await database.updateTable("runner.recording").set({ sha256 }).where("run_id", "=", key.runId).execute();
    const usedBytes = liveBytes();
    const beforeBytes = usedBytes();
    let peakBytes = 0;
    const watch = setInterval(() => (peakBytes = Math.max(peakBytes, usedBytes())), 500);
    const headers = {
      ...stage.as(key.runnerId),
      "content-type": "application/octet-stream",
      "upload-offset": "0",
      "content-length": sizeBytes,
    };
    const outgoing = request({ port: stage.port, path: stage.pathOf(key), method: "PATCH", headers });
    const status = new Promise((resolve) => void outgoing.once("response", (answer) => resolve(answer.statusCode)));
    for (let index = 0; index < count; index++)
      if (!outgoing.write(piece)) await new Promise((resolve) => void outgoing.once("drain", resolve));
    outgoing.end();
    expect(await status).toBe(204);
    const got = createHash("sha256");
    await new Promise<void>((resolve, reject) => {
      const { port, pathOf, as } = stage as RecordingStage;
      request({ port, path: pathOf(key), headers: as(key.runnerId) }, (answer) => {
        answer.on("data", (chunk: Buffer) => got.update(chunk)).on("end", resolve);
      })
        .on("error", reject)
        .end();
    });
    clearInterval(watch);
    expect(got.digest().equals(sha256)).toBe(true);
    expect((peakBytes - beforeBytes) / 1e6, "transcoding and analysis read at the same time").toBeLessThan(80);
  }, 180_000);
});
