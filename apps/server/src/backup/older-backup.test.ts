// Backups of other versions, and the two programs as a user runs them.
import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { migrate } from "../database/migrate.ts";
import { readMigrations } from "../database/migration-files.ts";
import { makeBuiltApp } from "../testing/built-app.ts";
import { type BackupStage, openBackupStage } from "../testing/backup-stage.ts";
import { embeddedFolder, endEmbedded } from "../testing/embedded-folder.ts";
import { ROWS_AT_MIGRATION } from "../testing/rows-at-migration.ts";
import { startProcess } from "../testing/server-process.ts";
import { restoreBackup } from "./restore-backup.ts";
import { tarEntry } from "./tar-entries.ts";
import { writeBackup } from "./write-backup.ts";

const folder = mkdtempSync(join(tmpdir(), "solewise-backups-"));
const migrations = readMigrations();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function withStage<Result>(work: (stage: BackupStage) => Promise<Result>): Promise<Result> {
  const stage = await openBackupStage();
  try {
    return await work(stage);
  } finally {
    await stage.close();
    rmSync(stage.dataFolder, { recursive: true, force: true });
  }
}

/** A backup that a server of an older migration made, with every row that it could have. */
function backUpAt(number: number, change = ""): Promise<string> {
  return withStage(async ({ pool, objects }) => {
    const file = join(folder, `at-${number}-${randomUUID()}`);
    await pool.query("drop schema auth, directory, runner, jobs, solewise cascade");
    await migrate(pool, migrations.slice(0, number));
    for (const { sinceMigration, insert } of ROWS_AT_MIGRATION) if (sinceMigration <= number) await pool.query(insert);
    await pool.query(change);
    await writeBackup({ pool, objects, file, objectsKeyId: null, now: () => new Date(), log: () => undefined });
    return file;
  });
}

const restoreInto = (stage: BackupStage, file: string) => restoreBackup({ ...stage, file, place: "the database" });

describe("a backup of another version", () => {
  it.each(migrations.map(({ number }) => number))(
    "[BAK8] of migration %i comes up to date with its rows",
    async (number) => {
      const file = await backUpAt(number);
      await withStage(async (stage) => {
        const { migrated } = await restoreInto(stage, file);
        expect(migrated).toEqual(migrations.slice(number).map(({ name }) => name));
        for (const { select, expected } of ROWS_AT_MIGRATION.filter(({ sinceMigration }) => sinceMigration <= number))
          expect((await stage.pool.query(select)).rows).toEqual(expected);
      });
    },
  );

  it("[BAK8] with a migration that nobody here knows, or of a newer format, is refused, and nothing is changed", async () => {
    const changes = [
      "insert into solewise.migration values (999, '0999-later.sql', '00', now(), '9.0.0')",
      "update solewise.migration set sha256 = '00' where number = 1",
    ];
    const [unknown = "", other = ""] = await Promise.all(
      changes.map((sql, index) => backUpAt(index === 0 ? migrations.length : 1, sql)),
    );
    await withStage(async (stage) => {
      await expect(restoreInto(stage, unknown)).rejects.toThrow(/0999-later\.sql.*, which this version does not know/u);
      await expect(restoreInto(stage, other)).rejects.toThrow(/is not the one of this program/u);
      const head = {
        bytes: zstdDecompressSync(readFileSync(other)).subarray(512, 4096).toString("utf8").split("\0", 1)[0],
      };
      const newer = Buffer.from((head.bytes ?? "").replace('"formatVersion": 1', '"formatVersion": 2'));
      writeFileSync(other, zstdCompressSync(tarEntry({ name: "head.json", bytes: newer }, new Date())));
      await expect(restoreInto(stage, other)).rejects.toThrow(/written by a newer Solewise/u);
      expect(existsSync(join(stage.dataFolder, "unfinished-restore"))).toBe(false);
    });
  });
});

interface ProgramEnd {
  status: number | null;
  stdout: string;
  stderr: string;
}

function expectEnd({ status, stdout, stderr }: ProgramEnd, expectedStatus: number, expected: RegExp): void {
  expect(`${stdout}${stderr}`).toMatch(expected);
  expect(status).toBe(expectedStatus);
}

describe("the commands", () => {
  const run = (program: string, env: Record<string, string>, ...args: string[]) => {
    const { PATH = "", TMPDIR = "/tmp" } = process.env;
    return spawnSync(process.execPath, [join(import.meta.dirname, `${program}-main.ts`), ...args], {
      env: { PATH, TMPDIR, INIT_CWD: folder, ...env },
      encoding: "utf8",
    });
  };

  it("[BAK9] back up the embedded database, running and stopped, and restore it", { timeout: 120_000 }, async () => {
    const [home, newHome, appFolder] = [embeddedFolder(), embeddedFolder(), makeBuiltApp()];
    try {
      expectEnd(run("backup", { SOLEWISE_HOME: home }, "early"), 1, /There is no database in/u);
      const server = startProcess(["--app-folder", appFolder], { SOLEWISE_HOME: home });
      await server.started;
      const beside = run("backup", { SOLEWISE_HOME: home }, "beside");
      expectEnd(beside, 0, /Backup .*beside, .* of 20/u);
      const refused = run("restore", { SOLEWISE_HOME: home }, "beside");
      expectEnd(refused, 1, /Another Solewise \(process \d+\) runs/u);
      server.child.kill("SIGTERM");
      expect((await server.end).exitCode).toBe(0);
      expect(run("backup", { SOLEWISE_HOME: home }, "stopped").status).toBe(0);
      const restored = run("restore", { SOLEWISE_HOME: newHome }, "stopped");
      expectEnd(restored, 0, /Restored and compared/u);
      const again = startProcess(["--app-folder", appFolder], { SOLEWISE_HOME: newHome });
      await again.started;
      again.child.kill("SIGTERM");
      expect((await again.end).exitCode).toBe(0);
    } finally {
      for (const folderOf of [home, newHome]) await endEmbedded(folderOf);
      rmSync(appFolder, { recursive: true, force: true });
    }
  });

  it(
    "[BAK9] work on DATABASE_URL, and refuse a restore beside a server that runs there",
    { timeout: 120_000 },
    async () => {
      const appFolder = makeBuiltApp();
      await withStage(async ({ url, dataFolder }) => {
        const env = { DATABASE_URL: url, SOLEWISE_HOME: dataFolder };
        const server = startProcess(["--app-folder", appFolder], env);
        await server.started;
        expect(run("backup", env, "given").status).toBe(0);
        expectEnd(run("restore", env, "given"), 1, /A server runs on the database/u);
        server.child.kill("SIGTERM");
        await server.end;
        expect(run("restore", env, "given").status).toBe(0);
      });
      rmSync(appFolder, { recursive: true, force: true });
    },
  );

  it("[BAK9] say how they are used", () => {
    for (const program of ["backup", "restore"]) {
      expectEnd(run(program, {}, "--help"), 0, /npm run (?:backup|restore) -- FILE/u);
      expectEnd(run(program, {}), 2, /expected the name of one (?:file|backup); came nothing/u);
    }
    expect(
      execFileSync(process.execPath, [join(import.meta.dirname, "backup-main.ts"), "-V"], { encoding: "utf8" }),
    ).toMatch(/^\d/u);
  });
});
