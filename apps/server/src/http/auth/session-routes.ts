// /api/auth: signing in and out, and the sessions there are.
import type { FastifyInstance, FastifyReply } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../accounts/accounts.ts";
import { askAuth } from "../../accounts/ask-auth.ts";
import { limitAttempts } from "../../accounts/rate-limits.ts";
import { addressOf } from "../../accounts/request-place.ts";
import { sessionCookie, signedTokenOf } from "../../accounts/session-token.ts";
import { callerOfToken, endOtherSessions, endSession, listSessions } from "../../accounts/sessions.ts";
import { NOT_HERE } from "../access/access.ts";
import { body, Email, Keep, nothing, Password, SignedIn, TimeUtc, Uuid } from "../account-schemas.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";
import { presentSession } from "./present-session.ts";

const SignIn = body({ email: Email, password: Password, keep: Keep });
const Session = Type.Object({
  sessionId: Uuid,
  createdAtUtc: TimeUtc,
  lastUsedAtUtc: TimeUtc,
  expiresAtUtc: TimeUtc,
  userAgent: Type.String(),
  isCurrent: Type.Boolean(),
});
const WhichSession = body({ sessionId: Uuid });
const tags = ["accounts"];

/** Takes both cookies away: with and without HTTPS. */
function dropCookies(reply: FastifyReply): void {
  reply.header("set-cookie", [sessionCookie("", true, 0), sessionCookie("", false, 0)]);
}

function addSignIn(app: FastifyInstance, accounts: Accounts): void {
  const response = { 200: SignedIn, ...problems(400, 401, 403, 415, 429) };
  const schema = { operationId: "signIn", summary: "Sign in by e-mail and password", tags, body: SignIn, response };
  app.post<{ Body: Static<typeof SignIn> }>(
    "/api/auth/sign-in/email",
    { config: { access: "public" }, schema },
    async (request, reply) => {
      const { email, password, keep } = request.body;
      await limitAttempts(accounts, "sign-in", addressOf(request), email);
      const question = { method: "POST", path: "/sign-in/email", body: { email: email.trim(), password } } as const;
      return presentSession(accounts, reply, await askAuth(accounts, request, question), keep);
    },
  );
}

function addSignOut(app: FastifyInstance, accounts: Accounts): void {
  const response = { 204: nothing("Signed out"), ...problems(401, 403) };
  const schema = { operationId: "signOut", summary: "End this session", tags, response };
  app.post("/api/auth/sign-out", { config: { access: "runner" }, schema }, async ({ caller }, reply) => {
    await endSession(accounts, caller.loginId, caller.sessionId);
    dropCookies(reply);
    return reply.code(204).send();
  });
}

function addGetSession(app: FastifyInstance, accounts: Accounts): void {
  const response = { 200: Type.Object({ session: Type.Union([Session, Type.Null()]) }), ...problems(429) };
  const schema = { operationId: "getSession", summary: "Who is asking, or nobody", tags, response };
  app.get("/api/auth/get-session", { config: { access: "public" }, schema }, async (request) => {
    const signed = signedTokenOf(request.headers);
    const caller = signed === null ? null : await callerOfToken(accounts, signed);
    if (caller === null) return { session: null };
    return { session: (await listSessions(accounts, caller)).find(({ isCurrent }) => isCurrent) ?? null };
  });
}

function addOthers(app: FastifyInstance, accounts: Accounts): void {
  const config = { access: "runner" } as const;
  const listed = { 200: Type.Object({ sessions: Type.Array(Session) }), ...problems(401) };
  const listSchema = { operationId: "listSessions", summary: "The caller's sessions", tags, response: listed };
  app.get("/api/auth/list-sessions", { config, schema: listSchema }, async ({ caller }) => ({
    sessions: await listSessions(accounts, caller),
  }));
  const one = { 204: nothing("Ended"), ...problems(400, 401, 403, 404, 415) };
  const oneSchema = {
    operationId: "revokeSession",
    summary: "End one session",
    tags,
    body: WhichSession,
    response: one,
  };
  app.post<{ Body: Static<typeof WhichSession> }>(
    "/api/auth/revoke-session",
    { config, schema: oneSchema },
    async ({ caller, body: { sessionId } }, reply) => {
      if (!(await endSession(accounts, caller.loginId, sessionId))) throw new Problem(404, "not-found", NOT_HERE);
      return reply.code(204).send();
    },
  );
  const others = { 200: Type.Object({ endedCount: Type.Integer() }), ...problems(401, 403) };
  const otherSchema = {
    operationId: "revokeOtherSessions",
    summary: "End all but this session",
    tags,
    response: others,
  };
  app.post("/api/auth/revoke-other-sessions", { config, schema: otherSchema }, async ({ caller }) => ({
    endedCount: await endOtherSessions(accounts, caller.loginId, caller.sessionId),
  }));
}

/** Adds the routes. */
export function addSessionRoutes(app: FastifyInstance, accounts: Accounts): void {
  addSignIn(app, accounts);
  addSignOut(app, accounts);
  addGetSession(app, accounts);
  addOthers(app, accounts);
}
