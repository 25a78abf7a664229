// What an operator's programs read: readiness, metrics, status, the log.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rememberBackup } from "../../backup/last-backup.ts";
import { type RequestFacts, serverLog } from "../../logs/server-log.ts";
import { plainCsv } from "../../testing/recording-stage.ts";
import { makeUpload } from "../../testing/run-stage.ts";
import { startServer, stopAll, type TestServer } from "../../testing/running-server.ts";

const PASSWORD = "quiet mornings by the lake";
const EMAIL = "secretive.runner@shoe.example";
const TOKEN = "a-token-of-24-characters";

let server: TestServer;
const lines: string[] = [];
const requests: RequestFacts[] = [];
let session = "";

function ask(
  path: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: object; body?: unknown } = {},
) {
  const isBytes = body instanceof Buffer;
  return fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": isBytes ? "application/octet-stream" : "application/json" }),
      ...(session === "" ? {} : { authorization: `Bearer ${session}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  });
}

beforeAll(async () => {
  const log = serverLog(
    "json",
    () => new Date(),
    (text) => void lines.push(text),
  );
  const logRequest = (facts: RequestFacts): void => {
    requests.push(facts);
    log.request(facts);
  };
  server = await startServer([], {}, { log: log.line, logRequest });
  const registered = await ask("/api/v1/registration", {
    method: "POST",
    body: {
      email: EMAIL,
      password: PASSWORD,
      displayName: "Unmistakable Name",
      ageBand: "18-plus",
      invitationToken: server.startToken,
      consents: [{ purpose: "gait-analysis", isGranted: true }],
    },
  });
  if (registered.status !== 201) throw new Error(await registered.text());
  const signedIn = await ask("/api/auth/sign-in/email", {
    method: "POST",
    body: { email: EMAIL, password: PASSWORD, keep: "token" },
  });
  session = signedIn.headers.get("set-auth-token") ?? ((await signedIn.json()) as { token: string }).token;
});
afterAll(stopAll);

describe("readiness", () => {
  it("[OPS1] is told when every part can work, and which one cannot", async () => {
    await expect.poll(async () => (await ask("/readyz")).status, { timeout: 20_000, interval: 200 }).toBe(200);
    expect(await (await ask("/readyz")).json()).toEqual({
      status: "ready",
      checks: { database: "ok", migrations: "ok", storage: "ok", jobs: "ok" },
    });
    const objects = join(server.dataFolder, "objects");
    rmSync(objects, { recursive: true });
    writeFileSync(objects, "a file in the way");
    await expect.poll(async () => (await ask("/readyz")).status, { timeout: 20_000, interval: 200 }).toBe(503);
    expect(await (await ask("/readyz")).json()).toMatchObject({
      status: "not-ready",
      checks: { storage: "failed", jobs: "ok" },
    });
    rmSync(objects);
    mkdirSync(objects);
    chmodSync(objects, 0o700);
    await server.testDatabase.pool.query(
      "insert into solewise.migration values (999, '0999-later.sql', '00', now(), '9')",
    );
    await expect.poll(async () => (await ask("/readyz")).status, { timeout: 20_000, interval: 200 }).toBe(503);
    await server.testDatabase.pool.query("delete from solewise.migration where number = 999");
    await expect.poll(async () => (await ask("/readyz")).status, { timeout: 20_000, interval: 200 }).toBe(200);
  });
});

describe("a session of a runner", () => {
  it("[OPS3] leaves a line for each request of the API, and none of its secrets, names, ids or places", async () => {
    const csv = plainCsv(400);
    const upload = makeUpload({ name: "Secret Path 48.137154, 11.576124", notes: "Unmistakable note" }, [csv]);
    const runId = "0190a000-0000-7000-8000-0000000000aa";
    const path = `/api/v1/runs/${runId}`;
    expect((await ask(path, { method: "PUT", body: upload })).status).toBe(201);
    const sent = await ask(`${path}/recordings/0`, { method: "PATCH", body: csv, headers: { "upload-offset": "0" } });
    expect(sent.status).toBe(204);
    expect((await ask(`${path}?secret-query=48.137154`)).status).toBeLessThan(500);
    expect((await ask(`/api/v1/nothing/${EMAIL}`)).status).toBe(404);
    await ask("/api/auth/sign-in/email", { method: "POST", body: { email: EMAIL, password: "Wrong-Password-77" } });
    const { rows } = await server.testDatabase.pool.query<{ runner_id: string }>(
      "select runner_id from directory.runner",
    );
    const text = lines.join("");
    const secrets = [
      EMAIL,
      "secretive",
      PASSWORD,
      "Wrong-Password",
      "Unmistakable",
      "Secret Path",
      "48.137",
      "11.576",
      runId,
    ];
    const tokens = [session, server.startToken ?? "-", rows[0]?.runner_id ?? "-", "secret-query", "127.0.0.1"];
    expect([...secrets, ...tokens].filter((secret) => text.includes(secret))).toEqual([]);
    const put = requests.find(({ method }) => method === "PUT");
    expect(put).toMatchObject({ method: "PUT", route: "/api/v1/runs/:runId", status: 201 });
    const line = lines.find((one) => one.includes('"PUT"')) ?? "{}";
    expect(Object.keys(JSON.parse(line) as object).sort()).toEqual([
      "durationMs",
      "level",
      "message",
      "method",
      "requestId",
      "route",
      "status",
      "time",
    ]);
  });

  it("[OPS3] is readable text on a terminal", () => {
    const written: string[] = [];
    const log = serverLog(
      "text",
      () => new Date(0),
      (text) => void written.push(text),
    );
    log.line("database: back");
    log.request({ method: "GET", route: "/api/v1/runs", status: 200, durationMs: 1.26, requestId: "req-7" });
    expect(written).toEqual(["database: back\n", "req-7 GET /api/v1/runs 200 1.3 ms\n"]);
  });
});

describe("numbers", () => {
  it("[OPS2] are for this machine, unless a proxy forwarded the request, or for who has the token", async () => {
    const here = await ask("/metrics");
    const text = await here.text();
    expect(here.headers.get("content-type")).toMatch(/^text\/plain; version=/u);
    for (const part of [
      'solewise_http_request_duration_seconds_bucket{le="0.01",method="PUT",route="/api/v1/runs/:runId",status="201"}',
      'solewise_runs{state="awaiting-recordings"} 0',
      'solewise_runs{state="failed"} ',
      'solewise_jobs{state="active"}',
      "solewise_runners 1",
      "solewise_blob_bytes ",
      "solewise_database_bytes ",
      "process_resident_memory_bytes ",
    ])
      expect(text.includes(part), part).toBe(true);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/u);
    expect((await ask("/metrics", { headers: { "x-forwarded-for": "198.51.100.7" } })).status).toBe(404);
    const locked = await startServer([], { METRICS_TOKEN: TOKEN });
    const url = `http://127.0.0.1:${locked.port}/metrics`;
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url, { headers: { authorization: `Bearer ${TOKEN}x` } })).status).toBe(404);
    expect((await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
  });

  it("[OPS4] of the whole server are shown to its operator", async () => {
    await rememberBackup(server.dataFolder, { createdAtUtc: "2026-05-01T10:00:00.000Z", fileBytes: 7 });
    const answer = await ask("/api/v1/operator/status");
    expect(await answer.json()).toMatchObject({
      runnerCount: 1,
      jobCounts: { failed: 0 },
      registrationMode: "invitation",
      lastBackupAtUtc: "2026-05-01T10:00:00.000Z",
      lastBackupBytes: 7,
      versions: { node: process.versions.node },
    });
  });
});
