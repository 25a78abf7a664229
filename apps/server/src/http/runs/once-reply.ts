// Writes as routes do them: the request's Idempotency-Key and fingerprint in, the answer of the command out.
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Answer, OnceRequest } from "../../commands/runs/answer-once.ts";
import { Problem } from "../problem.ts";
import type { RunDocument } from "./run-schema.ts";

const JSON_TYPE = "application/json; charset=utf-8";

/** JSON as an answer. */
export function jsonAnswer(status: number, value: object, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": JSON_TYPE, ...headers }, body: JSON.stringify(value) };
}

/** A run's ETag. */
export function etagOf({ revision }: Pick<RunDocument, "revision">): string {
  return `"${revision}"`;
}

/** A run as an answer. */
export function runAnswer(status: number, run: RunDocument): Answer {
  return jsonAnswer(status, run, { etag: etagOf(run) });
}

/** Sends it. */
export function sendAnswer(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .send(body === "" ? undefined : body);
}

function readKey(request: FastifyRequest): string | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key === "string" && /^[\u0021-\u007e]{8,200}$/u.test(key)) return key;
  throw new Problem(400, "idempotency-key-wrong", "Expected an Idempotency-Key of 8 to 200 visible ASCII characters.");
}

/** What makes a request this one: method, address, If-Match and body. */
export function onceRequest(request: FastifyRequest): OnceRequest {
  const hash = createHash("sha256");
  const parts = [request.method, request.url, request.headers["if-match"] ?? "", JSON.stringify(request.body ?? null)];
  for (const part of parts) hash.update(part).update("\0");
  return {
    runnerId: request.caller.runnerId,
    idempotencyKey: readKey(request),
    requestSha256: hash.digest(),
  };
}
