// The months of runner.stride, made when the first stride of one comes. Comes in: first and last instant. Goes out: a
// partition for every month between, also when several ask at once. Call it before the transaction that writes strides.
import { sql } from "kysely";
import type { Database } from "./tables.ts";

/** Strides before and after these years (a shoe whose clock was never set) share one partition each. UTC. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;
/** Months that one call may span: a run lasts days. */
const MONTHS_MAX = 24;

/** Key of the advisory lock under which partitions are made. The letters "stride" as a number. */
const LOCK_KEY = "126943972910181";

interface Partition {
  /** Table in the schema runner. */
  name: string;
  /** Bounds as SQL literals; half-open. */
  from: string;
  to: string;
}

function monthStart(monthIndex: number): string {
  return `'${new Date(Date.UTC(FIRST_YEAR, monthIndex)).toISOString()}'`;
}

/** Months since the beginning of FIRST_YEAR; one before and one after the last for all others. */
function monthIndexOf(instant: Date): number {
  const index = (instant.getUTCFullYear() - FIRST_YEAR) * 12 + instant.getUTCMonth();
  return Math.max(-1, Math.min(index, (LAST_YEAR + 1 - FIRST_YEAR) * 12));
}

function partitionOf(monthIndex: number): Partition {
  if (monthIndex < 0) return { name: `stride_before_${FIRST_YEAR}`, from: "minvalue", to: monthStart(0) };
  if (monthIndex >= (LAST_YEAR + 1 - FIRST_YEAR) * 12)
    return { name: `stride_after_${LAST_YEAR}`, from: monthStart(monthIndex), to: "maxvalue" };
  const month = String((monthIndex % 12) + 1).padStart(2, "0");
  const name = `stride_${FIRST_YEAR + Math.floor(monthIndex / 12)}_${month}`;
  return { name, from: monthStart(monthIndex), to: monthStart(monthIndex + 1) };
}

/** Partitions that cover both instants and all between. Throws RangeError for more than two years, or a wrong date. */
export function stridePartitionsBetween(from: Date, to: Date): Partition[] {
  const [first, last] = [monthIndexOf(from), monthIndexOf(to)];
  if (!(last - first < MONTHS_MAX) || last < first)
    throw new RangeError(
      `strides from ${String(from)} to ${String(to)}: expected at most ${MONTHS_MAX} months in order`,
    );
  return Array.from({ length: last - first + 1 }, (_, offset) => partitionOf(first + offset));
}

/** Asked of pg_class itself: to_regclass may answer from a cache that is older than the lock. */
async function findMissing(database: Database, partitions: readonly Partition[]): Promise<Partition[]> {
  const names = partitions.map(({ name }) => name);
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'runner'::regnamespace and relname = any(${names})`.execute(database);
  const there = new Set(rows.map(({ name }) => name));
  return partitions.filter(({ name }) => !there.has(name));
}

/**
 * Makes what is missing. A table is made alone and then attached, which does not stop those who read and write the other
 * months; an advisory lock lets one process do it at a time.
 */ // DBS16
export async function ensureStridePartitions(database: Database, from: Date, to: Date): Promise<void> {
  const wanted = stridePartitionsBetween(from, to);
  if ((await findMissing(database, wanted)).length === 0) return;
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY}::bigint)`.execute(transaction);
    for (const partition of await findMissing(transaction, wanted)) {
      const table = sql.table(`runner.${partition.name}`);
      await sql`create table ${table} (like runner.stride including all)`.execute(transaction);
      await sql`alter table runner.stride attach partition ${table}
        for values from (${sql.raw(partition.from)}) to (${sql.raw(partition.to)})`.execute(transaction);
    }
  });
}
