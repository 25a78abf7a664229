// Mileage by week. Comes in: a runner and the span of instants that can matter. Goes out: sums a week, weeks beginning on
// Monday on the calendar of each run's own time zone, or of one that was asked for. Runs of a virtual runner do not count.
import { sql } from "kysely";
import type { Database } from "../database/tables.ts";

/** Sums of one week that has runs. */
export interface WeekRow {
  /** Its Monday, YYYY-MM-DD. */
  week_start: string;
  run_count: number;
  distance_meters: number;
  moving_time_sec: number;
}

/** Farthest that a local calendar is from UTC, both ways: a run this far outside can still be in a week asked for. */
const ZONE_MAX_MS = 24 * 3600 * 1000;

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** The weeks with runs among `count` weeks from a Monday (midnight UTC) on. */ // RNS9
export function listWeeksQuery(
  runnerId: string,
  { from, count, timeZone }: { from: Date; count: number; timeZone: string | null },
) {
  const start = new Date(from.getTime() - ZONE_MAX_MS);
  const end = new Date(from.getTime() + count * WEEK_MS + ZONE_MAX_MS);
  const zone = timeZone === null ? sql`time_zone` : sql`${timeZone}::text`;
  return sql<WeekRow>`
    select to_char(week, 'YYYY-MM-DD') as week_start, count(*)::int4 as run_count,
      sum(distance_meters) as distance_meters, sum(moving_time_sec) as moving_time_sec
    from (
      select date_trunc('week', started_at at time zone ${zone}) as week, distance_meters, moving_time_sec
      from runner.run
      where runner_id = ${runnerId} and deleted_at is null and started_at >= ${start} and started_at < ${end}
        and not is_demo and distance_meters is not null
    ) as run
    where week >= ${from.toISOString().slice(0, 10)}::timestamp
      and week < ${new Date(from.getTime() + count * WEEK_MS).toISOString().slice(0, 10)}::timestamp
    group by week
    order by week`;
}

/** Zones asked for before: PostgreSQL reads hundreds of files to answer (30 ms). Names; the zone database has 600. */
const askedZones = new Map<string, boolean>();
const ASKED_MAX_COUNT = 1000;

/** Whether the database can reckon in a time zone: its list of zones is its own. */
export async function isKnownTimeZone(database: Database, timeZone: string): Promise<boolean> {
  // Offsets and POSIX rules ("UTC+3", "<+03>-3") are accepted by PostgreSQL too: names of the zone database only.
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/u.test(timeZone)) return false;
  const asked = askedZones.get(timeZone);
  if (asked !== undefined) return asked;
  const { rows } = await sql<{ is_known: boolean }>`
    select exists (select from pg_timezone_names where name = ${timeZone}) as is_known`.execute(database);
  const isKnown = rows[0]?.is_known === true;
  if (askedZones.size < ASKED_MAX_COUNT) askedZones.set(timeZone, isKnown);
  return isKnown;
}
