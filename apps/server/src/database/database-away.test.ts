// What a lost database looks like, from a real one that goes away.
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { createTestDatabase, useTestDatabase } from "../testing/test-database.ts";
import { isDatabaseAway, isDatabaseFull } from "./database-away.ts";
import { openPool } from "./pool.ts";

const testDatabase = useTestDatabase();

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe("isDatabaseAway", () => {
  it("[DBS12] a connection that is refused, missing or ended is told, and the next query works", async () => {
    const { pool, url } = await testDatabase();
    const killed = pool.query("select pg_terminate_backend(pg_backend_pid())");
    expect(isDatabaseAway(await errorOf(killed))).toBe(true);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    for (const place of [{ host: "127.0.0.1", port: 1 }, { host: "/nowhere" }]) {
      const open = openPool({ ...place, user: "u", database: "d" });
      expect(isDatabaseAway(await errorOf(open.pool.query("select 1")))).toBe(true);
      await open.close();
    }
    expect(url).toContain("127.0.0.1");
  });

  it("[DBS12] a connection that breaks while it is held, between two queries, does not end the process", async () => {
    const { pool } = await testDatabase();
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>("select pg_backend_pid() as pid");
    await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isDatabaseAway(await errorOf(held.query("select 1")))).toBe(true);
    held.release(true);
  });

  it("[DBS12] a server that takes the connection and says nothing is away too", async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const open = openPool({ host: "127.0.0.1", port, user: "u", database: "d", connectionTimeoutMillis: 200 });
    expect(isDatabaseAway(await errorOf(open.pool.query("select 1")))).toBe(true);
    await open.close();
    silent.close();
  });

  it("[DBS12] an error of the query itself is not", async () => {
    const { pool } = await testDatabase();
    const wrong = ["select nonsense", "select 1 / 0", "insert into directory.consent values (null)"];
    for (const sql of wrong) expect(isDatabaseAway(await errorOf(pool.query(sql)))).toBe(false);
    expect(isDatabaseAway(new Error("anything"))).toBe(false);
    expect(isDatabaseAway(Object.assign(new Error("no file"), { code: "ENOENT", syscall: "open" }))).toBe(false);
  });

  it("[DBS12] a full disk is told apart", async () => {
    const opened = await createTestDatabase();
    const raise = "do $$ begin raise exception using errcode = '53100'; end $$";
    const error = await errorOf(opened.pool.query(raise));
    expect([isDatabaseFull(error), isDatabaseAway(error)]).toEqual([true, false]);
    await opened.close();
  });
});
