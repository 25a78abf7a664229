// One running server. Comes in: settings. Goes out: where it listens, and how to stop it.
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { checkAppFolder } from "./http/app/app-files.ts";
import { buildHttpApp } from "./http/http-app.ts";
import { securityHeaders } from "./http/headers.ts";
import type { GateRules } from "./http/host-gate.ts";
import { problemBody, PROBLEM_TYPE } from "./http/problem.ts";
import { openDataFolder } from "./data-folder.ts";
import { isLoopback } from "./host-name.ts";
import { listen, type Listening } from "./listen/listeners.ts";
import type { Settings } from "./settings.ts";
import { VERSION } from "./version.ts";

/** Time for the whole request, and for its headers. Milliseconds. */
const REQUEST_LIMIT_MS = 60_000;
const HEADERS_LIMIT_MS = 15_000;

/** A server that runs. */
export interface RunningServer extends Listening {
  startedAt: Date;
}

/** Surroundings of a start. */
export interface Surroundings {
  now: () => Date;
  log: (line: string) => void;
}

/** Addresses to listen on. */
function hostsToListenOn(settings: Settings): string[] {
  if (settings.host !== null) return [settings.host];
  return settings.lan ? ["0.0.0.0", "::"] : ["127.0.0.1", "::1"];
}

/** Answers what is not HTTP at all, before any route could. */
function answerUnreadable(_error: Error, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const body = problemBody(400, "The request cannot be read.");
  const headers = [...securityHeaders(false)].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(
    `HTTP/1.1 400 Bad Request\r\n${headers}content-type: ${PROBLEM_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Starts it. Throws Refusal. */
export async function serve(settings: Settings, around: Surroundings): Promise<RunningServer> {
  checkAppFolder(settings.appFolder);
  await openDataFolder(settings.dataFolder);
  const startedAt = around.now();
  const hosts = hostsToListenOn(settings);
  const rules: GateRules = {
    loopbackOnly: hosts.every(isLoopback),
    https: settings.https !== null,
    hosts: new Set(settings.allowedHosts),
  };
  const app = await buildHttpApp({
    appFolder: settings.appFolder,
    gate: () => rules,
    strictTransport: settings.https?.kind === "given",
    health: { version: VERSION, startedAt },
    trust: null,
    log: around.log,
  });
  const createHttpServer = (): Server => {
    const limits = { requestTimeout: REQUEST_LIMIT_MS, headersTimeout: HEADERS_LIMIT_MS };
    const server = createServer(limits, (request, response) => app.routing(request, response));
    return server.on("clientError", answerUnreadable);
  };
  const listening = await listen({ hosts, port: settings.port, createServer: createHttpServer });
  const close = async (): Promise<void> => {
    await listening.close();
    await app.close();
  };
  return { ...listening, startedAt, close };
}
