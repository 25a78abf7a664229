// A real server as a process, with a PostgreSQL of its own or one that was given, to be hurt. Comes in: where its folder is made,
// what differs. Goes out: starts, signals, kills, the end of everything that was started.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readNumber, signalProcesses } from "./process-table.ts";
import { makeServerFolder, readStart } from "../test/server/start-test-server.ts";

const MAIN = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const AUDIT = fileURLToPath(new URL("../../apps/server/src/testing/audit-storage.ts", import.meta.url));

/** Where folders are made; the database's user has to be let in. */
const PARENT_FOLDER = "/var/tmp";
/** How long a start may take: a recovery on a busy machine. Milliseconds. */
const START_TIME_MAX_MS = 90_000;

/** What is killed. */
export type KillTarget = "server" | "postgres" | "both";

/** Where a started server is. */
export interface StartedServer {
  origin: string;
  joinToken: string;
}

/** What differs from a server as it is installed. */
export interface StageWishes {
  /** Variables of its environment, as DATABASE_URL. */
  environment?: Record<string, string>;
  /** Called last, before the folder is removed: what was mounted in it goes. */
  beforeRemoval?: () => void;
}

/** The server and its folder, until `remove`. */
export class StageServer {
  readonly dataFolder: string;
  readonly #folder: string;
  readonly #appFolder: string;
  readonly #wishes: StageWishes;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #isRemoved = false;
  /** What all starts wrote on stderr. */
  log = "";

  /** In a folder that the database's user may enter. */
  constructor(wishes: StageWishes = {}) {
    const outer = mkdtempSync(join(PARENT_FOLDER, "solewise-stage-"));
    chmodSync(outer, 0o755);
    const { folder, appFolder, dataFolder } = makeServerFolder(outer);
    chmodSync(folder, 0o755);
    this.#folder = outer;
    this.#appFolder = appFolder;
    this.#wishes = wishes;
    this.dataFolder = dataFolder;
    process.once("exit", () => {
      if (this.#isRemoved) return;
      this.#killAll();
      this.#removeFolder();
    });
  }

  /** Starts it; what was killed is recovered meanwhile. */
  async start(): Promise<StartedServer> {
    const { PATH = "" } = process.env;
    const env = { PATH, LANG: "C.UTF-8", PORT: "0", SOLEWISE_HOME: this.dataFolder, ...this.#wishes.environment };
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

  /** The number of the server's process; null: it does not run. */
  get pid(): number | null {
    const child = this.#child;
    return child === null || child.exitCode !== null || child.signalCode !== null ? null : (child.pid ?? null);
  }

  /** The number of PostgreSQL; null: none is known. */
  get postgresPid(): number | null {
    return readNumber(join(this.dataFolder, "postgres", "postmaster.pid"), /^(\d+)\n/u);
  }

  /** A signal for PostgreSQL, or for it and all its processes. False: there is none. */
  signalPostgres(signal: NodeJS.Signals, whom: "postmaster" | "everybody" = "postmaster"): boolean {
    const pid = this.postgresPid;
    return pid !== null && signalProcesses(pid, signal, whom === "everybody");
  }

  /** The most memory the server's process has had. Bytes; null where the system does not tell. */
  get memoryPeakBytes(): number | null {
    const kib = this.pid === null ? null : readNumber(`/proc/${this.pid}/status`, /^VmHWM:\s+(\d+) kB$/mu);
    return kib === null ? null : kib * 1024;
  }

  /** kill -9. Resolves when what was killed is gone; PostgreSQL alone comes back by the server's hand. */
  async kill(target: KillTarget): Promise<void> {
    if (target !== "server") this.signalPostgres("SIGKILL");
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
    const env = { ...process.env, ...this.#wishes.environment };
    const { stdout } = await promisify(execFile)(process.execPath, [AUDIT, this.dataFolder], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  #killAll(): void {
    this.#child?.kill("SIGKILL");
    this.signalPostgres("SIGKILL");
  }

  /** Ends everything and removes the folder. */
  async remove(): Promise<void> {
    this.#killAll();
    await this.#ended;
    await sleep(200); // its backends notice
    this.#removeFolder();
    this.#isRemoved = true;
  }

  /** Processes that are just dying may still write into it. */
  #removeFolder(): void {
    this.#wishes.beforeRemoval?.();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
