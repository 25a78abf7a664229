// A process that opens the embedded database and writes numbers as fast as it can; for tests that kill it. Comes in: the
// data folder. Goes out: on stdout `ready`, then each number once its transaction is committed.
import { openDatabase } from "../database/open-database.ts";

const { pool } = await openDatabase({
  choice: "embedded",
  dataFolder: process.argv[2] ?? "",
  log: (line) => void process.stderr.write(`${line}\n`),
});
await pool.query("create table if not exists solewise.written (number bigint primary key)");
const { rows } = await pool.query<{ last: number }>("select coalesce(max(number), 0) as last from solewise.written");
process.stdout.write("ready\n");
for (let number = (rows[0]?.last ?? 0) + 1; ; number++) {
  try {
    await pool.query("insert into solewise.written values ($1) on conflict do nothing", [number]);
    process.stdout.write(`${number}\n`);
  } catch {
    number--; // the database is away: the same number again
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
