// GET /metrics for Prometheus. Comes in: requests as they end, the services at each scrape. Goes out: the text format, to who
// has METRICS_TOKEN, or without one to this machine alone; no label names a runner, a run or an address. // OPS2
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { isLoopback } from "../../host-name.ts";
import type { Services } from "../../services.ts";
import { VERSION } from "../../version.ts";
import { NOT_HERE } from "../access/access.ts";
import { readServerState } from "../operator/server-state.ts";
import { sendProblem } from "../problem.ts";

/** Bounds of request durations. Seconds. */
const DURATION_BUCKETS_SEC = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10, 60];

const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip"] as const;

/** Equal length for the comparison, whatever came. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** A proxy on this machine speaks for others: what it forwards is not from here. */
function mayAsk({ headers, raw }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
  return isLoopback(raw.socket.remoteAddress ?? "") && FORWARDED.every((name) => headers[name] === undefined);
}

/** Gauges of the server's state; what is returned sets them, all of one moment. */
function addStateGauges(registry: Registry, services: Services): () => Promise<void> {
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ name: `solewise_${name}`, help, labelNames, registers: [registry] });
  const runs = gauge("runs", "Runs that are not deleted, by state", "state");
  const jobs = gauge("jobs", "Jobs by state; those that are over are forgotten after days", "state");
  const runners = gauge("runners", "Runners with a login");
  const blobs = gauge("blob_bytes", "Bytes of recordings and paths on disk");
  const free = gauge("free_bytes", "Bytes that are free where recordings are kept");
  const size = gauge("database_bytes", "Bytes of the database");
  return async () => {
    const state = await readServerState(services);
    for (const [name, count] of Object.entries(state.runCounts)) runs.set({ state: name }, count);
    for (const [name, count] of Object.entries(state.jobCounts)) jobs.set({ state: name }, count);
    runners.set(state.runnerCount);
    if (state.storage.blobBytes === null) blobs.remove();
    else blobs.set(state.storage.blobBytes);
    free.set(state.storage.freeBytes);
    size.set(state.storage.databaseBytes);
  };
}

/** Adds the route, and counts every request from now on; before the other routes. */
export function addMetrics(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const setGauges = addStateGauges(registry, services);
  const info = { name: "solewise_info", help: "The version", labelNames: ["version"], registers: [registry] };
  new Gauge(info).set({ version: VERSION }, 1);
  const durations = new Histogram({
    name: "solewise_http_request_duration_seconds",
    help: "Requests by method, route pattern and status",
    labelNames: ["method", "route", "status"],
    buckets: DURATION_BUCKETS_SEC,
    registers: [registry],
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.addHook("onClose", () => registry.clear());
  app.get("/metrics", async (request, reply) => {
    reply.header("cache-control", "no-store");
    if (!mayAsk(request, services.settings.metricsToken)) return sendProblem(reply, 404, NOT_HERE);
    await setGauges();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
