// The application as a start builds it, on a test's database, with jobs that work. Comes in: the database. Goes out: it, every
// route its router knows, and what tests of accounts use.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RouteOptions } from "fastify";
import { buildHttpApp } from "../http/http-app.ts";
import type { TrustFacts } from "../http/trust/trust-routes.ts";
import { type OpenServices, openServices } from "../open-services.ts";
import type { Services } from "../services.ts";
import { readSettings } from "../settings.ts";
import type { AccountApp } from "./account-app.ts";
import { makeBuiltApp } from "./built-app.ts";
import type { TestDatabase } from "./test-database.ts";

const MACHINE = { isRoot: false, projectFolder: "/project", workingFolder: "/", platform: "linux" } as const;

/** A route of the router: one method, its pattern. */
export interface KnownRoute {
  method: string;
  url: string;
  /** undefined: no part of the API. */
  access: string | undefined;
}

/** What may be asked, until `close`. */
export interface WholeApp extends AccountApp {
  services: Services;
  routes: KnownRoute[];
  close: () => Promise<void>;
}

const TRUST: TrustFacts = { certificate: Buffer.alloc(1), fingerprint: "00", name: "CA", appUrl: () => "https://a/" };

/** Every method of a route by itself. */
function routesOf({ method, url, config }: RouteOptions): KnownRoute[] {
  return [method].flat().map((one) => ({ method: one, url, access: config?.access }));
}

interface BuiltApp extends Pick<WholeApp, "app" | "routes"> {
  appFolder: string;
}

async function build(services: Services, log: (line: string) => void, trust: TrustFacts | null): Promise<BuiltApp> {
  const routes: KnownRoute[] = [];
  const appFolder = makeBuiltApp();
  const app = await buildHttpApp({
    appFolder,
    gate: () => ({ loopbackOnly: false, hosts: new Set(["shoe.example"]), https: null }),
    strictTransport: false,
    health: { version: "1.2.3", startedAt: new Date(0) },
    trust: trust === null ? null : () => trust,
    log,
    services,
    onRoute: (route) => void routes.push(...routesOf(route)),
  });
  return { app, routes, appFolder };
}

/** Each once. */
function distinct(routes: KnownRoute[]): KnownRoute[] {
  return [...new Map(routes.map((route) => [`${route.method} ${route.url}`, route])).values()];
}

/** Routes of a server with a certificate authority of its own, which has more pages. */
async function routesWithTrust({ services }: OpenServices): Promise<KnownRoute[]> {
  const { app, routes, appFolder } = await build(services, () => undefined, TRUST);
  await app.close();
  rmSync(appFolder, { recursive: true, force: true });
  return routes;
}

/** Opens it. */
export async function openWholeApp({ url }: TestDatabase): Promise<WholeApp> {
  const dataFolder = mkdtempSync(join(tmpdir(), "solewise-whole-"));
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const clock = { aheadMs: 0 };
  const now = (): Date => new Date(Date.now() + clock.aheadMs);
  const settings = readSettings({ PORT: "0", SOLEWISE_HOME: dataFolder, DATABASE_URL: url }, [], MACHINE);
  const around = { now, log, readNetwork: () => ({ hostname: "kitchen", interfaces: {} }) };
  const opened = await openServices(settings, around);
  const { app, routes, appFolder } = await build(opened.services, log, null);
  return {
    app,
    accounts: opened.services.accounts,
    services: opened.services,
    clock,
    log: lines,
    mails: [],
    routes: distinct([...routes, ...(await routesWithTrust(opened))]),
    close: async () => {
      await app.close();
      await opened.close();
      for (const folder of [dataFolder, appFolder]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
