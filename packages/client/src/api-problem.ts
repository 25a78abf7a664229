// A request that was not done, as far as is known. Comes in: the answer that refused it, or what kept one from coming. Goes
// out: the problem document of it, RFC 9457, as an error.

/** What is known beside status, code and sentence. */
interface ProblemMore {
  retryAfterSec?: number | null;
  uploadOffsetBytes?: number | null;
  cause?: unknown;
}

/** Statuses below 500 that say nothing of the request itself. RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4. */
const LATER_STATUSES: readonly number[] = [408, 425, 429];

/** What was refused, and why. */
export class ApiProblem extends Error {
  /** HTTP status, 400–599; 0 where no answer of the server's came: the request may have been done all the same. */
  readonly status: number;
  /**
   * For programs; never changes its meaning. The server's, or one of ours: `no-answer` nothing came, `answer-cut-short` half of
   * it came, `no-server` what answers there is not Solewise's server, `no-problem` something between answered 5xx.
   */
  readonly code: string;
  /** How long to wait before the same request is sent again; null where the server does not say. Seconds. */
  readonly retryAfterSec: number | null;
  /** Where an upload is, where the answer says it. Bytes. */
  readonly uploadOffsetBytes: number | null;

  /** `detail` is a sentence for people. */
  constructor(status: number, code: string, detail: string, more: ProblemMore = {}) {
    super(detail, { cause: more.cause });
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.retryAfterSec = more.retryAfterSec ?? null;
    this.uploadOffsetBytes = more.uploadOffsetBytes ?? null;
  }

  /** No word on the request itself: the same may go well later. */ // CLT5
  get isAway(): boolean {
    const { status, code } = this;
    return status === 0 || status >= 500 || code === "no-server" || LATER_STATUSES.includes(status);
  }
}

/** A whole number of a header; null where there is none. */
export function readCount(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : null;
}

/** Seconds, or a date, which counts from the answer's own. RFC 9110 §10.2.3. */
function readRetryAfter(headers: Headers): number | null {
  const sec = readCount(headers, "retry-after");
  if (sec !== null) return sec;
  const waitMs = Date.parse(headers.get("retry-after") ?? "") - Date.parse(headers.get("date") ?? "");
  return Number.isFinite(waitMs) ? Math.max(0, waitMs / 1000) : null;
}

function memberOf(body: unknown, name: "code" | "detail"): string | null {
  if (typeof body !== "object" || body === null) return null;
  const value: unknown = Object.entries(body).find(([member]) => member === name)?.[1];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The problem of an answer; `body`: what came, parsed where it was JSON. */ // CLT2
export function problemOf({ status, statusText, headers }: Response, body: unknown): ApiProblem {
  const more = { retryAfterSec: readRetryAfter(headers), uploadOffsetBytes: readCount(headers, "upload-offset") };
  if (!(headers.get("content-type") ?? "").startsWith("application/problem+json")) {
    const code = status >= 500 ? "no-problem" : "no-server";
    return new ApiProblem(status, code, `The server answered ${status} ${statusText}`.trim(), more);
  }
  const detail = memberOf(body, "detail") ?? `The server answered ${status} ${statusText}`.trim();
  return new ApiProblem(status, memberOf(body, "code") ?? `http-${status}`, detail, more);
}
