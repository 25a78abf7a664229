// The one connection by which a server holds its embedded PostgreSQL for itself and sees it die. Comes in: where it is.
// Goes out: the lock, or a Refusal that names who has it. A killed server's lock is free as soon as its socket is closed.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Refusal } from "../../refusal.ts";
import { sqlStateOf } from "../transaction.ts";
import { DATABASE_USER } from "./programs.ts";

/** Key of the advisory lock. The letters "solewi" as a number. */
const LOCK_KEY = "126922397153129";
/** How long the lock of a server that is just ending is waited for. Milliseconds. */
const WAIT_MAX_MS = 3000;
const LOOK_INTERVAL_MS = 50;

/** Somebody else has it. */
class TakenRefusal extends Refusal {}

const FIND_HOLDER = `
  select application_name as holder from pg_stat_activity
  where pid in (select pid from pg_locks where locktype = 'advisory'
    and (classid::bigint << 32 | objid::bigint) = $1 and objsubid = 1 and granted)`;

export class Guard {
  private readonly client: pg.Client;
  private isReleased = false;
  private isEnded = false;
  private tellLost: () => void = () => undefined;

  private constructor(client: pg.Client) {
    this.client = client;
    client.on("end", () => {
      this.isEnded = true;
      if (!this.isReleased) this.tellLost();
    });
  }

  /** Whether an error says that another server has the database. */
  static isTaken(error: unknown): error is Refusal {
    return error instanceof TakenRefusal;
  }

  /** Takes the lock; makes the database inside when it is not there. Throws Refusal. */ // DBS6
  static async take(config: pg.ClientConfig, dataFolder: string): Promise<Guard> {
    const client = new pg.Client({ ...config, application_name: `solewise ${process.pid}`, keepAlive: true });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await lock(client, dataFolder);
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE_USER]);
      if (rowCount === 0) await client.query(`create database ${DATABASE_USER}`);
      return new Guard(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw sqlStateOf(error) === "28P01" ? wrongPassword(dataFolder) : error;
    }
  }

  /** Calls back once when the connection is gone though nobody released it. */
  onLost(tell: () => void): void {
    this.tellLost = tell;
    if (this.isEnded) tell();
  }

  async release(): Promise<void> {
    this.isReleased = true;
    await this.client.end().catch(() => undefined);
  }
}

async function lock(client: pg.Client, dataFolder: string): Promise<void> {
  const deadlineMs = performance.now() + WAIT_MAX_MS;
  for (;;) {
    const sql = "select pg_try_advisory_lock($1) as taken";
    const { rows } = await client.query<{ taken: boolean }>(sql, [LOCK_KEY]);
    if (rows[0]?.taken === true) return;
    if (performance.now() > deadlineMs) break;
    await sleep(LOOK_INTERVAL_MS);
  }
  const { rows } = await client.query<{ holder: string }>(FIND_HOLDER, [LOCK_KEY]);
  const holder = /^solewise (\d+)$/u.exec(rows[0]?.holder ?? "")?.[1] ?? "unknown";
  throw new TakenRefusal(
    `Another Solewise (process ${holder}) runs with the data folder ${dataFolder}. Stop that one, or choose another folder: ` +
      `SOLEWISE_HOME=/path/to/folder npm start`,
  );
}

function wrongPassword(dataFolder: string): Refusal {
  return new Refusal(
    `The password in ${dataFolder}/postgres-password is not the one of the database in ${dataFolder}/postgres. ` +
      `Put both back from the same backup.`,
  );
}
