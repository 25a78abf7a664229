// A fresh, migrated database for a test file. Comes in: nothing. Goes out: it, made at the first call, gone after the
// file's last test.
//
//   const testDatabase = useTestDatabase();        at the top of the file
//   const { database, pool } = await testDatabase();   in a test
import { afterAll } from "vitest";
import { openPool, type OpenPool } from "../database/pool.ts";

/** A database of one test file. */
export interface TestDatabase extends OpenPool {
  /** For DATABASE_URL. */
  url: string;
}

async function askAtTheDoor(method: "POST" | "DELETE", body?: string): Promise<string> {
  const door = process.env["SOLEWISE_TEST_DATABASES"];
  if (door === undefined) throw new Error("Vitest's globalSetup (testing/test-cluster-door.ts) did not run");
  const answer = await fetch(door, { method, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** A new database that the caller drops; for a test that needs more than its file's. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = await askAtTheDoor("POST");
  const open = openPool({ connectionString: url });
  const close = async (): Promise<void> => {
    await open.close();
    await askAtTheDoor("DELETE", url);
  };
  return { ...open, url, close };
}

/** Call it at the top of a test file (or of a describe); what it returns gives the file's one database. */
export function useTestDatabase(): () => Promise<TestDatabase> {
  let made: Promise<TestDatabase> | null = null;
  afterAll(async () => {
    if (made !== null) await (await made).close();
    made = null;
  });
  return () => (made ??= createTestDatabase());
}
