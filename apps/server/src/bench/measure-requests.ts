// A program of `npm run bench`: requests with a session through the real server, beside bare Fastify and pg doing the same SQL;
// what the check of a session costs. Comes in: nothing. Goes out on stdout: one JSON object. PostgreSQL is the embedded one
// (fsync on); both servers are programs of their own on it, asked in turn.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ClientConfig, Pool } from "pg";
import { callerOfToken } from "../accounts/sessions.ts";
import { signToken } from "../accounts/session-token.ts";
import { openDatabase } from "../database/open-database.ts";
import { makeBuiltApp } from "../testing/built-app.ts";
import { embeddedFolder } from "../testing/embedded-folder.ts";
import { loadServer } from "./load-loop.ts";

/** What one server did with one kind of request. */
interface ServedLoad {
  requestsPerSec: number;
  /** Of the server's process with its threads, without PostgreSQL; null where /proc does not tell. */
  processorMs: number | null;
}

/** Both servers, medians of rounds in turn. */
interface Comparison {
  server: ServedLoad;
  bare: ServedLoad;
}

/** What was measured. */
interface RequestsCost {
  rounds: number;
  requestCount: number;
  connectionCount: number;
  runsOfRunner: number;
  changes: Comparison;
  list: Comparison;
  /** One after the other: the check, and a prepared `select 1` on the same pool. */
  session: { checkMs: number; floorMs: number };
}

const SERVER = new URL("../main.ts", import.meta.url);
const BARE = new URL("bare-server.ts", import.meta.url);
const ROUNDS = 7;
const REQUESTS = 2000;
const CONNECTIONS = 16;
/** Runners who ask in turn: one alone would be told to wait. */
const RUNNERS = 64;
const RUNS = 200;
const CHECKS = 2000;
/** Of /proc/PID/stat on Linux. */
const TICKS_PER_SEC = 100;

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Processor time of a process so far, s; null where there is no /proc. */
function processorSec(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SEC;
  } catch {
    return null;
  }
}

/** A program that serves, until it is killed. */
class Served {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(program: URL, args: readonly string[], env: Record<string, string>): Promise<Served> {
    const variables = { PATH: process.env["PATH"] ?? "", ...env };
    const words = [fileURLToPath(program), ...args];
    const child = spawn(process.execPath, words, { env: variables, stdio: ["ignore", "pipe", "inherit"] });
    process.once("exit", () => void child.kill("SIGKILL"));
    const port = await new Promise<number>((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const found = /Listening .*?(?::|port )(\d+)/u.exec(said)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
      child.once("close", () => reject(new Error(`${program.pathname} ended before it listened: ${said}`)));
    });
    return new Served(child, port);
  }

  async load(path: string, bearers: readonly string[]): Promise<ServedLoad> {
    const pid = this.#child.pid ?? 0;
    const before = processorSec(pid);
    const requests = bearers.map((bearer) => ({ path, bearer }));
    const tookSec = await loadServer({
      port: this.port,
      requests,
      connectionCount: CONNECTIONS,
      requestCount: REQUESTS,
    });
    const after = processorSec(pid);
    const processorMs = before === null || after === null ? null : ((after - before) * 1000) / REQUESTS;
    return { requestsPerSec: REQUESTS / tookSec, processorMs };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => void this.#child.once("close", resolve));
    this.#child.kill("SIGTERM");
    await ended;
  }
}

/** Runners with sessions `token-N`, five changes and some runs each. */
async function addRunners(pool: Pool): Promise<void> {
  await pool.query(`
    with person as (
      insert into auth.login (id, email, created_at, updated_at)
      select gen_random_uuid(), 'runner' || number || '@bench.example', now(), now()
      from generate_series(1, ${RUNNERS}) as number returning id, email
    ), session as (
      insert into auth.session (id, login_id, token, expires_at, created_at, updated_at)
      select gen_random_uuid(), id, 'token-' || substring(email from '\\d+'), now() + interval '1 day', now(), now()
      from person
    )
    insert into directory.runner (runner_id, login_id, role, age_band, created_at)
    select gen_random_uuid(), id, 'runner', '18-plus', now() from person`);
  await pool.query("insert into runner.change_clock select runner_id, $1 from directory.runner", [RUNS]);
  await pool.query(
    `insert into runner.run (runner_id, run_id, revision, change_number, name, started_at, start_source, time_zone,
      is_demo, facts, created_at, received_at, state, distance_meters, moving_time_sec)
    select runner_id, gen_random_uuid(), 1, number, 'Run along the river ' || number,
      '2026-01-01Z'::timestamptz + number * interval '21 hours', 'recording', 'Europe/Berlin', false,
      '{"demo":null,"extra":{}}', now(), now(), 'ready', 10000, 3000
    from directory.runner, generate_series(1, $1::int4) as number`,
    [RUNS],
  );
  await pool.query(`
    insert into runner.recording (runner_id, run_id, slot, side, side_source, file_name, sha256, size_bytes, state)
    select runner_id, run_id, slot, case slot when 0 then 'left' else 'right' end, 'chosen', 'a.csv',
      sha256(run_id::text::bytea), 1, 'kept'
    from runner.run, generate_series(0, 1) as slot`);
  await pool.query("vacuum analyze");
}

