// The server's jobs: queues, who works on them, what comes back by the clock. Comes in: the services. Goes out: a queue to put
// jobs into, at once; workers, once this process is the one that works. Engine: pg-boss in the schema `jobs`, which our
// migration made. // RNS15
import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Pool } from "pg";
import { unlessBackup } from "../backup/deletion-pause.ts";
import { askForWaiting, eraseLeavers, forgetOldAnswers, purgeExpired } from "../commands/runs/run-housekeeping.ts";
import { isDatabaseAway, isDatabaseFull } from "../database/database-away.ts";
import { isStoreAway, StoreFullError, StoreReadOnlyError } from "../objects/object-store.ts";
import { finishCompleteUploads, sweepBlobs } from "../commands/recordings/sweep-storage.ts";
import { removeOldRecordings } from "../commands/runs/remove-recordings.ts";
import type { RunServices } from "../commands/runs/run-services.ts";
import { analyseRun, giveUpAnalysis } from "./analyse-run.ts";
import { type JobData, type JobName, type JobQueue, queueOn } from "./job-queue.ts";
import { JobMender } from "./mend-jobs.ts";
import { putBackActive, putBackFuture } from "./put-back.ts";
import { hearOfJobs } from "./wake-workers.ts";
import { takeWorkLock, type WorkLock } from "./work-lock.ts";

/** How soon a worker looks for a job that it was not told of. Seconds; the least that pg-boss takes. */
const LOOK_EVERY_SEC = 0.5;

/** Runs analysed at once; each takes a thread a foot. Default 1: two cores. Range 1–8. */
const ANALYSES_AT_ONCE = 1;

/**
 * Tries of an analysis that breaks for another reason than its input, with waits of 2, 4, 8, 16 … s between them; and how long
 * one may take: a hundred hours of two feet take minutes.
 */
const ANALYSE_QUEUE = { policy: "stately", retryLimit: 4, retryDelay: 2, retryBackoff: true, expireInSeconds: 3600 };
/** The others come back by the clock. */
const CLOCK_QUEUE = { policy: "stately", retryLimit: 1, expireInSeconds: 3600 };

/** Jobs that come back by the clock: minute hour day month weekday, UTC. */
const CLOCK_JOBS: readonly (readonly [JobName, string])[] = [
  ["find-waiting", "*/5 * * * *"],
  ["sweep-blobs", "7 * * * *"],
  ["purge-deleted", "17 * * * *"],
  ["forget-answers", "27 * * * *"],
  ["erase-runner", "* * * * *"],
];

/** How soon the queue's own clock follows the database's. Seconds. */
const CLOCK_FOLLOWS_SEC = 15;

/** Time that never jumps: pg-boss waits until an instant, and after a jump back would wait for days. */ // RNS24
const STEADY_CLOCK: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  setTimeout: (work, waitMs) => setTimeout(work, waitMs),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: (work, everyMs) => setInterval(work, everyMs),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
};

/** Longest wait for jobs under way when the server stops. Milliseconds. */
const STOP_TIME_MAX_MS = 1000;

/** Jobs of a server. */
export interface Jobs {
  queue: JobQueue;
  /** Begins to work as soon as no other process does; resolves then. */
  work: (services: RunServices) => Promise<void>;
  stop: () => Promise<void>;
}

/** The instant by which things are old. */ // OPS7
const agesOf = ({ agesNow, now }: RunServices): Date => (agesNow ?? now)();

/** What each queue's worker does. */
const WORK: {
  [Name in JobName]: (services: RunServices, data: JobData[Name], signal: AbortSignal) => Promise<unknown>;
} = {
  "analyse-run": (services, key, signal) => analyseRun(services, key, signal),
  "purge-deleted": async (services) => {
    await purgeExpired(services, agesOf(services));
    await removeOldRecordings(services, agesOf(services));
  },
  "sweep-blobs": (services) => unlessBackup(services.database, () => sweepBlobs(services, agesOf(services))),
  "erase-runner": (services) => unlessBackup(services.database, () => eraseLeavers(services)),
  "forget-answers": (services) => forgetOldAnswers(services, agesOf(services)),
  "find-waiting": async (services) => {
    await finishCompleteUploads(services);
    await askForWaiting(services);
  },
};

const NAMES = Object.keys(WORK) as JobName[];

