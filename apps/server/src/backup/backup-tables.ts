// Which rows a backup has. Comes in: a connection. Goes out: the tables of our schemas with their columns, each after those
// that it refers to, and the blobs that rows refer to; asked of the catalogue, so that a table of tomorrow is not forgotten.
import type { ClientBase } from "pg";
import { escapeIdentifier } from "pg";

/** Schemas with rows of people. `solewise` is made by migrations, `jobs` is made anew from the runs that wait. */
const SCHEMAS = ["auth", "directory", "runner"];

/**
 * Tables that stay empty: sessions, reset links and attempts end at a restore (an ended session does not come back to life),
 * and blobs that no row needs are not in a backup.
 */ // BAK3
const LEFT_OUT = ["auth.session", "auth.verification", "auth.rate_limit", "runner.blob_intent"];

/** One table. */
export interface BackupTable {
  /** SCHEMA.TABLE. */
  name: string;
  columns: string[];
}

const FIND_TABLES = `
  select n.nspname || '.' || c.relname as name,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select coalesce(json_agg(distinct fn.nspname || '.' || f.relname), '[]') from pg_constraint o
      join pg_class f on f.oid = o.confrelid join pg_namespace fn on fn.oid = f.relnamespace
      where o.conrelid = c.oid and o.contype = 'f' and o.confrelid <> c.oid) as parents
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
  order by 1`;

interface FoundTable extends BackupTable {
  parents: string[];
}

/** Parents first; in the order of their names where that is free. */
function inOrder(tables: readonly FoundTable[]): FoundTable[] {
  const ordered: FoundTable[] = [];
  const isPlaced = (name: string): boolean =>
    ordered.some((table) => table.name === name) || !tables.some((table) => table.name === name);
  while (ordered.length < tables.length) {
    const next = tables.find((table) => !isPlaced(table.name) && table.parents.every(isPlaced));
    if (next === undefined) throw new Error("tables refer to each other in a circle");
    ordered.push(next);
  }
  return ordered;
}

/** Every table of ours, left out or not. */
export async function findAllTables(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<FoundTable>(FIND_TABLES, [SCHEMAS]);
  return inOrder(rows).map(({ name, columns }) => ({ name, columns }));
}

/** Those whose rows are kept. */
export async function findBackupTables(client: ClientBase): Promise<BackupTable[]> {
  return (await findAllTables(client)).filter(({ name }) => !LEFT_OUT.includes(name));
}

/** SCHEMA.TABLE as SQL. */
export function sqlName(name: string): string {
  return name.split(".").map(escapeIdentifier).join(".");
}

function columnList(columns: readonly string[]): string {
  return columns.map(escapeIdentifier).join(", ");
}

/** Writes a table's rows; a partitioned one with all its partitions. */
export function copyOutSql({ name, columns }: BackupTable): string {
  return `copy (select ${columnList(columns)} from ${sqlName(name)}) to stdout`;
}

export function copyInSql({ name, columns }: BackupTable): string {
  return `copy ${sqlName(name)} (${columnList(columns)}) from stdin`;
}

/** What makes the text of a value the same on every server. */
export const COPY_SETTINGS = `
  set client_encoding to 'UTF8';
  set datestyle to 'ISO, MDY';
  set timezone to 'UTC';
  set intervalstyle to 'postgres';
  set extra_float_digits to 1;
  set bytea_output to 'hex';
  set statement_timeout to 0;
  set idle_in_transaction_session_timeout to 0`;

/** First instants of the months that have a partition of their own; those for all other years have one each. */
export async function findStrideMonths(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = to_regclass('runner.stride') order by 1`,
  );
  return rows.map(({ name }) => {
    const match = /^stride_(?:(\d{4})_(\d{2})|before_2000|after_2099)$/u.exec(name);
    if (match === null) throw new Error(`runner.${name}: a partition of no month`);
    if (match[1] === undefined) return name.includes("before") ? "1999-12-01T00:00:00Z" : "2100-01-01T00:00:00Z";
    return `${match[1]}-${match[2] ?? ""}-01T00:00:00Z`;
  });
}

/** Keys of all blobs that rows refer to, each once, sorted. */
export async function findBlobKeys(client: ClientBase): Promise<string[]> {
  const tables = await findBackupTables(client);
  const selects = tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.endsWith("object_key"))
      .map(
        (column) =>
          `select ${escapeIdentifier(column)} as key from ${sqlName(name)} where ${escapeIdentifier(column)} is not null`,
      ),
  );
  if (selects.length === 0) return [];
  const { rows } = await client.query<{ key: string }>(`${selects.join(" union ")} order by key`);
  return rows.map(({ key }) => key);
}
