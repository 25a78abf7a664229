// Errors as RFC 9457 problem documents. Comes in: status, what happened, a stable code. Goes out: the JSON body.
import { STATUS_CODES } from "node:http";
import type { FastifyReply } from "fastify";

/** Media type of the body. RFC 9457 §3. */
export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** A request that is refused: thrown anywhere below a route, answered as a problem document. */
export class Problem extends Error {
  readonly statusCode: number;
  readonly code: string;
  /** More headers of the answer, as retry-after. */
  readonly headers: Readonly<Record<string, string>>;

  /** `code` is for programs and never changes its meaning; `detail` is a sentence for people. */
  constructor(statusCode: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = "Problem";
    this.statusCode = statusCode;
    this.code = code;
    this.headers = headers;
  }
}

/** The document; `detail` is a sentence for people, `code` for programs. */
export function problemBody(status: number, detail: string, code?: string): string {
  const title = STATUS_CODES[status] ?? "Error";
  return JSON.stringify({ type: "about:blank", title, status, detail, ...(code === undefined ? {} : { code }) });
}

/** Answers with a problem; nobody keeps it. */ // SRV16
export function sendProblem(reply: FastifyReply, status: number, detail: string, code?: string): FastifyReply {
  const body = problemBody(status, detail, code);
  return reply.code(status).type(PROBLEM_TYPE).header("cache-control", "no-store").send(body);
}
