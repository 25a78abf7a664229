// From an upload's last byte to its run: jobs that begin at once, feet that were analysed while they were being kept.
import { randomUUID } from "node:crypto";
import { formatRecording } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunDocument } from "../http/runs/run-schema.ts";
import { readRecordings } from "../store/run-rows.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../testing/run-stage.ts";
import { useTestDatabase } from "../testing/test-database.ts";

/** Workers that look so seldom that only a word wakes them. */
const LOOK_EVERY_SEC = 600;

const testDatabase = useTestDatabase();
let stage: RunStage;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase(), null, LOOK_EVERY_SEC);
});
afterAll(() => stage.close());

function walkFile(startSec: number): Buffer {
  return Buffer.from([...formatRecording({}, [walkNoisyFoot({ startSec, strideCount: 20 })])].join(""));
}

const FILES = [walkFile(0), walkFile(0.25)];

async function send(runner: TestRunner): Promise<string> {
  const runId = randomUUID();
  await runner.bring(runId, makeUpload({}, FILES));
  await Promise.all(FILES.map((file, slot) => runner.send(runId, slot, file)));
  return runId;
}

async function blobsOf(runner: TestRunner, runId: string): Promise<string[]> {
  const recordings = await readRecordings(stage.services.database, { runnerId: runner.runnerId, runId });
  return recordings.map(({ object_key: objectKey }) => objectKey ?? "");
}

/** A run whose feet were analysed ahead, though its uploads may be gone before a thread comes to them. */
async function sendAhead(): Promise<{ runner: TestRunner; runId: string }> {
  const { feetAhead } = stage.services.storage;
  const runner = await stage.addRunner();
  const runId = await send(runner);
  for (const { slot, side, file_name: fileName, object_key: objectKey } of await readRecordings(
    stage.services.database,
    { runnerId: runner.runnerId, runId },
  )) {
    const facts = { slot, side, fileName };
    const foot = await feetAhead.take(objectKey ?? "", facts);
    if (foot === null) throw new Error(`foot ${slot} was not analysed ahead`);
    feetAhead.add(objectKey ?? "", facts, Promise.resolve(foot));
  }
  return { runner, runId };
}

async function readAll(runner: TestRunner, run: RunDocument): Promise<unknown> {
  const { algorithm, summary, warnings, startSec, feet } = run.analysis ?? {};
  const files = ["left/strides.bin", "left/paths.bin", "right/strides.bin", "right/paths.bin"];
  const path = `/runs/${run.runId}/analyses/current`;
  const bytes = await Promise.all(files.map((file) => runner.ask("GET", `${path}/${file}`)));
  const hex = bytes.map(({ rawPayload }) => rawPayload.toString("hex"));
  return { algorithm, summary, warnings, startSec, feet, hex };
}

describe("the end of an upload", () => {
  it("[RNS30] [RNS31] a job begins at once, with feet that were analysed from the upload: as from the blobs", async () => {
    const { runner: ahead, runId: aheadId } = await sendAhead();
    const anew = await stage.addRunner();
    const anewId = await send(anew);
    const { storage } = stage.services;
    // Without blobs only what was made ahead can be the analysis; without that only the blobs can.
    for (const objectKey of await blobsOf(ahead, aheadId)) await storage.objects.delete(objectKey);
    for (const objectKey of await blobsOf(anew, anewId)) storage.feetAhead.forget(objectKey);
    await stage.work(); // what waited before is begun at the start
    const [one, other] = [await ahead.settled(aheadId), await anew.settled(anewId)];
    expect([one.failure, other.failure]).toEqual([null, null]);
    expect(await readAll(ahead, one)).toEqual(await readAll(anew, other));
    const soon = await stage.addRunner();
    expect((await soon.settled(await send(soon))).state, "woken: nobody looks for ten minutes").toBe("ready");
  });

  it("[RNS31] a foot whose side was changed meanwhile is analysed anew", async () => {
    const runner = await stage.addRunner();
    const runId = await send(runner);
    await runner.settled(runId);
    const [objectKey] = await blobsOf(runner, runId);
    const { feetAhead } = stage.services.storage;
    const facts = { slot: 0, side: "left", fileName: "left.csv" } as const;
    const foot = { slot: 0, strideCount: 0, words: new Int32Array(4), paths: new Int16Array(4) };
    const detecting = Promise.resolve(foot as unknown as Awaited<ReturnType<typeof feetAhead.take>> & object);
    feetAhead.add(objectKey ?? "", facts, detecting);
    expect(await feetAhead.take(objectKey ?? "", { ...facts, side: "right" })).toBeNull();
    expect(await feetAhead.take(objectKey ?? "", facts), "each is given once").toBeNull();
  });
});
