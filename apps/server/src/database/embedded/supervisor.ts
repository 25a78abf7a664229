// Keeps the embedded PostgreSQL running. Comes in: the data folder. Goes out: where it answers; it is attached to when it
// outlived a killed server, started when it is not there, started again when it dies, stopped in the end.
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientConfig } from "pg";
import { messageOf, Refusal } from "../../refusal.ts";
import { isDatabaseAway } from "../database-away.ts";
import { findBinaries } from "./binaries.ts";
import { clusterFolderIn, type ClusterFolder, openClusterFolder } from "./cluster-folder.ts";
import { freePort } from "./free-port.ts";
import { Guard } from "./guard.ts";
import { chooseOsUser } from "./os-user.ts";
import { isAlive, type Postmaster, readPostmaster, removeStale } from "./postmaster.ts";
import { DATABASE_USER, type ProgramSetting, spawnPostgres } from "./programs.ts";
import { judgeProgramEnd } from "./start-failure.ts";

/** How often a start or a stop is looked at. Milliseconds. */
const LOOK_INTERVAL_MS = 20;
/** How long one start may be refused because processes of the last PostgreSQL still go. Milliseconds. */
const LEFTOVERS_TIME_MAX_MS = 30_000;
/** How long a living PostgreSQL may say nothing: recovery of a long log takes its time. Milliseconds. */
const RECOVERY_TIME_MAX_MS = 600_000;
/** How long a stop may take before PostgreSQL is ended at once; the next start then recovers. Milliseconds. */
const STOP_TIME_MAX_MS = 10_000;
/** Waits between restarts that fail: doubling from the first to the longest. Milliseconds. */
const RESTART_WAIT_MS = { first: 100, longest: 5000 };
/** How often a running PostgreSQL is looked at: whether somebody else told it to stop. Milliseconds. */
const WATCH_INTERVAL_MS = 1000;
/** Longest path of a Unix socket that every system takes. Bytes. */
const SOCKET_PATH_MAX_BYTES = 103;
/** The log of PostgreSQL is put aside at a start when it is longer. Bytes. */
const LOG_MAX_BYTES = 1_048_576;

const SOCKET_PORT = 5432;
const LEFTOVERS = /pre-existing shared memory block|lock file "[^"]*" already exists|is still in use/u;

/** Where a cluster listens. */
interface Address {
  host: string;
  port: number;
}

/** What the supervisor tells. */
export interface SupervisorSetting {
  dataFolder: string;
  log: (line: string) => void;
}

/** A socket in the data folder; where its path is too long, a free port of the loopback address. */
async function chooseAddress({ data }: ClusterFolder): Promise<Address> {
  const socketFits = Buffer.byteLength(`${data}/.s.PGSQL.${SOCKET_PORT}`) <= SOCKET_PATH_MAX_BYTES;
  if (socketFits && process.platform !== "win32") return { host: data, port: SOCKET_PORT };
  return { host: "127.0.0.1", port: await freePort() };
}

function listenSettings({ host, port }: Address): Record<string, string> {
  const isSocket = host.startsWith("/");
  return {
    port: String(port),
    listen_addresses: isSocket ? "" : host,
    unix_socket_directories: isSocket ? `"${host.replaceAll('"', '""')}"` : "",
  };
}

/** Opens the log for adding; a long one is put aside first. */
function openLog(logFile: string): number {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_MAX_BYTES) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, "a", 0o600);
}

/** What was added to a file; whoever removed it meanwhile took the words with it. */
function readFrom(file: string, offset: number): string {
  try {
    return readFileSync(file).subarray(offset).toString("utf8");
  } catch {
    return "";
  }
}

export class Supervisor {
  private readonly folder: ClusterFolder;
  private readonly setting: ProgramSetting;
  private readonly password: string;
  private readonly log: (line: string) => void;
  private address: Address;
  private guard: Guard | null = null;
  /** PostgreSQL was started by this process, not attached to. */
  private hasStarted = false;
  private stopping = false;
  private watching: NodeJS.Timeout | null = null;
  private isLost = false;
  private recovering: Promise<void> = Promise.resolve();
  /** Resolves when another server took the database while PostgreSQL was away: this one must end. */
  readonly lost: Promise<Refusal>;
  private tellLost: (refusal: Refusal) => void = () => undefined;

  private constructor(
    folder: ClusterFolder,
    setting: ProgramSetting,
    password: string,
    address: Address,
    log: (line: string) => void,
  ) {
    this.folder = folder;
    this.setting = setting;
    this.password = password;
    this.address = address;
    this.log = log;
    this.lost = new Promise((resolve) => (this.tellLost = resolve));
  }

  /** Makes the cluster when there is none, and has it running and locked for this process. Throws Refusal. */
  static async start({ dataFolder, log }: SupervisorSetting): Promise<Supervisor> {
    const folder = clusterFolderIn(dataFolder);
    const setting = { binaries: findBinaries(), user: chooseOsUser(folder.data) };
    const password = await openClusterFolder(folder, setting);
    const supervisor = new Supervisor(folder, setting, password, await chooseAddress(folder), log);
    try {
      await supervisor.bringUp();
    } catch (error) {
      if (supervisor.hasStarted && !Guard.isTaken(error)) await supervisor.stop();
      throw error;
    }
    return supervisor;
  }

  /** For the driver; `database` is the one inside. */
  configOf(database: string): ClientConfig {
    return { ...this.address, user: DATABASE_USER, password: this.password, database };
  }

