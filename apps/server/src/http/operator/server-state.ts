// What the server is doing, in numbers: for the operator's page, the metrics and the terminal. Comes in: the services. Goes
// out: counts and bytes; nothing of any one runner. // OPS4
import { statfs } from "node:fs/promises";
import { sql } from "kysely";
import { readLastBackup } from "../../backup/last-backup.ts";
import { readServerSettings } from "../../accounts/server-settings.ts";
import { isStoreAway } from "../../objects/object-store.ts";
import type { Services } from "../../services.ts";
import { VERSION } from "../../version.ts";

/** States of runs and of jobs; one that nothing is in is 0. */
export const RUN_STATES = ["awaiting-recordings", "waiting", "analysing", "ready", "failed"] as const;
export const JOB_STATES = ["waiting", "active", "failed"] as const;

/** How long the sum of all blobs is believed: a walk over every file. Milliseconds. */
const SUM_KEPT_MS = 60_000;

type StateServices = Pick<Services, "database" | "dataFolder" | "storage">;

type Counts<Name extends string> = Record<Name, number>;

/** Numbers that change while it runs. */
export interface ServerState {
  runnerCount: number;
  runCounts: Counts<(typeof RUN_STATES)[number]>;
  /** Of the last days: jobs that are over are forgotten then. */
  jobCounts: Counts<(typeof JOB_STATES)[number]>;
  /** blobBytes: null while the store is away and its sum is not known yet. */
  storage: { blobBytes: number | null; databaseBytes: number; freeBytes: number };
}

function countsOf<Name extends string>(names: readonly Name[], rows: { name: Name; count: number }[]): Counts<Name> {
  const found = new Map(rows.map(({ name, count }) => [name, count]));
  return Object.fromEntries(names.map((name) => [name, found.get(name) ?? 0])) as Counts<Name>;
}

const JOBS = sql<{ name: (typeof JOB_STATES)[number]; count: number }>`
  select case state when 'active' then 'active' when 'failed' then 'failed' else 'waiting' end as name, count(*) as count
  from jobs.job where state in ('created', 'retry', 'active', 'failed') and name not like '\_\_%' group by 1`;

let lastSum: { of: StateServices["storage"]; atMs: number; bytes: number } | null = null;

async function sumBlobs({ storage }: StateServices): Promise<number | null> {
  if (lastSum?.of === storage && performance.now() - lastSum.atMs < SUM_KEPT_MS) return lastSum.bytes;
  const bytes = await storage.objects.totalBytes().catch((error: unknown) => {
    if (isStoreAway(error)) return null;
    throw error;
  });
  if (bytes === null) return null;
  lastSum = { of: storage, atMs: performance.now(), bytes };
  return bytes;
}

/** Reads them. */
export async function readServerState(services: StateServices): Promise<ServerState> {
  const { database, dataFolder } = services;
  const { rows: runs } = await sql<{ name: (typeof RUN_STATES)[number]; count: number }>`
    select state as name, count(*) as count from runner.run where deleted_at is null group by state`.execute(database);
  const { rows: jobs } = await JOBS.execute(database);
  const { rows: sizes } = await sql<{ runner_count: number; database_bytes: number }>`
    select (select count(*) from directory.runner where login_id is not null) as runner_count,
      pg_database_size(current_database()) as database_bytes`.execute(database);
  const { bavail, bsize } = await statfs(dataFolder);
  return {
    runnerCount: sizes[0]?.runner_count ?? 0,
    runCounts: countsOf(RUN_STATES, runs),
    jobCounts: countsOf(JOB_STATES, jobs),
    storage: {
      blobBytes: await sumBlobs(services),
      databaseBytes: sizes[0]?.database_bytes ?? 0,
      freeBytes: bavail * bsize,
    },
  };
}

/** State and everything that stays the same, as the operator's page and `npm run admin -- status` show it. */
export async function readOperatorStatus(services: StateServices, startedAt: Date | null) {
  const { database, dataFolder } = services;
  const { registrationMode } = await readServerSettings(database);
  const { rows } = await sql<{ postgres: string; migration: string }>`
    select current_setting('server_version') as postgres,
      (select name from solewise.migration order by number desc limit 1) as migration`.execute(database);
  const lastBackup = await readLastBackup(dataFolder);
  return {
    ...(await readServerState(services)),
    registrationMode,
    lastBackupAtUtc: lastBackup?.createdAtUtc ?? null,
    lastBackupBytes: lastBackup?.fileBytes ?? null,
    startedAtUtc: startedAt?.toISOString() ?? null,
    versions: {
      solewise: VERSION,
      node: process.versions.node,
      postgres: rows[0]?.postgres ?? "",
      schema: rows[0]?.migration ?? "",
    },
  };
}
