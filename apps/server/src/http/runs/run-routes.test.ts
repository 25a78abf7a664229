// Runs over HTTP on a real database: brought, listed, read, changed, deleted.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../../testing/run-stage.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import type { RunDocument, RunListItem } from "./run-schema.ts";

const testDatabase = useTestDatabase();
let stage: RunStage;
let runner: TestRunner;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
  runner = await stage.addRunner();
});
afterAll(() => stage.close());

describe("bringing a run", () => {
  it("[RNS3] is taken once: a repeat is told the same run, other recordings under its id are refused", async () => {
    const runId = randomUUID();
    const upload = makeUpload({ notes: "wet\r\nand cold", facts: { shoe: "blue", nested: { a: [1] } } });
    const first = await runner.ask("PUT", `/runs/${runId}`, { payload: upload });
    expect([first.statusCode, first.headers["etag"]]).toEqual([201, '"1"']);
    expect(first.json()).toMatchObject({
      runId,
      revision: 1,
      name: upload.name,
      notes: "wet\nand cold",
      state: "awaiting-recordings",
      timeZone: "Europe/Berlin",
      demo: null,
      deletedAtUtc: null,
      analysis: null,
      conflicts: [],
      facts: { shoe: "blue", nested: { a: [1] } },
      feet: [{ slot: 0, side: "left", samples: "awaiting", receivedBytes: 0 }],
    });
    const again = await runner.ask("PUT", `/runs/${runId}`, { payload: upload });
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    const other = await runner.ask("PUT", `/runs/${runId}`, { payload: makeUpload() });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, "run-id-taken"]);
  });

  it("[RNS4] the same recordings are the same run, whatever the id and the order of feet; both ids lead to it", async () => {
    const [kept, alias] = [randomUUID(), randomUUID()];
    const upload = makeUpload({}, [Buffer.from("one"), Buffer.from("two")]);
    await runner.bring(kept, upload);
    const answer = await runner.ask("PUT", `/runs/${alias}`, {
      payload: { ...upload, name: "elsewhere", feet: upload.feet.toReversed() },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ runId: kept, isSameContent: true, name: upload.name });
    expect((await runner.read(alias)).runId).toBe(kept);
    const stranger = await stage.addRunner();
    const own = await stranger.ask("PUT", `/runs/${alias}`, { payload: upload });
    expect([own.statusCode, own.json<RunDocument>().runId]).toEqual([201, alias]);
  });

  it("[RNS4] two devices that bring the same recordings at once make one run", async () => {
    const upload = makeUpload();
    const ids = Array.from({ length: 8 }, () => randomUUID());
    const answers = await Promise.all(ids.map((id) => runner.ask("PUT", `/runs/${id}`, { payload: upload })));
    expect(new Set(answers.map((answer) => answer.json<RunDocument>().runId)).size).toBe(1);
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(7);
  });

  it("[RNS3] names are cleaned as the app cleans them, and nothing that cannot be stored comes in", async () => {
    const dirty = "  evening\u202e run\u0000\n\t\ud800 two ";
    const upload = makeUpload({ name: dirty, timeZone: "Nowhere/Land", facts: { odd: "\u0000\ud800" } });
    const run = await runner.bring(randomUUID(), upload);
    expect([run.name, run.timeZone, run.facts]).toEqual(["evening run two", "Nowhere/Land", { odd: "\u0000\ud800" }]);
    expect((await runner.bring(randomUUID(), makeUpload({ name: "\u200b" }))).name).toBe("");
  });

  it("[RNS3] an upload that contradicts itself is refused", async () => {
    const two = makeUpload({}, [Buffer.from("a1"), Buffer.from("b1")]);
    const [left, right] = two.feet;
    if (left === undefined || right === undefined) throw new Error("expected two feet");
    const wrong: object[] = [
      { ...two, feet: [left, { ...right, side: "left" }] },
      { ...two, feet: [left, { ...right, slot: 0 }] },
      { ...two, feet: [left, { ...right, samples: "given-up" }] },
      { ...two, feet: [] },
      { ...two, feet: [{ ...left, uploadBytes: 1 }] },
      { ...two, feet: [{ ...left, samples: "given-up" }] },
      { ...two, startedAtUtc: "2026-13-01T00:00:00Z" },
      { ...two, unknown: 1 },
      { ...two, facts: { long: "x".repeat(70_000) } },
    ];
    for (const payload of wrong)
      expect([
        JSON.stringify(payload).slice(0, 300),
        (await runner.ask("PUT", `/runs/${randomUUID()}`, { payload })).statusCode,
      ]).toEqual([JSON.stringify(payload).slice(0, 300), 400]);
    expect((await runner.ask("PUT", "/runs/not-an-id", { payload: two })).statusCode).toBe(400);
  });

  it("[OBJ9] a recording of 10 GB, or one that shrank too much, is refused before a byte of it comes", async () => {
    const one = makeUpload({}, [Buffer.from("c1")]);
    const [left] = one.feet;
    const put = async (sizes: object): Promise<number> => {
      const payload = { ...one, feet: [{ ...left, ...sizes }] };
      return (await runner.ask("PUT", `/runs/${randomUUID()}`, { payload })).statusCode;
    };
    expect(await put({ sizeBytes: 10e9, uploadBytes: 10e9 })).toBe(413);
    expect(await put({ sizeBytes: 1e9, uploadBytes: 1e6, encoding: "gzip" })).toBe(422);
  });

  it("[RNS3] nothing is taken without the runner's consent", async () => {
    const { services } = stage;
    const shy = await stage.addRunner();
    await services.database.deleteFrom("directory.consent").where("runner_id", "=", shy.runnerId).execute();
    const answer = await shy.ask("PUT", `/runs/${randomUUID()}`, { payload: makeUpload() });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, "consent-missing"]);
  });
});

