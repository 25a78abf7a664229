// Deleting an account. Comes in: whose. Goes out: the login and its sessions gone at once, the runner marked; then, by a job,
// every row and blob. The job may be repeated: what is gone stays gone, and the runner's own row goes last.
import { sql } from "kysely";
import { inTransaction } from "../database/transaction.ts";
import type { Database } from "../database/tables.ts";
import type { Accounts } from "./accounts.ts";

/** Ends the account; nobody can sign in to it any more when this returns. */ // ACT22
export async function startErasing({ database, now }: Accounts, runnerId: string): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const runner = await transaction
      .updateTable("directory.runner")
      .set({ erasing_since: now() })
      .where("runner_id", "=", runnerId)
      .returning("login_id")
      .executeTakeFirst();
    await transaction
      .updateTable("directory.invitation")
      .set({ revoked_at: now() })
      .where("invited_by", "=", runnerId)
      .where("used_at", "is", null)
      .where("revoked_at", "is", null)
      .execute();
    const loginId = runner?.login_id ?? null;
    if (loginId === null) return;
    await transaction.deleteFrom("auth.verification").where("value", "=", loginId).execute();
    await transaction.deleteFrom("auth.login").where("id", "=", loginId).execute();
  });
}

/** Runners whose erasing has begun, for the job. */
export async function runnersToErase(database: Database): Promise<string[]> {
  const query = database.selectFrom("directory.runner").where("erasing_since", "is not", null);
  return (await query.select("runner_id").execute()).map(({ runner_id }) => runner_id);
}

/** Tables that hold a runner's rows, asked of the database itself: one that is added later is not forgotten. */
async function runnerTables(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', space.nspname, class.relname) as name
    from pg_class class
    join pg_namespace space on space.oid = class.relnamespace
    join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attname = 'runner_id'
    where space.nspname = 'runner' and class.relkind in ('r', 'p') and not class.relispartition
      and not attribute.attisdropped
    order by class.relname
  `.execute(database);
  return rows.map(({ name }) => name);
}

/** What erasing needs. */
export interface EraseParts {
  database: Database;
  /** Removes every blob of a runner from the object store; harmless when there is none. */
  removeBlobs: (runnerId: string) => Promise<void>;
}

/** Erases what is left of a runner who is being erased: blobs, rows of every table, the runner. */ // ACT22
export async function eraseRunner({ database, removeBlobs }: EraseParts, runnerId: string): Promise<void> {
  const runner = await database
    .selectFrom("directory.runner")
    .where("runner_id", "=", runnerId)
    .where("erasing_since", "is not", null)
    .select("runner_id")
    .executeTakeFirst();
  if (runner === undefined) return;
  await removeBlobs(runnerId);
  const tables = await runnerTables(database);
  await inTransaction(database, async (transaction) => {
    // Foreign keys between the runner's own tables are checked at the end of each statement: children go with parents.
    for (const table of tables)
      await sql`delete from ${sql.raw(table)} where runner_id = ${runnerId}`.execute(transaction);
  });
  await removeBlobs(runnerId); // what an upload under way wrote in between
  await database.deleteFrom("directory.runner").where("runner_id", "=", runnerId).execute();
}
