// The postmaster of a data folder, as its postmaster.pid tells. Comes in: the folder. Goes out: who it is, whether it
// lives, where it listens. A number that another program got after a restart of the machine or container is told apart.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isProcessThere } from "./cluster-folder.ts";

/** What postmaster.pid says. */
export interface Postmaster {
  pid: number;
  port: number;
  /** First of unix_socket_directories; empty: none. */
  socketFolder: string;
  /** First of listen_addresses; empty: none. */
  listenAddress: string;
  /** `starting`, `ready`, `stopping`, `standby`; empty while it is being written. */
  status: string;
}

/** Reads it; null: there is none, or not a whole one. */
export function readPostmaster(data: string): Postmaster | null {
  let text: string;
  try {
    text = readFileSync(join(data, "postmaster.pid"), "utf8");
  } catch {
    return null;
  }
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const [port = "", socketFolder = "", listenAddress = "", , status = ""] = lines.slice(3);
  return { pid, port: Number(port), socketFolder, listenAddress, status };
}

/** Command line of a process; null where the system does not tell; empty for one that ended and was not waited for. */
function readCommandLine(pid: number): string[] | null {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (process.platform === "win32") return null;
    const { status, stdout } = spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" });
    return status === 0 ? stdout.trim().split(" ") : [];
  } catch {
    return null;
  }
}

/** Whether the postmaster that the file names lives. */
export function isAlive({ pid }: Postmaster, data: string): boolean {
  if (!isProcessThere(pid)) return false;
  const words = readCommandLine(pid);
  if (words === null) return true; // cannot be told: asking it will show
  if (!/postgres(?:\.exe)?:?$/u.test(words[0] ?? "")) return false;
  return otherFolderOf(words, data) === null || readPostmaster(otherFolderOf(words, data) ?? "")?.pid !== pid;
}

/** The folder that a postgres was started for, when it is not ours. */
function otherFolderOf(words: readonly string[], data: string): string | null {
  const folder = words[words.indexOf("-D") + 1];
  return words.includes("-D") && folder !== undefined && folder !== data ? folder : null;
}

/**
 * Takes away what a dead postmaster left: its file, when its number belongs to another program now, and the lock of the
 * socket, which lies in the same folder and has the same number.
 */
export function removeStale(postmaster: Postmaster | null, data: string): void {
  for (const name of readdirSync(data)) {
    if (/^\.s\.PGSQL\.\d+\.lock$/u.test(name)) rmSync(join(data, name), { force: true });
  }
  if (postmaster === null || !isProcessThere(postmaster.pid)) return; // PostgreSQL sees the rest by itself
  if (readPostmaster(data)?.pid === postmaster.pid) rmSync(join(data, "postmaster.pid"), { force: true });
}
