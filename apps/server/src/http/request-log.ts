// Which requests are a line of the log: those of the API, and whatever failed. The app's files are not; nor is who asks.
import type { FastifyInstance } from "fastify";
import type { RequestFacts } from "../logs/server-log.ts";

/** Adds it, before the routes. */ // OPS3
export function addRequestLog(app: FastifyInstance, logRequest: (facts: RequestFacts) => void): void {
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    const status = reply.statusCode;
    if (route.startsWith("/api/") || status >= 500)
      logRequest({ method: request.method, route, status, durationMs: reply.elapsedTime, requestId: request.id });
    done();
  });
}
