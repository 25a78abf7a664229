// GET /readyz: whether it can do its work now, part by part. Comes in: the services. Goes out: 200 when all of them can, else
// 503; words, never reasons: those are in the log. // OPS1
import { constants, existsSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { claimStore } from "../../commands/recordings/claim-store.ts";
import { readApplied } from "../../database/migrate.ts";
import { readMigrations } from "../../database/migration-files.ts";
import { isWorkLockTaken } from "../../jobs/work-lock.ts";
import { messageOf } from "../../refusal.ts";
import type { Services } from "../../services.ts";

/** Longest wait for one part. Milliseconds. */
const ANSWER_TIME_MAX_MS = 3000;
/** How long an answer is good for: anybody may ask. Milliseconds. */
const KEPT_MS = 1000;
/** With less room than this the storage is full. Bytes. */
const FREE_MIN_BYTES = 16_777_216;

type Part = "database" | "migrations" | "storage" | "jobs";
type Checks = Record<Part, "ok" | "failed">;

/** Each may be a disk of its own; one that is not there yet, or whose blobs are elsewhere, will be made on the first. */
const FOLDERS = [".", "uploads", "objects"] as const;

async function checkFolder(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < FREE_MIN_BYTES) throw new Error("the disk is full");
  await access(folder, constants.W_OK);
}

/** Wherever blobs are, uploads under way are on the disk. */
async function checkStorage({ database, storage, dataFolder }: Services): Promise<void> {
  await storage.objects.check();
  await claimStore(database, storage.objects);
  const folders = FOLDERS.map((name) => join(dataFolder, name)).filter((folder) => existsSync(folder));
  for (const folder of folders) await checkFolder(folder);
}

async function checkMigrations({ pool }: Services, expectedCount: number): Promise<void> {
  if ((await readApplied(pool)).length !== expectedCount) throw new Error("the database is of another version");
}

async function checkJobs({ pool }: Services): Promise<void> {
  if (!(await isWorkLockTaken(pool))) throw new Error("nobody works on jobs");
}

async function within(work: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), ANSWER_TIME_MAX_MS);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function check(services: Services, migrationCount: number): Promise<Checks> {
  const { pool, log } = services;
  const works: Record<Part, () => Promise<unknown>> = {
    database: () => pool.query("select 1"),
    migrations: () => checkMigrations(services, migrationCount),
    storage: () => checkStorage(services),
    jobs: () => checkJobs(services),
  };
  const outcomes = Object.entries(works).map(async ([part, work]) => {
    try {
      await within(work());
      return [part, "ok"] as const;
    } catch (error) {
      log(`not ready: ${part}: ${messageOf(error)}`);
      return [part, "failed"] as const;
    }
  });
  return Object.fromEntries(await Promise.all(outcomes)) as Checks;
}

/** Adds the route. */
export function addReadyRoute(app: FastifyInstance, services: Services): void {
  const migrationCount = readMigrations().length;
  let last: { atMs: number; checks: Promise<Checks> } | null = null;
  app.get("/readyz", async (_request, reply) => {
    const nowMs = performance.now();
    if (last === null || nowMs - last.atMs > KEPT_MS) last = { atMs: nowMs, checks: check(services, migrationCount) };
    const checks = await last.checks;
    const isReady = Object.values(checks).every((outcome) => outcome === "ok");
    reply.header("cache-control", "no-store").code(isReady ? 200 : 503);
    return { status: isReady ? "ready" : "not-ready", checks };
  });
}
