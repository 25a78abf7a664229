// A program of `npm run bench`: strides stored beside bare COPY, an hour's run from its last uploaded byte to what its page
// needs, lists of 2,000 runs. Comes in as arguments: the files of an hour, left and right. Goes out on stdout: one JSON object.
// The database is as in production (embedded, fsync on), requests go over real sockets; who asks is taken for granted.
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { RECORD_WORDS } from "@solewise/gait";
import { sql } from "kysely";
import { openDatabase, type OpenDatabase } from "../database/open-database.ts";
import { ensureStridePartitions } from "../database/stride-partitions.ts";
import type { RunDocument } from "../http/runs/run-schema.ts";
import { ABSENT, WORD_COLUMNS } from "../store/stride-columns.ts";
import { insertStrides, spanOf } from "../store/stride-rows.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../testing/run-stage.ts";
import { copyRows } from "./copy-rows.ts";

/** The recordings. */
interface RunFiles {
  left: string;
  right: string;
}

/** Times of many requests, ms. */
interface RequestTimes {
  p50Ms: number;
  p99Ms: number;
}

/** What was measured. */
interface ServerRunsCost {
  strideCount: number;
  storedRowsPerSec: number;
  copiedRowsPerSec: number;
  /** Rounds, each with a runner of its own; what follows are medians of them. */
  hourRounds: number;
  /** Last byte of the run sent → its answer: the recording is kept as blocks. */
  keptSec: number;
  /** That answer → the run is ready and strides and paths of both feet are here. */
  readySec: number;
  /** Time on the processor from the last byte on, of this process with its threads: without PostgreSQL. */
  processorSec: number;
  /** Longest time from the last byte on in which the server answered nobody, ms. */
  stallMs: number;
  runCount: number;
  requestCount: number;
  list: RequestTimes;
  wholeList: RequestTimes;
  weeks: RequestTimes;
}

const HOUR_ROUNDS = 3;
const ROUNDS = 7;
const WARM_UP_ROUNDS = 2;
const RUN_COUNT = 2000;
const REQUESTS = 400;
const PAGE_RUNS = 200;

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

