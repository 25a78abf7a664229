// Recordings that were kept for the days of the server's setting go; the run, its strides and figures stay. Comes in: an instant by
// which things are old. Goes out: how many runs lost their recordings. // RNS33
import { readServerSettings, readSettingChangedAt } from "../../accounts/server-settings.ts";
import { inTransaction } from "../../database/transaction.ts";
import type { RunKey } from "../../jobs/enqueue.ts";
import { releaseBlobs } from "../../store/blob-intents.ts";
import { lockClock } from "../../store/change-clock.ts";
import { findKeptBefore, markRemoved } from "../../store/removed-rows.ts";
import { changeRun, readRecordings, readRun } from "../../store/run-rows.ts";
import type { RunServices } from "./run-services.ts";

const DAY_MS = 86_400_000;

/** A changed setting removes nothing before it is so old: time to see that it was a slip. Milliseconds; a week. */
const SETTING_WAITS_MS = 7 * DAY_MS;

/** Runs looked at together at most; the next hour takes more. */
const RUNS_MAX_COUNT = 1000;

/** Key of the sweep's job: one that has not begun serves everybody. */
const SWEEP_KEY = "all";

/** Recordings that came before this instant are to go; null: none are, or not yet. */
async function keptSince({ database }: RunServices, ages: Date): Promise<Date | null> {
  const { recordingsKeptDays } = await readServerSettings(database);
  const changedAt = await readSettingChangedAt(database, "recordingsKeptDays");
  if (recordingsKeptDays === null || changedAt === null) return null;
  if (ages.getTime() - changedAt.getTime() < SETTING_WAITS_MS) return null;
  return new Date(ages.getTime() - recordingsKeptDays * DAY_MS);
}

/** Removes those of one run, unless it is being analysed, or waits for it, or something came later. */
function removeOfRun(services: RunServices, key: RunKey, before: Date): Promise<boolean> {
  return inTransaction(services.database, async (transaction) => {
    await lockClock(transaction, key.runnerId);
    const run = await readRun(transaction, key);
    if (run?.state !== "ready") return false;
    const recordings = await readRecordings(transaction, key);
    if (!recordings.every(({ kept_at: keptAt }) => keptAt !== null && keptAt < before)) return false;
    const blobs = recordings.flatMap(({ object_key: objectKey }) => (objectKey === null ? [] : [objectKey]));
    if (blobs.length < recordings.length) return false;
    await markRemoved(transaction, key, services.now());
    await releaseBlobs(transaction, key.runnerId, blobs);
    await changeRun(transaction, key, {});
    await services.jobs.enqueue(transaction, "sweep-blobs", {}, SWEEP_KEY);
    return true;
  });
}

/** Removes recordings that came longer before `ages` than the setting says; returns of how many runs. */
export async function removeOldRecordings(services: RunServices, ages: Date = services.now()): Promise<number> {
  const before = await keptSince(services, ages);
  if (before === null) return 0;
  let count = 0;
  for (const key of await findKeptBefore(services.database, before, RUNS_MAX_COUNT))
    if (await removeOfRun(services, key, before)) count++;
  if (count > 0) services.log(`recordings of ${count} runs were removed, as their days are over`);
  return count;
}
