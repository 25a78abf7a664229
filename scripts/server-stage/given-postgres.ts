// A PostgreSQL that somebody else runs, for DATABASE_URL. Comes in: a folder, variables of its environment. Goes out: where it is,
// stops and starts, signals for all its processes.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { signalProcesses } from "./process-table.ts";

const PROGRAMS = fileURLToPath(new URL("../../apps/server/src/testing/postgres-programs.ts", import.meta.url));
const PARENT_FOLDER = "/var/tmp";
const USER = "runner_of_databases";
/** How long a start may take. Milliseconds. */
const START_TIME_MAX_MS = 60_000;

interface Programs {
  initdb: string;
  postgres: string;
  user: { uid: number; gid: number } | null;
  port: number;
}

/** It and its folder, until `remove`. */
export class GivenPostgres {
  readonly url: string;
  readonly #folder: string;
  readonly #programs: Programs;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();

  private constructor(environment: Record<string, string>) {
    this.#folder = mkdtempSync(join(PARENT_FOLDER, "solewise-given-"));
    chmodSync(this.#folder, 0o755);
    this.#programs = JSON.parse(
      execFileSync(process.execPath, [PROGRAMS, this.#folder], { encoding: "utf8" }),
    ) as Programs;
    this.#environment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", ...environment };
    this.url = `postgres://${USER}:${this.#initialise()}@127.0.0.1:${this.#programs.port}/postgres`;
    process.once("exit", () => this.#end());
  }

  /** Makes and starts one. */
  static async open(environment: Record<string, string> = {}): Promise<GivenPostgres> {
    const given = new GivenPostgres(environment);
    await given.start();
    return given;
  }

  get #data(): string {
    return join(this.#folder, "data");
  }

  #initialise(): string {
    const { initdb, user } = this.#programs;
    const password = randomBytes(12).toString("hex");
    const passwordFile = join(this.#folder, "password");
    mkdirSync(this.#data, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user !== null) for (const path of [this.#data, passwordFile]) chownSync(path, user.uid, user.gid);
    const args = [`--pgdata=${this.#data}`, `--username=${USER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
    const more = ["--encoding=UTF8", "--locale=C", "--no-instructions", "--no-sync"];
    execFileSync(initdb, [...args, ...more], { cwd: "/", env: { LC_ALL: "C" }, stdio: "pipe", ...user });
    return password;
  }

  /** Starts it and waits until it takes connections. */
  async start(): Promise<void> {
    const settings = [`port=${this.#programs.port}`, "listen_addresses=127.0.0.1", "unix_socket_directories="];
    const args = ["-D", this.#data, ...settings.flatMap((setting) => ["-c", setting])];
    const child = spawn(this.#programs.postgres, args, {
      cwd: "/",
      env: this.#environment,
      stdio: ["ignore", "ignore", "pipe"],
      ...this.#programs.user,
    });
    let log = "";
    child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    this.#child = child;
    this.#ended = new Promise((resolve) => void child.once("exit", () => resolve()));
    const pidFile = join(this.#data, "postmaster.pid");
    const deadlineMs = performance.now() + START_TIME_MAX_MS;
    while (!existsSync(pidFile) || !/^ready *$/mu.test(readFileSync(pidFile, "utf8"))) {
      if (child.exitCode !== null || performance.now() > deadlineMs)
        throw new Error(`the given PostgreSQL does not start:\n${log}`);
      await sleep(20);
    }
  }

  /** Stops it in order and waits until it is gone. */
  async stop(): Promise<void> {
    this.#child?.kill("SIGINT");
    await this.#ended;
  }

  /** A signal for all its processes. */
  signalAll(signal: NodeJS.Signals): void {
    if (this.#child?.pid !== undefined) signalProcesses(this.#child.pid, signal, true);
  }

  #end(): void {
    this.#child?.kill("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    this.#child?.kill("SIGQUIT");
    await this.#ended;
    this.#end();
  }
}
