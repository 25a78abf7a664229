// `npm run schema`: writes schema.sql anew. Comes in: the migrations. Goes out: the file, from a PostgreSQL that it starts
// for this and ends.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startTestCluster } from "../testing/test-cluster.ts";
import { describeSchema } from "./describe-schema.ts";
import { openPool } from "./pool.ts";

const FILE = fileURLToPath(new URL("../schema.sql", import.meta.url));

const cluster = await startTestCluster();
try {
  const { pool, close } = openPool({ connectionString: await cluster.createDatabase() });
  writeFileSync(FILE, await describeSchema(pool));
  await close();
} finally {
  await cluster.stop();
}
