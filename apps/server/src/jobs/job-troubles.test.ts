// Jobs through troubles that pass: a store that is full for a while, a database clock that was ahead.
import { randomUUID } from "node:crypto";
import { formatRecording } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { sql } from "kysely";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askForWaiting } from "../commands/runs/run-housekeeping.ts";
import { type ObjectStore, StoreFullError } from "../objects/object-store.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../testing/run-stage.ts";
import { useTestDatabase } from "../testing/test-database.ts";
import { JobMender } from "./mend-jobs.ts";
import { putBackFuture } from "./put-back.ts";

const testDatabase = useTestDatabase();
let stage: RunStage;
let runner: TestRunner;
let isFull = false;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
  stage.services.storage.objects = fullNowAndThen(stage.services.storage.objects);
  await stage.work();
  runner = await stage.addRunner();
});
afterAll(() => stage.close());

/** The stage's store on a disk that has no room for paths while `isFull`. */
function fullNowAndThen(store: ObjectStore): ObjectStore {
  return new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]): unknown => {
        const isPaths = name === "put" && String(args[0]).endsWith("-paths");
        return isFull && isPaths ? Promise.reject(new StoreFullError(null)) : Reflect.apply(method, target, args);
      };
    },
  });
}

/** A run with one recording, as far as its last byte; whoever works on jobs analyses it. */
async function bringWalk(startSec: number): Promise<string> {
  const file = Buffer.from([...formatRecording({}, [walkNoisyFoot({ startSec, strideCount: 20 })])].join(""));
  const runId = randomUUID();
  await runner.bring(runId, makeUpload({}, [file]));
  await runner.send(runId, 0, file);
  return runId;
}

async function stateOfJob(runId: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`select state::text from jobs.job
    where name = 'analyse-run' and data ->> 'runId' = ${runId} order by created_on desc limit 1`.execute(
    stage.services.database,
  );
  return rows[0]?.state ?? "none";
}

it("[RNS23] a run whose analysis found the disk full at its last try is not failed, and is analysed when there is room", async () => {
  const { database } = stage.services;
  isFull = true;
  const runId = await bringWalk(0);
  await sql`update jobs.job set retry_limit = 0 where name = 'analyse-run' and data ->> 'runId' = ${runId}`.execute(
    database,
  );
  while ((await stateOfJob(runId)) !== "failed") await sleep(50);
  expect((await runner.read(runId)).state).toBe("analysing");
  isFull = false;
  await askForWaiting(stage.services);
  expect((await runner.settled(runId)).state).toBe("ready");
});

it("[RNS15] a job that never came to its worker is put back while the server runs; one at work and a fresh one are not", async () => {
  const { database, pool } = stage.services;
  const mender = new JobMender(pool, ["analyse-run"]);
  const add = async (startedSecAgo: number): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      insert into jobs.job (name, data, state, singleton_key, policy, started_on)
      values ('analyse-run', ${JSON.stringify({ runnerId: runner.runnerId, runId: randomUUID() })}, 'active', ${randomUUID()},
        'stately', now() - ${startedSecAgo}::int * interval '1 second') returning id`.execute(database);
    return rows[0]?.id ?? "";
  };
  const [lost, atWork, fresh] = [await add(60), await add(60), await add(1)];
  const statesOf = async (): Promise<Record<string, string>> => {
    const { rows } = await sql<{ id: string; state: string }>`select id, state::text from jobs.job
      where id = any(${[lost, atWork, fresh]}::uuid[])`.execute(database);
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
  };
  await mender.atWork(atWork, () => mender.look(stage.services));
  expect(await statesOf()).toMatchObject({ [atWork]: "active", [fresh]: "active" });
  while ((await statesOf())[lost] !== "completed") await sleep(50);
});

it("[RNS24] what a clock that was ahead put off goes on now", async () => {
  const { database, pool } = stage.services;
  await sql`update jobs.queue set monitor_on = now() + interval '400 days' where name = 'analyse-run'`.execute(
    database,
  );
  await sql`update jobs.version set cron_on = now() + interval '400 days'`.execute(database);
  const runId = await database.transaction().execute(async (transaction) => {
    const key = { runnerId: runner.runnerId, runId: randomUUID() };
    await stage.services.jobs.enqueue(transaction, "analyse-run", key, key.runId);
    await sql`update jobs.job set start_after = now() + interval '400 days' where singleton_key = ${key.runId}`.execute(
      transaction,
    );
    return key.runId;
  });
  await sleep(1500);
  expect(await stateOfJob(runId)).toBe("created");
  await putBackFuture(pool);
  while ((await stateOfJob(runId)) !== "completed") await sleep(50);
  const { rows } = await sql<{ ahead: boolean }>`select
    (select cron_on > now() from jobs.version) or exists (select from jobs.queue where monitor_on > now()) as ahead`.execute(
    database,
  );
  expect(rows).toEqual([{ ahead: false }]);
});
