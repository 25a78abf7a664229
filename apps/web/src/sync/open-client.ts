// The client of the server that this app came from: by fetch, with the session's cookie, which no script reads. Programs
// without one give a token. Comes in: where the server is, if elsewhere. Goes out: a client. // SYN15
import { createSolewiseClient, readAnswer, type SolewiseClient } from "@solewise/client";

/** How long an answer may take, ms. Range 5000–300,000. */
const ANSWER_MAX_MS = 60_000;

/** How long bytes may be on their way: 4 MiB at 128 kbit/s. ms. */
const BYTES_MAX_MS = 300_000;

const SIGN_OUT = "/api/auth/sign-out";

/** Addresses whose bodies are files. */
const FILES = /\/recordings\/\d+$|\.bin$/u;

/** Where the server is and who is asking. */
export interface ServerPlace {
  /** Unless given, where the app came from. */
  origin?: string;
  /** Session token, where there is no cookie. */
  token?: string;
  /** Comes before every request but the one that ends the session; where it rejects, nothing is asked. */
  before?: () => Promise<void>;
}

function send(request: Request): Promise<Response> {
  const longest = AbortSignal.timeout(FILES.test(request.url) ? BYTES_MAX_MS : ANSWER_MAX_MS);
  const signal = AbortSignal.any([longest, request.signal]);
  return fetch(request, { credentials: "same-origin", cache: "no-store", signal });
}

/** Makes it; nothing is asked yet. */
export function openClient({ origin = location.origin, token, before }: ServerPlace = {}): SolewiseClient {
  const fetch = async (request: Request): Promise<Response> => {
    if (before !== undefined && new URL(request.url).pathname !== SIGN_OUT) await before();
    return send(request);
  };
  return createSolewiseClient({ origin, fetch, token: token ?? null });
}

/** Ends the session. Rejects with ApiProblem. */
export async function endSession(client: SolewiseClient): Promise<void> {
  await readAnswer(client.POST(SIGN_OUT));
}
