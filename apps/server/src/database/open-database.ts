// The database of a server: up, migrated, and down again. Comes in: which one. Goes out: Kysely and its pool.
import type { ClientConfig } from "pg";
import { Refusal, systemCode } from "../refusal.ts";
import { isDatabaseFull } from "./database-away.ts";
import { clusterFolderIn } from "./embedded/cluster-folder.ts";
import { DATABASE_USER } from "./embedded/programs.ts";
import { Supervisor } from "./embedded/supervisor.ts";
import { checkGivenDatabase, shownUrl } from "./given-database.ts";
import { migrate } from "./migrate.ts";
import { openPool, type OpenPool } from "./pool.ts";

/** A start says what it waits for when that takes longer. Milliseconds. */
const PATIENCE_MS = 2000;

/** Which database: the one we bring, in the data folder, or one that is there already. */
export type DatabaseChoice = "embedded" | { url: string };

/** What a start of the database needs to know. */
export interface DatabaseSetting {
  choice: DatabaseChoice;
  /** There and writable. */
  dataFolder: string;
  log: (line: string) => void;
}

/** A database in use. */
export interface OpenDatabase extends OpenPool {
  kind: "embedded" | "given";
  /** Where it is, for people; without password. */
  place: string;
  /** Resolves when this server lost its database to another one for good, and must end. */
  lost: Promise<Refusal>;
}

/** Runs `work`; says `waitingFor` when it takes long. */
async function patiently<Result>(
  waitingFor: string,
  log: (line: string) => void,
  work: Promise<Result>,
): Promise<Result> {
  const timer = setTimeout(() => log(`solewise: waiting for ${waitingFor} …`), PATIENCE_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

function judgeMigrationError(error: unknown, place: string): unknown {
  if (error instanceof Refusal) return error;
  if (isDatabaseFull(error))
    return new Refusal(`The disk of the database (${place}) is full. Make room and start again.`);
  if (systemCode(error) === "42501")
    return new Refusal(
      `The user of DATABASE_URL may not create schemas in ${place}. Make it the owner: ALTER DATABASE … OWNER TO …`,
    );
  return error;
}

async function openMigrated(config: ClientConfig, { log }: DatabaseSetting, place: string): Promise<OpenPool> {
  const open = openPool(config, log);
  try {
    await patiently("the database's new schema", log, migrate(open.pool));
    return open;
  } catch (error) {
    await open.close();
    throw judgeMigrationError(error, place);
  }
}

async function openGiven(url: string, setting: DatabaseSetting): Promise<OpenDatabase> {
  const { log } = setting;
  const place = shownUrl(url);
  await patiently(`the database ${place}`, log, checkGivenDatabase(url, log));
  const open = await openMigrated({ connectionString: url }, setting, place);
  return { ...open, kind: "given", place, lost: new Promise(() => undefined) };
}

async function openEmbedded(setting: DatabaseSetting): Promise<OpenDatabase> {
  const { dataFolder, log } = setting;
  const place = clusterFolderIn(dataFolder).data;
  const supervisor = await patiently(`PostgreSQL in ${place}`, log, Supervisor.start({ dataFolder, log }));
  try {
    const open = await openMigrated(supervisor.configOf(DATABASE_USER), setting, place);
    const close = async (): Promise<void> => {
      await open.close();
      await supervisor.stop();
    };
    return { ...open, kind: "embedded", place, lost: supervisor.lost, close };
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

/** Opens it; `close` it in the end. Throws Refusal. */
export async function openDatabase(setting: DatabaseSetting): Promise<OpenDatabase> {
  return setting.choice === "embedded" ? openEmbedded(setting) : openGiven(setting.choice.url, setting);
}