async function openBoss(pool: Pool, log: (line: string) => void): Promise<PgBoss> {
  const executeSql = (text: string, values?: unknown[]) => pool.query<Record<string, unknown>>(text, values);
  const clock = { clock: STEADY_CLOCK, clockMonitorIntervalSeconds: CLOCK_FOLLOWS_SEC };
  const boss = new PgBoss({ db: { executeSql }, schema: "jobs", migrate: false, createSchema: false, ...clock });
  boss.on("error", (error) => log(`jobs: ${error.message}`));
  await boss.start();
  for (const name of NAMES) await boss.createQueue(name, name === "analyse-run" ? ANALYSE_QUEUE : CLOCK_QUEUE);
  return boss;
}

/** A disk or a database that comes back: the run waits and is asked for again. */ // RNS23
function passesByItself(error: unknown): boolean {
  const isOfStore = error instanceof StoreFullError || error instanceof StoreReadOnlyError;
  return isOfStore || isStoreAway(error) || isDatabaseAway(error) || isDatabaseFull(error);
}

/** Who works: with what, until when, and who mends what troubles leave. */
interface Workshop {
  services: RunServices;
  signal: AbortSignal;
  mender: JobMender;
}

async function workOne<Name extends JobName>(
  { services, signal, mender }: Workshop,
  name: Name,
  job: JobWithMetadata<JobData[Name]>,
): Promise<void> {
  try {
    await mender.atWork(job.id, () => WORK[name](services, job.data, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    services.log(`job ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (name === "analyse-run" && passesByItself(error)) mender.askAgain();
    else if (name === "analyse-run" && job.retryCount >= job.retryLimit)
      await giveUpAnalysis(services, job.data as JobData["analyse-run"]);
    throw error;
  }
}

/** Begins to work. Returns the id of each queue's worker, by which it is woken. */
async function beginWork(boss: PgBoss, workshop: Workshop, lookEverySec: number): Promise<ReadonlyMap<string, string>> {
  const workerIds = new Map<string, string>();
  for (const name of NAMES) {
    const localConcurrency = name === "analyse-run" ? ANALYSES_AT_ONCE : 1;
    const options = { pollingIntervalSeconds: lookEverySec, includeMetadata: true, localConcurrency } as const;
    const work = async (jobs: JobWithMetadata<JobData[JobName]>[]): Promise<void> => {
      try {
        for (const job of jobs) await workOne(workshop, name, job);
      } finally {
        boss.notifyWorker(workerIds.get(name) ?? ""); // the next one may be there already
      }
    };
    workerIds.set(name, await boss.work(name, options, work));
  }
  for (const [name, clock] of CLOCK_JOBS) await boss.schedule(name, clock, {}, { singletonKey: "all" });
  return workerIds;
}

/** Opens the queues. Nothing is worked on before `work`. */
export async function openJobs({
  pool,
  log,
  lookEverySec = LOOK_EVERY_SEC,
}: {
  pool: Pool;
  log: (line: string) => void;
  lookEverySec?: number;
}): Promise<Jobs> {
  const boss = await openBoss(pool, log);
  const ending = new AbortController();
  let lock: WorkLock | null = null;
  let beginning: Promise<void> = Promise.resolve();
  const mender = new JobMender(pool, NAMES);
  const begin = async (services: RunServices): Promise<void> => {
    lock = await takeWorkLock(pool, log, ending.signal);
    if (lock === null) return;
    try {
      await putBackActive(pool, NAMES);
      await putBackFuture(pool);
      await finishCompleteUploads(services);
      await askForWaiting(services);
      if (ending.signal.aborted) return;
      const workerIds = await beginWork(boss, { services, signal: ending.signal, mender }, lookEverySec);
      await hearOfJobs(lock.client, (name) => boss.notifyWorker(workerIds.get(name) ?? ""));
      mender.begin(services);
    } catch (error) {
      if (ending.signal.aborted) return;
      const { giveBack } = lock;
      lock = null;
      await giveBack(); // for the next try
      throw error;
    }
  };
  return {
    queue: queueOn(boss),
    work: (services) => (beginning = begin(services)),
    stop: async () => {
      mender.end();
      ending.abort();
      await boss.stop({ close: false, graceful: true, timeout: STOP_TIME_MAX_MS });
      const ended = beginning.catch(() => undefined); // told to who called `work`
      await Promise.race([ended, sleep(STOP_TIME_MAX_MS, undefined, { ref: false })]);
      await lock?.giveBack();
    },
  };
}