/** Where a pool is connected, as a URL; a socket's folder goes behind it. */
function urlOf({ host = "", port = 0, user = "", password, database = "" }: ClientConfig): string {
  const url = new URL(`postgres://${user}:${encodeURIComponent(String(password))}@localhost:${port}/${database}`);
  url.searchParams.set("host", host);
  return url.href;
}

function middle(loads: readonly ServedLoad[]): ServedLoad {
  const times = loads.flatMap(({ processorMs }) => (processorMs === null ? [] : [processorMs]));
  return {
    requestsPerSec: medianOf(loads.map(({ requestsPerSec }) => requestsPerSec)),
    processorMs: times.length === 0 ? null : medianOf(times),
  };
}

async function compare(server: Served, bare: Served, path: string, bearers: readonly string[]): Promise<Comparison> {
  const found: { server: ServedLoad[]; bare: ServedLoad[] } = { server: [], bare: [] };
  for (let round = -1; round < ROUNDS; round++) {
    const [ours, theirs] = [await server.load(path, bearers), await bare.load(path, bearers)];
    if (round < 0) continue;
    found.server.push(ours);
    found.bare.push(theirs);
  }
  return { server: middle(found.server), bare: middle(found.bare) };
}

async function inMs(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** Medians; both in turn. */
async function measureSession(pool: Pool, secret: string): Promise<RequestsCost["session"]> {
  const check = { pool, secret, now: () => new Date() };
  const signed = signToken("token-1", secret);
  const [checks, floors]: [number[], number[]] = [[], []];
  for (let index = -200; index < CHECKS; index++) {
    const checkMs = await inMs(async () => {
      if ((await callerOfToken(check, signed)) === null) throw new Error("expected a session");
    });
    const floorMs = await inMs(() => pool.query({ name: "floor", text: "select 1" }));
    if (index < 0) continue;
    checks.push(checkMs);
    floors.push(floorMs);
  }
  return { checkMs: medianOf(checks), floorMs: medianOf(floors) };
}

async function measureOn(pool: Pool, dataFolder: string): Promise<RequestsCost> {
  await addRunners(pool);
  const secret = randomBytes(32).toString("base64url");
  const bearers = Array.from({ length: RUNNERS }, (_, index) => signToken(`token-${index + 1}`, secret));
  const env = { DATABASE_URL: urlOf(pool.options) };
  const appFolder = makeBuiltApp();
  const own = { SOLEWISE_HOME: join(dataFolder, "server"), SOLEWISE_SECRET: secret, PORT: "0", LOG_LEVEL: "info" };
  const server = await Served.start(SERVER, ["--app-folder", appFolder], { ...env, ...own });
  const bare = await Served.start(BARE, [], env);
  try {
    const changes = await compare(server, bare, `/api/v1/changes?after=${RUNS}`, bearers);
    const list = await compare(server, bare, "/api/v1/runs", bearers);
    const session = await measureSession(pool, secret);
    const counts = { rounds: ROUNDS, requestCount: REQUESTS, connectionCount: CONNECTIONS, runsOfRunner: RUNS };
    return { ...counts, changes, list, session };
  } finally {
    await server.stop();
    await bare.stop();
    await rm(appFolder, { recursive: true, force: true });
  }
}

async function measure(): Promise<RequestsCost> {
  const dataFolder = embeddedFolder();
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const open = await openDatabase({ choice: "embedded", dataFolder, log });
  try {
    return await measureOn(open.pool, dataFolder);
  } finally {
    await open.close();
    await rm(join(dataFolder, ".."), { recursive: true, force: true });
  }
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
process.exit(0);
