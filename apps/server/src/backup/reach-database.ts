// The database for a command beside the server. Comes in: settings. Goes out: a pool on the one that a server has running,
// or on one that is started for the command and stopped after it. Nothing is migrated: that is for the server's start.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { clusterFolderIn, readPassword } from "../database/embedded/cluster-folder.ts";
import { isAlive, type Postmaster, readPostmaster } from "../database/embedded/postmaster.ts";
import { DATABASE_USER } from "../database/embedded/programs.ts";
import { Supervisor } from "../database/embedded/supervisor.ts";
import { checkGivenDatabase, shownUrl } from "../database/given-database.ts";
import type { DatabaseSetting } from "../database/open-database.ts";
import { openPool, type OpenPool } from "../database/pool.ts";
import { Refusal } from "../refusal.ts";

/** How long a database that is just starting is waited for. Milliseconds. */
const START_TIME_MAX_MS = 30_000;
const LOOK_INTERVAL_MS = 100;

/** A database in use. */
export interface ReachedDatabase extends OpenPool {
  /** Where it is, for people; without password. */
  place: string;
}

/** `beside`: also one that a server has running. `alone`: no server may have it; made when it is not there. */
export type Reach = "beside" | "alone";

async function untilReady(data: string): Promise<Postmaster | null> {
  const deadlineMs = performance.now() + START_TIME_MAX_MS;
  for (;;) {
    const postmaster = readPostmaster(data);
    if (postmaster === null || !isAlive(postmaster, data)) return null;
    if (postmaster.status === "ready" || performance.now() > deadlineMs) return postmaster;
    await sleep(LOOK_INTERVAL_MS);
  }
}

async function startOwn({ dataFolder, log }: DatabaseSetting, place: string): Promise<ReachedDatabase> {
  const supervisor = await Supervisor.start({ dataFolder, log });
  const open = openPool(supervisor.configOf(DATABASE_USER), log);
  const close = async (): Promise<void> => {
    await open.close();
    await supervisor.stop();
  };
  return { ...open, place, close };
}

async function reachEmbedded(setting: DatabaseSetting, reach: Reach): Promise<ReachedDatabase> {
  const { dataFolder, log } = setting;
  const isMade = existsSync(join(dataFolder, "postgres", "PG_VERSION"));
  if (!isMade && reach === "beside")
    throw new Refusal(
      `There is no database in ${dataFolder}. Name the server's data folder: SOLEWISE_HOME=/path/to/folder; ` +
        `or its database: DATABASE_URL=postgres://…`,
    );
  const folder = clusterFolderIn(dataFolder);
  const running = reach === "beside" ? await untilReady(folder.data) : null;
  if (running === null) return startOwn(setting, folder.data);
  const host = running.socketFolder === "" ? running.listenAddress : running.socketFolder;
  const login = { user: DATABASE_USER, password: readPassword(folder), database: DATABASE_USER };
  return { ...openPool({ host, port: running.port, ...login }, log), place: folder.data };
}

/** Reaches it; `close` it in the end. Throws Refusal. */
export async function reachDatabase(setting: DatabaseSetting, reach: Reach): Promise<ReachedDatabase> {
  const { choice, log } = setting;
  if (choice === "embedded") return reachEmbedded(setting, reach);
  await checkGivenDatabase(choice.url, log);
  return { ...openPool({ connectionString: choice.url }, log), place: shownUrl(choice.url) };
}
