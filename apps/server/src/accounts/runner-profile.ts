// A runner's own page. Comes in: who. Goes out: what the server knows of them besides runs; a changed name.
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { Role } from "../http/access/caller.ts";
import type { AgeBand } from "../policies/admission.ts";
import type { Consent } from "../policies/consent.ts";
import { readConsents } from "./consents.ts";

/** What GET /me answers. */
export interface Me {
  runnerId: string;
  email: string;
  displayName: string;
  role: Role;
  ageBand: AgeBand;
  createdAtUtc: string;
  consents: Consent[];
}

/** Reads it; throws when there is no such runner with a login. */
export async function readMe(database: Database | DatabaseTransaction, runnerId: string): Promise<Me> {
  const row = await database
    .selectFrom("directory.runner as runner")
    .innerJoin("auth.login as login", "login.id", "runner.login_id")
    .where("runner.runner_id", "=", runnerId)
    .select(["login.email", "login.display_name", "runner.role", "runner.age_band", "runner.created_at"])
    .executeTakeFirstOrThrow();
  return {
    runnerId,
    email: row.email,
    displayName: row.display_name,
    role: row.role,
    ageBand: row.age_band,
    createdAtUtc: row.created_at.toISOString(),
    consents: await readConsents(database, runnerId),
  };
}

/** Changes the name that is shown. */
export async function renameRunner(database: Database, loginId: string, displayName: string, now: Date): Promise<void> {
  const change = { display_name: displayName, updated_at: now };
  await database.updateTable("auth.login").set(change).where("id", "=", loginId).execute();
}
