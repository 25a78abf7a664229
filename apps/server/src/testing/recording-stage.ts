// Recordings' routes on real sockets, with a database and folders of their own. Comes in: a test database, what differs.
// Goes out: an address, runs that wait for their recordings, the services behind.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import type { RecordingServices } from "../commands/recordings/recording-services.ts";
import { closeStorage, openStorage } from "../commands/recordings/recording-services.ts";
import { DEFAULT_UPLOAD_LIMITS, type UploadLimits } from "../commands/recordings/upload-limits.ts";
import { decideConsent, hasConsent } from "../accounts/consents.ts";
import type { Database } from "../database/tables.ts";
import { inTransaction } from "../database/transaction.ts";
import { addAccess } from "../http/access/access.ts";
import { addLeaveUnread } from "../http/leave-unread.ts";
import { Problem, sendProblem } from "../http/problem.ts";
import { addRecordingRoutes } from "../http/recordings/recording-routes.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import type { S3Place } from "../objects/s3-place.ts";
import { insertRun } from "../store/run-rows.ts";
import type { RecordingKey } from "../store/upload-rows.ts";
import { callerByHeader } from "./caller-by-header.ts";

/** What a test may choose. */
export interface StageWishes {
  limits?: Partial<UploadLimits>;
  objectsKey?: Buffer | null;
  s3?: S3Place | null;
  now?: () => Date;
  dataFolder?: string;
  onStep?: RecordingServices["onStep"];
}

/** A recording that a run waits for. */
export interface WaitedFor {
  csv: Uint8Array;
  encoding?: "identity" | "gzip";
  uploadBytes?: number;
  sizeBytes?: number;
}

/** Rows from 0 s on, as a recorder writes them. */
export function plainCsv(rowCount: number, seed = 1): Buffer {
  const lines = ["# side=left", "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z"];
  for (let row = 0; row < rowCount; row++) {
    const axes = [1, 2, 3, 5, 7, 11].map((step) => (20 * Math.sin((row * step + seed) / 50)).toFixed(4));
    lines.push([(row / 200).toFixed(4), ...axes].join(","));
  }
  return Buffer.from(`${lines.join("\n")}\n`);
}

/** Services on a database and a folder; jobs are noted as `analysed`. */
export function recordingServices(
  database: Database,
  dataFolder: string,
  wishes: StageWishes = {},
): RecordingServices & { asked: string[]; lines: string[] } {
  const asked: string[] = [];
  const lines: string[] = [];
  const jobs: JobQueue = {
    enqueue: async (_transaction, name, _data, key) => {
      asked.push(await Promise.resolve(`${name} ${key}`));
    },
  };
  return {
    database,
    jobs,
    asked,
    lines,
    now: wishes.now ?? (() => new Date()),
    randomBytes,
    log: (line) => void lines.push(line),
    storage: openStorage(
      { dataFolder, objectsKey: wishes.objectsKey ?? null, s3: wishes.s3 ?? null },
      { ...DEFAULT_UPLOAD_LIMITS, ...wishes.limits },
    ),
    ...(wishes.onStep === undefined ? {} : { onStep: wishes.onStep }),
  };
}

/** A runner who has agreed to the analysis of runs. */
async function addAgreed(database: Database, runnerId: string): Promise<void> {
  if (await hasConsent(database, runnerId, "gait-analysis")) return;
  const at = new Date("2026-01-05T10:00:00Z");
  const row = { runner_id: runnerId, age_band: "18-plus" as const, created_at: at };
  await database.insertInto("directory.runner").values(row).execute();
  await inTransaction(database, (transaction) =>
    decideConsent(transaction, { runnerId, purpose: "gait-analysis", isGranted: true }, at),
  );
}

/** Adds a run of a runner, who agrees to its analysis, that waits for recordings; their keys by slot. */
export async function addWaitingRun(
  database: Database,
  runnerId: string,
  ...waited: WaitedFor[]
): Promise<RecordingKey[]> {
  await addAgreed(database, runnerId);
  const runId = randomUUID();
  const at = new Date("2026-01-05T10:00:00Z");
  const recordings = waited.map(({ csv, encoding = "identity", uploadBytes, sizeBytes }, slot) => ({
    runner_id: runnerId,
    run_id: runId,
    slot,
    side: slot === 0 ? ("left" as const) : ("right" as const),
    side_source: "header",
    file_name: `${slot}.csv`,
    sha256: createHash("sha256").update(csv).digest(),
    size_bytes: sizeBytes ?? csv.length,
    state: "awaiting" as const,
    upload_encoding: encoding,
    upload_bytes: uploadBytes ?? csv.length,
  }));
  await database.transaction().execute((transaction) =>
    insertRun(transaction, {
      run: {
        runner_id: runnerId,
        run_id: runId,
        name: "Run",
        started_at: at,
        start_source: "recording",
        time_zone: "UTC",
        is_demo: false,
        facts: "{}",
        created_at: at,
        received_at: at,
        state: "awaiting-recordings",
      },
      contentSha256: randomBytes(32),
      recordings,
    }),
  );
  return waited.map((_, slot) => ({ runnerId, runId, slot: slot === 0 ? 0 : 1 }));
}

/** Everything of a test, until `close`. */
export interface RecordingStage {
  services: ReturnType<typeof recordingServices>;
  port: number;
  dataFolder: string;
  pathOf: (key: RecordingKey) => string;
  /** Headers that say who asks. */
  as: (runnerId: string) => Record<string, string>;
  close: () => Promise<void>;
}

/** Opens one. */
export async function openRecordingStage(database: Database, wishes: StageWishes = {}): Promise<RecordingStage> {
  const dataFolder = wishes.dataFolder ?? mkdtempSync(join(tmpdir(), "solewise-recordings-"));
  const services = recordingServices(database, dataFolder, wishes);
  const app: FastifyInstance = Fastify();
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Problem)
      return sendProblem(reply.headers(error.headers), error.statusCode, error.message, error.code);
    services.lines.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return sendProblem(reply, (error as { statusCode?: number }).statusCode ?? 500, "failed");
  });
  addLeaveUnread(app);
  addAccess(app, { authenticate: callerByHeader, nowMs: () => 0 });
  await addRecordingRoutes(app, services);
  await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    services,
    port: (app.server.address() as AddressInfo).port,
    dataFolder,
    pathOf: ({ runId, slot }) => `/api/v1/runs/${runId}/recordings/${slot}`,
    as: (runnerId) => ({ "x-caller": JSON.stringify({ runnerId, loginId: "l", sessionId: "s", role: "runner" }) }),
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
      await closeStorage(services.storage);
      if (wishes.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
