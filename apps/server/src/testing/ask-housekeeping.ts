// Asks a running server for everything it does by the clock, as a program: `node ask-housekeeping.ts DATABASE_URL`. Goes out: one
// JSON line with how each job ended, as soon as all have.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const NAMES = ["find-waiting", "purge-deleted", "sweep-blobs", "forget-answers"];
/** How long they may take. Milliseconds. */
const TIME_MAX_MS = 30_000;

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
const { rows: asked } = await client.query<{ id: string }>(
  `insert into jobs.job (name, data, singleton_key, policy, retry_limit)
    select name, '{}', gen_random_uuid()::text, 'stately', 0 from unnest($1::text[]) as name returning id`,
  [NAMES],
);
const deadlineMs = performance.now() + TIME_MAX_MS;
for (;;) {
  const { rows } = await client.query<{ name: string; state: string }>(
    "select name, state::text from jobs.job where id = any($1) order by name",
    [asked.map(({ id }) => id)],
  );
  const isOver = rows.every(({ state }) => state === "completed" || state === "failed");
  if (isOver || performance.now() > deadlineMs) {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(rows.map(({ name, state }) => [name, state])))}\n`);
    break;
  }
  await sleep(100);
}
await client.end();
