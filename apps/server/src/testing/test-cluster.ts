// One PostgreSQL for a run of the tests. Comes in: nothing. Goes out: a cluster with a migrated template, a fresh database
// of it for each who asks. It keeps nothing (fsync off) and ends with this process, however that ends.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findBinaries } from "../database/embedded/binaries.ts";
import { freePort } from "../database/embedded/free-port.ts";
import { chooseOsUser } from "../database/embedded/os-user.ts";
import { DATABASE_USER, type ProgramSetting, runInitdb, spawnPostgres } from "../database/embedded/programs.ts";
import { migrate } from "../database/migrate.ts";
import { openPool } from "../database/pool.ts";

const TEMPLATE = "solewise_template";
/** How long the start may take on a machine that is busy with other tests. Milliseconds. */
const START_TIME_MAX_MS = 60_000;

/** Speed before everything: a crash loses the test anyway. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  unix_socket_directories: "",
  listen_addresses: "127.0.0.1",
  max_connections: "300",
  shared_buffers: "64MB",
  autovacuum: "off",
  max_wal_size: "1GB",
};

/** The shared PostgreSQL. */
export interface TestCluster {
  /** A new database, migrated; its URL. */
  createDatabase: () => Promise<string>;
  dropDatabase: (url: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** Ends PostgreSQL when this process is gone, also after kill -9. */
function leash(child: ChildProcess, folder: string): void {
  const script =
    'while kill -0 "$1" 2>/dev/null && kill -0 "$2" 2>/dev/null; do sleep 1; done; kill -QUIT "$2"; sleep 1; rm -rf "$3"';
  spawn("/bin/sh", ["-c", script, "sh", String(process.pid), String(child.pid), folder], {
    detached: true,
    stdio: "ignore",
  }).unref();
}

async function untilItAnswers(url: string, logFile: string, child: ChildProcess): Promise<void> {
  const deadlineMs = performance.now() + START_TIME_MAX_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      await client.end().catch(() => undefined);
      if (performance.now() > deadlineMs || child.exitCode !== null)
        throw new Error(`the tests' PostgreSQL does not start:\n${readFileSync(logFile, "utf8")}`, { cause: error });
      await sleep(30);
    }
  }
}

async function initialise(setting: ProgramSetting, folder: string, password: string): Promise<string> {
  const [data, passwordFile] = [join(folder, "data"), join(folder, "password")];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chmodSync(folder, 0o755); // another user has to pass
  if (setting.user !== null)
    for (const path of [data, passwordFile]) chownSync(path, setting.user.uid, setting.user.gid);
  const { exitCode, output } = await runInitdb(setting, data, passwordFile, ["--no-sync"]);
  if (exitCode !== 0) throw new Error(`initdb for the tests failed:\n${output}`);
  return data;
}

/** Starts it and makes the template. About a second and a half. */
export async function startTestCluster(): Promise<TestCluster> {
  const binaries = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), "solewise-test-postgres-"));
  const password = randomBytes(12).toString("hex");
  const setting = { binaries, user: chooseOsUser(folder) };
  const data = await initialise(setting, folder, password);
  const port = await freePort();
  const logFile = join(folder, "log");
  const child = spawnPostgres(setting, data, openSync(logFile, "a"), { ...SETTINGS, port: String(port) });
  leash(child, folder);
  const ended = new Promise<void>((resolve) => void child.on("exit", () => resolve()));
  const urlOf = (name: string): string => `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${name}`;
  await untilItAnswers(urlOf("postgres"), logFile, child);
  const admin = new pg.Pool({ connectionString: urlOf("postgres"), max: 2 });
  admin.on("error", () => undefined);
  await admin.query(`create database ${TEMPLATE}`);
  const template = openPool({ connectionString: urlOf(TEMPLATE) });
  await migrate(template.pool);
  await template.close();
  return {
    createDatabase: async () => {
      const name = `test_${randomBytes(6).toString("hex")}`;
      await admin.query(`create database ${name} template ${TEMPLATE}`);
      return urlOf(name);
    },
    dropDatabase: async (url) => {
      await admin.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
    },
    stop: async () => {
      await admin.end();
      child.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
