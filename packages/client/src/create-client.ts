// The client of one server. Comes in: where it is, how requests are sent, who asks. Goes out: typed requests; what came back
// as a value, or an ApiProblem. Nothing is sent twice: retries are the caller's, who knows what may be repeated.
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./api-types.ts";
import { ApiProblem, problemOf } from "./api-problem.ts";

/** What a client is made of. */
export interface ClientSettings {
  /** As `https://shoe.example`; a path after it is kept. */
  origin: string;
  /** Sends a request; rejects when no answer came. The browser's or Node's own. */
  fetch: (request: Request) => Promise<Response>;
  /** A session outside of browsers; without it the browser's cookie counts. */
  token?: string | null;
}

/** Requests by method and path, as `client.GET("/api/v1/runs/{runId}", { params: { path: { runId } } })`. */
export type SolewiseClient = Client<paths>;

function isBytes(body: unknown): body is Uint8Array | Blob {
  return body instanceof Uint8Array || body instanceof Blob;
}

/** What a request was rejected with, as a problem; that the caller broke it off is none. */
function failureOf(cause: unknown, code: string, detail: string): unknown {
  const isKnown = cause instanceof ApiProblem || (cause instanceof Error && cause.name === "AbortError");
  return isKnown ? cause : new ApiProblem(0, code, detail, { cause });
}

/** A file server answers every path with a page. */ // CLT2
async function sendOne(fetch: ClientSettings["fetch"], request: Request): Promise<Response> {
  const answer = await fetch(request).catch((cause: unknown) => {
    throw failureOf(cause, "no-answer", "No answer came.");
  });
  if (answer.ok && (answer.headers.get("content-type") ?? "").startsWith("text/html"))
    throw new ApiProblem(0, "no-server", "A page came: what answers there is not the server.");
  return answer;
}

/** Makes it; nothing is sent. */ // CLT1
export function createSolewiseClient({ origin, fetch, token = null }: ClientSettings): SolewiseClient {
  return createClient<paths>({
    baseUrl: origin,
    fetch: (request) => sendOne(fetch, request),
    ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
    bodySerializer: (body: unknown): unknown => (isBytes(body) ? body : JSON.stringify(body)),
  });
}

/** What a request of the client resolves with. */
interface Asked<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** What came back. */
export interface Answer<Body> {
  data: Body;
  response: Response;
}

/** The answer of a request. Throws ApiProblem; what the caller broke off passes through. */ // CLT2
export async function readAnswer<Body>(asking: Promise<Asked<Body>>): Promise<Answer<Exclude<Body, undefined>>> {
  const { data, error, response } = await asking.catch((cause: unknown) => {
    throw failureOf(cause, "answer-cut-short", "The answer ended too early.");
  });
  if (!response.ok) throw problemOf(response, error);
  return { data: data as Exclude<Body, undefined>, response };
}
