// Uploads of recordings over real sockets.
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, truncateSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { casesCount } from "../../../../../scripts/test/cases-count.ts";
import type { RecordingKey } from "../../store/upload-rows.ts";
import { ask, codeOf, send } from "../../testing/recording-requests.ts";
import { addWaitingRun, openRecordingStage, plainCsv, type RecordingStage } from "../../testing/recording-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";

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

async function offsetOf(stage: RecordingStage, key: RecordingKey): Promise<number> {
  const { headers } = await ask(stage, key, "HEAD");
  return Number(headers["upload-offset"]);
}

async function runState(key: RecordingKey): Promise<string | undefined> {
  const { database } = await testDatabase();
  const row = await database
    .selectFrom("runner.run")
    .select("state")
    .where("runner_id", "=", key.runnerId)
    .where("run_id", "=", key.runId)
    .executeTakeFirst();
  return row?.state;
}

async function oneWaiting(csv: Uint8Array, more = {}): Promise<RecordingKey> {
  const { database } = await testDatabase();
  const [key] = await addWaitingRun(database, randomUUID(), { csv, ...more });
  return key as RecordingKey;
}

describe("an upload", () => {
  it("[OBJ8] goes on where it is, in pieces of any size, and comes out as it went in", async () => {
    const stage = await openStage();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9000), { maxLength: 6 }), fc.boolean(), async (sizes, isGzip) => {
        const csv = plainCsv(500, sizes.length);
        const upload = isGzip ? gzipSync(csv) : csv;
        const key = await oneWaiting(csv, { encoding: isGzip ? "gzip" : "identity", uploadBytes: upload.length });
        let offset = 0;
        for (const size of [...sizes, upload.length]) {
          const answer = await send(stage, key, { offset, bytes: upload.subarray(offset, offset + size) });
          offset = Math.min(upload.length, offset + size);
          expect([answer.status, answer.headers["upload-offset"]]).toEqual([204, String(offset)]);
          expect(await offsetOf(stage, key)).toBe(offset);
          if (offset === upload.length) break;
        }
        const got = await ask(stage, key, "GET");
        expect(got.status).toBe(200);
        expect(got.body.equals(csv)).toBe(true);
        expect(existsSync(join(stage.dataFolder, "uploads", key.runnerId))).toBe(false);
      }),
      { numRuns: casesCount(12) },
    );
  });

  it("[OBJ8] at another offset is told where it is", async () => {
    const stage = await openStage();
    const csv = plainCsv(50);
    const key = await oneWaiting(csv);
    for (const offset of [1, csv.length, csv.length + 9]) {
      const answer = await send(stage, key, { offset, bytes: Buffer.of(1) });
      expect([answer.status, codeOf(answer), answer.headers["upload-offset"]]).toEqual([
        409,
        "upload-offset-wrong",
        "0",
      ]);
    }
    expect((await send(stage, key, { offset: 0, bytes: csv })).status).toBe(204);
    const again = await send(stage, key, { offset: 0, bytes: csv });
    expect([again.status, again.headers["upload-offset"]]).toEqual([409, String(csv.length)]);
    expect((await send(stage, key, { offset: 0, bytes: csv, headers: { "upload-offset": "x" } })).status).toBe(400);
  });

  it("[OBJ8] that breaks off keeps what came", async () => {
    const stage = await openStage();
    const csv = plainCsv(4000);
    const key = await oneWaiting(csv);
    const socket = connect(stage.port, "127.0.0.1");
    const headers = Object.entries({
      host: "localhost",
      ...stage.as(key.runnerId),
      "content-type": "application/octet-stream",
      "content-length": String(csv.length),
      "upload-offset": "0",
    });
    socket.write(
      `PATCH ${stage.pathOf(key)} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    );
    await new Promise((resolve) => socket.write(csv.subarray(0, 50_000), resolve));
    await sleep(200);
    socket.destroy();
    for (let tries = 0; tries < 500 && (await offsetOf(stage, key)) === 0; tries++) await sleep(20);
    const cameBytes = await offsetOf(stage, key);
    expect(cameBytes).toBeGreaterThan(0);
    expect(cameBytes).toBeLessThanOrEqual(50_000); // a busy machine may see the end before the last of it
    expect((await send(stage, key, { offset: cameBytes, bytes: csv.subarray(cameBytes) })).status).toBe(204);
    expect((await ask(stage, key, "GET")).body.equals(csv)).toBe(true);
  });

  it("[OBJ8] whose file is longer is cut back, whose file is shorter begins anew", async () => {
    const stage = await openStage();
    const { database } = await testDatabase();
    const csv = plainCsv(2000);
    const key = await oneWaiting(csv);
    await send(stage, key, { offset: 0, bytes: csv.subarray(0, 40_000) });
    const set = (receivedBytes: number) =>
      database
        .updateTable("runner.recording")
        .set({ received_bytes: receivedBytes })
        .where("run_id", "=", key.runId)
        .execute();
    await set(30_000);
    expect((await send(stage, key, { offset: 30_000, bytes: csv.subarray(30_000, 50_000) })).status).toBe(204);
    const folder = join(stage.dataFolder, "uploads", key.runnerId, key.runId);
    truncateSync(join(folder, readdirSync(folder)[0] ?? ""), 20_000);
    const lost = await send(stage, key, { offset: 50_000, bytes: csv.subarray(50_000) });
    expect([lost.status, lost.headers["upload-offset"]]).toEqual([409, "0"]);
    expect((await send(stage, key, { offset: 0, bytes: csv })).status).toBe(204);
    expect((await ask(stage, key, "GET")).body.equals(csv)).toBe(true);
  });

  it("[OBJ10] of two at once one wins, the other is told where it is", async () => {
    const stage = await openStage();
    const csv = plainCsv(30_000);
    const key = await oneWaiting(csv);
    const both = await Promise.all([1, 2, 3].map(() => send(stage, key, { offset: 0, bytes: csv })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409, 409]);
    expect((await ask(stage, key, "GET")).body.equals(csv)).toBe(true);
  });

  it("[OBJ10] a sender that fell silent gives way to the next, and is ended in the end", async () => {
    const stage = await openStage({ limits: { silenceYieldMs: 100, silenceMaxMs: 1500 } });
    const csv = plainCsv(1000);
    const stalled = async (key: RecordingKey): Promise<string> => {
      const socket = connect(stage.port, "127.0.0.1");
      const { "x-caller": caller = "" } = stage.as(key.runnerId);
      socket.write(
        `PATCH ${stage.pathOf(key)} HTTP/1.1\r\nhost: localhost\r\nx-caller: ${caller}\r\nupload-offset: 0\r\n` +
          `content-type: application/octet-stream\r\ncontent-length: ${csv.length}\r\n\r\nhalf`,
      );
      let text = "";
      socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
      await new Promise((resolve) => void socket.once("data", resolve));
      socket.destroy();
      return text;
    };
    const [first, second] = [await oneWaiting(csv), await oneWaiting(csv)];
    const [silent, taken] = [stalled(first), stalled(second)];
    await sleep(400);
    const busy = await send(stage, second, { offset: 0, bytes: csv });
    expect([busy.status, busy.headers["upload-offset"]]).toEqual([409, "4"]);
    expect(await taken).toContain("upload-taken-over");
    expect(await silent).toContain("408");
    expect(await offsetOf(stage, first)).toBe(4);
  });

  it.each([
    ["before its bytes are read", "content-length: 9000000000\r\n\r\nhalf"],
    ["while they are read", `transfer-encoding: chunked\r\n\r\n${"10000\r\n" + "x".repeat(65_536) + "\r\n"}`],
  ])("[OBJ10] a sender that is refused %s has its connection ended, and takes nothing with it", async (_when, rest) => {
    const stage = await openStage();
    const csv = plainCsv(1000);
    const keys = [await oneWaiting(csv), await oneWaiting(csv)];
    const senders = keys.map((key) => {
      const { "x-caller": caller = "" } = stage.as(key.runnerId);
      const socket = connect(stage.port, "127.0.0.1");
      socket.write(
        `PATCH ${stage.pathOf(key)} HTTP/1.1\r\nhost: localhost\r\nx-caller: ${caller}\r\nupload-offset: 0\r\n` +
          `content-type: application/octet-stream\r\n${rest}`,
      );
      return socket;
    });
    const ended = senders.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of senders)
      expect(String(await new Promise((resolve) => void socket.once("data", resolve)))).toContain(" 413 ");
    senders[0]?.destroy(); // the other one stays, and is ended two seconds after the answer
    await Promise.all(ended);
    for (const key of keys) {
      const offset = await offsetOf(stage, key);
      expect((await send(stage, key, { offset, bytes: csv.subarray(offset) })).status).toBe(204);
    }
  });

  it("[OBJ11] with its last foot the run waits for its analysis, once", async () => {
    const stage = await openStage();
    const { database } = await testDatabase();
    const [left, right] = [plainCsv(300, 1), plainCsv(300, 2)];
    const keys = await addWaitingRun(database, randomUUID(), { csv: left }, { csv: right });
    const [one, other] = keys as [RecordingKey, RecordingKey];
    expect((await send(stage, one, { offset: 0, bytes: left })).status).toBe(204);
    expect(await runState(one)).toBe("awaiting-recordings");
    expect((await send(stage, other, { offset: 0, bytes: right })).status).toBe(204);
    expect(await runState(one)).toBe("waiting");
    expect(stage.services.asked).toEqual([`analyse-run ${one.runnerId}/${one.runId}`]);
    const row = await database
      .selectFrom("runner.run")
      .selectAll()
      .where("run_id", "=", one.runId)
      .executeTakeFirstOrThrow();
    expect([row.revision, row.change_number]).toEqual([3, 3]);
    expect(await database.selectFrom("runner.blob_intent").selectAll().execute()).toEqual([]);
  });

  it("[OBJ11] of both feet at once asks for one analysis", async () => {
    const stage = await openStage();
    const { database } = await testDatabase();
    for (let round = 0; round < 5; round++) {
      const [left, right] = [plainCsv(300, round), plainCsv(300, round + 0.5)];
      const [one, other] = (await addWaitingRun(database, randomUUID(), { csv: left }, { csv: right })) as [
        RecordingKey,
        RecordingKey,
      ];
      await Promise.all([
        send(stage, one, { offset: 0, bytes: left }),
        send(stage, other, { offset: 0, bytes: right }),
      ]);
      expect(await runState(one)).toBe("waiting");
    }
    expect(stage.services.asked.length).toBe(5);
  });

  it("[OBJ11] of something else than was declared begins anew, and nothing of it stays", async () => {
    const stage = await openStage();
    const csv = plainCsv(300);
    const other = Buffer.from(csv).fill("9", 2000, 2003);
    const key = await oneWaiting(csv);
    const wrong = await send(stage, key, { offset: 0, bytes: other });
    expect([wrong.status, codeOf(wrong), wrong.headers["upload-offset"]]).toEqual([422, "recording-differs", "0"]);
    expect(await offsetOf(stage, key)).toBe(0);
    expect(await stage.services.storage.objects.totalBytes()).toBe(0);
    expect((await send(stage, key, { offset: 0, bytes: csv })).status).toBe(204);
    const damaged = gzipSync(csv).fill(0, 100, 400);
    for (const upload of [damaged, gzipSync(csv).subarray(0, -20), csv, gzipSync(Buffer.concat([csv, csv]))]) {
      const packed = await oneWaiting(csv, { encoding: "gzip", uploadBytes: upload.length });
      const answer = await send(stage, packed, { offset: 0, bytes: upload });
      expect([answer.status, codeOf(answer)]).toEqual([422, "recording-differs"]);
      expect(await offsetOf(stage, packed)).toBe(0);
    }
    expect((await stage.services.storage.objects.totalBytes()) > 0).toBe(true);
  });

  it("[OBJ11] whose gzip has several members is one recording", async () => {
    const stage = await openStage();
    const csv = plainCsv(3000);
    const upload = Buffer.concat([gzipSync(csv.subarray(0, 5000)), gzipSync(csv.subarray(5000))]);
    const key = await oneWaiting(csv, { encoding: "gzip", uploadBytes: upload.length });
    expect((await send(stage, key, { offset: 0, bytes: upload })).status).toBe(204);
    expect((await ask(stage, key, "GET")).body.equals(csv)).toBe(true);
  });

  it("[OBJ9] a bomb, 10 GB and more than was declared are refused", async () => {
    const stage = await openStage({ limits: { recordingMaxBytes: 1_000_000, checkpointBytes: 10_000 } });
    const refused = async (key: RecordingKey, bytes: Uint8Array): Promise<unknown[]> => {
      const answer = await send(stage, key, { offset: 0, bytes });
      return [answer.status, codeOf(answer)];
    };
    const csv = plainCsv(100);
    expect(await refused(await oneWaiting(csv, { sizeBytes: 10e9, uploadBytes: 10e9 }), csv)).toEqual([
      413,
      "recording-too-large",
    ]);
    const zeros = gzipSync(Buffer.alloc(900_000));
    const bomb = await oneWaiting(csv, { encoding: "gzip", sizeBytes: 900_000, uploadBytes: zeros.length });
    expect(await refused(bomb, zeros)).toEqual([422, "upload-shrank-too-much"]);
    const hidden = gzipSync(Buffer.alloc(90_000_000));
    const small = await oneWaiting(csv, { encoding: "gzip", sizeBytes: 900_000, uploadBytes: hidden.length });
    expect(await refused(small, hidden)).toEqual([422, "recording-differs"]);
    const key = await oneWaiting(csv);
    expect(await refused(key, Buffer.concat([csv, csv]))).toEqual([413, "upload-too-long"]);
    const chunked = await send(stage, key, {
      offset: 0,
      bytes: Buffer.concat([csv, csv]),
      headers: { "transfer-encoding": "chunked" },
    });
    expect([chunked.status, codeOf(chunked)]).toEqual([413, "upload-too-long"]);
    expect(
      (await send(stage, key, { offset: await offsetOf(stage, key), bytes: csv.subarray(await offsetOf(stage, key)) }))
        .status,
    ).toBe(204);
  });

  it("[OBJ9] one that says 10 GB in its length is answered before its bytes come", async () => {
    const stage = await openStage();
    const key = await oneWaiting(plainCsv(10));
    const answer = await send(stage, key, {
      offset: 0,
      bytes: Buffer.alloc(0),
      headers: { "content-length": "10000000000" },
    }).catch((error: unknown) => error);
    expect(answer).toMatchObject({ status: 413 });
  });

  it("[OBJ9] a runner with too many uploads under way finishes them first", async () => {
    const stage = await openStage({ limits: { openMaxCount: 2 } });
    const { database } = await testDatabase();
    const runnerId = randomUUID();
    const csv = plainCsv(100);
    const keys: RecordingKey[] = [];
    for (let index = 0; index < 3; index++) keys.push(...(await addWaitingRun(database, runnerId, { csv })));
    const statuses: number[] = [];
    for (const key of keys) statuses.push((await send(stage, key, { offset: 0, bytes: csv.subarray(0, 10) })).status);
    expect(statuses).toEqual([204, 204, 429]);
    await send(stage, keys[0] as RecordingKey, { offset: 10, bytes: csv.subarray(10) });
    expect((await send(stage, keys[2] as RecordingKey, { offset: 0, bytes: csv })).status).toBe(204);
  });

  it("[OBJ9] of a thousand at once some are served, the others are told to come again and then are served", async () => {
    const stage = await openStage();
    const { database } = await testDatabase();
    const csv = plainCsv(20);
    const runnerId = randomUUID();
    const keys: RecordingKey[] = [];
    for (let index = 0; index < 1000; index++) keys.push(...(await addWaitingRun(database, runnerId, { csv })));
    const answers = await Promise.all(keys.map((key) => send(stage, key, { offset: 0, bytes: csv })));
    const waiting = keys.filter((_, index) => answers[index]?.status === 503);
    expect(waiting.length).toBeGreaterThan(0);
    for (const { status, headers } of answers)
      expect([
        [204, undefined],
        [503, "2"],
      ]).toContainEqual([status, headers["retry-after"]]);
    for (const key of waiting.slice(0, 50))
      expect((await send(stage, key, { offset: 0, bytes: csv })).status).toBe(204);
    expect(stage.services.asked.length).toBe(1000 - waiting.length + Math.min(50, waiting.length));
  });
});