describe("another's run", () => {
  it("[RNS2] is answered as an unknown one, by every route", async () => {
    const runId = randomUUID();
    await runner.bring(runId, makeUpload());
    const stranger = await stage.addRunner();
    const edit = {
      editId: randomUUID(),
      baseRevision: 1,
      editedAtUtc: "2026-05-01T08:00:00Z",
      deviceName: "",
      name: "x",
    };
    const requests: Parameters<TestRunner["ask"]>[] = [
      ["GET", `/runs/${runId}`],
      ["PATCH", `/runs/${runId}`, { payload: { name: "x" }, headers: { "if-match": "*" } }],
      ["DELETE", `/runs/${runId}`],
      ["POST", `/runs/${runId}/restore`],
      ["POST", `/runs/${runId}/purge`],
      ["POST", `/runs/${runId}/edits`, { payload: edit }],
      ["POST", `/runs/${runId}/edits/${edit.editId}/resolution`, { payload: { take: "mine" } }],
      ["POST", `/runs/${runId}/analyses`],
      ["GET", `/runs/${runId}/analyses`],
      ["GET", `/runs/${runId}/analyses/current`],
      ["GET", `/runs/${runId}/analyses/current/left/strides.bin`],
      ["GET", `/runs/${runId}/analyses/current/left/paths.bin`],
    ];
    for (const [method, path, asking] of requests) {
      const strange = await stranger.ask(method, path, asking);
      const unknown = await stranger.ask(method, path.replace(runId, randomUUID()), asking);
      expect([method, path, strange.statusCode, strange.body]).toEqual([method, path, 404, unknown.body]);
    }
    expect((await runner.read(runId)).revision).toBe(1);
  });
});

