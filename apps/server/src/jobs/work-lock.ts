// One process works on the jobs of a database. Comes in: its pool. Goes out: an advisory lock on a connection of its own, once
// nobody else has it; it ends with the connection, so also with the process. The connection also hears of jobs.
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";

/** Key of the advisory lock: the letters "workers" as a number. */
const LOCK_KEY = "33620500250357363";

/** How often it is asked for. Milliseconds. */
const ASK_EVERY_MS = 500;

async function tryLock(pool: Pool): Promise<PoolClient | null> {
  const client = await pool.connect();
  const { rows } = await client.query<{ is_mine: boolean }>("select pg_try_advisory_lock($1) as is_mine", [LOCK_KEY]);
  if (rows[0]?.is_mine === true) return client;
  client.release();
  return null;
}

/** The lock, held. */
export interface WorkLock {
  /** Its connection, kept open. */
  client: PoolClient;
  giveBack: () => Promise<void>;
}

/** Waits for the lock; null when `signal` ended the wait. */
export async function takeWorkLock(
  pool: Pool,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<WorkLock | null> {
  let isTold = false;
  while (!signal.aborted) {
    const client = await tryLock(pool);
    if (client !== null) {
      // A database that restarts ends the lock with the connection; jobs go on with the connections that follow.
      client.on("error", () => undefined);
      const giveBack = async (): Promise<void> => {
        await client.query("select pg_advisory_unlock($1)", [LOCK_KEY]).catch(() => undefined);
        client.release(true);
      };
      return { client, giveBack };
    }
    if (!isTold) log("jobs: another process works on this database's jobs; waiting for it to end");
    isTold = true;
    await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

/** Whether some process works on the jobs. */
export async function isWorkLockTaken(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ is_taken: boolean }>(
    `select exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32 | objid::bigint) = $1) as is_taken`,
    [LOCK_KEY],
  );
  return rows[0]?.is_taken === true;
}
