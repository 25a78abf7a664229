// POST /share: the share target, when no service worker took it first. The body is read to its end and dropped, never
// kept: without the service worker it cannot reach the runner's own storage. Goes out: a redirect that tells so.
import type { FastifyInstance } from "fastify";

/** Adds the route, with body parsing of its own. */ // SRV13
export async function addShareRoute(app: FastifyInstance): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, parsed) => {
      payload.resume();
      parsed(null, undefined);
    });
    scope.post("/share", (_request, reply) =>
      reply.header("cache-control", "no-store").redirect("/import?share=missed", 303),
    );
    done();
  });
}
