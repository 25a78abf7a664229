// The embedded PostgreSQL as a server meets it: first start, later ones, two at once, killed, restarted.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { embeddedFolder, endEmbedded, postgresPid, untilGone } from "../../testing/embedded-folder.ts";
import { readPostmaster } from "./postmaster.ts";
import { isProcessThere } from "./cluster-folder.ts";
import { isDatabaseAway } from "../database-away.ts";
import { openDatabase, type OpenDatabase } from "../open-database.ts";

const folders: string[] = [];
function newFolder(): string {
  const folder = embeddedFolder();
  folders.push(folder);
  return folder;
}
const shared = newFolder();
afterAll(async () => {
  for (const folder of folders) await endEmbedded(folder);
});

const log: string[] = [];
function open(dataFolder: string): Promise<OpenDatabase> {
  return openDatabase({ choice: "embedded", dataFolder, log: (line) => void log.push(line) });
}

async function valueOf(opened: OpenDatabase, sql: string): Promise<unknown> {
  return Object.values((await opened.pool.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
}

/** Asks until the database answers. */
async function untilItAnswers(opened: OpenDatabase): Promise<void> {
  for (;;) {
    try {
      return void (await opened.pool.query("select 1"));
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await sleep(20);
    }
  }
}

describe("a start", () => {
  it("[DBS1] is durable, has checksums and UTF-8, and a second one has the same data", async () => {
    const first = await open(shared);
    const settings = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"];
    for (const name of settings) expect([name, await valueOf(first, `show ${name}`)]).toEqual([name, "on"]);
    expect(await valueOf(first, "show server_encoding")).toBe("UTF8");
    expect(await valueOf(first, "show listen_addresses")).toBe("");
    expect(await valueOf(first, "select 'Z' < 'a' and 'z' < 'ä'")).toBe(true);
    expect(statSync(join(shared, "postgres-password")).mode & 0o777).toBe(0o600);
    await first.pool.query("create table solewise.kept as select 7 as value");
    await first.close();
    expect(existsSync(join(shared, "postgres", "postmaster.pid"))).toBe(false);
    const second = await open(shared);
    expect(await valueOf(second, "select value from solewise.kept")).toBe(7);
    await second.close();
  });

  it("[DBS1] where the path of the socket would be too long, it is a port of 127.0.0.1 with the password", async () => {
    const folder = join(newFolder(), "l".repeat(100));
    mkdirSync(folder, { mode: 0o755 });
    chmodSync(join(folder, ".."), 0o755);
    const opened = await open(folder);
    expect(await valueOf(opened, "show listen_addresses")).toBe("127.0.0.1");
    expect(await valueOf(opened, "show unix_socket_directories")).toBe("");
    await opened.close();
  });

  it("[DBS2] what a killed start left half made is taken away, and the database made anew", async () => {
    const folder = newFolder();
    const halfMade = join(folder, "postgres.new-999999999");
    mkdirSync(join(halfMade, "data"), { recursive: true });
    writeFileSync(join(folder, "postgres-password.999999999"), "");
    const opened = await open(folder);
    expect(readdirSync(folder).sort()).toEqual(["postgres", "postgres-password", "postgres.log"]);
    await opened.close();
  });

  it("[DBS5] its log has no statement, no value and no row", async () => {
    const opened = await open(shared);
    await opened.pool.query("create table solewise.secrets (name text primary key)");
    await opened.pool.query("insert into solewise.secrets values ('hidden')");
    await expect(opened.pool.query("insert into solewise.secrets values ('hidden')")).rejects.toThrow("duplicate");
    await expect(opened.pool.query("select 'hidden'::integer")).rejects.toThrow("hidden");
    await opened.close();
    const text = readFileSync(join(shared, "postgres.log"), "utf8");
    expect(text).toContain("ready to accept connections");
    expect(text).not.toMatch(/hidden|secrets|insert/iu);
  });
});

describe("two servers", () => {
  it("[DBS6] the second refuses and names the first, which goes on", async () => {
    const first = await open(shared);
    await expect(open(shared)).rejects.toThrow(
      new RegExp(`Another Solewise \\(process ${process.pid}\\) runs with the data folder .*SOLEWISE_HOME=`, "u"),
    );
    expect(await valueOf(first, "select 1")).toBe(1);
    await first.close();
  });

  it("[DBS6] started at once in an empty folder, one has the database and the other says so", async () => {
    const folder = newFolder();
    const results = await Promise.allSettled([open(folder), open(folder)]);
    const opened = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const refused = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
    expect(refused).toEqual([expect.stringContaining("Another Solewise")]);
    expect(await valueOf(opened[0] as OpenDatabase, "select 1")).toBe(1);
    await opened[0]?.close();
  });
});

describe("a server that lost its lock to another one", () => {
  it("[DBS6] is told so, and leaves PostgreSQL to the other", async () => {
    const opened = await open(shared);
    const password = readFileSync(join(shared, "postgres-password"), "utf8");
    const place = { host: join(shared, "postgres"), user: "solewise", password, database: "postgres" };
    const other = new pg.Client({ ...place, application_name: "solewise 7" });
    await other.connect();
    // What happens when this server's connection breaks and the other's start is faster than its return.
    await other.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'solewise ${process.pid}';
       select pg_advisory_lock(126922397153129)`,
    );
    expect((await opened.lost).message).toContain("Another Solewise (process 7)");
    const pid = postgresPid(shared);
    await opened.close();
    await other.end();
    expect(isProcessThere(pid)).toBe(true);
    await (await open(shared)).close();
  });
});

describe("when PostgreSQL dies", () => {
  it("[DBS11] it is started again at once; [DBS12] until then queries say that it is away", async () => {
    const opened = await open(shared);
    await opened.pool.query("create table solewise.before as select 1 as one");
    const pid = postgresPid(shared);
    process.kill(pid, "SIGKILL");
    await untilGone(pid);
    while (readPostmaster(join(shared, "postgres"))?.pid === pid) await sleep(10); // until then old backends answer
    await untilItAnswers(opened);
    expect(postgresPid(shared)).not.toBe(pid);
    expect(await valueOf(opened, "select one from solewise.before")).toBe(1);
    await opened.close();
    expect(existsSync(join(shared, "postgres", "postmaster.pid"))).toBe(false);
  });

  it("[DBS11] the number in postmaster.pid may belong to another program by now", async () => {
    const opened = await open(shared);
    const text = readFileSync(join(shared, "postgres", "postmaster.pid"), "utf8");
    await opened.close();
    const [, ...rest] = text.split("\n");
    writeFileSync(join(shared, "postgres", "postmaster.pid"), [process.pid, ...rest].join("\n"));
    writeFileSync(join(shared, "postgres", ".s.PGSQL.5432.lock"), [process.pid, ...rest].join("\n"));
    const again = await open(shared);
    expect(await valueOf(again, "select 1")).toBe(1);
    await again.close();
  });

  it("[DBS11] a connection that somebody ends is no reason to stop", async () => {
    const opened = await open(shared);
    const pid = postgresPid(shared);
    const others =
      "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name like 'solewise %'";
    await opened.pool.query(others);
    await sleep(300);
    await untilItAnswers(opened);
    expect(postgresPid(shared)).toBe(pid);
    await expect(open(shared)).rejects.toThrow("Another Solewise"); // the lock was taken again
    await opened.close();
  });
});

describe("when somebody stops PostgreSQL", () => {
  it.each(["SIGTERM", "SIGINT", "SIGQUIT"] as const)("[DBS22] by %s, it is started again", async (signal) => {
    const opened = await open(shared);
    const pid = postgresPid(shared);
    process.kill(pid, signal);
    await untilGone(pid);
    await untilItAnswers(opened);
    expect(postgresPid(shared)).not.toBe(pid);
    await opened.close();
  });
});

describe("what hinders a start", () => {
  it("[DBS4] a folder with something else, another major version, a lost password: one sentence each", async () => {
    const folder = newFolder();
    const data = join(folder, "postgres");
    mkdirSync(data);
    writeFileSync(join(data, "holiday.jpg"), "");
    await expect(open(folder)).rejects.toThrow(/has files but no PG_VERSION.*Move it away/u);
    writeFileSync(join(data, "PG_VERSION"), "16\n");
    await expect(open(folder)).rejects.toThrow(/made by PostgreSQL 16; this version of Solewise has PostgreSQL 18/u);
    const password = readFileSync(join(shared, "postgres-password"));
    rmSync(join(shared, "postgres-password"));
    await expect(open(shared)).rejects.toThrow(/password .* cannot be read .*postgres-password.* from a backup/u);
    writeFileSync(join(shared, "postgres-password"), "wrong", { mode: 0o600 });
    await expect(open(shared)).rejects.toThrow(/is not the one of the database.*same backup/u);
    expect(existsSync(join(shared, "postgres", "postmaster.pid"))).toBe(false);
    writeFileSync(join(shared, "postgres-password"), password, { mode: 0o600 });
  });

  it("[DBS4] damaged files: what PostgreSQL said, and what to do", async () => {
    const control = join(shared, "postgres", "global", "pg_control");
    const kept = readFileSync(control);
    writeFileSync(control, Buffer.alloc(kept.length));
    await expect(open(shared)).rejects.toThrow(
      /PostgreSQL \(postgres\) does not start: .* damaged\. Restore a backup/u,
    );
    writeFileSync(control, kept);
    await (await open(shared)).close();
  });

  it.skipIf(process.getuid?.() !== 0)("[DBS3] as root: the folder that the database's user cannot enter", async () => {
    const outer = newFolder();
    const closed = join(outer, "closed");
    mkdirSync(join(closed, "home"), { recursive: true });
    chmodSync(closed, 0o700);
    chmodSync(outer, 0o755);
    await expect(open(join(closed, "home"))).rejects.toThrow(
      new RegExp(`user "postgres", never as root, and that user cannot enter ${closed}, which the data folder`, "u"),
    );
    expect(statSync(shared).mode & 0o777).toBe(0o710);
    expect(statSync(join(shared, "postgres")).uid).not.toBe(0);
  });
});
