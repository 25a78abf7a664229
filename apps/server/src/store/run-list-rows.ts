// Pages of a runner's runs and of what changed: keyset, each page one index range. Comes in: where the page before ended.
// Goes out: rows of the list, or ids in the order of their change numbers.
import { sql } from "kysely";
import type { Database, RunTable } from "../database/tables.ts";

/** Where a page of the list ended. */
export interface ListPlace {
  startedAt: Date;
  runId: string;
}

/** One line of the list. */
export interface ListRow {
  run_id: string;
  revision: number;
  name: string;
  started_at: Date;
  time_zone: string;
  facts: unknown;
  state: RunTable["state"];
  distance_meters: number | null;
  moving_time_sec: number | null;
  sides: ("left" | "right")[];
}

/** The next runs after a place, newest first: at most `limit`. */ // RNS5
export function listRunsQuery(
  runnerId: string,
  { isDeleted, limit, after }: { isDeleted: boolean; limit: number; after: ListPlace | null },
) {
  const deletion = isDeleted ? sql`run.deleted_at is not null` : sql`run.deleted_at is null`;
  const place = after === null ? sql`` : sql`and (run.started_at, run.run_id) < (${after.startedAt}, ${after.runId})`;
  return sql<ListRow>`
    select run_id, revision, name, started_at, time_zone, facts, state, distance_meters, moving_time_sec,
      array(select side from runner.recording
        where recording.runner_id = run.runner_id and recording.run_id = run.run_id order by side) as sides
    from runner.run
    where runner_id = ${runnerId} and ${deletion} ${place}
    order by started_at desc, run_id desc
    limit ${limit}`;
}

/** A change: of a run that is there, or one that was removed for good. */
export interface ChangeRow {
  run_id: string;
  change_number: number;
  is_purged: boolean;
}

/** The next changes after a number, in one statement: one look at the database, so none is skipped. */ // RNS6
export function listChangesQuery(runnerId: string, after: number, limit: number) {
  return sql<ChangeRow>`
    (select run_id, change_number, false as is_purged from runner.run
      where runner_id = ${runnerId} and change_number > ${after} order by change_number limit ${limit})
    union all
    (select run_id, change_number, true as is_purged from runner.purged_run
      where runner_id = ${runnerId} and change_number > ${after} order by change_number limit ${limit})
    order by change_number
    limit ${limit}`;
}

/** The number of the runner's last change; 0 before the first. */
export async function readLastChangeNumber(database: Database, runnerId: string): Promise<number> {
  const row = await database
    .selectFrom("runner.change_clock")
    .select("last_change_number")
    .where("runner_id", "=", runnerId)
    .executeTakeFirst();
  return row?.last_change_number ?? 0;
}
