// Brings a database to this version's schema, forward only. Comes in: a pool and the migrations. Goes out: a database
// with each of them applied once, or a Refusal. Each is one transaction together with its record in solewise.migration.
import type { Pool, PoolClient } from "pg";
import { Refusal } from "../refusal.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { VERSION } from "../version.ts";

/** Key of the advisory lock: one process migrates at a time. The letters "solewis" as a number. */
const LOCK_KEY = "32492133671201139";

/** A migration that the database remembers. */
export interface AppliedMigration {
  number: number;
  name: string;
  sha256: string;
}

const CREATE_RECORD = `
  create schema if not exists solewise;
  create table if not exists solewise.migration (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    program_version text not null
  );`;

/** What was applied, oldest first; empty for a new database. */
export async function readApplied(client: Pool | PoolClient): Promise<AppliedMigration[]> {
  const found = await client.query<{ there: boolean }>("select to_regclass('solewise.migration') is not null as there");
  if (found.rows[0]?.there !== true) return [];
  const sql = "select number, name, sha256 from solewise.migration order by number";
  return (await client.query<AppliedMigration>(sql)).rows;
}

/** Refuses a database that a newer program made, or whose past is not the one in our files. */ // DBS7, DBS8
export function judgeApplied(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const ours = migrations[index];
    if (ours === undefined)
      throw new Refusal(
        `The database is newer than this program (Solewise ${VERSION}): it has migration ${name}, the program ends ` +
          `with ${migrations.at(-1)?.name ?? "none"}. Start the newer version, or restore a backup of the older one.`,
      );
    if (ours.number !== number || ours.sha256 !== sha256)
      throw new Refusal(
        `Migration ${ours.name} is not the one that was applied to this database (${name}): expected SHA-256 ` +
          `${sha256.slice(0, 12)}…, the file has ${ours.sha256.slice(0, 12)}…. Applied migrations never change; ` +
          `install Solewise ${VERSION} anew, or point it at another database.`,
      );
  }
}

async function applyOne(client: PoolClient, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("reset search_path");
    await client.query(
      "insert into solewise.migration (number, name, sha256, program_version) values ($1, $2, $3, $4)",
      [migration.number, migration.name, migration.sha256, VERSION],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/**
 * Applies what is missing, in order, and returns the names of what it applied. Two processes at once: the second waits
 * and finds nothing left. Throws Refusal (see judgeApplied) or the error of the SQL, with that migration undone.
 */ // DBS17
export async function migrate(pool: Pool, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
    const applied = await readApplied(client);
    judgeApplied(applied, migrations);
    const missing = migrations.slice(applied.length);
    if (missing.length > 0) await client.query(CREATE_RECORD);
    for (const migration of missing) await applyOne(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK_KEY]).catch(() => undefined);
    client.release(true);
  }
}
