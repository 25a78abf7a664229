// How long a body may take to come. Comes in: requests. Goes out: 408 to those whose body is not there in time; a route that
// takes bytes (config.bodyKind) judges its senders itself, by their silence. Headers have their own limit in serve.ts. OBJ14
import type { FastifyInstance } from "fastify";
import { hasBody } from "./leave-unread.ts";
import { sendProblem } from "./problem.ts";

/** Time for a whole body. Milliseconds; default 60 s; bodies of JSON have 64 KiB at most. */
export const BODY_TIME_MAX_MS = 60_000;

/** Adds the rule to every route after it. */
export function limitBodyTime(app: FastifyInstance, timeMaxMs: number = BODY_TIME_MAX_MS): void {
  app.addHook("onRequest", (request, reply, done) => {
    const { raw } = request;
    const { socket } = raw;
    if (!hasBody(raw) || request.routeOptions.config.bodyKind === "bytes") return done();
    const late = setTimeout(() => {
      if (raw.complete) return;
      if (reply.sent) return void socket.destroy();
      sendProblem(reply.header("connection", "close"), 408, "The request's body did not come in time.", "body-late");
    }, timeMaxMs);
    late.unref();
    const clear = (): void => clearTimeout(late);
    raw.once("end", clear).once("close", clear);
    done();
  });
}
