// The routes of runs and recordings on a real database, with jobs that work. Comes in: a test's database. Goes out: requests
// of a runner who has agreed to the analysis, and the services behind.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { decideConsent } from "../accounts/consents.ts";
import { closeStorage, openStorage } from "../commands/recordings/recording-services.ts";
import type { RunServices } from "../commands/runs/run-services.ts";
import { inTransaction } from "../database/transaction.ts";
import { addAccess } from "../http/access/access.ts";
import { Problem, sendProblem } from "../http/problem.ts";
import { addRecordingRoutes } from "../http/recordings/recording-routes.ts";
import { addAllRunRoutes } from "../http/runs/all-run-routes.ts";
import type { RunDocument, RunUpload } from "../http/runs/run-schema.ts";
import { openJobs } from "../jobs/start-jobs.ts";
import type { S3Place } from "../objects/s3-place.ts";
import { callerByHeader } from "./caller-by-header.ts";
import type { TestDatabase } from "./test-database.ts";

/** A request's parts. */
export interface Asking {
  payload?: object | string | Buffer;
  headers?: Record<string, string>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

/** Somebody with runs. */
export class TestRunner {
  readonly runnerId = randomUUID();
  readonly app: FastifyInstance;

  constructor(app: FastifyInstance) {
    this.app = app;
  }

  ask(method: Method, path: string, { payload, headers = {} }: Asking = {}) {
    const caller = JSON.stringify({ runnerId: this.runnerId, loginId: "l", sessionId: "s", role: "runner" });
    return this.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { "x-caller": caller, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  }

  async read(runId: string): Promise<RunDocument> {
    return (await this.ask("GET", `/runs/${runId}`)).json<RunDocument>();
  }

  /** Brings a run; the document. */
  async bring(runId: string, upload: RunUpload): Promise<RunDocument> {
    const answer = await this.ask("PUT", `/runs/${runId}`, { payload: upload });
    if (answer.statusCode > 201) throw new Error(answer.body);
    return answer.json<RunDocument>();
  }

  /** Sends a recording in one piece. */
  async send(runId: string, slot: number, bytes: Buffer): Promise<void> {
    const headers = { "content-type": "application/octet-stream", "upload-offset": "0" };
    const answer = await this.ask("PATCH", `/runs/${runId}/recordings/${slot}`, { payload: bytes, headers });
    if (answer.statusCode !== 204) throw new Error(answer.body);
  }

  /** Waits until the run's analysis is over. */
  async settled(runId: string, timeMaxMs = 30_000): Promise<RunDocument> {
    const deadlineMs = performance.now() + timeMaxMs;
    for (;;) {
      const run = await this.read(runId);
      if (run.state === "ready" || run.state === "failed") return run;
      if (performance.now() > deadlineMs) throw new Error(`the run is still ${run.state}`);
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
  }
}

/** Everything of a test, until `close`. */
export interface RunStage {
  app: FastifyInstance;
  services: RunServices;
  /** Turned by the test. Milliseconds added to the real time. */
  clock: { aheadMs: number };
  log: string[];
  /** A runner more. */
  addRunner: () => Promise<TestRunner>;
  /** Begins to work on jobs. */
  work: () => Promise<void>;
  close: () => Promise<void>;
}

/** Opens one on a database; its blobs are files unless a bucket is given. */
export async function openRunStage(
  { database, pool }: Pick<TestDatabase, "database" | "pool">,
  s3: S3Place | null = null,
  lookEverySec?: number,
): Promise<RunStage> {
  const dataFolder = mkdtempSync(join(tmpdir(), "solewise-runs-"));
  const clock = { aheadMs: 0 };
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const jobs = await openJobs({ pool, log, ...(lookEverySec === undefined ? {} : { lookEverySec }) });
  const services: RunServices = {
    database,
    pool,
    dataFolder,
    log,
    randomBytes,
    jobs: jobs.queue,
    now: () => new Date(Date.now() + clock.aheadMs),
    storage: openStorage({ dataFolder, objectsKey: null, s3 }),
  };
  const app = Fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Problem)
      return void sendProblem(reply.headers(error.headers), error.statusCode, error.message, error.code);
    if ((error.statusCode ?? 500) >= 500) lines.push(error.stack ?? error.message);
    sendProblem(reply, error.statusCode ?? 500, error.message);
  });
  addAccess(app, { authenticate: callerByHeader, nowMs: () => services.now().getTime() });
  addAllRunRoutes(app, services);
  await addRecordingRoutes(app, services);
  await app.ready();
  return {
    app,
    services,
    clock,
    log: lines,
    addRunner: async () => {
      const runner = new TestRunner(app);
      const row = { runner_id: runner.runnerId, age_band: "18-plus" as const, created_at: services.now() };
      await database.insertInto("directory.runner").values(row).execute();
      const consent = { runnerId: runner.runnerId, purpose: "gait-analysis", isGranted: true } as const;
      await inTransaction(database, (transaction) => decideConsent(transaction, consent, services.now()));
      return runner;
    },
    work: () => jobs.work(services),
    close: async () => {
      await jobs.stop();
      await app.close();
      await closeStorage(services.storage);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

let madeCount = 0;

/** A run with recordings nobody else has; they are the bytes given, or never sent. */
export function makeUpload(changes: Partial<RunUpload> = {}, files: readonly Buffer[] = []): RunUpload {
  madeCount++;
  const bytes = files.length > 0 ? files : [Buffer.from(`left ${madeCount} ${randomUUID()}`)];
  return {
    name: `Run ${madeCount}`,
    createdAtUtc: "2026-05-01T08:00:00.000Z",
    startedAtUtc: "2026-05-01T06:30:00.000Z",
    startSource: "recording",
    timeZone: "Europe/Berlin",
    demo: null,
    feet: bytes.map((file, slot) => ({
      slot: slot === 0 ? 0 : 1,
      side: slot === 0 ? "left" : "right",
      sideSource: "chosen",
      fileName: slot === 0 ? "left.csv" : "right.csv",
      sha256: createHash("sha256").update(file).digest("hex"),
      sizeBytes: file.length,
      encoding: "identity",
      uploadBytes: file.length,
      samples: "coming",
    })),
    facts: {},
    ...changes,
  };
}
