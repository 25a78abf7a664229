// Makes the embedded PostgreSQL of a data folder write to its log until it cannot, as a program: `node fill-wal.ts FOLDER`. It is
// traffic of somebody else's: a log that needs one more file meets the disk's end. Goes out: one JSON line.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { clusterFolderIn, readPassword } from "../database/embedded/cluster-folder.ts";
import { readPostmaster } from "../database/embedded/postmaster.ts";
import { DATABASE_USER } from "../database/embedded/programs.ts";
import { messageOf } from "../refusal.ts";

/** More than any disk of these tests has. Megabytes. */
const FILL_MAX_MB = 4000;

const folder = clusterFolderIn(process.argv[2] ?? "");
const { socketFolder = "", port = 0 } = readPostmaster(folder.data) ?? {};
const where = { host: socketFolder, port, user: DATABASE_USER, database: "postgres" };
const client = new pg.Client({ ...where, password: readPassword(folder) });
client.on("error", () => undefined);
let filledMb = 0;
let end = "the disk had no end";
try {
  await client.connect();
  for (; filledMb < FILL_MAX_MB; filledMb += 1)
    await client.query("select pg_logical_emit_message(false, 'fill', repeat('x', 1000000))");
} catch (error) {
  end = messageOf(error);
}
await Promise.race([client.end().catch(() => undefined), sleep(1000)]);
process.stdout.write(`${JSON.stringify({ filledMb, end })}\n`);
process.exit();
