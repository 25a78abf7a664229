// A server's rows and blobs for tests of backup and restore. Comes in: a test database. Goes out: runs with their recordings,
// written as the server writes them, and what a database and a store hold, for comparing.
import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool, PoolClient } from "pg";
import { copyOutSql, findBackupTables } from "../backup/backup-tables.ts";
import { copyOut } from "../backup/copy-rows.ts";
import { RowDigest } from "../backup/row-digest.ts";
import { ensureStridePartitions } from "../database/stride-partitions.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { S3Place } from "../objects/s3-place.ts";
import { openObjectStore, storeChoiceOf } from "../objects/store-choice.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** A database with a store beside it. */
export interface BackupStage extends TestDatabase {
  dataFolder: string;
  objects: ObjectStore;
}

/** A new, empty server; its blobs are files unless a bucket is given. The caller closes it. */
export async function openBackupStage(s3: S3Place | null = null): Promise<BackupStage> {
  const dataFolder = mkdtempSync(join(tmpdir(), "solewise-backup-"));
  return { ...(await createTestDatabase()), dataFolder, objects: openObjectStore(storeChoiceOf({ dataFolder, s3 })) };
}

/** A runner with a login, a session and an answer to a repeat. */
export async function addRunner({ pool }: BackupStage, email: string): Promise<string> {
  const [runnerId, loginId] = [randomUUID(), randomUUID()];
  const { query } = { query: (text: string, values: unknown[]) => pool.query(text, values) };
  await query("insert into auth.login (id, email, created_at, updated_at) values ($1, $2, now(), now())", [
    loginId,
    email,
  ]);
  await query(
    `insert into auth.session (id, login_id, token, expires_at, created_at, updated_at)
      values ($1, $2, $3, now() + interval '1 day', now(), now())`,
    [randomUUID(), loginId, `token of ${email}`],
  );
  await query(
    "insert into directory.runner (runner_id, login_id, age_band, created_at) values ($1, $2, '18-plus', now())",
    [runnerId, loginId],
  );
  return runnerId;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** A run with one kept recording and some strides; acknowledged when it returns. Its id. */
export async function addRun(stage: BackupStage, runnerId: string, name: string, strideCount = 3): Promise<string> {
  const runId = randomUUID();
  const csv = Buffer.from(`${name} ${runId}\n`.repeat(50));
  const objectKey = `${runnerId}/${runId}/0-recording`;
  await stage.objects.put(objectKey, once(csv));
  const midstanceAt = new Date("2026-01-31T23:59:59Z");
  await ensureStridePartitions(stage.database, midstanceAt, new Date("2026-02-01T00:00:00Z"));
  const client = await stage.pool.connect();
  try {
    await client.query("begin");
    await insertRows(client, { runnerId, runId, name, csv, objectKey, strideCount });
    await client.query("commit");
  } finally {
    client.release();
  }
  return runId;
}

async function insertRows(
  client: PoolClient,
  run: { runnerId: string; runId: string; name: string; csv: Buffer; objectKey: string; strideCount: number },
): Promise<void> {
  const { runnerId, runId } = run;
  await client.query(
    `insert into runner.run (runner_id, run_id, revision, change_number, name, notes, started_at, start_source, time_zone,
        is_demo, facts, created_at, received_at, state)
      values ($1, $2, 1, (select count(*) + 1 from runner.run where runner_id = $1), $3, $4, now(), 'file',
        'Europe/Berlin', false, '{"b": 1, "a": [2]}', now(), now(), 'ready')`,
    [runnerId, runId, run.name, "two lines\nand a\ttab, a \\ and \\N, ü 跑"],
  );
  await client.query(
    `insert into runner.recording (runner_id, run_id, slot, side, side_source, file_name, sha256, size_bytes, state,
        object_key, kept_bytes, kept_at)
      values ($1, $2, 0, 'left', 'chosen', 'left.csv', $3, $4, 'kept', $5, $4, now())`,
    [runnerId, runId, createHash("sha256").update(run.csv).digest(), run.csv.length, run.objectKey],
  );
  await client.query(
    `insert into runner.stride (runner_id, run_id, analysis_id, side, stride_index, midstance_at, midstance_us)
      select $1, $2, $2, 0, n, timestamptz '2026-01-31T23:59:59.123456Z' + n * interval '1 second', n::bigint * 1000000
      from generate_series(0, $3::int - 1) as n`,
    [runnerId, runId, run.strideCount],
  );
}

/** What a database holds: rows and their sum, by table. */
export async function contentOf(pool: Pool): Promise<Record<string, string>> {
  const client = await pool.connect();
  const content: Record<string, string> = {};
  try {
    for (const table of await findBackupTables(client)) {
      const rows = new RowDigest();
      for await (const chunk of copyOut(client, copyOutSql(table))) rows.update(chunk);
      content[table.name] = Object.values(rows.facts()).join(" ");
    }
  } finally {
    client.release(true);
  }
  return content;
}

/** What a store holds: sums of bytes, by key. */
export async function blobsOf(objects: ObjectStore): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of objects.list()) {
    const sum = createHash("sha256");
    for await (const chunk of await objects.get(key)) sum.update(chunk);
    found[key] = sum.digest("hex");
  }
  return found;
}
