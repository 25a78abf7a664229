// Looks into a stopped server's data folder, as a program: `node audit-storage.ts FOLDER`. Comes in: the folder, DATABASE_URL. Goes out: one
// JSON line: blobs and rows that do not belong together, before and after a sweep of two hours later, and runs that are two.
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { openStorage, type RecordingServices } from "../commands/recordings/recording-services.ts";
import { sweepBlobs } from "../commands/recordings/sweep-storage.ts";
import { openDatabase } from "../database/open-database.ts";
import type { Database } from "../database/tables.ts";

const LATER_MS = 7_200_000;

async function wantedKeys(database: Database): Promise<Set<string>> {
  const { rows } = await sql<{ object_key: string }>`
    select object_key from runner.recording where object_key is not null
    union select paths_object_key from runner.analysis_foot where paths_object_key is not null`.execute(database);
  return new Set(rows.map((row) => row.object_key));
}

async function count(database: Database, query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  return (await query.execute(database)).rows[0]?.count ?? 0;
}

async function compare({ database, storage }: RecordingServices): Promise<{ orphans: number; missing: number }> {
  const wanted = await wantedKeys(database);
  let orphans = 0;
  for await (const { key } of storage.objects.list()) if (!wanted.delete(key)) orphans += 1;
  return { orphans, missing: wanted.size };
}

const folder = process.argv[2] ?? "";
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const url = process.env["DATABASE_URL"];
const { database, close } = await openDatabase({
  choice: url === undefined ? "embedded" : { url },
  dataFolder: folder,
  log,
});
const services: RecordingServices = {
  database,
  randomBytes,
  log,
  now: () => new Date(),
  storage: openStorage({ dataFolder: folder, objectsKey: null, s3: null }),
  jobs: { enqueue: () => Promise.reject(new Error("an audit asks for nothing")) },
};
const before = await compare(services);
const swept = await sweepBlobs(services, new Date(Date.now() + LATER_MS));
const after = await compare(services);
const doubles = await count(
  database,
  sql<{ count: number }>`select count(*)::int4 as count from (
    select 1 from runner.recording group by runner_id, sha256 having count(distinct run_id) > 1) as twice`,
);
const intents = await count(database, sql<{ count: number }>`select count(*)::int4 as count from runner.blob_intent`);
const halfAnalyses = await count(
  database,
  sql<{ count: number }>`select count(*)::int4 as count from runner.analysis_foot as foot where stride_count <> (
    select count(*) from runner.stride where stride.runner_id = foot.runner_id and stride.run_id = foot.run_id
      and stride.analysis_id = foot.analysis_id and stride.side = (foot.side = 'right')::int)`,
);
await close();
process.stdout.write(`${JSON.stringify({ before, swept, after, doubles, intents, halfAnalyses })}\n`);
