// DATABASE_URL: what is taken, what is refused, and that no message has the password.
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { readSettings } from "../settings.ts";
import { MACHINE } from "../testing/running-server.ts";
import { useTestDatabase } from "../testing/test-database.ts";
import { openDatabase } from "./open-database.ts";
import { checkGivenDatabase, type GivenSettings, judgeSettings } from "./given-database.ts";

const testDatabase = useTestDatabase();

async function refusalOf(url: string): Promise<string> {
  try {
    await checkGivenDatabase(url, () => undefined, 100);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A server that answers the first message of a PostgreSQL client with these bytes. */
async function withServer(answer: (socket: Socket) => void, test: (port: number) => Promise<void>): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await test(typeof address === "object" ? (address?.port ?? 0) : 0);
  server.close();
}

describe("DATABASE_URL", () => {
  it("[DBS13] is a postgres URL with a database; a wrong one is told without being shown", () => {
    const read = (url: string): unknown => readSettings({ DATABASE_URL: url }, [], MACHINE).database;
    expect(read("postgres://u:p@db:5433/solewise")).toEqual({ url: "postgres://u:p@db:5433/solewise" });
    expect(read("")).toBe("embedded");
    for (const wrong of ["mysql://u:hidden@db/x", "db", "postgres://u:hidden@db", "postgres://u:hid#den@:x/y"]) {
      expect(() => read(wrong)).toThrow(/^DATABASE_URL: expected postgres:\/\/USER/u);
      expect(() => read(wrong)).not.toThrow(/hid/u);
    }
  });

  it("[DBS14] a database that will do is taken", async () => {
    const log: string[] = [];
    await checkGivenDatabase((await testDatabase()).url, (line) => void log.push(line));
    expect(log).toEqual([]);
  });

  it("[DBS14] nothing there, wrong password, no such database, a strange host: each one sentence", async () => {
    const { url } = await testDatabase();
    const cases: [(changed: URL) => void, RegExp][] = [
      [(changed) => (changed.port = "1"), /did not answer in 0\.1 s: nothing listens there\. Start PostgreSQL/u],
      [(changed) => (changed.password = "hidden"), /user or password are wrong\. Correct them in DATABASE_URL/u],
      [(changed) => (changed.username = "nobody"), /user or password are wrong/u],
      [(changed) => (changed.pathname = "/elsewhere"), /there is no such database\. Create it/u],
      [(changed) => (changed.hostname = "db.invalid"), /its host name is not known/u],
      [(changed) => (changed.search = "?sslmode=verify-full"), /TLS failed.*sslmode=disable/u],
    ];
    for (const [change, expected] of cases) {
      const changed = new URL(url);
      change(changed);
      const message = await refusalOf(changed.href);
      expect(message).toMatch(expected);
      expect(message).not.toContain(changed.password);
    }
  });

  it("[DBS14] an old PostgreSQL and another encoding are refused; without synchronous_commit it warns", () => {
    const good: GivenSettings = { version: "15.0", versionNumber: 150_000, encoding: "UTF8", synchronousCommit: "on" };
    const log: string[] = [];
    const judge = (change: Partial<GivenSettings>): void =>
      judgeSettings({ ...good, ...change }, "postgres://u:hidden@db/x", (line) => void log.push(line));
    judge({});
    expect(() => judge({ version: "14.9", versionNumber: 140_009 })).toThrow(
      "The database postgres://db/x is PostgreSQL 14.9; expected 15 or newer.",
    );
    expect(() => judge({ encoding: "SQL_ASCII" })).toThrow(/encoding SQL_ASCII; expected UTF8.*createdb/u);
    expect(log).toEqual([]);
    judge({ synchronousCommit: "off" });
    expect(log).toEqual([expect.stringContaining("synchronous_commit is off")]);
  });

  it("[DBS14] a user who may not make schemas is told what to grant", async () => {
    const { pool, url } = await testDatabase();
    await pool.query("drop schema auth, directory, runner, jobs, solewise cascade");
    const name = `guest_${process.pid}`;
    await pool.query(`create role ${name} login password 'p'`);
    const guest = new URL(url);
    [guest.username, guest.password] = [name, "p"];
    const opening = openDatabase({ choice: { url: guest.href }, dataFolder: "/nowhere", log: () => undefined });
    await expect(opening).rejects.toThrow(/may not create schemas in postgres:.*ALTER DATABASE/u);
    await pool.query(`drop role ${name}`);
  });

  it("[DBS14] one that is starting is waited for", async () => {
    let asked = 0;
    const starting = (socket: Socket): void => {
      asked++;
      const fields = "SFATAL\0C57P03\0Mthe database system is starting up\0\0";
      const head = Buffer.alloc(5);
      head.write("E");
      head.writeInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([head, Buffer.from(fields)]));
    };
    await withServer(starting, async (port) => {
      const message = await refusalOf(`postgres://u:hidden@127.0.0.1:${port}/d`);
      expect(message).toMatch(/did not answer in 0\.1 s: the database system is starting up/u);
    });
    expect(asked).toBeGreaterThan(1);
  });
});
