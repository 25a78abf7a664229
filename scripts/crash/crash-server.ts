// A real server with a PostgreSQL of its own, to be killed. Comes in: a folder. Goes out: starts, kills, the end of
// everything that was started.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeServerFolder, readStart } from "../test/server/start-test-server.ts";

const MAIN = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const AUDIT = fileURLToPath(new URL("../../apps/server/src/testing/audit-storage.ts", import.meta.url));

/** How long a start may take: a recovery on a busy machine. Milliseconds. */
const START_TIME_MAX_MS = 90_000;

/** What is killed. */
export type KillTarget = "server" | "postgres" | "both";

/** Where a started server is. */
export interface StartedServer {
  origin: string;
  joinToken: string;
}

/** The server and its folder, until `remove`. */
export class CrashServer {
  readonly dataFolder: string;
  readonly #folder: string;
  readonly #appFolder: string;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  /** What all starts wrote on stderr. */
  log = "";

  /** In a folder that the database's user may enter. */
  constructor(parent: string) {
    const outer = mkdtempSync(join(parent, "solewise-crash-"));
    chmodSync(outer, 0o755);
    const { folder, appFolder, dataFolder } = makeServerFolder(outer);
    chmodSync(folder, 0o755);
    this.#folder = outer;
    this.#appFolder = appFolder;
    this.dataFolder = dataFolder;
    process.once("exit", () => {
      this.#killAll();
      this.#removeFolder();
    });
  }

  /** Starts it; what was killed is recovered meanwhile. */
  async start(): Promise<StartedServer> {
    const { PATH = "" } = process.env;
    const env = { PATH, LANG: "C.UTF-8", PORT: "0", SOLEWISE_HOME: this.dataFolder };
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    const child = spawn(process.execPath, [MAIN, "--app-folder", this.#appFolder], { env, stdio });
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("close", () => resolve()));
    let stdout = "";
    child.stderr.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no start in time: ${this.log.slice(-2000)}`)),
        START_TIME_MAX_MS,
      );
      child.stdout.on("data", (chunk: Buffer) => {
        const started = readStart((stdout += chunk.toString()));
        if (started === null) return;
        clearTimeout(timer);
        resolve(started);
      });
      child.once("close", () => {
        clearTimeout(timer);
        reject(new Error(`the server ended before it had started: ${this.log.slice(-2000)}`));
      });
    });
  }

  /** The number of PostgreSQL; null: none is known. */
  #postgresPid(): number | null {
    try {
      const [line = ""] = readFileSync(join(this.dataFolder, "postgres", "postmaster.pid"), "utf8").split("\n", 1);
      return /^\d+$/u.test(line) ? Number(line) : null;
    } catch {
      return null;
    }
  }

  #killPostgres(): void {
    const pid = this.#postgresPid();
    if (pid === null) return;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it is between two lives
    }
  }

  /** kill -9. Resolves when what was killed is gone; PostgreSQL alone comes back by the server's hand. */
  async kill(target: KillTarget): Promise<void> {
    if (target !== "server") this.#killPostgres();
    if (target === "postgres") return;
    this.#child?.kill("SIGKILL");
    await this.#ended;
  }

  /** As Ctrl-C. */
  async stop(): Promise<void> {
    this.#child?.kill("SIGTERM");
    await this.#ended;
  }

  /** Counts of what does not belong together; the server is stopped. */
  async audit(): Promise<Record<string, unknown>> {
    const { stdout } = await promisify(execFile)(process.execPath, [AUDIT, this.dataFolder]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  #killAll(): void {
    this.#child?.kill("SIGKILL");
    this.#killPostgres();
  }

  /** Ends everything and removes the folder. */
  async remove(): Promise<void> {
    this.#killAll();
    await this.#ended;
    await sleep(200); // its backends notice
    this.#removeFolder();
  }

  /** Processes that are just dying may still write into it. */
  #removeFolder(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
