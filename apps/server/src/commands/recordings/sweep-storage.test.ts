// Dead processes, left-over blobs, abandoned uploads.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { casesCount } from "../../../../../scripts/test/cases-count.ts";
import { inTransaction } from "../../database/transaction.ts";
import { intendBlob, releaseBlobs } from "../../store/blob-intents.ts";
import { readUpload, type RecordingKey } from "../../store/upload-rows.ts";
import type { CrashPlan } from "../../testing/recording-crash.ts";
import { addWaitingRun, plainCsv, recordingServices } from "../../testing/recording-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import { findKept, readRecording } from "./read-recording.ts";
import type { S3Place } from "../../objects/s3-place.ts";
import { type S3TestServer, startS3Server } from "../../testing/s3-server.ts";
import { receiveUpload } from "./receive-upload.ts";
import type { RecordingServices, RecordingStep } from "./recording-services.ts";
import { finishCompleteUploads, sweepBlobs } from "./sweep-storage.ts";

const CRASH = fileURLToPath(new URL("../../testing/recording-crash.ts", import.meta.url));
const HOUR_MS = 3_600_000;
const later = (ms: number): Date => new Date(Date.now() + ms);

const testDatabase = useTestDatabase();
let dataFolder = "";
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "solewise-sweep-"));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** The signal that ended the process; null: it came to its end. */
function die(plan: CrashPlan): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CRASH, JSON.stringify(plan)], (error, _stdout, stderr) => {
      if (error !== null && error.signal !== "SIGKILL") throw new Error(stderr);
      resolve(error?.signal ?? null);
    });
  });
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** What a start and then a client do after a crash. */
async function recover(services: RecordingServices, key: RecordingKey, csv: Buffer): Promise<void> {
  await finishCompleteUploads(services);
  const row = await readUpload(services.database, key);
  if (row?.state !== "awaiting") return;
  const rest = csv.subarray(row.receivedBytes);
  await receiveUpload(services, key, {
    offsetBytes: row.receivedBytes,
    lengthBytes: rest.length,
    bytes: oneChunk(rest),
  });
}

async function textOf(services: RecordingServices, key: RecordingKey): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await readRecording(services, (await findKept(services, key)).objectKey))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

async function keysIn(services: RecordingServices): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of services.storage.objects.list()) keys.push(key);
  return keys.toSorted();
}

/** Blobs are exactly those that rows refer to, and nothing is left of attempts. */
async function expectTidy(services: RecordingServices): Promise<void> {
  const rows = await services.database.selectFrom("runner.recording").select("object_key").execute();
  expect(await keysIn(services)).toEqual(rows.flatMap((row) => row.object_key ?? []).toSorted());
  expect(await services.database.selectFrom("runner.blob_intent").selectAll().execute()).toEqual([]);
  const unfinished = join(dataFolder, "objects", ".unfinished");
  expect(existsSync(unfinished) ? readdirSync(unfinished) : []).toEqual([]);
}

