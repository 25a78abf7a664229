// Brings a backup into an empty server. Comes in: a verified file, a database that nobody else uses, an object store. Goes
// out: rows and recordings as they were, compared, on this version's schema. It may be ended at any moment and run again.
import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { migrate } from "../database/migrate.ts";
import { type Migration, readMigrations } from "../database/migration-files.ts";
import { ensureStridePartitions } from "../database/stride-partitions.ts";
import type { Database } from "../database/tables.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { Refusal } from "../refusal.ts";
import { type BackupHead, type BackupManifest, BLOB_PREFIX, type PartFacts, TABLE_PREFIX } from "./backup-format.ts";
import { type BackupTable, COPY_SETTINGS, copyInSql, copyOutSql, findAllTables, sqlName } from "./backup-tables.ts";
import { copyIn, copyOut } from "./copy-rows.ts";
import { BackupReader, type BackupPart, measured, verifyBackup } from "./read-backup.ts";
import { RowDigest } from "./row-digest.ts";
import { hasMarkFile, hasMarkTable, removeMarks, writeMarkFile, writeMarkTable } from "./unfinished-restore.ts";

/** What a restore works on. */
export interface RestoreParts {
  file: string;
  pool: Pool;
  database: Database;
  objects: ObjectStore;
  dataFolder: string;
  /** For people; without password. */
  place: string;
  /** Called before each part; tests act at these moments. */
  onStep?: (step: string) => Promise<void> | void;
}

/** What a restore brought; every figure was compared with the backup's. */
export interface RestoredBackup {
  head: BackupHead;
  manifest: BackupManifest;
  /** Migrations that were applied to the restored rows. */
  migrated: string[];
}

/** A table with rows that mean somebody uses this server; a link for the first operator does not. */
async function findContent(client: PoolClient): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await findAllTables(client)) {
    if (["directory.invitation", "auth.rate_limit", "auth.verification"].includes(name)) continue;
    const { rows } = await client.query<{ count: number }>(`select count(*) as count from ${sqlName(name)}`);
    const count = rows[0]?.count ?? 0;
    if (count > 0) found.push(`${count} ${count === 1 ? "row" : "rows"} of ${name}`);
  }
  return found;
}

/** Refuses a server that holds something, unless it is what an unfinished restore left. */ // BAK4
async function checkEmpty(client: PoolClient, { objects, dataFolder, place }: RestoreParts): Promise<void> {
  const found = (await hasMarkTable(client)) ? [] : await findContent(client);
  if (!hasMarkFile(dataFolder)) {
    let blobCount = 0;
    for await (const blob of objects.list()) blobCount += blob.key === "" ? 0 : 1;
    if (blobCount > 0) found.push(`${blobCount} ${blobCount === 1 ? "file" : "files"} in ${objects.place}`);
  }
  if (found.length === 0) return;
  throw new Refusal(
    `A restore needs an empty server; ${place} has ${found.join(", ")}. Nothing was changed. Restore into a new data ` +
      `folder (SOLEWISE_HOME=/path/to/folder) or a new database, or move the old ones away first.`,
  );
}

/** The migrations whose schema the backup's rows are of. Throws Refusal. */ // BAK8
function judgeMigrations({ migrations, programVersion }: BackupHead, ours: readonly Migration[]): Migration[] {
  for (const [index, { name, sha256 }] of migrations.entries()) {
    const own = ours[index];
    if (own === undefined)
      throw new Refusal(
        `The backup is of Solewise ${programVersion} and has the migration ${name}, which this version does not know. ` +
          `Install that version, or a newer one. Nothing was changed.`,
      );
    if (own.sha256 !== sha256)
      throw new Refusal(
        `The backup's migration ${name} is not the one of this program. Restore it with Solewise ${programVersion}. ` +
          `Nothing was changed.`,
      );
  }
  return ours.slice(0, migrations.length);
}

/** Everything of ours goes, and the mark comes, in one transaction. */
async function emptyDatabase(client: PoolClient, backupId: string): Promise<void> {
  await client.query("begin");
  await client.query("drop schema if exists auth, directory, runner, jobs, solewise cascade");
  await writeMarkTable(client, backupId);
  await client.query("commit");
}

async function makeSchema(
  { pool, database }: RestoreParts,
  head: BackupHead,
  past: readonly Migration[],
): Promise<void> {
  await migrate(pool, past);
  for (const month of head.strideMonths) await ensureStridePartitions(database, new Date(month), new Date(month));
}

