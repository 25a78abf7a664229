// A server inside the test's process, on real sockets, with a database of its own. Comes in: settings that differ. Goes
// out: it, with its folders.
import { rmSync } from "node:fs";
import { type RunningServer, serve, type Surroundings } from "../serve.ts";
import { type Machine, readSettings } from "../settings.ts";
import { makeBuiltApp, temporaryFolder } from "./built-app.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

export const MACHINE: Machine = { isRoot: false, projectFolder: "/project", workingFolder: "/", platform: "linux" };

export interface TestServer extends RunningServer {
  dataFolder: string;
  appFolder: string;
  log: string[];
  /** The server's database, for looking into it. */
  testDatabase: TestDatabase;
}

/** Starts one; `stopAll` ends it. */
export async function startServer(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  around: Partial<Surroundings> = {},
): Promise<TestServer> {
  const dataFolder = env["SOLEWISE_HOME"] ?? temporaryFolder();
  const appFolder = makeBuiltApp();
  const testDatabase = await createTestDatabase();
  const variables = { PORT: "0", SOLEWISE_HOME: dataFolder, DATABASE_URL: testDatabase.url, ...env };
  const settings = readSettings(variables, ["--app-folder", appFolder, ...args], MACHINE);
  const log: string[] = [];
  const running = await serve(settings, {
    now: () => new Date(),
    log: (line) => void log.push(line),
    readNetwork: () => ({ hostname: "kitchen", interfaces: {} }),
    ...around,
  });
  const server = { ...running, dataFolder, appFolder, log, testDatabase };
  started.push(server);
  return server;
}

const started: TestServer[] = [];

/** Stops every server of this file and removes their folders and databases. */
export async function stopAll(): Promise<void> {
  for (const server of started.splice(0)) {
    await server.close();
    await server.testDatabase.close();
    for (const folder of [server.dataFolder, server.appFolder]) rmSync(folder, { recursive: true, force: true });
  }
}
