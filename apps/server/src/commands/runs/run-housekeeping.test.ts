// What goes by the clock, on a real database with the clock in the test's hand.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changeServerSettings } from "../../accounts/server-settings.ts";
import { makeUpload, openRunStage, type RunStage } from "../../testing/run-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import { sweepBlobs } from "../recordings/sweep-storage.ts";
import { askForWaiting, eraseLeavers, forgetOldAnswers, purgeExpired } from "./run-housekeeping.ts";

const DAY_MS = 86_400_000;

const testDatabase = useTestDatabase();
let stage: RunStage;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
});
afterAll(() => stage.close());

async function recordingOf(): Promise<Buffer> {
  return Promise.resolve(Buffer.from(`time_s\n${randomUUID()}\n`));
}

it("[RNS16] deleted runs go after the days of the setting, with their blobs; a restored one stays", async () => {
  const { services, clock } = stage;
  const runner = await stage.addRunner();
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const [gone = "", restored = "", kept = ""] = ids;
  for (const runId of ids) {
    const file = await recordingOf();
    await runner.bring(runId, makeUpload({}, [file]));
    await runner.send(runId, 0, file);
  }
  for (const runId of [gone, restored]) await runner.ask("DELETE", `/runs/${runId}`);
  await changeServerSettings(services.database, { deletedRunsKeptDays: 7 }, services.now());
  clock.aheadMs = 6.9 * DAY_MS;
  expect(await purgeExpired(services)).toBe(0);
  await runner.ask("POST", `/runs/${restored}/restore`);
  clock.aheadMs = 7.1 * DAY_MS;
  expect(await purgeExpired(services)).toBe(1);
  expect((await runner.ask("GET", `/runs/${gone}`)).statusCode).toBe(410);
  for (const runId of [restored, kept]) expect((await runner.read(runId)).deletedAtUtc).toBeNull();
  clock.aheadMs = 8 * DAY_MS;
  await sweepBlobs(services, services.now());
  const blobs: string[] = [];
  for await (const { key } of services.storage.objects.list()) blobs.push(key.split("/")[1] ?? "");
  expect(blobs.toSorted()).toEqual([restored, kept].toSorted());
});

it("[RNS10] an answer is forgotten after a day, and the request is then judged anew", async () => {
  const { services, clock } = stage;
  const runner = await stage.addRunner();
  const runId = randomUUID();
  await runner.bring(runId, makeUpload());
  const headers = { "idempotency-key": randomUUID() };
  const first = await runner.ask("DELETE", `/runs/${runId}`, { headers });
  await runner.ask("POST", `/runs/${runId}/restore`);
  expect((await runner.ask("DELETE", `/runs/${runId}`, { headers })).body).toBe(first.body);
  expect((await runner.read(runId)).deletedAtUtc).toBeNull();
  clock.aheadMs += 1.1 * DAY_MS;
  expect(await forgetOldAnswers(services)).toBe(1);
  await runner.ask("DELETE", `/runs/${runId}`, { headers });
  expect((await runner.read(runId)).deletedAtUtc).not.toBeNull();
});

it("[RNS15] a run that waits without a job gets one, and one only", async () => {
  const { services } = stage;
  const runner = await stage.addRunner();
  const [runId, file] = [randomUUID(), await recordingOf()];
  await runner.bring(runId, makeUpload({}, [file]));
  await runner.send(runId, 0, file);
  const countJobs = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*)::int4 as count from jobs.job
      where name = 'analyse-run' and data ->> 'runId' = ${runId}`.execute(services.database);
    return rows[0]?.count ?? 0;
  };
  expect(await countJobs()).toBe(1);
  await sql`delete from jobs.job where name = 'analyse-run'`.execute(services.database);
  await askForWaiting(services);
  await askForWaiting(services);
  expect(await countJobs()).toBe(1);
});

it("[RNS2] of a runner who left nothing stays, and nobody else loses anything", async () => {
  const { services } = stage;
  const [leaver, other] = [await stage.addRunner(), await stage.addRunner()];
  const [runId, file] = [randomUUID(), await recordingOf()];
  for (const runner of [leaver, other]) {
    await runner.bring(runId, makeUpload({}, [file]));
    await runner.send(runId, 0, file);
  }
  await services.database
    .updateTable("directory.runner")
    .set({ erasing_since: services.now() })
    .where("runner_id", "=", leaver.runnerId)
    .execute();
  expect(await eraseLeavers(services)).toBe(1);
  expect((await leaver.ask("GET", `/runs/${runId}`)).statusCode).toBe(404);
  expect((await other.read(runId)).state).toBe("waiting");
  const owners = new Set<string>();
  for await (const { key } of services.storage.objects.list()) owners.add(key.split("/")[0] ?? "");
  expect([owners.has(leaver.runnerId), owners.has(other.runnerId)]).toEqual([false, true]);
});
