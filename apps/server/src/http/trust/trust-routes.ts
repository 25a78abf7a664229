// /trust: how a device comes to trust the home CA. Comes in: facts about the CA. Goes out: the page, its style sheet, the
// certificate as Android takes it and as the profile that iOS takes.
import type { FastifyInstance, FastifyReply } from "fastify";
import { sendProblem } from "../problem.ts";
import { mobileConfig } from "./mobile-config.ts";
import { chooseTexts, TRUST_PATHS, trustPage } from "./trust-page.ts";
import { TRUST_STYLE } from "./trust-style.ts";

/** What the pages tell. */
export interface TrustFacts {
  /** The CA's certificate, DER. */
  certificate: Buffer;
  /** SHA-256 over it, upper-case hex pairs with colons. */
  fingerprint: string;
  /** Its name as devices list it. */
  name: string;
  /** Address of the app for a request that came with this Host header. */
  appUrl: (hostHeader: string) => string;
}

function send(reply: FastifyReply, type: string, body: string | Buffer): FastifyReply {
  return reply.header("cache-control", "no-cache").type(type).send(body);
}

function addFileRoutes(app: FastifyInstance, trust: () => TrustFacts): void {
  app.get(TRUST_PATHS.style, (_request, reply) => send(reply, "text/css; charset=utf-8", TRUST_STYLE));
  app.get(TRUST_PATHS.certificate, (_request, reply) => {
    reply.header("content-disposition", 'attachment; filename="solewise-ca.crt"');
    return send(reply, "application/x-x509-ca-cert", trust().certificate);
  });
  app.get(TRUST_PATHS.profile, (_request, reply) =>
    send(reply, "application/x-apple-aspen-config", mobileConfig(trust())),
  );
}

/** Adds the routes; without a home CA they say so. */ // SRV33
export function addTrustRoutes(app: FastifyInstance, trust: (() => TrustFacts) | null): void {
  if (trust === null) {
    const detail = "This server made no certificate authority of its own; npm start -- --lan does.";
    app.get("/trust", (_request, reply) => sendProblem(reply, 404, detail));
    app.get("/trust/*", (_request, reply) => sendProblem(reply, 404, detail));
    return;
  }
  app.get<{ Querystring: { lang?: string | string[] } }>(TRUST_PATHS.page, (request, reply) => {
    const facts = trust();
    const asked = [request.query.lang].flat()[0];
    const texts = chooseTexts(asked, request.headers["accept-language"]);
    const { fingerprint, name } = facts;
    const page = trustPage(texts, { fingerprint, caName: name, appUrl: facts.appUrl(request.headers.host ?? "") });
    reply.header("content-language", texts.language).header("vary", "accept-language");
    return send(reply, "text/html; charset=utf-8", page);
  });
  addFileRoutes(app, trust);
}