describe("the list", () => {
  it("[RNS5] is newest first, page by page, each run once, however many begin at the same instant", async () => {
    const lister = await stage.addRunner();
    const ids: string[] = [];
    for (let index = 0; index < 23; index++) {
      const day = String(1 + (index % 5)).padStart(2, "0");
      const runId = randomUUID();
      await lister.bring(runId, makeUpload({ startedAtUtc: `2026-06-${day}T06:00:00.000Z` }));
      ids.push(runId);
    }
    const [first, last] = [ids[0] ?? "", ids.at(-1) ?? ""];
    await lister.ask("DELETE", `/runs/${first}`);
    const seen: RunListItem[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { runs: RunListItem[]; nextCursor: string | null } = (
        await lister.ask("GET", `/runs?limit=5${cursor === "" ? "" : `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.runs);
      cursor = page.nextCursor;
    }
    expect(seen.map(({ runId }) => runId).toSorted()).toEqual(ids.slice(1).toSorted());
    const starts = seen.map(({ startedAtUtc }) => startedAtUtc);
    expect(starts).toEqual(starts.toSorted().toReversed());
    expect(seen[0]).toMatchObject({ sides: ["left"], state: "awaiting-recordings", distanceMeters: null });
    const deleted = (await lister.ask("GET", "/runs?deleted=true")).json<{ runs: RunListItem[] }>();
    expect(deleted.runs.map(({ runId }) => runId)).toEqual([first]);
    expect(seen.some(({ runId }) => runId === last)).toBe(true);
    for (const wrong of ["cursor=zzz", "limit=x", "deleted=1", "unknown=1"])
      expect([wrong, (await lister.ask("GET", `/runs?${wrong}`)).statusCode]).toEqual([wrong, 400]);
  });
});

describe("a change with If-Match", () => {
  it("[RNS7] needs the ETag that the run has; a stale one changes nothing", async () => {
    const runId = randomUUID();
    await runner.bring(runId, makeUpload());
    const patch = (headers: Record<string, string>, payload: object = { name: "Hills" }) =>
      runner.ask("PATCH", `/runs/${runId}`, { payload, headers });
    expect((await patch({})).statusCode).toBe(428);
    expect((await patch({ "if-match": '"2"' })).statusCode).toBe(412);
    expect((await patch({ "if-match": '"1"' }, {})).statusCode).toBe(400);
    const done = await patch({ "if-match": '"1"' });
    expect([done.statusCode, done.headers["etag"], done.json<RunDocument>().name]).toEqual([200, '"2"', "Hills"]);
    const stale = await patch({ "if-match": '"1"' }, { name: "Dales" });
    expect([stale.statusCode, stale.headers["etag"]]).toEqual([412, '"2"']);
    const again = await runner.ask("GET", `/runs/${runId}`, { headers: { "if-none-match": '"2"' } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    const moved = await patch(
      { "if-match": "*" },
      { startedAtUtc: "2026-05-02T06:00:00Z", notes: "a\u202eb", sides: { "0": "right" } },
    );
    expect(moved.json()).toMatchObject({
      startedAtUtc: "2026-05-02T06:00:00.000Z",
      startSource: "chosen",
      notes: "ab",
      feet: [{ side: "right", sideSource: "chosen" }],
    });
    for (const wrong of [
      { name: "\u200b" },
      { sides: { "1": "left" } },
      { sides: {} },
      { startedAtUtc: "2026-02-31T99:00:00Z" },
    ])
      expect([wrong, (await patch({ "if-match": "*" }, wrong)).statusCode]).toEqual([wrong, 400]);
  });
});

describe("deleting", () => {
  it("[RNS16] hides a run, restoring brings it back, only a deleted one is purged, and then it is gone for good", async () => {
    const runId = randomUUID();
    const upload = makeUpload();
    await runner.bring(runId, upload);
    expect((await runner.ask("POST", `/runs/${runId}/purge`)).statusCode).toBe(409);
    const deleted = (await runner.ask("DELETE", `/runs/${runId}`)).json<RunDocument>();
    expect([deleted.deletedAtUtc !== null, deleted.revision]).toEqual([true, 2]);
    expect((await runner.ask("DELETE", `/runs/${runId}`)).json<RunDocument>().revision).toBe(2);
    const repeated = await runner.ask("PUT", `/runs/${randomUUID()}`, { payload: upload });
    expect(repeated.json()).toMatchObject({ runId, isSameContent: true, deletedAtUtc: deleted.deletedAtUtc });
    expect((await runner.ask("POST", `/runs/${runId}/restore`)).json<RunDocument>().deletedAtUtc).toBeNull();
    await runner.ask("DELETE", `/runs/${runId}`);
    expect((await runner.ask("POST", `/runs/${runId}/purge`)).statusCode).toBe(204);
    for (const [method, path] of [
      ["GET", ""],
      ["POST", "/purge"],
      ["DELETE", ""],
    ] as const)
      expect((await runner.ask(method, `/runs/${runId}${path}`)).statusCode).toBe(410);
    expect((await runner.ask("PUT", `/runs/${runId}`, { payload: upload })).statusCode).toBe(410);
    expect((await runner.ask("PUT", `/runs/${randomUUID()}`, { payload: upload })).statusCode).toBe(201);
  });
});

describe("an Idempotency-Key", () => {
  it("[RNS10] gives the first answer again, also at once, and is refused for another request", async () => {
    const runId = randomUUID();
    await runner.bring(runId, makeUpload());
    const headers = { "idempotency-key": `key-${randomUUID()}`, "if-match": '"1"' };
    const patch = (name: string) => runner.ask("PATCH", `/runs/${runId}`, { payload: { name }, headers });
    const answers = await Promise.all([patch("Once"), patch("Once"), patch("Once")]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await runner.read(runId)).revision).toBe(2);
    expect((await patch("Twice")).statusCode).toBe(422);
    const stranger = await stage.addRunner();
    const own = await stranger.ask("PUT", `/runs/${runId}`, { payload: makeUpload(), headers });
    expect(own.statusCode).toBe(201);
    const wrong = await runner.ask("DELETE", `/runs/${runId}`, { headers: { "idempotency-key": "short" } });
    expect(wrong.statusCode).toBe(400);
  });
});
