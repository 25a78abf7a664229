// Opening an account. Comes in: who, how old, what is allowed, perhaps an invitation. Goes out: login, runner, consents and
// a session, all or nothing, or a Problem and nothing.
import type { FastifyRequest } from "fastify";
import type { DatabaseTransaction } from "../database/tables.ts";
import { inTransaction } from "../database/transaction.ts";
import type { Role } from "../http/access/caller.ts";
import { Problem } from "../http/problem.ts";
import { type AgeBand, isOldEnough, judgeAdmission, REFUSED } from "../policies/admission.ts";
import type { Purpose } from "../policies/consent.ts";
import type { Accounts } from "./accounts.ts";
import { askAuth, type AuthAnswer } from "./ask-auth.ts";
import { makeAuth } from "./better-auth.ts";
import { decideConsent } from "./consents.ts";
import { hasOperator, holdInvitation } from "./invitations.ts";
import { requireGoodPassword } from "./passwords.ts";
import { originOf } from "./request-place.ts";
import { readServerSettings } from "./server-settings.ts";

/** What somebody fills in. */
export interface Registration {
  email: string;
  password: string;
  displayName: string;
  ageBand: AgeBand;
  invitationToken?: string;
  consents: readonly { purpose: Purpose; isGranted: boolean }[];
}

/** An account that was opened. */
export interface Registered {
  runnerId: string;
  answer: AuthAnswer;
}

function requireAge(ageBand: AgeBand, ageMinYears: number): void {
  if (isOldEnough(ageBand, ageMinYears)) return;
  const detail = `On this server a runner is ${ageMinYears} or older. Nothing you wrote was kept; the app works without an account.`;
  throw new Problem(403, "too-young", detail);
}

/** The role that the invitation gives, when it lets in. */
async function admit(
  accounts: Accounts,
  transaction: DatabaseTransaction,
  token: string | undefined,
): Promise<{ role: Role; invitationId: string | null }> {
  const { registrationMode } = await readServerSettings(transaction);
  const held = token === undefined ? undefined : await holdInvitation(transaction, token);
  const isStale = held?.state.isStartLink === true && (await hasOperator(transaction));
  const refused = judgeAdmission(registrationMode, isStale ? null : held === null ? null : held?.state, accounts.now());
  if (refused !== null) throw new Problem(403, refused, REFUSED[refused]);
  return { role: held?.role ?? "runner", invitationId: held?.invitationId ?? null };
}

/** It is held since `admit`; that it is used here for the first time is looked at once more. */ // ACT17
async function useInvitation(
  transaction: DatabaseTransaction,
  invitationId: string,
  runnerId: string,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable("directory.invitation")
    .set({ used_at: now, used_by: runnerId })
    .where("invitation_id", "=", invitationId)
    .where("used_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Problem(403, "invitation-not-valid", REFUSED["invitation-not-valid"]);
}

async function openRunner(
  accounts: Accounts,
  transaction: DatabaseTransaction,
  wish: { loginId: string; role: Role; invitationId: string | null; registration: Registration },
): Promise<string> {
  const runnerId = accounts.newId();
  const now = accounts.now();
  const { loginId, role, invitationId, registration } = wish;
  await transaction
    .insertInto("directory.runner")
    .values({ runner_id: runnerId, login_id: loginId, role, age_band: registration.ageBand, created_at: now })
    .execute();
  for (const decision of registration.consents) await decideConsent(transaction, { runnerId, ...decision }, now);
  if (invitationId !== null) await useInvitation(transaction, invitationId, runnerId, now);
  return runnerId;
}

function loginIdOf({ body }: AuthAnswer): string {
  const { user } = body as { user?: { id?: unknown } };
  if (typeof user?.id !== "string") throw new Error("better-auth opened no login");
  return user.id;
}

/** Opens an account. Throws Problem. */ // ACT11, ACT12
export async function register(
  accounts: Accounts,
  request: FastifyRequest,
  registration: Registration,
): Promise<Registered> {
  const { email, password, displayName, ageBand, invitationToken } = registration;
  requireAge(ageBand, (await readServerSettings(accounts.database)).ageMinYears);
  requireGoodPassword(password, email);
  return inTransaction(accounts.database, async (transaction) => {
    const { role, invitationId } = await admit(accounts, transaction, invitationToken);
    const auth = makeAuth(accounts, originOf(request), transaction);
    const body = { email: email.trim(), password, name: displayName };
    const answer = await askAuth(accounts, request, { method: "POST", path: "/sign-up/email", body }, auth);
    const wish = { loginId: loginIdOf(answer), role, invitationId, registration };
    return { runnerId: await openRunner(accounts, transaction, wish), answer };
  });
}
