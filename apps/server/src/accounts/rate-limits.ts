// Limits on what can be guessed at: passwords, invitations, addresses. Comes in: the kind, the address, the e-mail. Goes
// out: nothing, or a Problem with Retry-After. Counted in the database, so that a restart forgives nothing; by hash, so that
// no address is kept.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Problem } from "../http/problem.ts";
import type { Accounts } from "./accounts.ts";

/** How often within how long. */
interface Limit {
  count: number;
  windowSec: number;
}

/** What is limited: by sending address, by e-mail from one address, and by e-mail from anywhere. */
interface Limits {
  address: Limit;
  emailAtAddress?: Limit;
  email?: Limit;
}

const MINUTES = 60;

/** Limits of each kind of attempt; those that succeed count as well. */
export const LIMITS = {
  "sign-in": {
    address: { count: 50, windowSec: 10 * MINUTES },
    emailAtAddress: { count: 10, windowSec: 10 * MINUTES },
    email: { count: 100, windowSec: 60 * MINUTES },
  },
  // A password asked for again of somebody signed in: by login instead of e-mail.
  password: { address: { count: 50, windowSec: 10 * MINUTES }, email: { count: 10, windowSec: 10 * MINUTES } },
  reset: { address: { count: 10, windowSec: 10 * MINUTES }, email: { count: 4, windowSec: 60 * MINUTES } },
  "reset-use": { address: { count: 20, windowSec: 10 * MINUTES } },
  registration: { address: { count: 20, windowSec: 10 * MINUTES } },
  passkey: { address: { count: 60, windowSec: 10 * MINUTES } },
} as const satisfies Record<string, Limits>;

export type LimitedKind = keyof typeof LIMITS;

async function count(accounts: Accounts, key: string, limit: Limit): Promise<void> {
  const now = accounts.now();
  const hash = createHash("sha256").update(`${accounts.secret}\n${key}`).digest();
  const ends = new Date(now.getTime() + limit.windowSec * 1000);
  // A window that ends later than one that begins now was begun by a clock that was ahead.
  const isOver = sql`(kept.window_ends_at <= ${now} or kept.window_ends_at > ${ends})`;
  const { rows } = await sql<{ count: number; window_ends_at: Date }>`
    insert into auth.rate_limit as kept (key_sha256, window_ends_at, count) values (${hash}, ${ends}, 1)
    on conflict (key_sha256) do update set
      count = case when ${isOver} then 1 else least(kept.count, 1000000) + 1 end,
      window_ends_at = case when ${isOver} then ${ends} else kept.window_ends_at end
    returning count, window_ends_at
  `.execute(accounts.database);
  const row = rows[0];
  if (row === undefined || row.count <= limit.count) return;
  const waitSec = Math.max(1, Math.ceil((row.window_ends_at.getTime() - now.getTime()) / 1000));
  const detail = `Too many attempts: wait ${Math.ceil(waitSec / 60)} min.`;
  throw new Problem(429, "too-many-attempts", detail, { "retry-after": String(waitSec) });
}

/** Counts an attempt before it is made. `email` may be any name of whom it is about. Throws Problem. */ // ACT9
export async function limitAttempts(
  accounts: Accounts,
  kind: LimitedKind,
  address: string,
  email?: string,
): Promise<void> {
  const limits: Limits = LIMITS[kind];
  const who = email?.trim().toLowerCase();
  await count(accounts, `${kind} address ${address}`, limits.address);
  if (who === undefined) return;
  if (limits.emailAtAddress !== undefined)
    await count(accounts, `${kind} both ${address} ${who}`, limits.emailAtAddress);
  if (limits.email !== undefined) await count(accounts, `${kind} email ${who}`, limits.email);
}

/** Removes windows, links and sessions that ended before `ages`; for a job, hourly. */ // OPS7
export async function sweepAccounts({ database, now }: Accounts, ages: Date = now()): Promise<void> {
  await database.deleteFrom("auth.rate_limit").where("window_ends_at", "<=", ages).execute();
  await database.deleteFrom("auth.verification").where("expires_at", "<=", ages).execute();
  await database.deleteFrom("auth.session").where("expires_at", "<=", ages).execute();
}
