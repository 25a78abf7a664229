// The feed of changes and mileage by week, over HTTP on a real database, with how PostgreSQL finds the rows.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyseRun } from "../../jobs/analyse-run.ts";
import { listChangesQuery, listRunsQuery } from "../../store/run-list-rows.ts";
import { listWeeksQuery } from "../../store/week-rows.ts";
import { explainPlan } from "../../testing/explain-plan.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../../testing/run-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import type { RunDocument } from "../runs/run-schema.ts";

interface Changes {
  runs: RunDocument[];
  purged: { runId: string }[];
  next: number;
  hasMore: boolean;
}

const testDatabase = useTestDatabase();
let stage: RunStage;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
});
afterAll(() => stage.close());

const listen = async (runner: TestRunner, after: number, limit = 100): Promise<Changes> =>
  (await runner.ask("GET", `/changes?after=${after}&limit=${limit}`)).json<Changes>();

describe("what changed", () => {
  it("[RNS6] comes in order, each run once as it is now, with what was purged; then nothing", async () => {
    const runner = await stage.addRunner();
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
    for (const runId of ids) await runner.bring(runId, makeUpload());
    await runner.ask("PATCH", `/runs/${ids[0]}`, { payload: { name: "New" }, headers: { "if-match": "*" } });
    await runner.ask("DELETE", `/runs/${ids[1]}`);
    const all = await listen(runner, 0);
    expect(all.runs.map(({ runId, changeNumber }) => [runId, changeNumber])).toEqual([
      [ids[2], 3],
      [ids[0], 4],
      [ids[1], 5],
    ]);
    expect([all.purged, all.next, all.hasMore, all.runs[1]?.name]).toEqual([[], 5, false, "New"]);
    const page = await listen(runner, 0, 2);
    expect([page.runs.length, page.next, page.hasMore]).toEqual([2, 4, true]);
    await runner.ask("POST", `/runs/${ids[1]}/purge`);
    const rest = await listen(runner, page.next);
    expect(rest).toEqual({ runs: [], purged: [{ runId: ids[1] }], next: 6, hasMore: false });
    expect(await listen(runner, 6)).toEqual({ runs: [], purged: [], next: 6, hasMore: false });
    const ahead = await runner.ask("GET", "/changes?after=7");
    expect([ahead.statusCode, ahead.json<{ code: string }>().code]).toEqual([409, "changes-ahead"]);
    expect((await listen(await stage.addRunner(), 0)).runs).toEqual([]);
  });

  it("[RNS1] [RNS6] a reader that follows while many write never skips a change", async () => {
    const runner = await stage.addRunner();
    const ids = Array.from({ length: 24 }, () => randomUUID());
    let isWriting = true;
    const write = async (runId: (typeof ids)[number]): Promise<void> => {
      await runner.bring(runId, makeUpload());
      await runner.ask("PATCH", `/runs/${runId}`, { payload: { name: "second" }, headers: { "if-match": "*" } });
      await runner.ask("DELETE", `/runs/${runId}`);
      if (ids.indexOf(runId) % 3 === 0) await runner.ask("POST", `/runs/${runId}/purge`);
    };
    const copy = new Map<string, RunDocument>();
    const follow = async (): Promise<void> => {
      let after = 0;
      for (;;) {
        const isLast = !isWriting;
        const { runs, purged, next, hasMore } = await listen(runner, after, 3);
        for (const run of runs) copy.set(run.runId, run);
        for (const { runId } of purged) copy.delete(runId);
        after = next;
        if (isLast && !hasMore) return;
      }
    };
    const following = follow();
    await Promise.all(ids.map(write));
    isWriting = false;
    await following;
    expect([...copy.keys()].toSorted()).toEqual(ids.filter((_, index) => index % 3 !== 0).toSorted());
    expect([...copy.values()].every(({ name, deletedAtUtc }) => name === "second" && deletedAtUtc !== null)).toBe(true);
  });
});

/** Runs of a runner with figures, as rows. */
async function addRuns(runnerId: string, rows: { startedAt: string; timeZone?: string; isDemo?: boolean }[]) {
  const { database } = stage.services;
  for (const [index, { startedAt, timeZone = "Europe/Berlin", isDemo = false }] of rows.entries()) {
    const at = new Date(startedAt);
    await database
      .insertInto("runner.run")
      .values({
        runner_id: runnerId,
        run_id: randomUUID(),
        revision: 1,
        change_number: index + 1,
        name: "",
        started_at: at,
        start_source: "recording",
        time_zone: timeZone,
        is_demo: isDemo,
        facts: '{"demo":null,"extra":{}}',
        created_at: at,
        received_at: at,
        state: "ready",
        distance_meters: 1000,
        moving_time_sec: 300,
      })
      .execute();
  }
}

