// What routes, commands and jobs work with. Comes in: settings and surroundings. Goes out: one object that is handed to
// every `addXRoutes(app, services)`; opened before the server listens, closed after it stopped listening.
import type { Pool } from "pg";
import type { Accounts } from "./accounts/accounts.ts";
import type { Storage } from "./commands/recordings/recording-services.ts";
import type { Database } from "./database/tables.ts";
import type { JobQueue } from "./jobs/job-queue.ts";
import type { Settings } from "./settings.ts";

/** Everything a command may need; tests hand in their own. */
export interface Services {
  database: Database;
  /** The pool below it, for COPY, advisory locks and libraries that bring their own SQL. */
  pool: Pool;
  /** The clock, in the server's hand. */
  now: () => Date;
  /** The clock by which things are old enough to be removed: without leaps that nobody confirmed. */
  agesNow: () => Date;
  /** So many random bytes, good enough for secrets. */
  randomBytes: (count: number) => Buffer;
  /** A line for the log: no names, no addresses, no tokens, no places. */
  log: (line: string) => void;
  settings: Settings;
  /** Logins, sessions, consents, invitations. */
  accounts: Accounts;
  /** Where recordings are, and which uploads are under way. */
  storage: Storage;
  /** The storage's folder, for threads that read recordings themselves. */
  dataFolder: string;
  /** Where jobs are put. */
  jobs: JobQueue;
}
