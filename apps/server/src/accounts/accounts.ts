// What the accounts of one server are made of. Comes in: database, secret, clock, chance, mail. Goes out: one value that
// routes and commands take.
import { randomBytes, randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Database } from "../database/tables.ts";
import { type Auth, keepAuths } from "./better-auth.ts";
import type { SendMail } from "./mail.ts";

/** Surroundings that a test may steer. */
export interface AccountParts {
  database: Database;
  /** The pool below it, for the one query that every request makes. */
  pool: Pool;
  /** Signs sessions. */
  secret: string;
  /** null: this server sends no mail. */
  sendMail: SendMail | null;
  log: (line: string) => void;
  /** Asks the job that erases a runner to come soon; it comes by itself as well. */
  eraseSoon?: (runnerId: string) => Promise<void>;
  now?: () => Date;
  newId?: () => string;
  randomBytes?: (count: number) => Buffer;
}

/** The accounts of a server. */
export interface Accounts extends Required<AccountParts> {
  /** better-auth for an origin. */
  auth: (origin: string) => Auth;
}

/** Puts them together; nothing is asked yet. */
export function openAccounts(parts: AccountParts): Accounts {
  const accounts: Accounts = {
    now: () => new Date(),
    newId: () => randomUUID(),
    randomBytes,
    eraseSoon: () => Promise.resolve(),
    ...parts,
    auth: keepAuths(() => accounts),
  };
  return accounts;
}