describe.each(["files", "a bucket"])("storage after a crash: %s", (kind) => {
  let server: S3TestServer | null = null;
  let s3: S3Place | null = null;
  beforeAll(async () => {
    if (kind === "a bucket") server = await startS3Server();
    s3 = server?.place ?? null;
    const { database } = await testDatabase();
    for (const table of ["runner.recording", "runner.blob_intent", "runner.run"] as const)
      await database.deleteFrom(table).execute();
  });
  afterAll(() => server?.stop());

  it("[OBJ7] whatever step an upload's process dies at, the recording is kept in the end, once, and no blob stays", async () => {
    const { database, url } = await testDatabase();
    const services = recordingServices(database, dataFolder, { s3 });
    const steps: RecordingStep[] = [
      "bytes-on-disk",
      "offset-told",
      "intent-written",
      "blob-half-written",
      "blob-written",
      "row-kept",
    ];
    for (let round = 0; round < casesCount(1); round++) {
      for (const [index, step] of steps.entries()) {
        const csv = plainCsv(1500, index + round);
        const csvPath = join(dataFolder, "upload.csv");
        writeFileSync(csvPath, csv);
        const [key] = (await addWaitingRun(database, randomUUID(), { csv })) as [RecordingKey];
        const plan = { url, dataFolder, s3, step, upload: { key, csvPath }, nowMs: 0 };
        expect(await die({ ...plan, passCount: index < 2 ? 1 : 0 })).toBe("SIGKILL");
        const told = (await readUpload(database, key))?.receivedBytes ?? 0;
        expect(told).toBeGreaterThanOrEqual(step === "offset-told" ? 60_000 : 30_000);
        await recover(services, key, csv);
        expect((await textOf(services, key)).equals(csv)).toBe(true);
      }
    }
    await sweepBlobs(services, later(2 * HOUR_MS));
    await expectTidy(services);
  }, 300_000);

  it("[OBJ7] a sweep that dies between blob and row is done again by the next", async () => {
    const { database, url } = await testDatabase();
    const services = recordingServices(database, dataFolder, { s3 });
    const runnerId = randomUUID();
    const objectKey = `${runnerId}/${randomUUID()}/recording-0-x`;
    await intendBlob(database, { runnerId, objectKey }, new Date(0));
    await services.storage.objects.put(objectKey, oneChunk(Buffer.from("left")));
    const plan = { url, dataFolder, s3, step: "blob-removed" as const, passCount: 0, upload: null, nowMs: Date.now() };
    expect(await die(plan)).toBe("SIGKILL");
    expect(await keysIn(services)).not.toContain(objectKey);
    await sweepBlobs(services, new Date());
    await expectTidy(services);
  });

  it("[OBJ7] an upload whose blob was swept before its row was written writes it again", async () => {
    const { database } = await testDatabase();
    const csv = plainCsv(100);
    const [key] = (await addWaitingRun(database, randomUUID(), { csv })) as [RecordingKey];
    const other = recordingServices(database, dataFolder, { s3 });
    let sweeping: Promise<unknown> = Promise.resolve();
    const onStep = (step: RecordingStep): void => {
      if (step === "blob-half-written") sweeping = sweepBlobs(other, later(2 * HOUR_MS));
    };
    const slow = recordingServices(database, dataFolder, { s3, onStep });
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(csv);
    };
    await receiveUpload(slow, key, { offsetBytes: 0, lengthBytes: null, bytes: bytes() }).catch(() => undefined);
    await sweeping;
    await recover(other, key, csv);
    expect((await textOf(other, key)).equals(csv)).toBe(true);
    await sweepBlobs(other, later(2 * HOUR_MS));
    await expectTidy(other);
  });
});

describe("a sweep", () => {
  it("[OBJ13] removes blobs that nothing refers to and that are over an hour old, and no others", async () => {
    const { database } = await testDatabase();
    const services = recordingServices(database, dataFolder);
    const csv = plainCsv(100);
    const runnerId = randomUUID();
    const [key] = (await addWaitingRun(database, runnerId, { csv })) as [RecordingKey];
    await receiveUpload(services, key, { offsetBytes: 0, lengthBytes: null, bytes: oneChunk(csv) });
    const { objectKey } = await findKept(services, key);
    const [stray, released] = [`${runnerId}/${key.runId}/stray`, `${runnerId}/${key.runId}/released`];
    for (const name of [stray, released]) await services.storage.objects.put(name, oneChunk(csv));
    await inTransaction(database, (transaction) => releaseBlobs(transaction, runnerId, [released]));
    await sweepBlobs(services, new Date());
    expect(await keysIn(services)).toEqual(expect.arrayContaining([objectKey, stray]));
    expect(await keysIn(services)).not.toContain(released);
    await sweepBlobs(services, later(2 * HOUR_MS));
    expect(await keysIn(services)).toContain(objectKey);
    expect(await keysIn(services)).not.toContain(stray);
  });

  it("[OBJ13] forgets uploads that nobody went on with for 14 days, and they begin anew", async () => {
    const { database } = await testDatabase();
    const services = recordingServices(database, dataFolder);
    const csv = plainCsv(100);
    const [key] = (await addWaitingRun(database, randomUUID(), { csv })) as [RecordingKey];
    const part = { offsetBytes: 0, lengthBytes: null, bytes: oneChunk(csv.subarray(0, 500)) };
    await receiveUpload(services, key, part);
    mkdirSync(join(dataFolder, "uploads", "not-ours"), { recursive: true });
    await sweepBlobs(services, later(13 * 24 * HOUR_MS));
    expect((await readUpload(database, key))?.receivedBytes).toBe(500);
    const folder = join(dataFolder, "uploads", key.runnerId, key.runId);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(0), new Date(0));
    expect((await sweepBlobs(services, new Date())).uploadCount).toBe(1);
    expect((await readUpload(database, key))?.receivedBytes).toBe(0);
    await recover(services, key, csv);
    expect((await textOf(services, key)).equals(csv)).toBe(true);
  });
});
