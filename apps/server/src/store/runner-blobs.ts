// Every blob of a runner that rows know of: recordings, paths, and those being written or given to the sweep.
import { sql } from "kysely";
import type { Database } from "../database/tables.ts";

/** Their keys, each once. */
export async function listBlobKeys(database: Database, runnerId: string): Promise<string[]> {
  const { rows } = await sql<{ object_key: string }>`
    select object_key from runner.recording where runner_id = ${runnerId} and object_key is not null
    union select paths_object_key from runner.analysis_foot where runner_id = ${runnerId} and paths_object_key is not null
    union select object_key from runner.blob_intent where runner_id = ${runnerId}`.execute(database);
  return rows.map(({ object_key: objectKey }) => objectKey);
}
