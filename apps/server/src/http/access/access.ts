// The door of the API. Comes in: routes with `config.access`, requests. Goes out: requests whose caller is known and may
// ask, or 401, 403, 404, 415, 429. A route under /api that does not say who may ask stops the start.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "../problem.ts";
import { wrongBodyKind } from "./body-kind.ts";
import type { Authenticate, Caller } from "./caller.ts";
import { isCrossSiteWrite } from "./request-origin.ts";
import { DEFAULT_PACE, keepPace, type Pace } from "./runner-pace.ts";

/** What the door needs. */
export interface AccessParts {
  authenticate: Authenticate;
  nowMs: () => number;
  pace?: Pace;
}

/** What is not there, and what is not the caller's: the same answer. */
export const NOT_HERE = "There is nothing here.";

function isApiPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

/** Every route of the API says who may ask; thrown at the start, never at a request. */ // ACT1
function refuseSilentRoutes(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    if (!isApiPath(route.url) || route.config?.access !== undefined) return;
    throw new Error(`${String(route.method)} ${route.url}: expected config.access, public, runner or operator.`);
  });
}

function addCaller(app: FastifyInstance): void {
  app.decorateRequest("knownCaller", null);
  app.decorateRequest("caller", {
    getter(this: FastifyRequest): Caller {
      if (this.knownCaller === null) throw new Error(`${this.method} ${this.routeOptions.url ?? ""} has no caller.`);
      return this.knownCaller;
    },
  });
}

function comesCrossSite({ method, headers, raw }: FastifyRequest): boolean {
  const fetchSite = headers["sec-fetch-site"];
  return isCrossSiteWrite({
    method,
    host: headers.host,
    origin: headers.origin,
    fetchSite: typeof fetchSite === "string" ? fetchSite : undefined,
    encrypted: "encrypted" in raw.socket && raw.socket.encrypted === true,
    hasCookie: headers.cookie !== undefined,
  });
}

/** Answers 401 or 404 and returns the reply, or sets the caller and returns null. */ // ACT2
async function admit(request: FastifyRequest, reply: FastifyReply, parts: AccessParts): Promise<FastifyReply | null> {
  const caller = await parts.authenticate(request, reply);
  if (caller === null) {
    reply.header("www-authenticate", "Bearer");
    return sendProblem(reply, 401, "Sign in first: there is no session, or it has ended.", "not-signed-in");
  }
  if (request.routeOptions.config.access === "operator" && caller.role !== "operator")
    return sendProblem(reply, 404, NOT_HERE, "not-found");
  request.knownCaller = caller;
  return null;
}

/** Adds the door to an application, before its routes. */
export function addAccess(app: FastifyInstance, parts: AccessParts): void {
  const secondsToWait = keepPace(parts.pace ?? DEFAULT_PACE, parts.nowMs);
  refuseSilentRoutes(app);
  addCaller(app);
  app.addHook("onRequest", async (request, reply) => {
    const { access, bodyKind = "json" } = request.routeOptions.config;
    if (access === undefined) {
      const isApi = isApiPath(request.url.split("?", 1)[0] ?? "");
      return isApi ? sendProblem(reply, 404, NOT_HERE, "not-found") : undefined;
    }
    reply.header("cache-control", "no-store");
    if (comesCrossSite(request)) return sendProblem(reply, 403, "Another site's page sent this request.", "cross-site");
    if (access !== "public") {
      const refused = await admit(request, reply, parts);
      if (refused !== null) return refused;
      const waitSec = secondsToWait(request.caller.runnerId);
      if (waitSec > 0) {
        reply.header("retry-after", String(waitSec));
        return sendProblem(reply, 429, `Too many requests: wait ${waitSec} s.`, "too-many-requests");
      }
    }
    const neededType = wrongBodyKind(request.headers, bodyKind);
    if (neededType === null) return undefined;
    return sendProblem(reply, 415, `The body's content-type has to be ${neededType}.`, "wrong-content-type");
  });
}
