// Errors as RFC 9457 problem documents. Comes in: status and what happened. Goes out: the JSON body.
import { STATUS_CODES } from "node:http";
import type { FastifyReply } from "fastify";

/** Media type of the body. RFC 9457 §3. */
export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** The document; `detail` is a sentence for people. */
export function problemBody(status: number, detail: string): string {
  return JSON.stringify({ type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, detail });
}

/** Answers with a problem; nobody keeps it. */ // SRV16
export function sendProblem(reply: FastifyReply, status: number, detail: string): FastifyReply {
  return reply.code(status).type(PROBLEM_TYPE).header("cache-control", "no-store").send(problemBody(status, detail));
}
