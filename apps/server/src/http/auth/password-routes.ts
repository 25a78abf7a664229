// /api/auth: changing and resetting passwords.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isIP } from "node:net";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { changePassword, createResetLink, resetPassword } from "../../accounts/passwords.ts";
import { limitAttempts } from "../../accounts/rate-limits.ts";
import { addressOf, originOf } from "../../accounts/request-place.ts";
import { hostOf } from "../../host-name.ts";
import { messageOf } from "../../refusal.ts";
import { Bearer, body, Email, nothing, Password } from "../account-schemas.ts";
import { problems } from "../problem-schema.ts";

const Change = body({ currentPassword: Password, newPassword: Password });
const Request = body({ email: Email });
const Reset = body({ token: Bearer, newPassword: Password });
const tags = ["accounts"];

/** The same for every address, known or not. */
const MAILED =
  "If there is an account with this address, a mail with a link is on its way. The link is good for an hour.";
const NO_MAIL = "This server sends no mail. Ask its operator for a link: npm run admin -- reset-password EMAIL";

/**
 * The origin to put into a mail, or null. A name has passed the gate; an address has to be the one that was connected to:
 * whoever asks for a reset of somebody else's password must not choose where the link leads.
 */
function linkOrigin(request: FastifyRequest): string | null {
  const host = hostOf(request.headers.host) ?? "";
  const own = (request.raw.socket.localAddress ?? "").replace(/^::ffff:/u, "");
  return isIP(host) === 0 || host === own ? originOf(request) : null;
}

async function mailLink(accounts: Accounts, origin: string, email: string): Promise<void> {
  const token = await createResetLink(accounts, email);
  if (token === null) return;
  const text =
    `Somebody, probably you, asked to set a new password for Solewise at ${origin}.\n\n` +
    `${origin}/#/reset/${token}\n\nThe link is good for an hour and for one use. If it was not you, do nothing.\n`;
  await accounts.sendMail?.({ to: email, subject: "A new password for Solewise", text });
}

function addReset(app: FastifyInstance, accounts: Accounts): void {
  const answer = Type.Object({ isMailed: Type.Boolean(), message: Type.String() });
  const response = { 202: answer, ...problems(400, 403, 415, 429) };
  const summary = "Ask for a link that sets a new password";
  const schema = { operationId: "requestPasswordReset", summary, tags, body: Request, response };
  app.post<{ Body: Static<typeof Request> }>(
    "/api/auth/request-password-reset",
    { config: { access: "public" }, schema },
    async (request, reply) => {
      const { email } = request.body;
      await limitAttempts(accounts, "reset", addressOf(request), email);
      reply.code(202);
      if (accounts.sendMail === null) return { isMailed: false, message: NO_MAIL };
      const origin = linkOrigin(request);
      const failed = (error: unknown): void =>
        accounts.log(`mail: a message was not taken (${messageOf(error).replaceAll(/\S+@\S+/gu, "…")})`);
      // Not waited for: an answer that takes longer would tell that the address is known.
      if (origin === null)
        accounts.log("mail: a reset was asked for at an address that is not this machine's; no link was sent");
      else void mailLink(accounts, origin, email.trim()).catch(failed);
      return { isMailed: true, message: MAILED };
    },
  );
  const used = { 204: nothing("The new password holds; every session has ended"), ...problems(400, 403, 415, 429) };
  const useSchema = {
    operationId: "resetPassword",
    summary: "Set a new password by a link",
    tags,
    body: Reset,
    response: used,
  };
  app.post<{ Body: Static<typeof Reset> }>(
    "/api/auth/reset-password",
    { config: { access: "public" }, schema: useSchema },
    async (request, reply) => {
      await limitAttempts(accounts, "reset-use", addressOf(request));
      await resetPassword(accounts, request.body.token, request.body.newPassword);
      return reply.code(204).send();
    },
  );
}

/** Adds the routes. */
export function addPasswordRoutes(app: FastifyInstance, accounts: Accounts): void {
  const response = { 204: nothing("Changed; every other session has ended"), ...problems(400, 401, 403, 415, 429) };
  const schema = { operationId: "changePassword", summary: "Change the password", tags, body: Change, response };
  app.post<{ Body: Static<typeof Change> }>(
    "/api/auth/change-password",
    { config: { access: "runner" }, schema },
    async (request, reply) => {
      const { caller } = request;
      await limitAttempts(accounts, "password", addressOf(request), caller.loginId);
      await changePassword(accounts, caller, request.body.currentPassword, request.body.newPassword);
      return reply.code(204).send();
    },
  );
  addReset(app, accounts);
}