/** Tables of the backup as the database has them: no name of the file gets into SQL that the catalogue does not have. */
async function matchTables(client: PoolClient, head: BackupHead): Promise<Map<string, BackupTable>> {
  const own = new Map((await findAllTables(client)).map((table) => [table.name, table]));
  for (const { name, columns } of head.tables) {
    const expected = [...(own.get(name)?.columns ?? [])].sort();
    if (JSON.stringify(expected) !== JSON.stringify([...columns].sort()))
      throw new Refusal(`The backup's table ${name} is not the one that its migrations make. Nothing was restored.`);
  }
  return new Map(head.tables.map((table) => [TABLE_PREFIX + table.name, table]));
}

function sameFacts(found: PartFacts, expected: PartFacts | undefined): boolean {
  return found.sha256 === expected?.sha256 && found.rowsDigest === expected.rowsDigest;
}

function differs(name: string): Refusal {
  return new Refusal(
    `${name} did not come out of the restore as the backup has it; the restore was not finished. Run it again; ` +
      `when that fails too, the disk of the backup or of the server is damaged.`,
  );
}

async function loadPart(
  client: PoolClient,
  { objects }: RestoreParts,
  tables: ReadonlyMap<string, BackupTable>,
  part: BackupPart,
): Promise<PartFacts> {
  const { bytes, facts } = measured(part);
  const table = tables.get(part.name);
  if (table !== undefined) await copyIn(client, copyInSql(table), bytes);
  else if (part.name.startsWith(BLOB_PREFIX)) await objects.put(part.name.slice(BLOB_PREFIX.length), bytes);
  else throw new Refusal(`The backup has a part ${part.name} that this version does not know.`);
  return facts();
}

async function loadParts(client: PoolClient, parts: RestoreParts, manifest: BackupManifest): Promise<void> {
  const { reader, head } = await BackupReader.open(parts.file);
  try {
    const tables = await matchTables(client, head);
    const expected = new Map(manifest.parts.map((facts) => [facts.name, facts]));
    for (let part = await reader.nextPart(); part !== null; part = await reader.nextPart()) {
      await parts.onStep?.(part.name);
      const facts = await loadPart(client, parts, tables, part);
      if (!sameFacts(facts, expected.get(part.name))) throw differs(part.name);
    }
  } finally {
    await reader.close();
  }
}

/** Reads everything back. */ // BAK4
async function compareParts(client: PoolClient, { objects }: RestoreParts, head: BackupHead, manifest: BackupManifest) {
  const tables = new Map(head.tables.map((table) => [TABLE_PREFIX + table.name, table]));
  for (const facts of manifest.parts) {
    const table = tables.get(facts.name);
    if (table === undefined) {
      const sum = createHash("sha256");
      for await (const chunk of await objects.get(facts.name.slice(BLOB_PREFIX.length))) sum.update(chunk);
      if (sum.digest("hex") !== facts.sha256) throw differs(facts.name);
      continue;
    }
    const rows = new RowDigest();
    for await (const chunk of copyOut(client, copyOutSql(table))) rows.update(chunk);
    const { rowCount, rowsDigest } = rows.facts();
    if (rowCount !== facts.rowCount || rowsDigest !== facts.rowsDigest) throw differs(facts.name);
  }
}

/** Uploads under way are not in a backup: those who send them begin anew. */
const BEGIN_UPLOADS_ANEW = "update runner.recording set received_bytes = 0 where state = 'awaiting'";

async function restoreWith(client: PoolClient, parts: RestoreParts): Promise<RestoredBackup> {
  const { pool, dataFolder } = parts;
  const { head, manifest } = await verifyBackup(parts.file);
  const past = judgeMigrations(head, readMigrations());
  await checkEmpty(client, parts);
  await writeMarkFile(dataFolder, head.backupId);
  await emptyDatabase(client, head.backupId);
  await makeSchema(parts, head, past);
  await client.query(COPY_SETTINGS);
  await client.query("begin");
  await loadParts(client, parts, manifest);
  await compareParts(client, parts, head, manifest);
  await client.query("commit");
  await parts.onStep?.("loaded");
  const migrated = await migrate(pool);
  await client.query(BEGIN_UPLOADS_ANEW);
  await client.query("analyze");
  await removeMarks(pool, dataFolder);
  return { head, manifest, migrated };
}

/** Restores it. Throws Refusal; until it has returned, the server says that the restore is not finished. */ // BAK7
export async function restoreBackup(parts: RestoreParts): Promise<RestoredBackup> {
  const client = await parts.pool.connect();
  client.on("error", () => undefined); // the query under way tells
  try {
    return await restoreWith(client, parts);
  } finally {
    client.release(true);
  }
}