  /** Stops PostgreSQL in order; close the pool before. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.watching ?? undefined);
    await this.recovering;
    await this.guard?.release();
    if (this.isLost) return; // it is another server's by now
    const postmaster = readPostmaster(this.folder.data);
    if (postmaster === null || !isAlive(postmaster, this.folder.data)) return;
    process.kill(postmaster.pid, "SIGINT"); // "fast": open transactions are rolled back, everything is on disk
    if (await this.untilGone(postmaster, STOP_TIME_MAX_MS)) return;
    this.log(`database: PostgreSQL did not stop in ${STOP_TIME_MAX_MS / 1000} s and is ended; the next start recovers`);
    process.kill(postmaster.pid, "SIGQUIT");
    await this.untilGone(postmaster, STOP_TIME_MAX_MS);
  }

  /**
   * SIGTERM from somebody else lets PostgreSQL take no connection and wait for ours to end, which never do: it is told to end
   * at once, in order, and the guard's end has it started again.
   */ // DBS22
  private watch(): void {
    clearInterval(this.watching ?? undefined);
    this.watching = setInterval(() => {
      const postmaster = readPostmaster(this.folder.data);
      if (this.stopping || postmaster?.status !== "stopping" || !isAlive(postmaster, this.folder.data)) return;
      this.log("database: somebody told PostgreSQL to stop; it is started again");
      process.kill(postmaster.pid, "SIGINT");
      clearInterval(this.watching ?? undefined);
    }, WATCH_INTERVAL_MS).unref();
  }

  private async untilGone(postmaster: Postmaster, timeMaxMs: number): Promise<boolean> {
    const deadlineMs = performance.now() + timeMaxMs;
    while (performance.now() < deadlineMs) {
      if (readPostmaster(this.folder.data)?.pid !== postmaster.pid) return true;
      if (!isAlive(postmaster, this.folder.data)) return true;
      await sleep(LOOK_INTERVAL_MS);
    }
    return false;
  }

  private async bringUp(): Promise<void> {
    const startMs = performance.now();
    for (;;) {
      await this.ensureRunning();
      try {
        this.guard = await Guard.take(this.configOf("postgres"), this.folder.home);
        this.watch();
        return this.guard.onLost(() => this.recover());
      } catch (error) {
        // Ready a moment ago, and now it is stopping or died.
        if (!isDatabaseAway(error) || performance.now() - startMs > LEFTOVERS_TIME_MAX_MS) throw error;
        await sleep(LOOK_INTERVAL_MS);
      }
    }
  }

  /** PostgreSQL died, or the connection that watches it: both come back, however often it takes. */ // DBS11
  private recover(): void {
    if (this.stopping) return;
    this.recovering = this.tryUntilUp();
  }

  private async tryUntilUp(): Promise<void> {
    const beginMs = performance.now();
    for (let waitMs = RESTART_WAIT_MS.first; !this.stopping; waitMs = Math.min(waitMs * 2, RESTART_WAIT_MS.longest)) {
      try {
        await this.bringUp();
        this.log(`database: PostgreSQL had gone and is back after ${Math.round(performance.now() - beginMs)} ms`);
        return;
      } catch (error) {
        this.log(`database: ${messageOf(error)}`);
        if (Guard.isTaken(error)) {
          this.isLost = true;
          return this.tellLost(error);
        }
        await sleep(waitMs);
      }
    }
  }

  /** Returns when PostgreSQL is ready, attached or started. */
  private async ensureRunning(): Promise<void> {
    const startMs = performance.now();
    while (!this.stopping) {
      const postmaster = readPostmaster(this.folder.data);
      if (postmaster !== null && isAlive(postmaster, this.folder.data)) {
        if (postmaster.status === "ready") return this.attach(postmaster);
        if (performance.now() - startMs > RECOVERY_TIME_MAX_MS)
          throw new Refusal(
            `PostgreSQL (process ${postmaster.pid}) is ${postmaster.status} for ten minutes. See ${this.folder.logFile}.`,
          );
        await sleep(LOOK_INTERVAL_MS);
        continue;
      }
      removeStale(postmaster, this.folder.data);
      const failure = await this.startOnce();
      if (failure === null) {
        this.hasStarted = true;
        continue;
      }
      if (!LEFTOVERS.test(failure) || performance.now() - startMs > LEFTOVERS_TIME_MAX_MS)
        throw judgeProgramEnd("postgres", failure, this.folder);
      await sleep(LOOK_INTERVAL_MS);
    }
  }

  private attach({ socketFolder, listenAddress, port }: Postmaster): void {
    this.address = { host: socketFolder === "" ? listenAddress : socketFolder, port };
  }

  /** Starts it and waits until it is ready. Returns what it printed when it ended instead. */
  private async startOnce(): Promise<string | null> {
    const descriptor = openLog(this.folder.logFile);
    const offset = fstatSync(descriptor).size;
    const child = spawnPostgres(this.setting, this.folder.data, descriptor, listenSettings(this.address));
    closeSync(descriptor);
    child.unref();
    const ended = new Promise<string>((resolve) => {
      child.on("error", (error) => resolve(String(error)));
      child.on("exit", () => resolve(readFrom(this.folder.logFile, offset)));
    });
    const ready = (async (): Promise<null> => {
      for (;;) {
        const postmaster = readPostmaster(this.folder.data);
        if (postmaster?.pid === child.pid && postmaster?.status === "ready") return null;
        if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return null;
        await sleep(LOOK_INTERVAL_MS);
      }
    })();
    const failure = await Promise.race([ended, ready]);
    return failure ?? (child.exitCode === null && child.signalCode === null && child.pid !== undefined ? null : ended);
  }
}
