// Failures of requests in words. Comes in: whatever a request was rejected with. Goes out: a ServerFailure, or the error itself
// where it is a defect.
import { ApiProblem } from "@solewise/client";
import { ServerFailure } from "./server-failure.ts";

/** Sentences for the codes that people meet; the others speak the server's own words. */
const CODE_SENTENCES: Readonly<Record<string, (origin: string) => string>> = {
  "not-signed-in": (origin) => `The session at ${origin} has ended: solewise login ${origin}`,
  "no-server": (origin) => `Expected a Solewise server at ${origin}, but something else answered: check the address.`,
  "no-problem": (origin) => `What stands before the server at ${origin} does not reach it: is it started?`,
};

/** Words for what keeps a request from arriving. Source: errno(3), Node's TLS error codes. */
const AWAY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/u, "nothing listens there: is the server started, and the port right?"],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/u, "there is no machine of that name: check the address"],
  [/^(?:EHOSTUNREACH|ENETUNREACH)$/u, "no way leads there: check the network"],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/u,
    "its certificate is not trusted here: for a home certificate authority download /trust/solewise-ca.crt and set " +
      "NODE_EXTRA_CA_CERTS to that file",
  ],
  [/^(?:EPROTO|ERR_SSL)/u, "it speaks no HTTPS there: try http:// for this machine"],
];

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}

/** Whether a request never got an answer: it may have been done all the same. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 0 && error.code !== "no-server";
}

/** The failure in words. */ // CLI50
export function describeServerFailure(error: unknown, origin: string): unknown {
  if (!(error instanceof ApiProblem)) return error;
  if (!isUnanswered(error))
    return new ServerFailure(CODE_SENTENCES[error.code]?.(origin) ?? error.message, { cause: error });
  const code = codeOf(error.cause);
  const words = AWAY_WORDS.find(([pattern]) => pattern.test(code))?.[1] ?? `no answer came (${code || "broken off"})`;
  return new ServerFailure(`${origin} cannot be reached: ${words}.`, { cause: error });
}

/** Does work at a server; what it is rejected with becomes words. */
export async function atServer<Result>(origin: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw describeServerFailure(error, origin);
  }
}
