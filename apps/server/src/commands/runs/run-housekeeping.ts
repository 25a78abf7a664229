// What goes by the clock: deleted runs after their days, answers to repeats after a day, runners who left. Comes in: the
// services with their clock. Goes out: how many.
import { eraseRunner, runnersToErase } from "../../accounts/erase-runner.ts";
import { readServerSettings } from "../../accounts/server-settings.ts";
import { inTransaction } from "../../database/transaction.ts";
import { enqueueAnalysis } from "../../jobs/enqueue.ts";
import { forgetAnswers } from "../../store/idempotency-rows.ts";
import { listBlobKeys } from "../../store/runner-blobs.ts";
import { lockClock } from "../../store/change-clock.ts";
import { findExpired, findWaiting, readRun } from "../../store/run-rows.ts";
import { purgeRun } from "./purge-run.ts";
import type { RunServices } from "./run-services.ts";

const DAY_MS = 86_400_000;

/** How long the answer to an Idempotency-Key is kept. Milliseconds; a day. */
const ANSWERS_KEPT_MS = DAY_MS;

/** Runs purged together at most; the next hour takes more. */
const PURGE_MAX_COUNT = 1000;

/** Removes runs that were deleted longer before `ages` than the setting says; returns how many. */ // RNS16, OPS7
export async function purgeExpired(services: RunServices, ages: Date = services.now()): Promise<number> {
  const { database } = services;
  const { deletedRunsKeptDays } = await readServerSettings(database);
  const before = new Date(ages.getTime() - deletedRunsKeptDays * DAY_MS);
  const expired = await findExpired(database, before, PURGE_MAX_COUNT);
  let count = 0;
  for (const key of expired)
    await inTransaction(database, async (transaction) => {
      await lockClock(transaction, key.runnerId);
      const run = await readRun(transaction, key);
      if (run === null || run.deleted_at === null || run.deleted_at >= before) return; // restored meanwhile
      await purgeRun(services, transaction, key);
      count++;
    });
  return count;
}

/** Forgets answers that nobody repeats any more. */
export function forgetOldAnswers({ database, now }: RunServices, ages: Date = now()): Promise<number> {
  return forgetAnswers(database, new Date(ages.getTime() - ANSWERS_KEPT_MS));
}

/** Asks again for the analysis of every run that waits for one: a queue that was lost is made anew. */
export async function askForWaiting(services: RunServices): Promise<number> {
  const waiting = await findWaiting(services.database);
  for (const key of waiting)
    await inTransaction(services.database, (transaction) => enqueueAnalysis(services, transaction, key));
  return waiting.length;
}

/** Erases the runs of everybody who left. */
export async function eraseLeavers({ database, storage }: RunServices): Promise<number> {
  const runnerIds = await runnersToErase(database);
  const removeBlobs = async (runnerId: string): Promise<void> => {
    for (const objectKey of await listBlobKeys(database, runnerId)) await storage.objects.delete(objectKey);
  };
  for (const runnerId of runnerIds) await eraseRunner({ database, removeBlobs }, runnerId);
  return runnerIds.length;
}
