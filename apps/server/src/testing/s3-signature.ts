// Signature Version 4 as a server judges it, from the bytes of the request. Comes in: a request as it came. Goes out: the code
// of a refusal, or null. Written from "Signature Calculations for the Authorization Header", S3 API reference, with Node's own
// crypto: nothing of it is shared with the store, which signs with a library.
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** How far clocks may differ. Milliseconds; 15 min. */
const SKEW_MAX_MS = 900_000;

/** Whom a server knows. */
export interface S3Account {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | null;
  region: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/u;

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** Percent-encoded as the canonical request wants it, whatever the sender chose. */
function encoded(text: string): string {
  return encodeURIComponent(decodeURIComponent(text)).replace(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalRequest(request: IncomingMessage, signedHeaders: string[], bodySha256: string): string {
  const [path = "", search = ""] = (request.url ?? "").split(/\?(.*)/su);
  const query = search
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => pair.split(/[=](.*)/su))
    .map(([name = "", value = ""]) => [encoded(name), encoded(value)] as const)
    .toSorted(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const headers = signedHeaders.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/gu, " ")}\n`);
  return [
    request.method ?? "",
    path.split("/").map(encoded).join("/"),
    query.join("&"),
    headers.join(""),
    signedHeaders.join(";"),
    bodySha256,
  ].join("\n");
}

function instantOf(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Judges a request; the SHA-256 that it declares of its body is compared with the body elsewhere. */
export function judgeSignature(request: IncomingMessage, account: S3Account, nowMs: number): string | null {
  const match = AUTHORIZATION.exec(request.headers.authorization ?? "");
  const date = request.headers["x-amz-date"];
  const bodySha256 = request.headers["x-amz-content-sha256"];
  if (match === null || typeof date !== "string" || typeof bodySha256 !== "string") return "AccessDenied";
  const [, keyId = "", day = "", region = "", signed = "", signature = ""] = match;
  if (!(Math.abs(instantOf(date) - nowMs) <= SKEW_MAX_MS)) return "RequestTimeTooSkewed";
  if (keyId !== account.accessKeyId) return "InvalidAccessKeyId";
  if ((request.headers["x-amz-security-token"] ?? null) !== account.sessionToken) return "InvalidToken";
  if (region !== account.region) return "AuthorizationHeaderMalformed";
  if (!date.startsWith(day)) return "SignatureDoesNotMatch";
  const signedHeaders = signed.split(";");
  const mustBeSigned = ["host", ...Object.keys(request.headers).filter((name) => name.startsWith("x-amz-"))];
  if (mustBeSigned.some((name) => !signedHeaders.includes(name))) return "AccessDenied";
  const scope = `${day}/${region}/s3/aws4_request`;
  const digest = hash("sha256", canonicalRequest(request, signedHeaders, bodySha256));
  const key = hmac(hmac(hmac(hmac(`AWS4${account.secretAccessKey}`, day), region), "s3"), "aws4_request");
  const expected = hmac(key, ["AWS4-HMAC-SHA256", date, scope, digest].join("\n"));
  return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? null : "SignatureDoesNotMatch";
}
