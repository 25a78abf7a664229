// Changes of several devices over HTTP on a real database: what merges, what conflicts, how it is decided.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../../testing/run-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import type { RunDocument } from "./run-schema.ts";

interface EditAnswer {
  run: RunDocument;
  revision: number;
  outcomes: Record<string, string>;
}

const testDatabase = useTestDatabase();
let stage: RunStage;
let runner: TestRunner;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
  runner = await stage.addRunner();
});
afterAll(() => stage.close());

async function newRun(): Promise<string> {
  const runId = randomUUID();
  await runner.bring(runId, makeUpload({ name: "first" }, [Buffer.from(randomUUID()), Buffer.from(randomUUID())]));
  return runId;
}

function makeEdit(baseRevision: number, fields: object, deviceName = "Phone") {
  return { editId: randomUUID(), baseRevision, editedAtUtc: "1999-01-01T00:00:00Z", deviceName, ...fields };
}

async function edit(runId: string, payload: object): Promise<EditAnswer> {
  const answer = await runner.ask("POST", `/runs/${runId}/edits`, { payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<EditAnswer>();
}

const decide = (runId: string, editId: string, payload: object) =>
  runner.ask("POST", `/runs/${runId}/edits/${editId}/resolution`, { payload });

describe("an edit", () => {
  it("[RNS11] is taken once: its repeat has the same outcomes, whatever happened since", async () => {
    const runId = await newRun();
    const first = makeEdit(1, { name: "second", notes: "n" });
    const taken = await edit(runId, first);
    expect([taken.revision, taken.outcomes]).toEqual([2, { name: "applied", notes: "applied" }]);
    await edit(runId, makeEdit(2, { name: "third" }));
    const again = await edit(runId, first);
    expect([again.revision, again.outcomes, again.run.name, again.run.revision]).toEqual([
      2,
      { name: "applied", notes: "applied" },
      "third",
      3,
    ]);
  });

  it("[RNS12] different fields merge, made on whatever revision: deleted here and renamed there is both", async () => {
    const runId = await newRun();
    await edit(runId, makeEdit(1, { isDeleted: true }, "Tablet"));
    const { run, outcomes } = await edit(runId, makeEdit(1, { name: "named", startedAtUtc: "2026-05-03T10:00:00Z" }));
    expect(outcomes).toEqual({ name: "applied", startedAtUtc: "applied" });
    expect(run).toMatchObject({ name: "named", startedAtUtc: "2026-05-03T10:00:00.000Z", conflicts: [] });
    expect(run.deletedAtUtc).not.toBeNull();
    const swapped = await edit(runId, makeEdit(1, { sides: { "0": "right", "1": "left" } }));
    expect(swapped.run.feet.map(({ slot, side }) => [slot, side])).toEqual([
      [1, "left"],
      [0, "right"],
    ]);
  });

  it("[RNS13] the same field changed twice without knowing: the first stays, the second is kept beside it", async () => {
    const runId = await newRun();
    await edit(runId, makeEdit(1, { name: "by tablet" }, "Tablet"));
    const late = makeEdit(1, { name: "by phone", notes: "mine" });
    const { run, outcomes, revision } = await edit(runId, late);
    expect([outcomes, revision]).toEqual([{ name: "conflict", notes: "applied" }, 3]);
    expect([run.name, run.notes]).toEqual(["by tablet", "mine"]);
    expect(run.conflicts).toMatchObject([
      { editId: late.editId, field: "name", asked: "by phone", before: "by tablet", deviceName: "Phone", revision: 3 },
    ]);
    const same = await edit(runId, makeEdit(1, { name: "by tablet" }, "Watch"));
    expect([same.outcomes, same.run.revision]).toEqual([{ name: "applied" }, 3]);
  });

  it("[RNS13] a device that knows of the conflict and changes the field closes it", async () => {
    const runId = await newRun();
    await edit(runId, makeEdit(1, { name: "a" }, "Tablet"));
    const { revision } = await edit(runId, makeEdit(1, { name: "b" }));
    const { run, outcomes } = await edit(runId, makeEdit(revision, { name: "c" }));
    expect([run.name, run.conflicts, outcomes]).toEqual(["c", [], { name: "applied" }]);
  });

  it("[RNS12] a value that was there already is no change that others could miss", async () => {
    const runId = await newRun();
    await edit(runId, makeEdit(1, { name: "x" }));
    await edit(runId, makeEdit(2, { notes: "n" }));
    await edit(runId, makeEdit(3, { name: "x" }));
    const { outcomes } = await edit(runId, makeEdit(2, { name: "y" }, "Tablet"));
    expect(outcomes).toEqual({ name: "applied" });
  });
});

describe("a conflict", () => {
  async function newConflict(): Promise<[runId: string, editId: string]> {
    const runId = await newRun();
    await edit(runId, makeEdit(1, { name: "theirs" }, "Tablet"));
    const late = makeEdit(1, { name: "mine" });
    await edit(runId, late);
    return [runId, late.editId];
  }

  it("[RNS14] is decided for the asked value, for every device, once", async () => {
    const [runId, editId] = await newConflict();
    const decided = (await decide(runId, editId, { take: "mine" })).json<RunDocument>();
    expect([decided.name, decided.conflicts, decided.revision]).toEqual(["mine", [], 4]);
    const again = await decide(runId, editId, { take: "mine" });
    expect([again.statusCode, again.json<RunDocument>().revision]).toEqual([200, 4]);
    const other = await decide(runId, editId, { take: "theirs" });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, "already-resolved"]);
    const { outcomes } = await edit(runId, makeEdit(2, { name: "unaware" }, "Tablet"));
    expect(outcomes).toEqual({ name: "conflict" });
  });

  it("[RNS14] is decided for what is there", async () => {
    const [runId, editId] = await newConflict();
    const decided = (await decide(runId, editId, { take: "theirs", field: "name" })).json<RunDocument>();
    expect([decided.name, decided.conflicts, decided.revision]).toEqual(["theirs", [], 4]);
    expect((await decide(runId, randomUUID(), { take: "mine" })).statusCode).toBe(404);
    expect((await decide(runId, editId, { take: "mine", field: "notes" })).statusCode).toBe(404);
  });
});
