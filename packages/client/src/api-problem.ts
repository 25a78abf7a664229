// A request that the server refused. Comes in: its answer. Goes out: the problem document of it, RFC 9457, as an error.

/** What was refused, and why. */
export class ApiProblem extends Error {
  /** HTTP status, 400–599. */
  readonly status: number;
  /** For programs; never changes its meaning. `no-problem` where no problem document came: a proxy answered. */
  readonly code: string;
  /** How long to wait before the same request is sent again; null where the server does not say. Seconds. */
  readonly retryAfterSec: number | null;
  /** Of the answer, as `upload-offset`. */
  readonly headers: Headers;

  /** `detail` is a sentence for people. */
  constructor(status: number, code: string, detail: string, headers: Headers) {
    super(detail);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.retryAfterSec = readRetryAfter(headers.get("retry-after"));
  }
}

/** Seconds; a date is not what our server sends. RFC 9110 §10.2.3. */
function readRetryAfter(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : null;
}

function memberOf(body: unknown, name: "code" | "detail"): string | null {
  if (typeof body !== "object" || body === null) return null;
  const value: unknown = Object.entries(body).find(([member]) => member === name)?.[1];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The problem of an answer; `body`: what came, parsed where it was JSON. */ // CLT2
export function problemOf({ status, statusText, headers }: Response, body: unknown): ApiProblem {
  const isProblem = (headers.get("content-type") ?? "").startsWith("application/problem+json");
  const detail = isProblem ? memberOf(body, "detail") : null;
  const code = (isProblem ? memberOf(body, "code") : null) ?? (isProblem ? `http-${status}` : "no-problem");
  return new ApiProblem(status, code, detail ?? `The server answered ${status} ${statusText}`.trim(), headers);
}
