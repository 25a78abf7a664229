// The built web app: files, their caching, and the one page for every address that is no file. Comes in: the folder that
// Vite wrote. Goes out: routes. Hashed files live under assets/ and never change; everything else is asked for again.
import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../../refusal.ts";
import { sendProblem } from "../problem.ts";

const NEVER_CHANGES = "public,max-age=31536000,immutable";
const ASK_AGAIN = "no-cache";

/** What is said of unknown addresses. */
export const NOTHING_HERE = "There is nothing at this address.";

/** Checks that the app was built. Throws Refusal with the command that builds it. */ // SRV2
export function checkAppFolder(folder: string): void {
  const page = join(folder, "index.html");
  try {
    if (statSync(page).isFile() && readFileSync(page).length > 0) return;
  } catch {
    // told below
  }
  throw new Refusal(`Expected the built app in ${folder}; there is no index.html. Build it: npm run build:web`);
}

/** The path of a request without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}

/** A path without percent signs; one that cannot be read stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A page somebody opens, not a file a page asks for. */ // SRV10
function isNavigation(request: FastifyRequest): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const path = decoded(pathOf(request));
  if (path.startsWith("/assets/") || extname(path) !== "" || /(?:^|\/)\./u.test(path)) return false;
  return (request.headers.accept ?? "").includes("text/html");
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isNavigation(request)) return reply.code(200).sendFile("index.html");
  return sendProblem(reply, 404, NOTHING_HERE);
}

/** Adds the files and the fallback. */ // SRV8
export async function addAppFiles(app: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, "assets") + "/";
  await app.register(fastifyStatic, {
    root: folder,
    dotfiles: "ignore",
    preCompressed: true,
    cacheControl: false,
    lastModified: false,
    setHeaders: (reply, path) => {
      reply.header("cache-control", path.startsWith(assets) ? NEVER_CHANGES : ASK_AGAIN);
    },
  });
  app.setNotFoundHandler(answerUnknown);
}
