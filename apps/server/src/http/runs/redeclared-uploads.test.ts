// A device that announced an upload and died, and another one that has the same recordings, compressed otherwise.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { receiveUpload } from "../../commands/recordings/receive-upload.ts";
import { turnNameOf } from "../../commands/recordings/recording-services.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../../testing/run-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import type { RunDocument, RunUpload } from "./run-schema.ts";

const testDatabase = useTestDatabase();
let stage: RunStage;
let runner: TestRunner;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
  runner = await stage.addRunner();
});
beforeEach(() => void (stage.clock.aheadMs = 0));
afterAll(() => stage.close());

interface Announced {
  upload: RunUpload;
  bytes: Buffer;
}

/** The same recording as two devices have it: packed more and less. */
function twoDevices(): { one: Announced; other: Announced; csv: Buffer } {
  const csv = Buffer.from(`${randomUUID()}\n`.repeat(200));
  const upload = makeUpload({}, [csv]);
  const packed = (level: number): Announced => {
    const bytes = gzipSync(csv, { level });
    const feet = upload.feet.map((foot) => ({ ...foot, encoding: "gzip" as const, uploadBytes: bytes.length }));
    return { bytes, upload: { ...upload, feet } };
  };
  return { one: packed(0), other: packed(9), csv };
}

const put = async (runId: string, payload: RunUpload): Promise<RunDocument> =>
  (await runner.ask("PUT", `/runs/${runId}`, { payload })).json<RunDocument>();

async function sendPiece(runId: string, from: number, bytes: Buffer): Promise<number> {
  const headers = { "content-type": "application/octet-stream", "upload-offset": String(from) };
  return (await runner.ask("PATCH", `/runs/${runId}/recordings/0`, { payload: bytes, headers })).statusCode;
}

async function uploadState(runId: string): Promise<unknown[]> {
  const { headers } = await runner.ask("HEAD", `/runs/${runId}/recordings/0`);
  return [headers["upload-offset"], headers["upload-length"]].map(Number);
}

describe("an upload that another device announced", () => {
  it("[RNS32] is declared anew by who has the recording, from its beginning, and finished", async () => {
    const { one, other, csv } = twoDevices();
    const [runId, otherId] = [randomUUID(), randomUUID()];
    await put(runId, one.upload);
    expect(await sendPiece(runId, 0, one.bytes.subarray(0, 1000))).toBe(204);
    stage.clock.aheadMs += 61_000;
    const answer = await put(otherId, other.upload);
    expect(answer).toMatchObject({ runId, isSameContent: true, revision: 2, feet: [{ receivedBytes: 0 }] });
    expect(answer.redeclared).toEqual([{ slot: 0, outcome: "declared-anew", discardedBytes: 1000 }]);
    expect(await uploadState(runId)).toEqual([0, other.bytes.length]);
    expect(await sendPiece(runId, 1000, one.bytes.subarray(1000)), "the first device is told").toBe(409);
    expect(await sendPiece(runId, 0, other.bytes)).toBe(204);
    expect((await runner.ask("GET", `/runs/${runId}/recordings/0`)).rawPayload.equals(csv)).toBe(true);
    expect((await put(runId, one.upload)).redeclared, "what is kept stays").toBeUndefined();
  });

  it("[RNS32] stays as it was while its sender is at work, and for a minute after its last byte", async () => {
    const { one, other } = twoDevices();
    const runId = randomUUID();
    await put(runId, one.upload);
    await sendPiece(runId, 0, one.bytes.subarray(0, 1000));
    const beingSent = [{ slot: 0, outcome: "being-sent", discardedBytes: 0 }];
    expect((await put(runId, other.upload)).redeclared).toEqual(beingSent);
    stage.clock.aheadMs += 61_000;
    const { storage, now } = stage.services;
    const key = { runnerId: runner.runnerId, runId, slot: 0 as const };
    const turn = await storage.turns.take(turnNameOf(key), () => now().getTime(), 0);
    expect((await put(runId, other.upload)).redeclared).toEqual(beingSent);
    turn?.end();
    expect(await uploadState(runId)).toEqual([1000, one.bytes.length]);
    expect(await sendPiece(runId, 1000, one.bytes.subarray(1000))).toBe(204);
  });

  it("[RNS32] a sender that began by the old declaration writes nothing into the new one", async () => {
    const { one, other, csv } = twoDevices();
    const runId = randomUUID();
    await put(runId, one.upload);
    const { promise: isRedeclared, resolve } = Promise.withResolvers<void>();
    const key = { runnerId: runner.runnerId, runId, slot: 0 as const };
    const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      begin(); // the sender knows the declaration by now
      yield one.bytes.subarray(0, 1000);
      await isRedeclared;
    };
    const sending = receiveUpload(stage.services, key, { offsetBytes: 0, lengthBytes: null, bytes: bytes() });
    sending.catch(() => undefined); // looked at below
    await hasBegun;
    const { database } = stage.services;
    const declared = { upload_encoding: "gzip" as const, upload_bytes: other.bytes.length };
    await database.updateTable("runner.recording").set(declared).where("run_id", "=", runId).execute();
    resolve();
    await expect(sending).rejects.toMatchObject({ statusCode: 409 });
    expect(await uploadState(runId)).toEqual([0, other.bytes.length]);
    expect(await sendPiece(runId, 0, other.bytes)).toBe(204);
    expect((await runner.ask("GET", `/runs/${runId}/recordings/0`)).rawPayload.equals(csv)).toBe(true);
  });
});
