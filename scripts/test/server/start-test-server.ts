// The real server as a process, for tests of rooms that may not import it. Comes in: variables that differ. Goes out: where it
// is, how its first operator registers, its end. Its database is one of the test run's PostgreSQL, a new one each.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../apps/server/src/main.ts", import.meta.url));

/** The variable that apps/server/src/testing/test-cluster-door.ts sets. */
const DOOR_VARIABLE = "SOLEWISE_TEST_DATABASES";

/** A server until `stop`. */
export interface TestServer {
  origin: string;
  /** Registers the first operator. */
  joinToken: string;
  /** What it wrote on stderr. */
  log: () => string;
  stop: () => Promise<void>;
}

function door(): string {
  const url = process.env[DOOR_VARIABLE];
  if (url === undefined)
    throw new Error("Vitest's globalSetup (apps/server/src/testing/test-cluster-door.ts) did not run");
  return url;
}

/** A folder with what the server needs: one page as the built app, and its data. */
export function makeServerFolder(parent: string): { folder: string; appFolder: string; dataFolder: string } {
  const folder = mkdtempSync(join(parent, "solewise-server-"));
  const appFolder = join(folder, "app");
  mkdirSync(appFolder);
  writeFileSync(join(appFolder, "index.html"), "<!doctype html><title>built</title>");
  return { folder, appFolder, dataFolder: join(folder, "data") };
}

/** What the start's lines say. null: they are not all there yet. */
export function readStart(stdout: string): { origin: string; joinToken: string } | null {
  if (!/^ *Stop .*\n/mu.test(stdout)) return null;
  const origin = /^ *App +(http:\S+?)\/?$/mu.exec(stdout)?.[1] ?? "";
  return { origin, joinToken: /#\/join\/(\S+)/u.exec(stdout)?.[1] ?? "" };
}

/** Starts it on a free port. */
export async function startTestServer(env: Record<string, string> = {}): Promise<TestServer> {
  const databaseUrl = await (await fetch(door(), { method: "POST" })).text();
  const { folder, appFolder, dataFolder } = makeServerFolder(tmpdir());
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const variables = { PATH, TMPDIR, LANG: "C.UTF-8", PORT: "0", SOLEWISE_HOME: dataFolder, DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [MAIN, "--app-folder", appFolder], {
    env: { ...variables, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const killed = (): void => void child.kill("SIGKILL");
  process.once("exit", killed);
  const started = await new Promise<{ origin: string; joinToken: string }>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const start = readStart((stdout += chunk.toString()));
      if (start !== null) resolve(start);
    });
    child.once("close", () => reject(new Error(`the server ended before it had started: ${stderr}`)));
  });
  return {
    ...started,
    log: () => stderr,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", killed);
      rmSync(folder, { recursive: true, force: true });
      await fetch(door(), { method: "DELETE", body: databaseUrl });
    },
  };
}
