// Where the recordings with reference truth are. They are never part of the repository.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the recordings. */
export interface RecordedData {
  folder: string;
}

/** SOLEWISE_DATA, else `../shared/data` beside the repository; null where there is no such folder. */
export function findRecordedData(environment: Record<string, string | undefined> = process.env): RecordedData | null {
  const repositoryFolder = fileURLToPath(new URL("../..", import.meta.url));
  const folder = resolve(repositoryFolder, environment["SOLEWISE_DATA"] ?? "../shared/data");
  return existsSync(folder) ? { folder } : null;
}
