// The end of an upload in its thread: what it costs everybody else, and what is left when the thread breaks.
import { randomUUID } from "node:crypto";
import { renameSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { readUpload, type RecordingKey } from "../../store/upload-rows.ts";
import { ask, send } from "../../testing/recording-requests.ts";
import { addWaitingRun, openRecordingStage, plainCsv, type RecordingStage } from "../../testing/recording-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";

const testDatabase = useTestDatabase();
let stage: RecordingStage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

describe("the end of an upload", () => {
  it("[OBJ15] takes the processor in a thread, not where requests are answered", async () => {
    const { database } = await testDatabase();
    stage = await openRecordingStage(database);
    const csv = plainCsv(200_000);
    const packed = gzipSync(csv);
    const waited = { csv, encoding: "gzip", uploadBytes: packed.length } as const;
    const [key] = (await addWaitingRun(database, randomUUID(), waited)) as [RecordingKey];
    const last = packed.length - 1;
    await send(stage, key, { offset: 0, bytes: packed.subarray(0, last) });
    const [before, allBefore] = [process.threadCpuUsage(), process.cpuUsage()];
    expect((await send(stage, key, { offset: last, bytes: packed.subarray(last) })).status).toBe(204);
    const [own, all] = [process.threadCpuUsage(before), process.cpuUsage(allBefore)];
    expect((own.user + own.system) / (all.user + all.system)).toBeLessThan(0.4);
  });

  it("[OBJ15] a thread that breaks is an error of its upload, which stays whole and is kept when asked again", async () => {
    const { database } = await testDatabase();
    const csv = plainCsv(1000);
    let path = "";
    stage = await openRecordingStage(database, {
      onStep: (step) => {
        if (step === "intent-written") renameSync(path, `${path}.away`);
      },
    });
    const [key] = (await addWaitingRun(database, randomUUID(), { csv })) as [RecordingKey];
    const row = await readUpload(database, key);
    path = stage.services.storage.uploads.pathOf(key, row?.sha256 ?? Buffer.alloc(0));
    expect((await send(stage, key, { offset: 0, bytes: csv })).status).toBe(500);
    expect(stage.services.lines.join("\n")).toContain("ENOENT");
    expect(await readUpload(database, key)).toMatchObject({ state: "awaiting", receivedBytes: csv.length });
    renameSync(`${path}.away`, path);
    delete stage.services.onStep;
    expect((await send(stage, key, { offset: csv.length, bytes: new Uint8Array() })).status).toBe(204);
    expect((await ask(stage, key, "GET")).body.equals(csv)).toBe(true);
  });

  it("[OBJ15] a server that ends ends its threads; the upload stays whole", async () => {
    const { database } = await testDatabase();
    stage = await openRecordingStage(database);
    const csv = plainCsv(1000);
    const [key] = (await addWaitingRun(database, randomUUID(), { csv })) as [RecordingKey];
    await stage.services.storage.threads.transcoding.close();
    expect((await send(stage, key, { offset: 0, bytes: csv })).status).toBe(500);
    expect(await readUpload(database, key)).toMatchObject({ state: "awaiting", receivedBytes: csv.length });
  });
});
