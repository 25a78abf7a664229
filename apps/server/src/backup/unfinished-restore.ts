// The mark of a restore that has begun and not ended: a file in the data folder and a table in the database, there before
// anything else is changed and gone after everything is in place. A server that finds either does not start. // BAK7
import { existsSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ClientBase, Pool } from "pg";
import { syncFolder } from "../objects/durable-file.ts";
import { Refusal } from "../refusal.ts";

const MARK_TABLE = "solewise.unfinished_restore";

function markFileIn(dataFolder: string): string {
  return join(dataFolder, "unfinished-restore");
}

/** Whether the data folder has the mark. */
export function hasMarkFile(dataFolder: string): boolean {
  return existsSync(markFileIn(dataFolder));
}

/** Whether the database has it. */
export async function hasMarkTable(client: ClientBase | Pool): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [MARK_TABLE]);
  return rows[0]?.there === true;
}

export async function writeMarkFile(dataFolder: string, backupId: string): Promise<void> {
  const file = await open(markFileIn(dataFolder), "w", 0o600);
  try {
    await file.writeFile(`${backupId}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dataFolder);
}

/** Part of the transaction that empties the database. */
export async function writeMarkTable(client: ClientBase, backupId: string): Promise<void> {
  await client.query("create schema if not exists solewise");
  await client.query(`create table ${MARK_TABLE} (backup_id text not null)`);
  await client.query(`insert into ${MARK_TABLE} values ($1)`, [backupId]);
}

/** The restore is whole: both marks go, the file last. */
export async function removeMarks(pool: Pool, dataFolder: string): Promise<void> {
  await pool.query(`drop table ${MARK_TABLE}`);
  await rm(markFileIn(dataFolder), { force: true });
  await syncFolder(dataFolder);
}

function refuse(place: string): Refusal {
  return new Refusal(
    `A restore into ${place} did not finish: run it again, with the same file or another one: npm run restore -- FILE`,
  );
}

/** Throws Refusal when the data folder holds half a restore; before the database is opened. */
export function refuseHalfRestoredFolder(dataFolder: string): void {
  if (hasMarkFile(dataFolder)) throw refuse(dataFolder);
}

/** Throws Refusal when the database does; it may be reached with another data folder. */
export async function refuseHalfRestoredDatabase(pool: Pool, place: string): Promise<void> {
  if (await hasMarkTable(pool)) throw refuse(place);
}
