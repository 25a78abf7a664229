// GET /healthz: is it alive, which version, since when.
import type { FastifyInstance } from "fastify";

/** What /healthz tells. */
export interface Health {
  version: string;
  startedAt: Date;
}

/** Adds the route. */ // SRV17
export function addHealthRoute(app: FastifyInstance, health: Health): void {
  app.get("/healthz", (_request, reply) =>
    reply
      .header("cache-control", "no-store")
      .send({ status: "ok", version: health.version, startedAt: health.startedAt.toISOString() }),
  );
}
