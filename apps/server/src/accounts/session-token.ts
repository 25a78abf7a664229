// The bearer string of a session: TOKEN.SIGNATURE, as better-auth writes it into its cookie, and cookies of ours. Comes in:
// headers. Goes out: a token that this server signed, or null. The token alone, as the database has it, opens nothing.
import { createHmac, timingSafeEqual } from "node:crypto";

/** Name of the session's cookie; over HTTPS with `__Secure-` before it. */
export const COOKIE_PREFIX = "solewise";
const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
const SECURE_PREFIX = "__Secure-";
/** No signed token is longer. Characters. */
const MAX_SIGNED_LENGTH = 256;

/** Cookies of a header, in its order; a name that comes twice keeps its first value. */
function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(";")) {
    const [name = "", ...rest] = part.trim().split("=");
    if (name !== "" && !cookies.has(name)) cookies.set(name, rest.join("="));
  }
  return cookies;
}

/** Cookies of this server's accounts alone, as a Cookie header. */
export function ownCookies(header: string | undefined): string {
  const isOwn = (name: string): boolean => name.replace(SECURE_PREFIX, "").startsWith(`${COOKIE_PREFIX}.`);
  return [...parseCookies(header ?? "")]
    .flatMap(([name, value]) => (isOwn(name) ? [`${name}=${value}`] : []))
    .join("; ");
}

/** Name of the session's cookie for a scheme. */
export function sessionCookieName(isHttps: boolean): string {
  return isHttps ? SECURE_PREFIX + SESSION_COOKIE : SESSION_COOKIE;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The signed token of a Cookie or Authorization header, not checked; a bearer wins. */
export function signedTokenOf(headers: {
  cookie?: string | undefined;
  authorization?: string | undefined;
}): string | null {
  const bearer = /^bearer +(\S+) *$/iu.exec(headers.authorization ?? "")?.[1];
  if (headers.authorization !== undefined) return bearer === undefined ? null : decode(bearer);
  const cookies = parseCookies(headers.cookie ?? "");
  const cookie = cookies.get(sessionCookieName(true)) ?? cookies.get(sessionCookieName(false));
  return cookie === undefined ? null : decode(cookie);
}

/** HMAC-SHA-256 of the token, base64 with padding, as better-auth signs its cookies. */
export function signToken(token: string, secret: string): string {
  return `${token}.${createHmac("sha256", secret).update(token).digest("base64")}`;
}

/** The token of a signed one, or null when the signature is not ours. */ // ACT8
export function verifySignedToken(signed: string, secret: string): string | null {
  const dot = signed.lastIndexOf(".");
  if (dot < 1 || signed.length > MAX_SIGNED_LENGTH) return null;
  const token = signed.slice(0, dot);
  const [ours, came] = [Buffer.from(signToken(token, secret)), Buffer.from(signed)];
  return ours.length === came.length && timingSafeEqual(ours, came) ? token : null;
}

/** The session's Set-Cookie header. */
export function sessionCookie(signed: string, isHttps: boolean, maxAgeSec: number): string {
  const secure = isHttps ? "; Secure" : "";
  const value = encodeURIComponent(signed);
  return `${sessionCookieName(isHttps)}=${value}; Max-Age=${maxAgeSec}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}
