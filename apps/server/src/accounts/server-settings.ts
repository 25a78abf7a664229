// Settings of the whole server that its operator changes while it runs. Comes in: the database. Goes out: every setting,
// with its default where nobody changed it.
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { AgeLimit, RegistrationMode } from "../policies/admission.ts";

/** Every setting with its unit. */
export interface ServerSettings {
  /** How new runners come in. Default by invitation. */
  registrationMode: RegistrationMode;
  /** Youngest age of a runner with a login. Years; default 14. */
  ageMinYears: AgeLimit;
  /** How long a deleted run can be brought back. Days; default 30; range 1–365. */
  deletedRunsKeptDays: number;
  /**
   * How long recordings are kept beside their strides, from when they came. Days, or null: as long as the run. Default null; range
   * 1–3650. A change removes nothing for a week (RNS33).
   */
  recordingsKeptDays: number | null;
}

export const DEFAULT_SERVER_SETTINGS: ServerSettings = {
  registrationMode: "invitation",
  ageMinYears: 14,
  deletedRunsKeptDays: 30,
  recordingsKeptDays: null,
};

/** Reads them. */
export async function readServerSettings(database: Database | DatabaseTransaction): Promise<ServerSettings> {
  const rows = await database.selectFrom("directory.server_setting").select(["name", "value"]).execute();
  const known = rows.filter(({ name }) => Object.hasOwn(DEFAULT_SERVER_SETTINGS, name));
  return { ...DEFAULT_SERVER_SETTINGS, ...Object.fromEntries(known.map(({ name, value }) => [name, value])) };
}

/** Changes those that are named; checked by the route's schema before. */ // ACT15
export async function changeServerSettings(
  database: Database | DatabaseTransaction,
  change: Partial<ServerSettings>,
  now: Date,
): Promise<void> {
  const rows = Object.entries(change).map(([name, value]) => ({ name, value: JSON.stringify(value), changed_at: now }));
  if (rows.length === 0) return;
  await database
    .insertInto("directory.server_setting")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((row) => ({
        value: row.ref("excluded.value"),
        changed_at: sql<Date>`case when server_setting.value = excluded.value then server_setting.changed_at else excluded.changed_at end`,
      })),
    )
    .execute();
}

/** When a setting got the value that it has; null: nobody ever changed it. */
export async function readSettingChangedAt(database: Database, name: keyof ServerSettings): Promise<Date | null> {
  const row = await database
    .selectFrom("directory.server_setting")
    .select("changed_at")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.changed_at ?? null;
}
