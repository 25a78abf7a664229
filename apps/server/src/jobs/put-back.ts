// Jobs that a process left when it died are put back at the start of the next, before anybody works: without waiting for
// their time to run out, and without counting as a try. // RNS15
import type { Pool } from "pg";

/** Puts back what is active; the caller holds the lock of those who work. Returns how many. */
export async function putBackActive(pool: Pool, names: readonly string[]): Promise<number> {
  // A key has one job in each state at most: where another one waits to be tried again, it does for both.
  await pool.query(
    `delete from jobs.job as active using jobs.job as waiting
      where active.name = any($1) and active.state = 'active' and waiting.state = 'retry'
        and waiting.name = active.name and waiting.singleton_key is not distinct from active.singleton_key`,
    [names],
  );
  const { rowCount } = await pool.query(
    `update jobs.job set state = 'retry', started_on = null, start_after = now(), heartbeat_on = null
      where name = any($1) and state = 'active'`,
    [names],
  );
  return rowCount ?? 0;
}
