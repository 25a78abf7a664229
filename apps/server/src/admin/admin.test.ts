// The operator's commands, run as programs: on a given database, beside a running server, with one that is stopped.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openBackupStage, addRun, addRunner, type BackupStage } from "../testing/backup-stage.ts";
import { makeBuiltApp } from "../testing/built-app.ts";
import { embeddedFolder, endEmbedded } from "../testing/embedded-folder.ts";
import { startServer, stopAll } from "../testing/running-server.ts";
import { startProcess } from "../testing/server-process.ts";

const MAIN = join(import.meta.dirname, "admin-main.ts");

/** Runs a command as a user does; what it printed, with its exit code before. */
function admin(env: Record<string, string>, ...args: string[]): Promise<string> {
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH, TMPDIR, ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => void child.on("close", (exitCode) => resolve(`${exitCode}: ${text}`)));
}

const stages: BackupStage[] = [];
afterAll(async () => {
  for (const stage of stages) {
    await stage.close();
    rmSync(stage.dataFolder, { recursive: true, force: true });
  }
});
afterAll(stopAll);

describe("npm run admin", () => {
  it("[OPS5] looks after accounts and runs on the database of a server", { timeout: 180_000 }, async () => {
    const stage = await openBackupStage();
    stages.push(stage);
    const env = { DATABASE_URL: stage.url, SOLEWISE_HOME: stage.dataFolder };
    expect(await admin(env, "invite")).toMatch(/^1: .*There is no operator yet/su);
    const runnerId = await addRunner(stage, "a@b.example");
    const runId = await addRun(stage, runnerId, "a run");
    expect(await admin(env, "make-operator", "A@b.example")).toMatch(/^0: .*is an operator now/su);
    expect(await admin(env, "list-runners")).toMatch(/^0: \d{4}-\d\d-\d\d {2}operator +1 runs {2}a@b\.example\n$/u);
    expect(await admin(env, "invite", "--role", "operator", "--days", "2", "--url", "https://s.example/x")).toMatch(
      /^0: For one new operator, until .*\nhttps:\/\/s\.example\/#\/join\/inv_[\w-]+\n$/u,
    );
    expect(await admin(env, "reset-password", "a@b.example")).toMatch(
      /^0: .*\nhttp:\/\/localhost:8787\/#\/reset\/pwr_[\w-]+\n$/su,
    );
    expect(await admin(env, "revoke-sessions", "a@b.example")).toBe("0: Ended 1 session of a@b.example.\n");
    expect(await admin(env, "recompute", "--run", runId)).toMatch(/^0: Asked for the analysis of 1 run;/u);
    expect((await stage.pool.query("select state from runner.run")).rows).toEqual([{ state: "waiting" }]);
    expect(await admin(env, "sweep")).toMatch(/^0: Removed 0 blobs/u);
    expect(await admin(env, "status")).toMatch(/^0: No server runs on this database\.\n\{.*"runnerCount": 1,/su);
    expect(await admin(env, "delete-runner", "a@b.example")).toMatch(/^1: .*add --yes/su);
    expect(await admin(env, "delete-runner", "a@b.example", "--yes")).toMatch(/^0: The account a@b\.example is gone/u);
    expect(
      (await stage.pool.query("select erasing_since is not null as is_erasing from directory.runner")).rows,
    ).toEqual([{ is_erasing: true }]);
  });

  it("[OPS5] leaves sweeping to the server that runs", { timeout: 120_000 }, async () => {
    const server = await startServer();
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${server.port}/readyz`)).status, {
        timeout: 30_000,
        interval: 300,
      })
      .toBe(200);
    const env = { DATABASE_URL: server.testDatabase.url, SOLEWISE_HOME: server.dataFolder };
    expect(await admin(env, "sweep")).toBe("0: The running server sweeps now.\n");
    expect(await admin(env, "status")).toMatch(/^0: A server works on this database\./u);
  });

  it(
    "[OPS5] starts and stops the embedded database when no server runs, and uses a running one",
    { timeout: 180_000 },
    async () => {
      const [home, appFolder] = [embeddedFolder(), makeBuiltApp()];
      try {
        expect(await admin({ SOLEWISE_HOME: home }, "status")).toMatch(/^1: .*There is no database in/su);
        const server = startProcess(["--app-folder", appFolder], { SOLEWISE_HOME: home });
        await server.started;
        expect(await admin({ SOLEWISE_HOME: home }, "list-runners")).toBe("0: Nobody has registered yet.\n");
        server.child.kill("SIGTERM");
        await server.end;
        expect(await admin({ SOLEWISE_HOME: home }, "list-runners")).toBe("0: Nobody has registered yet.\n");
      } finally {
        await endEmbedded(home);
        rmSync(appFolder, { recursive: true, force: true });
      }
    },
  );

  it("[OPS5] says what is wrong before it opens anything", { timeout: 120_000 }, async () => {
    const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" };
    expect(await admin(env)).toMatch(/^0: npm run admin -- COMMAND/u);
    for (const [words, expected] of [
      [["frobnicate"], "one of status"],
      [["make-operator"], "expected one e-mail; came nothing"],
      [["invite", "--days", "0"], "from 1 to 365"],
      [["recompute"], "--all, or --run ID"],
      [["status", "--wrong"], "came --wrong"],
    ] as const)
      expect(await admin(env, ...words)).toContain(expected);
    const stage = await openBackupStage();
    stages.push(stage);
    const given = { DATABASE_URL: stage.url, SOLEWISE_HOME: stage.dataFolder };
    expect(await admin(given, "revoke-sessions", "no@one.example")).toMatch(
      /^1: solewise: There is no account no@one/u,
    );
    expect(await admin(given, "recompute", "--run", randomUUID())).toMatch(/^1: solewise: There is no run/u);
    await stage.pool.query(
      "delete from solewise.migration where number = (select max(number) from solewise.migration)",
    );
    expect(await admin(given, "status")).toMatch(/^1: solewise: The database .* is of an older version/u);
  });
});
