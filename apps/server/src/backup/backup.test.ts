// Backups while a server is used, and restores of them: by content, killed, damaged, on a full disk.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keyIdOf } from "../objects/recording-blocks/block-cipher.ts";
import { addRun, addRunner, type BackupStage, blobsOf, contentOf, openBackupStage } from "../testing/backup-stage.ts";
import { type ServerEnd, startProcess } from "../testing/server-process.ts";
import { unlessBackup } from "./deletion-pause.ts";
import { verifyBackup } from "./read-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { type BackupParts, writeBackup, type WrittenBackup } from "./write-backup.ts";

const CRASH = fileURLToPath(new URL("../testing/restore-crash.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "solewise-backups-"));
const stages: BackupStage[] = [];

async function openStage(): Promise<BackupStage> {
  const stage = await openBackupStage();
  stages.push(stage);
  return stage;
}

let fileCount = 0;
const newFile = (): string => join(folder, `backup-${++fileCount}`);

function back(stage: BackupStage, file: string, more: Partial<BackupParts> = {}): Promise<WrittenBackup> {
  const { pool, objects } = stage;
  const now = (): Date => new Date("2026-05-01T10:00:00Z");
  return writeBackup({ pool, objects, file, objectsKeyId: null, now, log: () => undefined, ...more });
}

const restore = (stage: BackupStage, file: string, onStep?: (step: string) => void) =>
  restoreBackup({ ...stage, file, place: "the test's database", ...(onStep === undefined ? {} : { onStep }) });

afterEach(async () => {
  for (const stage of stages.splice(0)) {
    await stage.close();
    rmSync(stage.dataFolder, { recursive: true, force: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function expectRefusal({ exitCode, stderr }: ServerEnd): void {
  expect(stderr).toMatch(/did not finish: run it again/u);
  expect(exitCode).toBe(1);
}

describe("a backup", () => {
  it("[BAK1] made while runs come in has one instant: all that was acknowledged before, no run without its recording", async () => {
    const stage = await openStage();
    const runnerId = await addRunner(stage, "a@b.example");
    const before = [await addRun(stage, runnerId, "first"), await addRun(stage, runnerId, "second", 5000)];
    const writing = { isOn: true };
    const meanwhile: string[] = [];
    const writer = (async () => {
      while (writing.isOn) meanwhile.push(await addRun(stage, runnerId, `run ${meanwhile.length}`));
    })();
    const file = newFile();
    const steps: string[] = [];
    await back(stage, file, {
      onStep: async (step) => {
        steps.push(step);
        const writtenCount = meanwhile.length;
        while (meanwhile.length < writtenCount + 2) await new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    writing.isOn = false;
    await writer;
    expect(steps).toContain("runner.run");
    expect(meanwhile.length).toBeGreaterThan(20);
    const target = await openStage();
    await restore(target, file);
    const { rows } = await target.pool.query<{ run_id: string; object_key: string; strides: number }>(
      `select run_id, object_key, (select count(*) from runner.stride s where s.run_id = r.run_id) as strides
        from runner.run r left join runner.recording using (runner_id, run_id)`,
    );
    expect(rows.map((row) => row.run_id)).toEqual(expect.arrayContaining(before));
    const kept = await blobsOf(target.objects);
    for (const row of rows) expect([row.object_key in kept, row.strides > 0]).toEqual([true, true]);
    expect(Object.keys(kept)).toHaveLength(rows.length);
    expect(rows.length).toBeLessThan(before.length + meanwhile.length);
  });

  it("[BAK2] keeps blobs that would be deleted while it runs; they go afterwards", async () => {
    const stage = await openStage();
    const runnerId = await addRunner(stage, "a@b.example");
    await addRun(stage, runnerId, "to be deleted");
    const [key = ""] = Object.keys(await blobsOf(stage.objects));
    const remove = () => unlessBackup(stage.database, () => stage.objects.delete(key).then(() => "gone"));
    const outcomes: (string | null)[] = [];
    const file = newFile();
    const { manifest } = await back(stage, file, {
      onStep: async (step) => {
        if (step !== "runner.run") return;
        await stage.pool.query("delete from runner.run"); // the snapshot has it still
        outcomes.push(await remove());
      },
    });
    expect(manifest.missingBlobs).toEqual([]);
    expect(manifest.parts.map(({ name }) => name)).toContain(`blobs/${key}`);
    expect(outcomes).toEqual([null]);
    await expect.poll(remove).toBe("gone"); // PostgreSQL lets the pause go once it has seen the connection's end
  });

  it("[BAK2] waits for a deletion under way, and names blobs that rows have and the store has not", async () => {
    const stage = await openStage();
    const runnerId = await addRunner(stage, "a@b.example");
    await addRun(stage, runnerId, "whole");
    await addRun(stage, runnerId, "without recording");
    const [key = ""] = Object.keys(await blobsOf(stage.objects));
    const told: string[] = [];
    let endDeletion = (): void => undefined;
    const deletion = unlessBackup(stage.database, () => new Promise<void>((resolve) => (endDeletion = resolve)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const written = back(stage, newFile(), { log: (line) => void told.push(line) });
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await stage.objects.delete(key);
    endDeletion();
    await deletion;
    expect((await written).manifest.missingBlobs).toEqual([key]);
  });

  it("[BAK3] has neither sessions nor secrets, and names the key of encrypted recordings", async () => {
    const stage = await openStage();
    await addRunner(stage, "a@b.example");
    const file = newFile();
    const objectsKeyId = keyIdOf(Buffer.alloc(32, 7)).toString("hex");
    const { head } = await back(stage, file, { objectsKeyId });
    expect(head.objectsKeyId).toBe(objectsKeyId);
    expect(head.tables.map(({ name }) => name).filter((name) => /session|verification|rate/u.test(name))).toEqual([]);
    const target = await openStage();
    await restore(target, file);
    expect((await target.pool.query("select * from auth.session")).rows).toEqual([]);
    expect((await target.pool.query("select email from auth.login")).rows).toEqual([{ email: "a@b.example" }]);
  });

  it("[BAK5] is there whole or not at all: a full disk, a stop, a name that is taken", async () => {
    const stage = await openStage();
    const runnerId = await addRunner(stage, "a@b.example");
    for (let count = 0; count < 3; count++) await addRun(stage, runnerId, "long", 5000);
    const taken = newFile();
    writeFileSync(taken, "mine");
    await expect(back(stage, taken)).rejects.toThrow(/is there already/u);
    expect(readFileSync(taken, "utf8")).toBe("mine");
    const stopped = newFile();
    const stopping = new AbortController();
    const onStep = (step: string): void => void (step === "runner.stride" && stopping.abort());
    await expect(back(stage, stopped, { signal: stopping.signal, onStep })).rejects.toThrow(/abort/iu);
    await expect(back(stage, join(folder, "no", "such"))).rejects.toThrow(/There is no folder/u);
    expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
    expect(existsSync(stopped)).toBe(false);
  });

  it.runIf(process.platform === "linux" && process.getuid?.() === 0)(
    "[BAK5] leaves nothing on a full disk",
    async () => {
      const stage = await openStage();
      const runnerId = await addRunner(stage, "a@b.example");
      await addRun(stage, runnerId, "long", 20_000);
      const disk = mkdtempSync(join(tmpdir(), "solewise-small-disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]);
      try {
        await expect(back(stage, join(disk, "backup"))).rejects.toThrow(/is full: no backup was made/u);
        expect(readdirSync(disk)).toEqual([]);
      } finally {
        execFileSync("umount", [disk]);
        rmSync(disk, { recursive: true });
      }
    },
  );
});

describe("a restore", () => {
  let source: BackupStage;
  let file: string;
  let content: Record<string, string>;
  let written: Pick<WrittenBackup, "head" | "manifest">;

  beforeAll(async () => {
    source = await openBackupStage();
    const runnerId = await addRunner(source, "a@b.example");
    for (let count = 0; count < 3; count++) await addRun(source, runnerId, `run ${count}`, 200);
    await source.pool.query(
      `insert into runner.recording (runner_id, run_id, slot, side, side_source, file_name, sha256, size_bytes, state,
          received_bytes, upload_bytes)
        select runner_id, run_id, 1, 'right', 'chosen', 'right.csv', sha256, 100, 'awaiting', 0, 100
        from runner.recording limit 1`,
    );
    file = newFile();
    const { head, manifest } = await back(source, file);
    written = { head, manifest };
    content = await contentOf(source.pool);
  });
  afterAll(async () => {
    await source.close();
    rmSync(source.dataFolder, { recursive: true, force: true });
  });

  it("[BAK4] brings every row and blob into an empty server, and refuses one that is in use", async () => {
    const target = await openStage();
    const { manifest } = await restore(target, file);
    expect(await contentOf(target.pool)).toEqual(content);
    expect(await blobsOf(target.objects)).toEqual(await blobsOf(source.objects));
    expect(manifest.parts.find(({ name }) => name === "tables/runner.stride")?.rowCount).toBe(600);
    await expect(restore(target, file)).rejects.toThrow(/needs an empty server.*1 row of auth\.login/u);
    expect(await contentOf(target.pool)).toEqual(content);
    const withFiles = await openStage();
    await withFiles.objects.put("a/b", [Buffer.from("c")] as unknown as AsyncIterable<Uint8Array>);
    await expect(restore(withFiles, file)).rejects.toThrow(/1 file in /u);
  });

  it("[BAK4] sends uploads that were under way back to their beginning", async () => {
    const stage = await openStage();
    await restore(stage, file);
    await stage.pool.query("update runner.recording set received_bytes = 50 where state = 'awaiting'");
    const second = newFile();
    await back(stage, second);
    const target = await openStage();
    await restore(target, second);
    const { rows } = await target.pool.query("select received_bytes from runner.recording where state = 'awaiting'");
    expect(rows).toEqual([{ received_bytes: 0 }]);
  });

  /** Some bits change nothing of what comes out: how much memory is taken, from which of many zeros others are copied. */
  async function expectNoticed(bad: string, what: string): Promise<void> {
    const outcome = await verifyBackup(bad).catch((error: unknown) => String(error));
    const isNoticed = typeof outcome === "string" && /is damaged|is not a backup/u.test(outcome);
    expect(isNoticed ? written : outcome, what).toEqual(written);
  }

  it("[BAK6] notices every flipped byte, a missing end, and what is no backup, before it changes anything", async () => {
    const bytes = readFileSync(file);
    const bad = newFile();
    expect((bytes[4] ?? 0) & 4).toBe(4); // the frame has a checksum of its content
    await expect(verifyBackup(file)).resolves.toEqual(written);
    for (let round = 0; round < 40; round++) {
      const changed = Buffer.from(bytes);
      const at = Math.floor((round / 40) * bytes.length) + (round === 0 ? 5 : 0);
      changed[at] = (changed[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(bad, changed);
      await expectNoticed(bad, `byte ${at} of ${bytes.length}`);
    }
    for (const length of [bytes.length - 1, bytes.length - 10, bytes.length >> 1, 100]) {
      writeFileSync(bad, bytes.subarray(0, length));
      await expectNoticed(bad, `${length} bytes`);
    }
    const target = await openStage();
    for (const text of ["", "a letter to my aunt", "SELECT 1"]) {
      writeFileSync(bad, text);
      await expect(restore(target, bad)).rejects.toThrow(/is not a backup of Solewise/u);
    }
    await expect(restore(target, join(folder, "nothing"))).rejects.toThrow(/cannot be read \(ENOENT\)/u);
    expect(readdirSync(target.dataFolder)).toEqual([]);
  });

  it("[BAK7] that was killed is told at the next start and runs again from there", { timeout: 240_000 }, async () => {
    const target = await openStage();
    chmodSync(target.dataFolder, 0o755);
    for (const step of ["tables/auth.login", "tables/runner.stride", "blobs/", "loaded"]) {
      const args = [target.url, target.dataFolder, file, step];
      const crash = () => execFileSync(process.execPath, [CRASH, ...args]);
      expect(crash, step).toThrow(expect.objectContaining({ signal: "SIGKILL" }));
      const { end } = startProcess([], { DATABASE_URL: target.url, SOLEWISE_HOME: target.dataFolder });
      expectRefusal(await end);
    }
    const elsewhere = mkdtempSync(join(tmpdir(), "solewise-elsewhere-"));
    const { end } = startProcess([], { DATABASE_URL: target.url, SOLEWISE_HOME: elsewhere });
    expectRefusal(await end);
    rmSync(elsewhere, { recursive: true });
    await restore(target, file);
    expect(await contentOf(target.pool)).toEqual(content);
    expect(await blobsOf(target.objects)).toEqual(await blobsOf(source.objects));
    expect(existsSync(join(target.dataFolder, "unfinished-restore"))).toBe(false);
  });
});
