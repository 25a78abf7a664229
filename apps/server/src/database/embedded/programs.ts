// Runs initdb and postgres. Comes in: binaries, folder, user, what to set. Goes out: a made cluster, a started process.
import { type ChildProcess, spawn } from "node:child_process";
import type { Binaries } from "./binaries.ts";
import type { OsUser } from "./os-user.ts";

/** Name of the superuser and of the database inside. */
export const DATABASE_USER = "solewise";

/** The programs' surroundings: none of ours, so that no PG… variable or locale changes what they do. */
const ENVIRONMENT = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** How a program is run. */
export interface ProgramSetting {
  binaries: Binaries;
  /** null: as the user we are. */
  user: OsUser | null;
}

/** How a program that is waited for ended. */
export interface ProgramEnd {
  exitCode: number | null;
  output: string;
}

/** Settings of every start. Durable; and no statement, value or name ever comes into its log. */ // DBS1, DBS5
const SETTINGS = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m ",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
  log_connections: "",
  log_disconnections: "off",
};

/** Makes a cluster: UTF-8, collation by code point of PostgreSQL's own (never the C library's), checksums. */
export async function runInitdb(
  setting: ProgramSetting,
  folder: string,
  passwordFile: string,
  extra: readonly string[] = [],
): Promise<ProgramEnd> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
    ...extra,
  ];
  const child = spawn(setting.binaries.initdb, args, {
    cwd: "/",
    env: ENVIRONMENT,
    stdio: ["ignore", "pipe", "pipe"],
    ...setting.user,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  }
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ exitCode: null, output: String(error) }));
    child.on("close", (exitCode) => resolve({ exitCode, output }));
  });
}

/**
 * Starts postgres in a session of its own, so that Ctrl-C in our terminal does not reach it, and leaves it alone when we
 * die. Its log goes to an open file, which, unlike a pipe, survives us too.
 */
export function spawnPostgres(
  setting: ProgramSetting,
  folder: string,
  logDescriptor: number,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const all = Object.entries({ ...SETTINGS, ...settings });
  const args = ["-D", folder, ...all.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  return spawn(setting.binaries.postgres, args, {
    cwd: "/",
    detached: true,
    env: ENVIRONMENT,
    stdio: ["ignore", logDescriptor, logDescriptor],
    ...setting.user,
  });
}
