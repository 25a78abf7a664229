// One transaction, tried again where PostgreSQL asks for it. Comes in: the work, which may be repeated. Goes out: what
// the work returned, committed on disk. READ COMMITTED; lock rows in the order of their keys.
import { setTimeout as sleep } from "node:timers/promises";
import type { Database, DatabaseTransaction } from "./tables.ts";

/** How often a transaction is begun at most. Times; 1–20; 32 writers on one row needed up to 7 (measured). */
const TRIES_MAX = 8;
/** Longest wait before the second try; it doubles from try to try. Milliseconds. */
const FIRST_WAIT_MAX_MS = 10;

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";

/** The five characters by which PostgreSQL names an error, else undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[0-9A-Z]{5}$/u.test(code) ? code : undefined;
}

function asksForAnotherTry(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
}

/**
 * Runs `work` in a transaction and commits. After a deadlock or a failed serialisation it is begun anew, so the work
 * must be repeatable: nothing outside the database happens in it. Other errors roll back and are thrown on.
 */ // DBS10
export async function inTransaction<Result>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
  randomFraction: () => number = Math.random,
): Promise<Result> {
  for (let tryCount = 1; ; tryCount++) {
    try {
      return await database.transaction().setIsolationLevel("read committed").execute(work);
    } catch (error) {
      if (!asksForAnotherTry(error) || tryCount === TRIES_MAX) throw error;
      await sleep(randomFraction() * FIRST_WAIT_MAX_MS * 2 ** (tryCount - 1));
    }
  }
}
