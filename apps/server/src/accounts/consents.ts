// Decisions about purposes. Comes in: a runner, a purpose, yes or no. Goes out: a row more, never one changed; what holds.
import { sql } from "kysely";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import { Problem } from "../http/problem.ts";
import { type Consent, currentConsents, type Purpose, WORDING_VERSIONS } from "../policies/consent.ts";

/** Every purpose with its newest decision. */
export async function readConsents(database: Database | DatabaseTransaction, runnerId: string): Promise<Consent[]> {
  const rows = await database
    .selectFrom("directory.consent")
    .where("runner_id", "=", runnerId)
    .select(["purpose", "is_granted as isGranted", "decided_at as decidedAt", "wording_version as wordingVersion"])
    .orderBy("decided_at")
    .execute();
  return currentConsents(rows);
}

/** Notes one decision. Two at once are kept one after the other, a millisecond apart. */ // ACT13
export async function decideConsent(
  transaction: DatabaseTransaction,
  decision: { runnerId: string; purpose: Purpose; isGranted: boolean },
  now: Date,
): Promise<void> {
  const { runnerId, purpose, isGranted } = decision;
  // One decision of a runner at a time: two that saw the same newest one would take the same instant.
  await sql`select from directory.runner where runner_id = ${runnerId} for no key update`.execute(transaction);
  await sql`
    insert into directory.consent (runner_id, purpose, decided_at, is_granted, wording_version)
    select ${runnerId}::uuid, ${purpose}, greatest(${now}::timestamptz, max(decided_at) + interval '1 millisecond'),
      ${isGranted}, ${WORDING_VERSIONS[purpose]}::integer
    from directory.consent where runner_id = ${runnerId} and purpose = ${purpose}
  `.execute(transaction);
}

/** Whether the newest decision is a yes. */
export async function hasConsent(
  database: Database | DatabaseTransaction,
  runnerId: string,
  purpose: Purpose,
): Promise<boolean> {
  const newest = await database
    .selectFrom("directory.consent")
    .where("runner_id", "=", runnerId)
    .where("purpose", "=", purpose)
    .orderBy("decided_at", "desc")
    .select("is_granted")
    .limit(1)
    .executeTakeFirst();
  return newest?.is_granted === true;
}

/** Passes only with the runner's consent to gait analysis; needed before anything of a run is taken. Throws Problem. */ // ACT14
export async function requireGaitConsent(database: Database | DatabaseTransaction, runnerId: string): Promise<void> {
  if (await hasConsent(database, runnerId, "gait-analysis")) return;
  const detail = "Runs are taken once you allow their analysis: Account, What you allow.";
  throw new Problem(403, "consent-missing", detail);
}