async function inMs(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

function timesOf(values: readonly number[]): RequestTimes {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** A client over a real socket. */
class Asker {
  readonly url: string;
  readonly caller: string;

  constructor(url: string, { runnerId }: TestRunner) {
    this.url = `${url}/api/v1`;
    this.caller = JSON.stringify({ runnerId, loginId: "l", sessionId: "s", role: "runner" });
  }

  async ask(method: string, path: string, body?: Buffer | string, headers: Record<string, string> = {}) {
    const type = typeof body === "string" ? { "content-type": "application/json" } : {};
    const init = { method, headers: { "x-caller": this.caller, ...type, ...headers } };
    const sent = body === undefined ? init : { ...init, body: new Blob([new Uint8Array(Buffer.from(body))]) };
    const answer = await fetch(this.url + path, sent);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${bytes.toString().slice(0, 300)}`);
    return bytes;
  }

  async read<Body>(path: string): Promise<Body> {
    return JSON.parse((await this.ask("GET", path)).toString()) as Body;
  }
}

/** The files as the app sends them. */
interface PackedFiles {
  plain: Buffer[];
  packed: Buffer[];
}

async function packFiles(files: RunFiles): Promise<PackedFiles> {
  const plain = [await readFile(files.left), await readFile(files.right)];
  return { plain, packed: await Promise.all(plain.map((bytes) => promisify(gzip)(bytes))) };
}

/** Brings a run and sends everything but its last byte; what comes back sends that. */
async function uploadAlmost(
  asker: Asker,
  { plain, packed }: PackedFiles,
): Promise<{ runId: string; end: () => Promise<unknown> }> {
  const runId = randomUUID();
  const upload = makeUpload({}, plain);
  const feet = upload.feet.map((foot, slot) => {
    return { ...foot, encoding: "gzip" as const, uploadBytes: packed[slot]?.length ?? 0 };
  });
  await asker.ask("PUT", `/runs/${runId}`, JSON.stringify({ ...upload, feet }));
  const send = (slot: number, from: number, to?: number) =>
    asker.ask("PATCH", `/runs/${runId}/recordings/${slot}`, packed[slot]?.subarray(from, to), {
      "content-type": "application/octet-stream",
      "upload-offset": String(from),
    });
  const [left, right] = packed.map(({ length }) => length);
  await send(0, 0, left);
  const last = (right ?? 0) - 1;
  await send(1, 0, last);
  return { runId, end: () => send(1, last) };
}

async function readPage(asker: Asker, runId: string): Promise<void> {
  for (;;) {
    const run = await asker.read<RunDocument>(`/runs/${runId}`);
    if (run.state === "failed") throw new Error(JSON.stringify(run.failure));
    if (run.state === "ready") break;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
  const path = `/runs/${runId}/analyses/current`;
  for (const side of ["left", "right"])
    for (const file of ["strides.bin", "paths.bin"]) await asker.ask("GET", `${path}/${side}/${file}`);
}

type HourCost = Pick<ServerRunsCost, "keptSec" | "readySec" | "processorSec" | "stallMs">;

/** One run from its last byte to what its page needs. */
async function measureHour(asker: Asker, files: PackedFiles): Promise<HourCost & { runId: string }> {
  const { runId, end } = await uploadAlmost(asker, files);
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  stalls.enable();
  const before = process.cpuUsage();
  const keptMs = await inMs(end);
  const readyMs = await inMs(() => readPage(asker, runId));
  const { user, system } = process.cpuUsage(before);
  stalls.disable();
  const processorSec = (user + system) / 1e6;
  return { runId, keptSec: keptMs / 1000, readySec: readyMs / 1000, processorSec, stallMs: stalls.max / 1e6 };
}

/** Rounds with a runner each: the same recordings of one runner would be one run. */
async function measureHours(stage: RunStage, url: string, files: RunFiles) {
  const packed = await packFiles(files);
  const costs: HourCost[] = [];
  let words = new Int32Array();
  for (let round = 0; round < HOUR_ROUNDS; round++) {
    const asker = new Asker(url, await stage.addRunner());
    const { runId, ...cost } = await measureHour(asker, packed);
    costs.push(cost);
    const strides = await asker.ask("GET", `/runs/${runId}/analyses/current/left/strides.bin`);
    words = new Int32Array(new Uint8Array(strides).buffer);
  }
  const median = (name: keyof HourCost): number => medianOf(costs.map((cost) => cost[name]));
  const cost: HourCost = {
    keptSec: median("keptSec"),
    readySec: median("readySec"),
    processorSec: median("processorSec"),
    stallMs: median("stallMs"),
  };
  return { cost: { hourRounds: HOUR_ROUNDS, ...cost }, words };
}

/** The rows of a foot as COPY text, for another runner. */
function copyText(words: Int32Array, atMs: number, runnerId: string): Buffer {
  const ids = [runnerId, randomUUID(), randomUUID(), 0].join("\t");
  const lines: string[] = [];
  for (let index = 0; index * RECORD_WORDS < words.length; index++) {
    const at = index * RECORD_WORDS;
    const us = (words[at + 2] ?? 0) * 2 ** 32 + ((words[at + 1] ?? 0) >>> 0);
    const cell = (word: number): string => (words[at + word] === ABSENT ? "\\N" : String(words[at + word]));
    const [sequence, ...others] = WORD_COLUMNS.map(([, word]) => cell(word));
    lines.push([ids, index, new Date(atMs + us / 1000).toISOString(), sequence, us, ...others].join("\t"));
  }
  return Buffer.from(`${lines.join("\n")}\n`);
}

async function measureStrides({ database, pool }: OpenDatabase, words: Int32Array) {
  const clockZeroAt = new Date("2026-05-01T06:00:00Z");
  const foot = { side: "left" as const, words, clockZeroAt, firstSampleSec: 0, lastSampleSec: 3700 };
  const { from, to } = spanOf(foot);
  await ensureStridePartitions(database, from, to);
  const strideCount = words.length / RECORD_WORDS;
  const [stored, copied]: [number[], number[]] = [[], []];
  const client = await pool.connect();
  try {
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      const key = { runnerId: randomUUID(), runId: randomUUID(), analysisId: randomUUID() };
      const storedMs = await inMs(() => database.transaction().execute((work) => insertStrides(work, key, foot)));
      const text = copyText(words, clockZeroAt.getTime(), randomUUID());
      const copiedMs = await inMs(() => copyRows(client, "runner.stride", text));
      if (round < 0) continue;
      stored.push((strideCount / storedMs) * 1000);
      copied.push((strideCount / copiedMs) * 1000);
    }
  } finally {
    client.release();
  }
  return { strideCount, storedRowsPerSec: medianOf(stored), copiedRowsPerSec: medianOf(copied) };
}

async function addManyRuns({ database }: OpenDatabase, runnerId: string): Promise<void> {
  await sql`
    insert into runner.run (runner_id, run_id, revision, change_number, name, started_at, start_source, time_zone,
      is_demo, facts, created_at, received_at, state, distance_meters, moving_time_sec)
    select ${runnerId}::uuid, gen_random_uuid(), 1, number, 'Run along the river ' || number,
      '2021-01-01Z'::timestamptz + number * interval '21 hours', 'recording', 'Europe/Berlin', false,
      '{"demo":null,"extra":{}}', now(), now(), 'ready', 10000, 3000
    from generate_series(1, ${RUN_COUNT}::int4) as number`.execute(database);
  await sql`
    insert into runner.recording (runner_id, run_id, slot, side, side_source, file_name, sha256, size_bytes, state)
    select runner_id, run_id, slot, case slot when 0 then 'left' else 'right' end, 'chosen', 'a.csv',
      sha256(run_id::text::bytea), 1, 'kept'
    from runner.run, generate_series(0, 1) as slot where runner_id = ${runnerId}`.execute(database);
  await sql`vacuum analyze runner.run, runner.recording`.execute(database);
}

async function readWholeList(asker: Asker): Promise<void> {
  let [cursor, count]: [string | null, number] = ["", 0];
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: { runs: object[]; nextCursor: string | null } = await asker.read(`/runs?limit=${PAGE_RUNS}${query}`);
    count += page.runs.length;
    cursor = page.nextCursor;
  }
  if (count !== RUN_COUNT) throw new Error(`expected ${RUN_COUNT} runs, but the list has ${count}`);
}

async function repeat(count: number, work: () => Promise<unknown>): Promise<RequestTimes> {
  const times: number[] = [];
  for (let index = -10; index < count; index++) {
    const tookMs = await inMs(work);
    if (index >= 0) times.push(tookMs);
  }
  return timesOf(times);
}

async function measureOn(open: OpenDatabase, stage: RunStage, files: RunFiles): Promise<ServerRunsCost> {
  await stage.app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${(stage.app.server.address() as AddressInfo).port}`;
  await stage.work();
  const { cost, words } = await measureHours(stage, url, files);
  const many = await stage.addRunner();
  await addManyRuns(open, many.runnerId);
  const lister = new Asker(url, many);
  return {
    ...cost,
    ...(await measureStrides(open, words)),
    runCount: RUN_COUNT,
    requestCount: REQUESTS,
    list: await repeat(REQUESTS, () => lister.ask("GET", "/runs")),
    wholeList: await repeat(REQUESTS / 10, () => readWholeList(lister)),
    weeks: await repeat(REQUESTS, () => lister.ask("GET", "/weeks?from=2024-12-30&count=53")),
  };
}

/** Measures on a server of its own. */
async function measureServerRuns(files: RunFiles): Promise<ServerRunsCost> {
  const dataFolder = await mkdtemp(join(tmpdir(), "solewise-bench-server-"));
  await chmod(dataFolder, 0o755); // the database's user has to pass
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const open = await openDatabase({ choice: "embedded", dataFolder, log });
  try {
    const stage = await openRunStage(open);
    try {
      return await measureOn(open, stage, files);
    } finally {
      stage.app.server.closeAllConnections();
      await stage.close();
    }
  } finally {
    await open.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

const [left, right] = process.argv.slice(2);
if (left === undefined || right === undefined) throw new RangeError("expected the files of a left and a right foot");
process.stdout.write(`${JSON.stringify(await measureServerRuns({ left, right }))}\n`);
process.exit(0);
