// Recordings that are kept for some days only, on a real database with the clock in the test's hand.
import { randomUUID } from "node:crypto";
import { formatRecording } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeServerSettings } from "../../accounts/server-settings.ts";
import type { RunDocument, RunUpload } from "../../http/runs/run-schema.ts";
import { analyseRun } from "../../jobs/analyse-run.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../../testing/run-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import { sweepBlobs } from "../recordings/sweep-storage.ts";
import { removeOldRecordings } from "./remove-recordings.ts";

const DAY_MS = 86_400_000;

const testDatabase = useTestDatabase();
let stage: RunStage;
let runner: TestRunner;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
});
beforeEach(async () => {
  stage.clock.aheadMs = 0;
  runner = await stage.addRunner();
  await stage.services.database.deleteFrom("directory.server_setting").execute();
});
afterAll(() => stage.close());

let walkCount = 0;

function walkFile(): Buffer {
  walkCount++;
  return Buffer.from([...formatRecording({}, [walkNoisyFoot({ startSec: walkCount, strideCount: 12 })])].join(""));
}

async function keep(file: Buffer): Promise<{ runId: string; upload: RunUpload }> {
  const [runId, upload] = [randomUUID(), makeUpload({}, [file])];
  await runner.bring(runId, upload);
  await runner.send(runId, 0, file);
  return { runId, upload };
}

async function analysed(file: Buffer): Promise<{ runId: string; upload: RunUpload; run: RunDocument }> {
  const kept = await keep(file);
  await analyseRun(stage.services, { runnerId: runner.runnerId, runId: kept.runId });
  return { ...kept, run: await runner.read(kept.runId) };
}

const setDays = (recordingsKeptDays: number | null): Promise<void> =>
  changeServerSettings(stage.services.database, { recordingsKeptDays }, stage.services.now());

async function removedAfter(days: number): Promise<number> {
  stage.clock.aheadMs = days * DAY_MS;
  return removeOldRecordings(stage.services);
}

const codeOf = async (...asked: Parameters<TestRunner["ask"]>): Promise<[number, string]> => {
  const answer = await runner.ask(...asked);
  return [answer.statusCode, answer.json<{ code: string }>().code];
};

describe("recordings that are kept for some days", () => {
  it("[RNS33] go after them, with their blobs; run, strides and figures stay and say since when", async () => {
    const { runId, run } = await analysed(walkFile());
    await setDays(30);
    expect(await removedAfter(29.9)).toBe(0);
    expect(await removedAfter(30.1)).toBe(1);
    expect(await removedAfter(30.2), "once").toBe(0);
    const { feet, ...rest } = await runner.read(runId);
    const removedAtUtc = feet[0]?.removedAtUtc ?? "";
    expect(Date.now() + 30.2 * DAY_MS - Date.parse(removedAtUtc)).toBeLessThan(0.2 * DAY_MS);
    expect(feet).toEqual([{ ...run.feet[0], samples: "given-up", receivedBytes: 0, removedAtUtc }]);
    const counted = { revision: run.revision + 1, changeNumber: run.changeNumber + 1 };
    expect(rest).toEqual({ ...run, ...counted, feet: undefined });
    const strides = await runner.ask("GET", `/runs/${runId}/analyses/current/left/strides.bin`);
    expect([strides.statusCode, strides.rawPayload.length > 0]).toEqual([200, true]);
    const { runs } = (await runner.ask("GET", `/changes?after=${run.changeNumber}`)).json<{ runs: RunDocument[] }>();
    expect(runs.map((one) => one.feet[0]?.removedAtUtc)).toEqual([removedAtUtc]);
    await sweepBlobs(stage.services, stage.services.now());
    const blobs: string[] = [];
    for await (const { key } of stage.services.storage.objects.list())
      if (key.startsWith(runner.runnerId)) blobs.push(key);
    expect(blobs, "the paths alone").toEqual([expect.stringMatching(/-left-paths$/u)]);
  });

  it("[RNS33] are told to be gone: read 410, computed anew and other sides 409", async () => {
    const { runId } = await analysed(walkFile());
    await setDays(1);
    await removedAfter(8);
    const path = `/runs/${runId}`;
    expect(await codeOf("GET", `${path}/recordings/0`)).toEqual([410, "recording-removed"]);
    expect((await runner.ask("HEAD", `${path}/recordings/0`)).statusCode).toBe(410);
    expect(await codeOf("POST", `${path}/analyses`)).toEqual([409, "recordings-removed"]);
    const { revision } = await runner.read(runId);
    const sides = { payload: { sides: { "0": "right" } }, headers: { "if-match": `"${revision}"` } };
    expect(await codeOf("PATCH", path, sides)).toEqual([409, "recordings-removed"]);
  });

  it("[RNS33] that are brought again afterwards are the same run, and nothing of them is awaited", async () => {
    const file = walkFile();
    const { runId, upload } = await analysed(file);
    await setDays(1);
    await removedAfter(8);
    const before = await runner.read(runId);
    const again = await runner.ask("PUT", `/runs/${randomUUID()}`, { payload: upload });
    expect([again.statusCode, again.json()]).toEqual([200, { ...before, isSameContent: true }]);
    const piece = { payload: file, headers: { "content-type": "application/octet-stream", "upload-offset": "0" } };
    expect(await codeOf("PATCH", `/runs/${runId}/recordings/0`, piece)).toEqual([410, "recording-removed"]);
    expect((await runner.ask("GET", "/runs")).json<{ runs: object[] }>().runs).toHaveLength(1);
    expect(await runner.read(runId)).toEqual(before);
  });

  it("[RNS33] stay until their analysis is finished, and where it failed", async () => {
    const { runId: waiting } = await keep(walkFile());
    const { run: failed } = await analysed(Buffer.from(`time_s\n${randomUUID()}\n`));
    expect(failed.state).toBe("failed");
    await setDays(1);
    expect(await removedAfter(9)).toBe(0);
    await analyseRun(stage.services, { runnerId: runner.runnerId, runId: waiting });
    expect(await removedAfter(9)).toBe(1);
    expect((await runner.read(failed.runId)).feet).toMatchObject([{ samples: "kept" }]);
  });

  it("[RNS33] stay for a week after the setting was changed, whatever it says; the same value is no change", async () => {
    await analysed(walkFile());
    await setDays(300);
    expect(await removedAfter(100)).toBe(0);
    await setDays(2);
    expect(await removedAfter(106.9)).toBe(0);
    await setDays(2);
    expect(await removedAfter(107.1)).toBe(1);
    await analysed(walkFile());
    await setDays(null);
    expect(await removedAfter(2000)).toBe(0);
  });
});
