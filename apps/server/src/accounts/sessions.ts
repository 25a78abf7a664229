// Sessions: who asks, which there are, ending them. Comes in: a signed token, or a login. Goes out: the caller; rows less.
// One indexed query a request and no cache: a session that was ended is refused at once.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Authenticate, Caller, Role } from "../http/access/caller.ts";
import type { Accounts } from "./accounts.ts";
import { SESSION_LIFE_SEC } from "./better-auth.ts";
import { isHttps } from "./request-place.ts";
import { sessionCookie, signedTokenOf, verifySignedToken } from "./session-token.ts";

/** A session in use is prolonged once a day. Milliseconds. */
const PROLONG_EVERY_MS = 86_400_000;

/** One session as its owner sees it. */
export interface Session {
  sessionId: string;
  createdAtUtc: string;
  /** To the day: a session is written once a day at most. */
  lastUsedAtUtc: string;
  expiresAtUtc: string;
  userAgent: string;
  isCurrent: boolean;
}

async function prolong(accounts: Accounts, sessionId: string, now: Date): Promise<void> {
  await accounts.database
    .updateTable("auth.session")
    .set({ updated_at: now, expires_at: new Date(now.getTime() + SESSION_LIFE_SEC * 1000) })
    .where("id", "=", sessionId)
    .execute();
}

/** Prepared once a connection: 0.5 ms through the query builder, of which planning is most. (measured) */
export const CALLER_OF_TOKEN = `
  select session.id, session.login_id, session.updated_at, runner.runner_id, runner.role
  from auth.session as session join directory.runner as runner on runner.login_id = session.login_id
  where session.token = $1 and session.expires_at > $2 and runner.erasing_since is null`;

interface CallerRow {
  id: string;
  login_id: string;
  updated_at: Date;
  runner_id: string;
  role: Role;
}

/** Who a signed token is; null: nobody, or no more. */
export async function callerOfToken(
  accounts: Pick<Accounts, "pool" | "secret" | "now">,
  signed: string,
): Promise<(Caller & { usedAt: Date }) | null> {
  const token = verifySignedToken(signed, accounts.secret);
  if (token === null) return null;
  const values = [token, accounts.now()];
  const { rows } = await accounts.pool.query<CallerRow>({ name: "caller-of-token", text: CALLER_OF_TOKEN, values });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    runnerId: row.runner_id,
    loginId: row.login_id,
    sessionId: row.id,
    role: row.role,
    usedAt: row.updated_at,
  };
}

/**
 * Whether a use is written, by the time since the one before. One that lies ahead by up to a session's life was made by a
 * clock that was ahead, and the session ends when it should have; a session can be used no further ahead, so that it is the
 * clock that is behind now, and what it would write would have ended when it is right again. // ACT27
 */
function isWritten(sinceMs: number): boolean {
  return sinceMs >= PROLONG_EVERY_MS || (sinceMs <= -PROLONG_EVERY_MS && sinceMs >= -SESSION_LIFE_SEC * 1000);
}

/** Makes the check that the door calls at every request that needs somebody. */ // ACT5
export function authenticateBySession(accounts: Accounts): Authenticate {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const signed = signedTokenOf(request.headers);
    const now = accounts.now(); // one for both questions: a clock that is set between them would prolong what it ends
    const found = signed === null ? null : await callerOfToken({ ...accounts, now: () => now }, signed);
    if (signed === null || found === null) return null;
    const { usedAt, ...caller } = found;
    if (!isWritten(now.getTime() - usedAt.getTime())) return caller;
    await prolong(accounts, caller.sessionId, now);
    if (request.headers.authorization === undefined)
      reply.header("set-cookie", sessionCookie(signed, isHttps(request), SESSION_LIFE_SEC));
    return caller;
  };
}

/** The caller's own, newest first. */
export async function listSessions({ database, now }: Accounts, caller: Caller): Promise<Session[]> {
  const rows = await database
    .selectFrom("auth.session")
    .where("login_id", "=", caller.loginId)
    .where("expires_at", ">", now())
    .select(["id", "created_at", "updated_at", "expires_at", "user_agent"])
    .orderBy("created_at", "desc")
    .execute();
  return rows.map((row) => ({
    sessionId: row.id,
    createdAtUtc: row.created_at.toISOString(),
    lastUsedAtUtc: row.updated_at.toISOString(),
    expiresAtUtc: row.expires_at.toISOString(),
    userAgent: row.user_agent ?? "",
    isCurrent: row.id === caller.sessionId,
  }));
}

/** Ends one of the caller's own. Whether there was one. */
export async function endSession({ database }: Accounts, loginId: string, sessionId: string): Promise<boolean> {
  const result = await database
    .deleteFrom("auth.session")
    .where("login_id", "=", loginId)
    .where("id", "=", sessionId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Ends all of a login's but one. How many. */
export async function endOtherSessions(
  { database }: Accounts,
  loginId: string,
  keptId: string | null,
): Promise<number> {
  const all = database.deleteFrom("auth.session").where("login_id", "=", loginId);
  const result = await (keptId === null ? all : all.where("id", "!=", keptId)).executeTakeFirst();
  return Number(result.numDeletedRows);
}
