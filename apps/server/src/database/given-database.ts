// A PostgreSQL that somebody else runs. Comes in: DATABASE_URL. Goes out: proof that it can be used, or a Refusal. The
// password of the URL is in no message.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { messageOf, Refusal, systemCode } from "../refusal.ts";
import { isDatabaseAway } from "./database-away.ts";

/** How long a database that does not answer is waited for: one started at the same time needs its moment. Milliseconds. */
export const WAIT_MAX_MS = 30_000;
const LOOK_INTERVAL_MS = 500;
const CONNECT_TIME_MAX_MS = 10_000;

/** Oldest PostgreSQL that takes our SQL. */
const MAJOR_VERSION_MIN = 15;

/** The URL as it may be shown: no user, no password, no parameters. */
export function shownUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

const TLS_CODES = /^(?:ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/u;

function isTlsError(error: unknown): boolean {
  return TLS_CODES.test(systemCode(error) ?? "") || /SSL|certificate/u.test(messageOf(error));
}

/** What is wrong, for the codes at which waiting does not help. */
function tellReason(error: unknown): string | null {
  const code = systemCode(error) ?? "";
  if (code === "28P01") return "user or password are wrong. Correct them in DATABASE_URL";
  if (code === "3D000")
    return "there is no such database. Create it (createdb NAME), or name another one in DATABASE_URL";
  if (isTlsError(error))
    return (
      `TLS failed (${messageOf(error)}). Give a certificate that Node trusts (NODE_EXTRA_CA_CERTS=FILE) with ` +
      "?sslmode=verify-full; or ?sslmode=no-verify, or ?sslmode=disable"
    );
  if (code.startsWith("28"))
    return `it does not let this user in (${messageOf(error)}). Change its pg_hba.conf or the URL`;
  if (/password must be a string/u.test(messageOf(error))) return "it asks for a password. Put one into DATABASE_URL";
  return null;
}

function tellAway(error: unknown): string {
  const code = systemCode(error) ?? "";
  if (code === "ECONNREFUSED") return "nothing listens there. Start PostgreSQL, or correct host and port";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its host name is not known. Correct it";
  return `${messageOf(error)}. See whether it runs and can be reached`;
}

/** What a given database says of itself. */
export interface GivenSettings {
  version: string;
  versionNumber: number;
  encoding: string;
  synchronousCommit: string;
}

/** Throws Refusal where it will not do; says in the log where an answer would promise more than it keeps. */ // DBS14
export function judgeSettings(found: GivenSettings, url: string, log: (line: string) => void): void {
  if (found.versionNumber < MAJOR_VERSION_MIN * 10_000)
    throw new Refusal(
      `The database ${shownUrl(url)} is PostgreSQL ${found.version}; expected ${MAJOR_VERSION_MIN} or newer. ` +
        `Upgrade it, or start without DATABASE_URL: Solewise brings one.`,
    );
  if (found.encoding !== "UTF8")
    throw new Refusal(
      `The database ${shownUrl(url)} has the encoding ${found.encoding}; expected UTF8. Create it anew: ` +
        `createdb --encoding=UTF8 --template=template0 NAME`,
    );
  if (found.synchronousCommit === "off")
    log("database: synchronous_commit is off there; a crash of that server may lose writes that were acknowledged");
}

const READ_SETTINGS = `
  select current_setting('server_version') as version, current_setting('server_version_num')::integer as "versionNumber",
    current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as "synchronousCommit"`;

async function tryOnce(url: string, log: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIME_MAX_MS });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<GivenSettings>(READ_SETTINGS);
    for (const found of rows) judgeSettings(found, url, log);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits until it answers and looks whether it will do. Throws Refusal. */ // DBS14
export async function checkGivenDatabase(
  url: string,
  log: (line: string) => void,
  waitMaxMs: number = WAIT_MAX_MS,
): Promise<void> {
  const startMs = performance.now();
  for (;;) {
    try {
      return await tryOnce(url, log);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const reason = tellReason(error);
      if (reason !== null) throw new Refusal(`The database ${shownUrl(url)} cannot be used: ${reason}.`);
      if (!isDatabaseAway(error))
        throw new Refusal(`The database ${shownUrl(url)} cannot be used: ${messageOf(error)}.`);
      if (performance.now() - startMs > waitMaxMs)
        throw new Refusal(
          `The database ${shownUrl(url)} did not answer in ${waitMaxMs / 1000} s: ${tellAway(error)} (DATABASE_URL).`,
        );
      await sleep(Math.min(LOOK_INTERVAL_MS, waitMaxMs));
    }
  }
}
