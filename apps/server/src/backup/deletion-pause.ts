// Blobs are not deleted while a backup runs, or it would have rows without their recordings. Comes in: the backup's
// connection, or the work that deletes. Goes out: an advisory lock, which the backup takes alone and deleters share. Deleters
// do not wait: what they would have deleted stays until they come again.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { ClientBase } from "pg";
import type { Database } from "../database/tables.ts";

/** Key of the advisory lock. The letters "backup" as a number. */
const LOCK_KEY = "108170419336560";
/** How often a backup looks whether the one before, or a sweep, has ended. Milliseconds. */
const LOOK_INTERVAL_MS = 200;

/** Waits for deleters and other backups; ends with the connection. */
export async function pauseDeletion(client: ClientBase, tellWaiting: () => void): Promise<void> {
  for (let isTold = false; ; isTold = true) {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [LOCK_KEY]);
    if (rows[0]?.taken === true) return;
    if (!isTold) tellWaiting();
    await sleep(LOOK_INTERVAL_MS);
  }
}

/** Runs work that deletes blobs, unless a backup is under way: null then, and nothing was done. */ // BAK2
export function unlessBackup<Result>(database: Database, work: () => Promise<Result>): Promise<Result | null> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock_shared(${LOCK_KEY}::bigint) as taken`.execute(connection);
    if (rows[0]?.taken !== true) return null;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock_shared(${LOCK_KEY}::bigint)`.execute(connection);
    }
  });
}
