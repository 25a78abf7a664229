// A pool of connections and Kysely on it. Comes in: where the database is. Goes out: both, and how to close them.
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database, Tables } from "./tables.ts";

/** Connections of a server at most. Default 12: two cores analyse, requests wait shortly. Range 2–100. */
const CONNECTIONS_MAX = 12;
/** Longest wait for a connection before a request is told to come again. Milliseconds; default 5000. */
const CONNECT_TIME_MAX_MS = 5000;
/** How long an unused connection stays. Milliseconds; default 30 s. */
const IDLE_TIME_MAX_MS = 30_000;

/** How long a close waits for queries under way; connections that are still held then end with the process. Milliseconds. */
const CLOSE_TIME_MAX_MS = 3000;

const INT8_OID = 20;

/** A database that can be asked. */
export interface OpenPool {
  database: Database;
  pool: pg.Pool;
  /** Closes every connection; queries under way end first, for a few seconds. */
  close: () => Promise<void>;
}

/** int8 as number; whatever is not a safe integer is an error, not a wrong figure. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`int8 ${text} from the database is beyond 2^53`);
  return value;
}

const TYPES: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary"): unknown {
    if (oid === INT8_OID && format !== "binary") return parseInt8;
    return pg.types.getTypeParser(oid, format);
  },
};

/** Opens it; nothing is connected before the first query. `config` is where it is: a URL, or host, user and so on. */
export function openPool(config: pg.ClientConfig, log: (line: string) => void = () => undefined): OpenPool {
  const pool = new pg.Pool({
    application_name: "solewise",
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIME_MAX_MS,
    idleTimeoutMillis: IDLE_TIME_MAX_MS,
    types: TYPES,
    ...config,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  // A connection that breaks while somebody holds it, between two queries, tells nobody but its listeners: without one it
  // ends the process. Who holds it hears of it at the next query.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  let isClosing = false;
  pool.on("error", (error) => {
    if (!isClosing) log(`database: a connection was lost (${error.message})`);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    isClosing = true;
    const ended = pool.ended ? Promise.resolve() : pool.end();
    const timeout = new AbortController();
    await Promise.race([ended, sleep(CLOSE_TIME_MAX_MS, null, { signal: timeout.signal }).catch(() => null)]);
    timeout.abort();
  };
  return { database, pool, close };
}