describe("a run whose analysis failed", () => {
  it("[RNS6] [RNS18] is told to every device: what it is, its state, its problem with code and values", async () => {
    const runner = await stage.addRunner();
    const [runId, file] = [randomUUID(), Buffer.from(`time_s,acc_x\n1,${randomUUID()}\n`)];
    const brought = await runner.bring(runId, makeUpload({ name: "Along the river" }, [file]));
    const { next: seen } = await listen(runner, 0);
    await runner.send(runId, 0, file);
    await analyseRun(stage.services, { runnerId: runner.runnerId, runId });
    const told = {
      runId,
      name: "Along the river",
      startedAtUtc: brought.startedAtUtc,
      state: "failed",
      failure: { code: "column-header-wrong" },
      analysis: null,
      feet: [{ side: "left", fileName: "left.csv", samples: "kept" }],
    };
    const [sinceThen, fromNothing] = [await listen(runner, seen), await listen(runner, 0)];
    for (const { runs } of [sinceThen, fromNothing]) {
      expect(runs).toMatchObject([told]);
      expect(runs[0]?.failure?.message).toContain("left.csv");
    }
    const { runs: listed } = (await runner.ask("GET", "/runs")).json<{ runs: object[] }>();
    expect(listed, "the list has it too").toMatchObject([{ runId, state: "failed", distanceMeters: null }]);
  });
});

describe("weeks", () => {
  it("[RNS9] begin on Monday where the run was, count what is there, and are there without runs too", async () => {
    const runner = await stage.addRunner();
    await addRuns(runner.runnerId, [
      { startedAt: "2026-01-04T23:30:00Z" }, // Monday 00:30 in Berlin
      { startedAt: "2026-01-04T22:30:00Z" }, // still Sunday
      { startedAt: "2026-01-12T07:30:00Z", timeZone: "America/Los_Angeles" }, // Sunday evening there
      { startedAt: "2026-01-18T22:59:00Z" },
      { startedAt: "2026-01-14T10:00:00Z", isDemo: true },
      { startedAt: "2026-03-29T00:30:00Z", timeZone: "Europe/Berlin" }, // the night the clocks go forward
    ]);
    const weeksOf = async (query: string): Promise<[string, number, number][]> => {
      const answer = await runner.ask("GET", `/weeks?${query}`);
      const { weeks } = answer.json<{ weeks: { weekStart: string; runCount: number; distanceMeters: number }[] }>();
      return weeks.map(({ weekStart, runCount, distanceMeters }) => [weekStart, runCount, distanceMeters]);
    };
    expect(await weeksOf("from=2026-01-05&count=3")).toEqual([
      ["2026-01-05", 2, 2000],
      ["2026-01-12", 1, 1000],
      ["2026-01-19", 0, 0],
    ]);
    expect(await weeksOf("from=2026-01-05&count=2&timeZone=UTC")).toEqual([
      ["2026-01-05", 0, 0],
      ["2026-01-12", 2, 2000],
    ]);
    expect(await weeksOf("from=2026-03-23&count=1")).toEqual([["2026-03-23", 1, 1000]]);
    expect((await weeksOf("from=2026-01-05")).length).toBe(53);
    for (const wrong of ["from=2026-01-06", "from=2026-02-31", "from=2026-01-05&timeZone=Mars/Base", "count=3"])
      expect([wrong, (await runner.ask("GET", `/weeks?${wrong}`)).statusCode]).toEqual([wrong, 400]);
  });
});

describe("with 2,000 runs of a runner among others", () => {
  it("[RNS8] list, changes and weeks are index ranges: the plans are kept", async () => {
    const { database } = stage.services;
    const runner = await stage.addRunner();
    await sql`
      insert into runner.run (runner_id, run_id, revision, change_number, name, started_at, start_source, time_zone,
        is_demo, facts, created_at, received_at, state, distance_meters, moving_time_sec)
      select case when person = 0 then ${runner.runnerId}::uuid else gen_random_uuid() end, gen_random_uuid(), 1, number,
        'Run', '2020-01-01Z'::timestamptz + number * interval '1 day', 'recording', 'Europe/Berlin', false,
        '{"demo":null,"extra":{}}', now(), now(), 'ready', 10000, 3000
      from generate_series(0, 2) as person, generate_series(1, 2000) as number`.execute(database);
    await sql`
      insert into runner.recording (runner_id, run_id, slot, side, side_source, file_name, sha256, size_bytes, state)
      select runner_id, run_id, slot, case slot when 0 then 'left' else 'right' end, 'chosen', 'a.csv',
        sha256(run_id::text::bytea), 1, 'kept'
      from runner.run, generate_series(0, 1) as slot where name = 'Run'`.execute(database);
    await sql`
      insert into runner.purged_run (runner_id, run_id, change_number, purged_at)
      select runner_id, gen_random_uuid(), change_number + 5000, now() from runner.run where name = 'Run'`.execute(
      database,
    );
    await sql`analyze runner.run, runner.recording, runner.purged_run`.execute(database);
    const { runnerId } = runner;
    const after = { startedAt: new Date("2025-01-01T00:00:00Z"), runId: randomUUID() };
    const plans = {
      list: await explainPlan(database, listRunsQuery(runnerId, { isDeleted: false, limit: 51, after })),
      changes: await explainPlan(database, listChangesQuery(runnerId, 1500, 101)),
      weeks: await explainPlan(
        database,
        listWeeksQuery(runnerId, { from: new Date("2025-01-06T00:00:00Z"), count: 53, timeZone: null }),
      ),
    };
    for (const plan of Object.values(plans)) expect(plan).not.toMatch(/Seq Scan/u);
    expect(plans).toMatchSnapshot();
    const page = await runner.ask("GET", "/runs?limit=200");
    expect(page.json<{ runs: object[] }>().runs).toHaveLength(200);
  });
});
