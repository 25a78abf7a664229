// Jobs are begun at once: the transaction that asks for one tells its queue's name, and PostgreSQL passes it on when that is
// committed, to whichever process works. A word that is lost costs the wait until the workers look by themselves. // RNS30
import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { DatabaseTransaction } from "../database/tables.ts";
import type { JobName } from "./job-queue.ts";

const CHANNEL = "solewise_jobs";

/** Tells of a job that this transaction put into its queue. */
export async function tellWorkers(transaction: DatabaseTransaction, name: JobName): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${name})`.execute(transaction);
}

/** Hears of jobs on a connection that is kept open, as long as it lives. */
export async function hearOfJobs(client: PoolClient, wake: (name: string) => void): Promise<void> {
  client.on("notification", ({ channel, payload }) => {
    if (channel === CHANNEL) wake(payload ?? "");
  });
  await client.query(`listen ${CHANNEL}`);
}
