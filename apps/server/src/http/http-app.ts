// The HTTP application. Comes in: the folder of the built app, the gate's rules, what /healthz tells. Goes out: a Fastify
// instance whose `routing` answers requests of any listener. It listens on nothing itself.
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from "fastify";
import { authenticateBySession } from "../accounts/sessions.ts";
import { isLoopback } from "../host-name.ts";
import { addAccess } from "./access/access.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { addAppFiles, NOTHING_HERE, pathOf } from "./app/app-files.ts";
import { limitBodyTime } from "./body-time.ts";
import { addLeaveUnread, leaveUnread } from "./leave-unread.ts";
import { securityHeaders } from "./headers.ts";
import { limitCrowd } from "./crowd-door.ts";
import { databaseProblem } from "./database-problem.ts";
import { answerInSilence } from "./database-silence.ts";
import { addHealthRoute, type Health } from "./health/health-route.ts";
import { type GateRules, judgeRequest } from "./host-gate.ts";
import { addMetrics } from "./metrics/metrics-route.ts";
import { addOpenapi } from "./openapi/openapi.ts";
import { addStatusRoute } from "./operator/status-route.ts";
import { Problem, problemBody, PROBLEM_TYPE, sendProblem } from "./problem.ts";
import { addReadyRoute } from "./ready/ready-route.ts";
import { addRecordingRoutes } from "./recordings/recording-routes.ts";
import { storeAwayProblem } from "./recordings/store-problem.ts";
import { addRequestLog } from "./request-log.ts";
import { addAllRunRoutes } from "./runs/all-run-routes.ts";
import type { RequestFacts } from "../logs/server-log.ts";
import type { Services } from "../services.ts";
import { addShareRoute } from "./share/share-route.ts";
import { addTrustRoutes, type TrustFacts } from "./trust/trust-routes.ts";

/** Largest body of a request that is read at all. Bytes; default 64 KiB; nothing here takes more yet. */
const BODY_LIMIT_BYTES = 65_536;

/** What the application is made of. */
export interface HttpAppParts {
  appFolder: string;
  /** Read at every request: names change when the machine's addresses do. */
  gate: () => GateRules;
  /** The certificate was given by TLS_CERT, so browsers may insist on HTTPS. */
  strictTransport: boolean;
  health: Health;
  /** null: there is no home CA. */
  trust: (() => TrustFacts) | null;
  /** A line for the log, without query strings or bodies. */
  log: (line: string) => void;
  /** Told of requests that have ended. */
  logRequest?: (facts: RequestFacts) => void;
  /** What the routes of the API work with. */
  services: Services;
  /** Told of every route before the application is ready; for who walks them. */
  onRoute?: (route: RouteOptions) => void;
}

/** Whether a request came over TLS. */
export function isEncrypted(request: FastifyRequest): boolean {
  return "encrypted" in request.raw.socket && request.raw.socket.encrypted === true;
}

function addHeaders(app: FastifyInstance, parts: HttpAppParts): void {
  app.addHook("onRequest", (request, reply, done) => {
    for (const [name, value] of securityHeaders(parts.strictTransport && isEncrypted(request)))
      reply.header(name, value);
    done();
  });
}

/** Not to be kept: a browser would go on redirecting when this machine serves plain HTTP again. */
function redirectToHttps(request: FastifyRequest, reply: FastifyReply, authority: string): FastifyReply {
  const target = request.url.startsWith("/") ? request.url : "/";
  return reply.header("cache-control", "no-store").redirect(`https://${authority}${target}`, 308);
}

function addGate(app: FastifyInstance, parts: HttpAppParts): void {
  app.addHook("onRequest", (request, reply, done) => {
    const passage = judgeRequest(
      {
        hostHeader: request.headers.host,
        encrypted: isEncrypted(request),
        fromThisMachine: isLoopback(request.raw.socket.remoteAddress ?? ""),
        path: pathOf(request),
      },
      parts.gate(),
    );
    if (passage.kind === "pass") return done();
    if (passage.kind === "to-https") return void redirectToHttps(request, reply, passage.authority);
    const detail =
      "This server is not known by the name in the request. Name it in ALLOWED_HOSTS, or with --lan by --name.";
    sendProblem(reply, 421, detail);
  });
}

function answerError(parts: HttpAppParts): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    const problem = error instanceof Problem ? error : (databaseProblem(error) ?? storeAwayProblem(error, parts.log));
    if (problem !== null)
      return void sendProblem(reply.headers(problem.headers), problem.statusCode, problem.message, problem.code);
    const status = error.statusCode ?? 500;
    // The files' plugin says "forbidden" to paths that lead out or are none; to a stranger there is nothing. SRV10
    if (status === 403) return void sendProblem(reply, 404, NOTHING_HERE);
    if (status < 500) return void sendProblem(reply, status, error.message);
    const route = request.routeOptions.url ?? "none"; // never the address: it names runs
    parts.log(`${request.id} ${request.method} ${route}: ${error.stack ?? error.message}`);
    sendProblem(
      reply.header("x-request-id", request.id),
      500,
      "The server failed at this request; its terminal says more.",
    );
  };
}

/** Every route under /api, behind its door. */
async function addApi(app: FastifyInstance, services: Services): Promise<void> {
  const { accounts } = services;
  addAccess(app, { authenticate: authenticateBySession(accounts), nowMs: () => accounts.now().getTime() });
  await addOpenapi(app);
  addAccountRoutes(app, accounts);
  addAllRunRoutes(app, services);
  await addRecordingRoutes(app, services);
}

/** Builds the application; `close` it in the end. */
export async function buildHttpApp(parts: HttpAppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: ["loopback", ...parts.services.settings.trustedProxies], // ACT29
    ajv: { customOptions: { removeAdditional: false } }, // an unknown member is refused, not dropped
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_error, { raw }, reply) => {
      reply.hijack();
      leaveUnread(raw, reply.raw, !reply.raw.shouldKeepAlive);
      const body = problemBody(400, "The address of the request cannot be read.");
      for (const [name, value] of securityHeaders(false)) reply.raw.setHeader(name, value);
      reply.raw.writeHead(400, { "content-type": PROBLEM_TYPE, "cache-control": "no-store" }).end(body);
    },
  });
  const { onRoute } = parts;
  if (onRoute !== undefined) app.addHook("onRoute", onRoute);
  addLeaveUnread(app);
  addHeaders(app, parts);
  addGate(app, parts);
  app.setErrorHandler(answerError(parts));
  limitBodyTime(app);
  limitCrowd(app, () => performance.now());
  answerInSilence(app, { ask: () => parts.services.pool.query("select 1") });
  if (parts.logRequest !== undefined) addRequestLog(app, parts.logRequest);
  addMetrics(app, parts.services);
  await addApi(app, parts.services);
  addStatusRoute(app, parts.services, parts.health.startedAt);
  addHealthRoute(app, parts.health);
  addReadyRoute(app, parts.services);
  addTrustRoutes(app, parts.trust);
  await addShareRoute(app);
  await addAppFiles(app, parts.appFolder);
  await app.ready();
  return app;
}
