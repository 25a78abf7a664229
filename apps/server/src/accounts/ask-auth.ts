// Asks better-auth. Comes in: a request of ours and one of better-auth's endpoints. Goes out: its answer, with its cookies;
// its errors as Problems with a stable code.
import type { FastifyRequest } from "fastify";
import { Problem } from "../http/problem.ts";
import type { Accounts } from "./accounts.ts";
import { type Auth } from "./better-auth.ts";
import { isHttps, originOf } from "./request-place.ts";
import { ownCookies, sessionCookieName, signedTokenOf } from "./session-token.ts";

/** A question to one of better-auth's endpoints, by its path under /api/auth. */
export interface AuthQuestion {
  method: "GET" | "POST";
  path: string;
  body?: object;
}

/** Its answer. */
export interface AuthAnswer {
  body: unknown;
  /** Set-Cookie headers. */
  cookies: string[];
}

/** Longest User-Agent that is kept beside a session. Characters. */
const MAX_USER_AGENT_LENGTH = 200;

/** better-auth's codes that mean a thing for people; everything else of it is `not-accepted`. */
const PROBLEMS: Readonly<Record<string, readonly [number, string, string]>> = {
  INVALID_EMAIL_OR_PASSWORD: [401, "wrong-credentials", "E-mail and password do not fit together."],
  INVALID_EMAIL: [400, "invalid-email", "This is no e-mail address."],
  INVALID_PASSWORD: [403, "wrong-password", "The password is not right."],
  PASSWORD_TOO_LONG: [400, "password-too-long", "The password is too long."],
  INVALID_TOKEN: [403, "link-not-valid", "This link has been used or is too old. Ask for a new one."],
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: [409, "email-taken", "There is an account with this e-mail. Sign in instead."],
  // Only a second registration that was faster leads here.
  FAILED_TO_CREATE_USER: [409, "email-taken", "There is an account with this e-mail. Sign in instead."],
  SESSION_NOT_FRESH: [403, "session-not-fresh", "For this, sign in again: the session is older than a day."],
  USER_NOT_VERIFIED: [403, "user-not-verified", "The device has to ask for finger, face or PIN; this one did not."],
  CHALLENGE_NOT_FOUND: [403, "passkey-not-accepted", "That took too long. Try again."],
};

function problemOf(status: number, body: unknown): Problem {
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  const known = PROBLEMS[code];
  if (known !== undefined) return new Problem(...known);
  if (status >= 500) return new Problem(400, "not-accepted", "This was not accepted. Try again.");
  return new Problem(status === 401 ? 403 : status, "not-accepted", "This was not accepted. Try again.");
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ origin: originOf(request), "content-type": "application/json" });
  const bearer = request.headers.authorization === undefined ? null : signedTokenOf(request.headers);
  const name = sessionCookieName(isHttps(request));
  const cookie = bearer === null ? ownCookies(request.headers.cookie) : `${name}=${encodeURIComponent(bearer)}`;
  if (cookie !== "") headers.set("cookie", cookie);
  headers.set("user-agent", (request.headers["user-agent"] ?? "").slice(0, MAX_USER_AGENT_LENGTH));
  return headers;
}

/** Asks; throws Problem where better-auth refuses. `auth` is the origin's own unless another is given. */
export async function askAuth(
  accounts: Accounts,
  request: FastifyRequest,
  question: AuthQuestion,
  auth: Auth = accounts.auth(originOf(request)),
): Promise<AuthAnswer> {
  const { method, path, body } = question;
  const url = `${originOf(request)}/api/auth${path}`;
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await auth.handler(new Request(url, { method, headers: headersOf(request), ...payload }));
  const text = await response.text();
  const answer: unknown = text === "" ? null : JSON.parse(text);
  if (!response.ok) throw problemOf(response.status, answer);
  return { body: answer, cookies: response.headers.getSetCookie() };
}

/** The signed token of the session that an answer opened. Throws when it opened none. */
export function signedTokenOfAnswer({ cookies }: AuthAnswer): string {
  for (const cookie of cookies) {
    const signed = signedTokenOf({ cookie: cookie.split(";", 1)[0] });
    if (signed !== null && signed !== "") return signed;
  }
  throw new Error("better-auth opened no session");
}
