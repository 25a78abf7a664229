// One running server. Comes in: settings. Goes out: where it listens, and how to stop it.
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { checkAppFolder } from "./http/app/app-files.ts";
import { buildHttpApp } from "./http/http-app.ts";
import { securityHeaders } from "./http/headers.ts";
import { problemBody, PROBLEM_TYPE } from "./http/problem.ts";
import { openDataFolder } from "./data-folder.ts";
import { isLoopback } from "./host-name.ts";
import { type HttpsSide, openHttpsSide } from "./https-side.ts";
import { listen, type Listening } from "./listen/listeners.ts";
import { type Interfaces, machineName } from "./network/lan-addresses.ts";
import type { RequestFacts } from "./logs/server-log.ts";
import { openServices } from "./open-services.ts";
import { type Refusal, systemCode } from "./refusal.ts";
import type { Services } from "./services.ts";
import type { Settings } from "./settings.ts";
import { VERSION } from "./version.ts";

/** Time for the headers of a request; bodies have their own rule (http/body-time.ts). Milliseconds. */
const HEADERS_LIMIT_MS = 15_000;
/** How often that is looked at. Milliseconds. */
const LIMITS_LOOK_EVERY_MS = 5000;

/** A server that runs. */
export interface RunningServer extends Listening {
  /** Where the database is; without password. */
  database: { kind: "embedded" | "given"; place: string };
  /** The first operator registers with it; null when there is one. */
  startToken: string | null;
  /** Resolves when it cannot go on and has to be closed. */
  lost: Promise<Refusal>;
  /** null: plain HTTP. */
  https: HttpsSide | null;
}

/** Surroundings of a start. */
export interface Surroundings {
  now: () => Date;
  log: (line: string) => void;
  /** Told of requests that have ended; default nobody. */
  logRequest?: (facts: RequestFacts) => void;
  readNetwork: () => { hostname: string; interfaces: Interfaces };
  /** How often the certificate is looked at; default a minute. */
  lookEveryMs?: number;
}

/** Addresses to listen on. */
function hostsToListenOn(settings: Settings): string[] {
  if (settings.host !== null) return [settings.host];
  return settings.lan ? ["0.0.0.0", "::"] : ["127.0.0.1", "::1"];
}

/** Answers what is not HTTP at all, or did not come in time, before any route could. */
function answerUnreadable(error: Error, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const isLate = systemCode(error) === "ERR_HTTP_REQUEST_TIMEOUT";
  const [status, reason] = isLate ? [408, "Request Timeout"] : [400, "Bad Request"];
  const body = isLate
    ? problemBody(408, "The request did not come in time. Send it again.", "request-late")
    : problemBody(400, "The request cannot be read.");
  const headers = [...securityHeaders(false)].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\n${headers}content-type: ${PROBLEM_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Names that requests may have as Host besides the certificate's. */
function knownHosts(settings: Settings, around: Surroundings, loopbackOnly: boolean): ReadonlySet<string> {
  const machine = machineName(around.readNetwork().hostname);
  const own = loopbackOnly || machine === "" ? [] : [machine, machine.split(".", 1)[0] ?? "", `${machine}.local`];
  return new Set([...settings.allowedHosts, ...own]);
}

function createHttpServer(app: FastifyInstance, https: HttpsSide | null): Server {
  const limits = {
    requestTimeout: 0, // an upload may take an hour, as long as it is not silent
    headersTimeout: HEADERS_LIMIT_MS,
    connectionsCheckingInterval: LIMITS_LOOK_EVERY_MS,
    requireHostHeader: false, // the gate answers, with the headers that every answer has
  };
  const server = createServer(limits, (request, response) => app.routing(request, response));
  server.on("clientError", answerUnreadable);
  https?.addTo(server);
  return server;
}

function buildApp(
  settings: Settings,
  around: Surroundings,
  https: HttpsSide | null,
  services: Services,
): Promise<FastifyInstance> {
  const loopbackOnly = hostsToListenOn(settings).every(isLoopback);
  const hosts = knownHosts(settings, around, loopbackOnly);
  return buildHttpApp({
    appFolder: settings.appFolder,
    gate: () => ({ loopbackOnly, hosts, https: https?.rules() ?? null }),
    strictTransport: settings.https?.kind === "given",
    health: { version: VERSION, startedAt: around.now() },
    trust: https?.trust ?? null,
    log: around.log,
    ...(around.logRequest === undefined ? {} : { logRequest: around.logRequest }),
    services,
  });
}

/** What is to be closed, in the order of opening. A start that fails closes what it had opened. */
class Closing {
  private readonly steps: (() => Promise<void> | void)[] = [];

  add(step: () => Promise<void> | void): void {
    this.steps.unshift(step);
  }

  /** The last opened first. One that fails does not hinder the others; its error is thrown in the end. */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.steps.splice(0)) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

async function open(settings: Settings, around: Surroundings, closing: Closing): Promise<RunningServer> {
  checkAppFolder(settings.appFolder);
  await openDataFolder(settings.dataFolder);
  const https = settings.https === null ? null : await openHttpsSide(settings.https, settings, around);
  closing.add(() => https?.close());
  const opened = await openServices(settings, around);
  closing.add(opened.close);
  const app = await buildApp(settings, around, https, opened.services);
  closing.add(() => app.close());
  const createOne = (): Server => createHttpServer(app, https);
  const listening = await listen({ hosts: hostsToListenOn(settings), port: settings.port, createServer: createOne });
  closing.add(() => listening.close());
  return {
    ...listening,
    https,
    database: opened.database,
    startToken: opened.startToken,
    lost: opened.lost,
    close: () => closing.run(),
  };
}

/** Starts it: the database first, then it listens; stops in the opposite order. Throws Refusal. */ // DBS15
export async function serve(settings: Settings, around: Surroundings): Promise<RunningServer> {
  const closing = new Closing();
  try {
    return await open(settings, around, closing);
  } catch (error) {
    await closing.run().catch(() => undefined); // why the start failed is what counts
    throw error;
  }
}
