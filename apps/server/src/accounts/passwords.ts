// Changing passwords: by their owner, by a link, by the operator at the terminal. Comes in: passwords. Goes out: a new hash,
// every other session ended, or a Problem. Hashing is better-auth's: scrypt, N 16384, r 16, p 1, 64 bytes.
import { createHash } from "node:crypto";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { inTransaction } from "../database/transaction.ts";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { Caller } from "../http/access/caller.ts";
import { Problem } from "../http/problem.ts";
import { PASSWORD_FAULTS, passwordFault } from "../policies/password.ts";
import type { Accounts } from "./accounts.ts";
import { RESET_LIFE_SEC } from "./better-auth.ts";

const CREDENTIAL = "credential";

/** Judges a new password. Throws Problem. */
export function requireGoodPassword(password: string, email: string): void {
  const fault = passwordFault(password, email);
  if (fault !== null) throw new Problem(400, `password-${fault}`, PASSWORD_FAULTS[fault]);
}

async function readLogin(database: Database | DatabaseTransaction, email: string) {
  return database
    .selectFrom("auth.login")
    .where("email", "=", email.trim().toLowerCase())
    .select(["id", "email"])
    .executeTakeFirst();
}

/** Whether a password is the login's. */
export async function isPasswordOf({ database }: Accounts, loginId: string, password: string): Promise<boolean> {
  const credential = await database
    .selectFrom("auth.credential")
    .where("login_id", "=", loginId)
    .where("provider_id", "=", CREDENTIAL)
    .select("password_hash")
    .executeTakeFirst();
  if (typeof credential?.password_hash !== "string") return false;
  return verifyPassword({ hash: credential.password_hash, password });
}

/** Asks for the password again. Throws Problem. */
export async function requirePassword(accounts: Accounts, caller: Caller, password: string): Promise<void> {
  if (await isPasswordOf(accounts, caller.loginId, password)) return;
  throw new Problem(403, "wrong-password", "The password is not right.");
}

/** Writes the hash and ends every session but one. */
async function writePassword(
  transaction: DatabaseTransaction,
  wish: { loginId: string; hash: string; keptSessionId: string | null; credentialId: string; now: Date },
): Promise<void> {
  const { loginId, hash, keptSessionId, now } = wish;
  await transaction
    .insertInto("auth.credential")
    .values({
      id: wish.credentialId,
      login_id: loginId,
      provider_id: CREDENTIAL,
      provider_login_id: loginId,
      password_hash: hash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["provider_id", "provider_login_id"]).doUpdateSet({ password_hash: hash, updated_at: now }),
    )
    .execute();
  const sessions = transaction.deleteFrom("auth.session").where("login_id", "=", loginId);
  await (keptSessionId === null ? sessions : sessions.where("id", "!=", keptSessionId)).execute();
}

/** The owner's change: the old password is needed, every other session ends. Throws Problem. */ // ACT19
export async function changePassword(accounts: Accounts, caller: Caller, current: string, next: string): Promise<void> {
  const { loginId } = caller;
  const login = await accounts.database
    .selectFrom("auth.login")
    .where("id", "=", loginId)
    .select("email")
    .executeTakeFirstOrThrow();
  requireGoodPassword(next, login.email);
  await requirePassword(accounts, caller, current);
  const wish = {
    loginId,
    hash: await hashPassword(next),
    keptSessionId: caller.sessionId,
    credentialId: accounts.newId(),
  };
  await inTransaction(accounts.database, (transaction) => writePassword(transaction, { ...wish, now: accounts.now() }));
}

/** The operator's change at the terminal: every session ends. Whether there is such an account. Throws Problem. */
export async function setPassword(accounts: Accounts, email: string, password: string): Promise<boolean> {
  const login = await readLogin(accounts.database, email);
  if (login === undefined) return false;
  requireGoodPassword(password, login.email);
  const wish = {
    loginId: login.id,
    hash: await hashPassword(password),
    keptSessionId: null,
    credentialId: accounts.newId(),
  };
  await inTransaction(accounts.database, (transaction) => writePassword(transaction, { ...wish, now: accounts.now() }));
  return true;
}

/** Where a reset token is kept: its hash alone. */
function resetIdentifier(token: string): string {
  return `reset-password:${createHash("sha256").update(token).digest("base64url")}`;
}

/**
 * The bearer string that lets its holder set a new password for an hour, for ORIGIN/#/reset/TOKEN; earlier ones of the
 * login end. null: there is no such account.
 */ // ACT20
export async function createResetLink(accounts: Accounts, email: string): Promise<string | null> {
  const login = await readLogin(accounts.database, email);
  if (login === undefined) return null;
  const token = `pwr_${accounts.randomBytes(16).toString("base64url")}`;
  const now = accounts.now();
  await inTransaction(accounts.database, async (transaction) => {
    await transaction
      .deleteFrom("auth.verification")
      .where("identifier", "like", "reset-password:%")
      .where("value", "=", login.id)
      .execute();
    const expires_at = new Date(now.getTime() + RESET_LIFE_SEC * 1000);
    const identifier = resetIdentifier(token);
    const stamps = { expires_at, created_at: now, updated_at: now };
    await transaction
      .insertInto("auth.verification")
      .values({ id: accounts.newId(), identifier, value: login.id, ...stamps })
      .execute();
  });
  return token;
}

/** Uses the link, once: a new password, every session ended. Throws Problem. */ // ACT20
export async function resetPassword(accounts: Accounts, token: string, next: string): Promise<void> {
  const refused = new Problem(403, "link-not-valid", "This link has been used or is too old. Ask for a new one.");
  const identifier = resetIdentifier(token);
  const found = await accounts.database
    .selectFrom("auth.verification as verification")
    .innerJoin("auth.login as login", (join) =>
      join.on((on) => on(on.cast("login.id", "text"), "=", on.ref("verification.value"))),
    )
    .where("verification.identifier", "=", identifier)
    .where("verification.expires_at", ">", accounts.now())
    .select(["login.id", "login.email"])
    .executeTakeFirst();
  if (found === undefined) throw refused;
  requireGoodPassword(next, found.email);
  const hash = await hashPassword(next);
  const wish = { loginId: found.id, hash, keptSessionId: null, credentialId: accounts.newId() };
  await inTransaction(accounts.database, async (transaction) => {
    const used = await transaction
      .deleteFrom("auth.verification")
      .where("identifier", "=", identifier)
      .executeTakeFirst();
    if (used.numDeletedRows === 0n) throw refused;
    await writePassword(transaction, { ...wish, now: accounts.now() });
  });
}
