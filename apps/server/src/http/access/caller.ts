// Who asks, and what a route says about who may. Comes in: a route's `config.access`. Goes out: `request.caller`, typed.
import type { FastifyReply, FastifyRequest } from "fastify";

/** A runner keeps runs; an operator also looks after the server. */
export type Role = "runner" | "operator";

/** Who may ask: everybody, who is signed in, or who is signed in as an operator. */
export type Access = "public" | Role;

/** What a body may be: JSON, or bytes streamed to their end. */
export type BodyKind = "json" | "bytes";

/** Somebody signed in, as of this request. */
export interface Caller {
  runnerId: string;
  loginId: string;
  sessionId: string;
  role: Role;
}

/** Finds who asks by cookie or bearer token; null: nobody, or a session that has ended. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Caller | null>;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Needed on every route under /api. */
    access?: Access;
    /** Default JSON. */
    bodyKind?: BodyKind;
  }
  interface FastifyRequest {
    /** Who asks. Throws on a public route: nobody was looked for. */
    readonly caller: Caller;
    /** As `caller`, null on a public route. */
    knownCaller: Caller | null;
  }
}
