// The client of one server. Comes in: where it is, how requests are sent, who asks. Goes out: typed requests; what came back
// as a value, or an ApiProblem. Nothing is sent twice: retries are the caller's, who knows what may be repeated.
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./api-types.ts";
import { problemOf } from "./api-problem.ts";

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

/** Makes it; nothing is sent. */ // CLT1
export function createSolewiseClient({ origin, fetch, token = null }: ClientSettings): SolewiseClient {
  return createClient<paths>({
    baseUrl: origin,
    fetch,
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

/** The answer of a request. Throws ApiProblem; whatever `fetch` rejected with passes through. */ // CLT2
export async function readAnswer<Body>(asking: Promise<Asked<Body>>): Promise<Answer<Exclude<Body, undefined>>> {
  const { data, error, response } = await asking;
  if (!response.ok) throw problemOf(response, error);
  return { data: data as Exclude<Body, undefined>, response };
}
