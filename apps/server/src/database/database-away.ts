// Why the database did not answer. Comes in: what a query threw. Goes out: whether trying again later can help, whether
// its disk is full. HTTP makes 503 with Retry-After of the first and 507 of the second.
import { systemCode } from "../refusal.ts";

/** What Retry-After says while the database is away. Seconds; the supervisor has it back within about one. */
export const RETRY_AFTER_SEC = 2;

const SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections; read_only while a stand-by takes over. */
const SQL_STATES = new Set(["57P01", "57P02", "57P03", "53300", "25006"]);
/** The driver's own errors have no code. */
const DRIVER_MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|Client was closed)/u;

const DISK_FULL = "53100";

/** The socket of an embedded PostgreSQL that is not there: the same code as for any missing file, but a connect. */
function isMissingSocket(error: Error): boolean {
  return systemCode(error) === "ENOENT" && "syscall" in error && error.syscall === "connect";
}

/** The connection failed or was lost; whether the statement was carried out is not known. */ // DBS12
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = systemCode(error) ?? "";
  if (SYSTEM_CODES.has(code) || SQL_STATES.has(code) || /^08[0-9A-Z]{3}$/u.test(code)) return true;
  return isMissingSocket(error) || DRIVER_MESSAGES.test(error.message);
}

/** The disk of the database is full: nothing was written. */
export function isDatabaseFull(error: unknown): boolean {
  return systemCode(error) === DISK_FULL;
}
