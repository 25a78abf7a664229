// Jobs that a process left when it died are put back at the start of the next, before anybody works: without waiting for
// their time to run out, and without counting as a try. So are jobs that a clock which was ahead put off. // RNS15, RNS24
import type { Pool } from "pg";

/** How long a job that a worker was given may be unknown to it. Seconds. */
const GIVEN_SEC = 10;

/**
 * Puts back what is active and whose worker is not among those `atWork`: a process died, or the connection that was to give the
 * worker its job. The caller holds the lock of those who work. Returns how many.
 */
export async function putBackActive(
  pool: Pool,
  names: readonly string[],
  atWork: ReadonlySet<string> | null = null,
): Promise<number> {
  const values = [names, [...(atWork ?? [])], atWork === null ? 0 : GIVEN_SEC];
  const isLost =
    "name = any($1) and state = 'active' and id <> all($2::uuid[]) and started_on <= now() - $3 * interval '1 second'";
  // A key has one job in each state at most: where another one waits to be tried again, it does for both.
  await pool.query(
    `delete from jobs.job as active using jobs.job as waiting
      where active.id in (select id from jobs.job where ${isLost}) and active.name = any($1) and waiting.state = 'retry'
        and waiting.name = active.name and waiting.singleton_key is not distinct from active.singleton_key`,
    values,
  );
  const { rowCount } = await pool.query(
    `update jobs.job set state = 'retry', started_on = null, start_after = now(), heartbeat_on = null where ${isLost}`,
    values,
  );
  return rowCount ?? 0;
}

/**
 * What a database clock that was ahead left in the future, brought back to now: jobs, which would wait until then, and pg-boss's
 * own notes of when it last looked, without which it looks no more until then. Our longest wait is half a minute.
 */
export async function putBackFuture(pool: Pool): Promise<void> {
  await pool.query(
    `update jobs.job set start_after = now() where state in ('created', 'retry') and start_after > now() + interval '10 minutes'`,
  );
  await pool.query(
    `update jobs.version set cron_on = least(cron_on, now()), bam_on = least(bam_on, now()), flow_on = least(flow_on, now())
      where greatest(cron_on, bam_on, flow_on) > now() + interval '1 minute'`,
  );
  await pool.query(
    `update jobs.queue set monitor_claim_on = least(monitor_claim_on, now()), monitor_on = least(monitor_on, now()),
        maintain_on = least(maintain_on, now()) where greatest(monitor_claim_on, monitor_on, maintain_on) > now() + interval '1 minute'`,
  );
}
