// The app as a visitor meets it: built, and served by the real server on this machine. Comes in: settings of the
// server. Goes out: its address; it ends with the test process, however that ends.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartedProcess } from "./started-process.ts";
import { copyBuiltApp } from "./web-build.ts";

const SERVER = fileURLToPath(new URL("../../../apps/server/src/main.ts", import.meta.url));

/** How long the server may take until it prints its address, in ms. */
const START_TIME_MAX_MS = 30_000;

/** What may differ between servers. */
export interface AppSetting {
  /** Of the server, as after `npm start --`: "--lan". */
  arguments?: readonly string[];
  environment?: Record<string, string>;
}

/**
 * A fresh database of the tests' PostgreSQL (apps/server/src/testing/test-cluster-door.ts), or its end. Null outside of
 * Vitest: then the server brings its own.
 */
async function askForDatabase(method: "POST" | "DELETE", url?: string): Promise<string | null> {
  const door = process.env["SOLEWISE_TEST_DATABASES"];
  if (door === undefined) return null;
  const answer = await fetch(door, { method, ...(url === undefined ? {} : { body: url }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** A server that runs. */
export class StartedApp {
  /** This server's copy of the built app. */
  readonly appFolder: string;
  /** Of both folders: that one, and the server's own (SOLEWISE_HOME). */
  private readonly folder: string;
  private readonly setting: AppSetting;
  private server: StartedProcess | null = null;
  private databaseUrl: string | null = null;
  private origin: URL | null = null;

  constructor(setting: AppSetting) {
    this.setting = setting;
    this.folder = mkdtempSync(join(tmpdir(), "solewise-app-"));
    chmodSync(this.folder, 0o755); // the server's own PostgreSQL runs as another user when we are root
    this.appFolder = join(this.folder, "app");
  }

  /** Where the app is: `http://127.0.0.1:40123`, no slash at the end. */
  get address(): string {
    return this.started().origin;
  }

  /** The port, the same after each start. */
  get port(): number {
    return Number(this.started().port);
  }

  /** The link that this start printed for the first operator, at an address of the app. Throws an Error without one. */
  operatorLink(address: string = this.address): string {
    const token = /#\/join\/(\S+)/.exec(this.output)?.[1];
    if (token === undefined) throw new Error(`the server printed no link for its operator:\n${this.output}`);
    return `${address}/#/join/${token}`;
  }

  /** What the server printed since it started. */
  get output(): string {
    return this.server?.output ?? "";
  }

  /** Starts the server, again on the port that it had. Throws an Error with its output when it does not come up. */
  async start(): Promise<void> {
    const { PATH, HOME, TMPDIR } = process.env;
    this.databaseUrl ??= await askForDatabase("POST");
    this.server = new StartedProcess({
      module: SERVER,
      arguments: ["--app-folder", this.appFolder, ...(this.setting.arguments ?? [])],
      environment: {
        PATH,
        HOME,
        TMPDIR,
        HOST: "127.0.0.1",
        PORT: this.origin?.port ?? "0",
        SOLEWISE_HOME: join(this.folder, "home"),
        DATABASE_URL: this.databaseUrl ?? undefined,
        ...this.setting.environment,
      },
    });
    const match = await this.server.waitForOutput(/(https?:\/\/[^\s/]+:\d+)/, START_TIME_MAX_MS);
    this.origin = new URL(match[1] ?? "");
  }

  /** Stops the server; the folder stays for the next start. */
  async stop(signal?: NodeJS.Signals): Promise<void> {
    await this.server?.stop(signal);
    this.server = null;
  }

  /** Stops the server for good. */
  async close(): Promise<void> {
    await this.stop();
    if (this.databaseUrl !== null) await askForDatabase("DELETE", this.databaseUrl);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private started(): URL {
    if (this.origin === null) throw new Error("the app is not started");
    return this.origin;
  }
}

/** Builds the app where needed and serves it. Close it in `afterAll`. */
export async function startApp(setting: AppSetting = {}): Promise<StartedApp> {
  const app = new StartedApp(setting);
  try {
    await copyBuiltApp(app.appFolder);
    await app.start();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
