// Kept recordings read over real sockets.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { RecordingKey } from "../../store/upload-rows.ts";
import { ask, codeOf, send } from "../../testing/recording-requests.ts";
import { addWaitingRun, openRecordingStage, plainCsv, type RecordingStage } from "../../testing/recording-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import { acceptsGzip, isSameTag } from "./content-choice.ts";

const testDatabase = useTestDatabase();
const stages: RecordingStage[] = [];

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

async function openStage(wishes: Parameters<typeof openRecordingStage>[1] = {}): Promise<RecordingStage> {
  const { database } = await testDatabase();
  const stage = await openRecordingStage(database, wishes);
  stages.push(stage);
  return stage;
}

async function oneWaiting(csv: Uint8Array, more = {}): Promise<RecordingKey> {
  const { database } = await testDatabase();
  const [key] = await addWaitingRun(database, randomUUID(), { csv, ...more });
  return key as RecordingKey;
}

describe("a recording that is read", () => {
  it("[OBJ12] has its SHA-256 as tag, gzip when it is accepted, and 304 for who has it", async () => {
    const stage = await openStage({ objectsKey: randomBytes(32) });
    const csv = plainCsv(9000);
    const key = await oneWaiting(csv);
    await send(stage, key, { offset: 0, bytes: csv });
    const plain = await ask(stage, key, "GET");
    const hex = createHash("sha256").update(csv).digest("hex");
    expect(plain.headers).toMatchObject({
      etag: `"${hex}"`,
      "content-type": "text/csv; charset=utf-8",
      "content-length": String(csv.length),
      vary: "accept-encoding",
    });
    expect(plain.body.equals(csv)).toBe(true);
    const packed = await ask(stage, key, "GET", { "accept-encoding": "br, gzip" });
    expect([packed.headers["content-encoding"], packed.headers.etag]).toEqual(["gzip", `"${hex}-gzip"`]);
    expect(gunzipSync(packed.body).equals(csv)).toBe(true);
    for (const tag of [`"${hex}"`, `W/"${hex}-gzip"`, `"x", "${hex}"`]) {
      const same = await ask(stage, key, "GET", { "if-none-match": tag });
      expect([same.status, same.body.length]).toEqual([304, 0]);
    }
  });

  it("[OBJ12] of somebody else, of no run and of no slot are the same 404", async () => {
    const stage = await openStage();
    const csv = plainCsv(10);
    const key = await oneWaiting(csv);
    const strangers = [
      { ...key, runnerId: randomUUID() },
      { ...key, runId: randomUUID() },
      { ...key, slot: 1 as const },
    ];
    for (const stranger of strangers) {
      const got = await ask(stage, stranger, "GET");
      expect([got.status, codeOf(got)]).toEqual([404, "not-found"]);
      expect((await ask(stage, stranger, "HEAD")).status).toBe(404);
      expect((await send(stage, stranger, { offset: 0, bytes: csv })).status).toBe(404);
    }
    expect((await ask(stage, { ...key, runId: "../x" }, "GET")).status).toBeGreaterThanOrEqual(400);
    const awaited = await ask(stage, key, "GET");
    expect([awaited.status, codeOf(awaited)]).toEqual([409, "recording-awaited"]);
  });

  it("[OBJ12] whose blob is missing or damaged is an error, never other bytes", async () => {
    const stage = await openStage();
    const csv = plainCsv(300);
    const key = await oneWaiting(csv);
    await send(stage, key, { offset: 0, bytes: csv });
    for await (const { key: objectKey } of stage.services.storage.objects.list()) {
      const path = join(stage.dataFolder, "objects", objectKey);
      truncateSync(path, 500);
      const cut = await ask(stage, key, "GET");
      expect([cut.status, codeOf(cut)]).toEqual([500, "recording-unreadable"]);
      await stage.services.storage.objects.delete(objectKey);
    }
    expect((await ask(stage, key, "GET")).status).toBe(500);
    expect(stage.services.lines.join("\n")).toMatch(/Block 0[^\n]*\n.*no object/u);
  });

  it("[OBJ12] accept-encoding and if-none-match are read as HTTP says", () => {
    for (const yes of ["gzip", "br, gzip;q=0.5", "*", "GZIP"]) expect(acceptsGzip(yes)).toBe(true);
    for (const no of [undefined, "", "br", "gzip;q=0", "identity, *;q=0", "xgzip"]) expect(acceptsGzip(no)).toBe(false);
    expect(isSameTag("*", Buffer.alloc(32))).toBe(true);
    expect(isSameTag(undefined, Buffer.alloc(32))).toBe(false);
  });
});
