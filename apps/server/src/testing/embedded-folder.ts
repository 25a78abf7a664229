// Data folders for tests of the embedded PostgreSQL, and its sure end. Comes in: nothing. Goes out: a folder that the
// database's user may pass; `endEmbedded` kills what still runs in it and removes it.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPostmaster } from "../database/embedded/postmaster.ts";
import { isProcessThere } from "../database/embedded/cluster-folder.ts";

/** A new data folder, 0700 as the server makes it, in one that everybody may pass. */
export function embeddedFolder(): string {
  const outer = mkdtempSync(join(tmpdir(), "solewise-embedded-"));
  chmodSync(outer, 0o755);
  return mkdtempSync(join(outer, "home-"));
}

/** The number of the PostgreSQL of a data folder. */
export function postgresPid(dataFolder: string): number {
  const pid = readPostmaster(join(dataFolder, "postgres"))?.pid;
  if (pid === undefined) throw new Error(`no PostgreSQL runs in ${dataFolder}`);
  return pid;
}

/** Waits until a process is gone, also from the table of those nobody waited for. */
export async function untilGone(pid: number): Promise<void> {
  while (isProcessThere(pid) && !isZombie(pid)) await sleep(10);
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /u.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Kills a PostgreSQL that a test left behind, and removes the folder. */
export async function endEmbedded(dataFolder: string): Promise<void> {
  const pid = readPostmaster(join(dataFolder, "postgres"))?.pid;
  if (pid !== undefined && isProcessThere(pid)) {
    process.kill(pid, "SIGQUIT");
    await untilGone(pid);
  }
  rmSync(join(dataFolder, ".."), { recursive: true, force: true });
}
