// /api/auth/passkey: passkeys, where the browser allows them: a name by HTTPS, or this machine itself.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { askAuth, type AuthQuestion } from "../../accounts/ask-auth.ts";
import { limitAttempts } from "../../accounts/rate-limits.ts";
import { addressOf, allowsPasskeys, originOf } from "../../accounts/request-place.ts";
import { NOT_HERE } from "../access/access.ts";
import { body, DisplayName, Keep, nothing, SignedIn, TimeUtc, Uuid } from "../account-schemas.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";
import { presentSession } from "./present-session.ts";

/** What navigator.credentials takes and gives; WebAuthn Level 3 §5.1.8–9. */
const WebAuthn = Type.Object({}, { additionalProperties: true });
const Made = body({ response: WebAuthn, name: Type.Optional(DisplayName) });
const Shown = body({ response: WebAuthn, keep: Keep });
const Which = body({ passkeyId: Uuid });
const Passkey = Type.Object({
  passkeyId: Uuid,
  name: Type.String(),
  createdAtUtc: Type.Union([TimeUtc, Type.Null()]),
  isBackedUp: Type.Boolean(),
});
const tags = ["accounts"];
const config = { access: "runner" } as const;

function requirePasskeys(request: FastifyRequest): void {
  if (allowsPasskeys(originOf(request))) return;
  throw new Problem(409, "no-passkeys-here", "Browsers allow passkeys at a name by HTTPS only, not at an address.");
}

async function ask(accounts: Accounts, request: FastifyRequest, question: AuthQuestion) {
  requirePasskeys(request);
  await limitAttempts(accounts, "passkey", addressOf(request));
  return askAuth(accounts, request, question);
}

function addMaking(app: FastifyInstance, accounts: Accounts): void {
  const options = { 200: WebAuthn, ...problems(401, 403, 409, 429) };
  const summary = "What navigator.credentials.create takes";
  const schema = { operationId: "passkeyRegisterOptions", summary, tags, response: options };
  app.get("/api/auth/passkey/generate-register-options", { config, schema }, async (request, reply) => {
    const answer = await ask(accounts, request, { method: "GET", path: "/passkey/generate-register-options" });
    reply.header("set-cookie", answer.cookies);
    return answer.body;
  });
  const made = { 204: nothing("The passkey can be used"), ...problems(400, 401, 403, 409, 415, 429) };
  const madeSchema = { operationId: "passkeyRegister", summary: "Add a passkey", tags, body: Made, response: made };
  app.post<{ Body: Static<typeof Made> }>(
    "/api/auth/passkey/verify-registration",
    { config, schema: madeSchema },
    async (request, reply) => {
      await ask(accounts, request, { method: "POST", path: "/passkey/verify-registration", body: request.body });
      return reply.code(204).send();
    },
  );
}

function addSigningIn(app: FastifyInstance, accounts: Accounts): void {
  const open = { access: "public" } as const;
  const options = { 200: WebAuthn, ...problems(403, 409, 429) };
  const summary = "What navigator.credentials.get takes";
  const schema = { operationId: "passkeySignInOptions", summary, tags, response: options };
  app.get("/api/auth/passkey/generate-authenticate-options", { config: open, schema }, async (request, reply) => {
    const answer = await ask(accounts, request, { method: "GET", path: "/passkey/generate-authenticate-options" });
    reply.header("set-cookie", answer.cookies);
    return { ...(answer.body as object), userVerification: "required" }; // better-auth only prefers it
  });
  const shown = { 200: SignedIn, ...problems(400, 401, 403, 409, 415, 429) };
  const shownSchema = {
    operationId: "passkeySignIn",
    summary: "Sign in by a passkey",
    tags,
    body: Shown,
    response: shown,
  };
  app.post<{ Body: Static<typeof Shown> }>(
    "/api/auth/passkey/verify-authentication",
    { config: open, schema: shownSchema },
    async (request, reply) => {
      const { response, keep } = request.body;
      const question = { method: "POST", path: "/passkey/verify-authentication", body: { response } } as const;
      return presentSession(accounts, reply, await ask(accounts, request, question), keep);
    },
  );
}

function addList(app: FastifyInstance, { database }: Accounts): void {
  const listed = { 200: Type.Object({ passkeys: Type.Array(Passkey) }), ...problems(401) };
  const schema = { operationId: "listPasskeys", summary: "The caller's passkeys", tags, response: listed };
  app.get("/api/auth/passkey/list-user-passkeys", { config, schema }, async ({ caller }) => {
    const mine = database.selectFrom("auth.passkey").where("login_id", "=", caller.loginId);
    const rows = await mine.select(["id", "name", "created_at", "is_backed_up"]).orderBy("created_at").execute();
    const passkeys = rows.map((row) => ({
      passkeyId: row.id,
      name: row.name ?? "",
      createdAtUtc: row.created_at?.toISOString() ?? null,
      isBackedUp: row.is_backed_up,
    }));
    return { passkeys };
  });
  const gone = { 204: nothing("Removed"), ...problems(400, 401, 403, 404, 415) };
  const goneSchema = { operationId: "deletePasskey", summary: "Remove a passkey", tags, body: Which, response: gone };
  app.post<{ Body: Static<typeof Which> }>(
    "/api/auth/passkey/delete-passkey",
    { config, schema: goneSchema },
    async ({ caller, body: { passkeyId } }, reply) => {
      const mine = database.deleteFrom("auth.passkey").where("login_id", "=", caller.loginId);
      const { numDeletedRows } = await mine.where("id", "=", passkeyId).executeTakeFirst();
      if (numDeletedRows === 0n) throw new Problem(404, "not-found", NOT_HERE);
      return reply.code(204).send();
    },
  );
}

/** Adds the routes. */
export function addPasskeyRoutes(app: FastifyInstance, accounts: Accounts): void {
  addMaking(app, accounts);
  addSigningIn(app, accounts);
  addList(app, accounts);
}
