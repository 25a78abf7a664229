// When the last backup was made, for the operator's page. Comes in: the data folder. Goes out: a small file in it; it is no
// part of a backup.
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The last backup. */
export interface LastBackup {
  createdAtUtc: string;
  fileBytes: number;
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, "last-backup.json");
}

/** Remembers it. */
export async function rememberBackup(dataFolder: string, { createdAtUtc, fileBytes }: LastBackup): Promise<void> {
  const unfinished = `${fileIn(dataFolder)}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify({ createdAtUtc, fileBytes }), { mode: 0o600 });
  await rename(unfinished, fileIn(dataFolder));
}
