// The application as it describes itself, with services that nobody opened. Comes in: nothing. Goes out: the text of
// docs/protocol/openapi.json.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAccounts } from "../../accounts/accounts.ts";
import { openStorage } from "../../commands/recordings/recording-services.ts";
import { openPool } from "../../database/pool.ts";
import type { Services } from "../../services.ts";
import { readSettings } from "../../settings.ts";
import { VERSION } from "../../version.ts";
import { buildHttpApp } from "../http-app.ts";
import { openapiDocument } from "./openapi.ts";

const NO_MACHINE = { isRoot: false, projectFolder: "/", workingFolder: "/", platform: "linux" } as const;

/** A pool connects at its first query, and there is none. */
function closedServices(folder: string): { services: Services; close: () => Promise<void> } {
  const { database, pool, close } = openPool({ connectionString: "postgres://nobody@127.0.0.1:1/nothing" });
  const log = (): void => undefined;
  const now = (): Date => new Date(0);
  const accounts = openAccounts({ database, pool, secret: "none", sendMail: null, log, now, randomBytes });
  const settings = readSettings({}, [], NO_MACHINE);
  const jobs = { enqueue: () => Promise.reject(new Error("there are no jobs here")) };
  const storage = openStorage({ dataFolder: folder, objectsKey: null, s3: null });
  const shared = { database, pool, now, agesNow: now, randomBytes, log, settings, accounts };
  return { services: { ...shared, storage, dataFolder: folder, jobs }, close };
}

/** JSON of two spaces, ending in a line end. */
export async function writeOpenapi(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "solewise-openapi-"));
  const { services, close } = closedServices(folder);
  try {
    const app = await buildHttpApp({
      appFolder: folder,
      gate: () => ({ loopbackOnly: true, hosts: new Set(), https: null }),
      strictTransport: false,
      health: { version: VERSION, startedAt: new Date(0) },
      trust: null,
      log: services.log,
      services,
    });
    const text = `${JSON.stringify(openapiDocument(app), null, 2)}\n`;
    await app.close();
    return text;
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}
