// Partitions of the strides, a month each, made at the first need: a table of its own that is attached, which locks nobody
// out who reads or writes. Months far from any shoe share two partitions, so that a wrong clock does not make thousands.
import { sql } from "kysely";
import type { Database } from "../database/tables.ts";

/** Months with a partition of their own. Years, both included. */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2040;

/** Key of the advisory lock under which partitions are made: the letters "strides" as a number. */
const LOCK_KEY = "32497692453823859";

interface Partition {
  name: string;
  from: string;
  to: string;
}

function monthText(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, "0")}`;
}

function partitionOf(instant: Date): Partition {
  const [year, month] = [instant.getUTCFullYear(), instant.getUTCMonth() + 1];
  if (year < FIRST_YEAR) return { name: "stride_early", from: "minvalue", to: `'${FIRST_YEAR}-01-01Z'` };
  if (year > LAST_YEAR) return { name: "stride_late", from: `'${LAST_YEAR + 1}-01-01Z'`, to: "maxvalue" };
  const next = month === 12 ? monthText(year + 1, 1) : monthText(year, month + 1);
  const own = monthText(year, month);
  return { name: `stride_${own.replace("-", "_")}`, from: `'${own}-01Z'`, to: `'${next}-01Z'` };
}

/** The partitions that a span of time needs, each once. A span over a year takes the months of a year only. */
function partitionsOf(from: Date, to: Date): Partition[] {
  const partitions = new Map<string, Partition>();
  const add = (instant: Date): void => {
    const partition = partitionOf(instant);
    partitions.set(partition.name, partition);
  };
  let month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1));
  while (month <= to) {
    add(month);
    const isOutside = month.getUTCFullYear() < FIRST_YEAR;
    month = isOutside
      ? new Date(Math.min(to.getTime() + 1, Date.UTC(FIRST_YEAR, 0, 1)))
      : new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
    if (month.getUTCFullYear() > LAST_YEAR) break;
  }
  add(from);
  add(to);
  return [...partitions.values()];
}

async function isThere(database: Database, { name }: Partition): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${`runner.${name}`}) is not null as there`.execute(
    database,
  );
  return rows[0]?.there === true;
}

async function make(database: Database, partition: Partition): Promise<void> {
  const { name, from, to } = partition;
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY}::bigint)`.execute(transaction);
    if (await isThere(transaction, partition)) return;
    await sql.raw(`create table runner.${name} (like runner.stride including all)`).execute(transaction);
    await sql
      .raw(`alter table runner.stride attach partition runner.${name} for values from (${from}) to (${to})`)
      .execute(transaction);
  });
}

/** Makes sure that strides of this span can be stored. Not inside of a transaction that has touched strides. */ // RNS21
export async function ensurePartitions(database: Database, span: { from: Date; to: Date }): Promise<void> {
  for (const partition of partitionsOf(span.from, span.to))
    if (!(await isThere(database, partition))) await make(database, partition);
}
